// The parts of tus-js-client that upload.ts takes, without its storage of addresses in the browser: nothing of a letter may stay
// on the telephone. Its own description of types asks for Node's.
declare module "tus-js-client/lib/upload.js" {
  export interface HttpResponse {
    getStatus(): number;
    getBody(): string;
  }
  export interface DetailedError extends Error {
    originalResponse: HttpResponse | null;
  }
  export interface UploadOptions {
    endpoint: string;
    uploadUrl: string | null;
    metadata: { [name: string]: string };
    headers: { [name: string]: string };
    retryDelays: number[];
    chunkSize: number;
    uploadDataDuringCreation: boolean;
    parallelUploads: number;
    protocol: "tus-v1";
    storeFingerprintForResuming: boolean;
    fingerprint(): Promise<string>;
    fileReader: object;
    httpStack: object;
    onUploadUrlAvailable(): void;
    onShouldRetry(error: Error | DetailedError): boolean;
    onAfterResponse(): void;
    onProgress(sent: number): void;
    onSuccess(): void;
    onError(error: Error | DetailedError): void;
  }
  export default class Upload {
    static readonly defaultOptions: UploadOptions;
    url: string | null;
    constructor(content: Blob, options: UploadOptions);
    start(): void;
    abort(): Promise<void>;
  }
}
declare module "tus-js-client/lib/browser/fileReader.js" {
  export default class FileReader {}
}
declare module "tus-js-client/lib/browser/httpStack.js" {
  export default class HttpStack {}
}
