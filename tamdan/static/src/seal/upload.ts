// Segments of a letter over tus 1.0.0. A bundle of its own (upload.js), loaded by `uploader.ts` when the first file is added.
import Upload, { DetailedError, UploadOptions } from "tus-js-client/lib/upload.js";
import FileReader from "tus-js-client/lib/browser/fileReader.js";
import HttpStack from "tus-js-client/lib/browser/httpStack.js";

import type { Ticket, Uploader } from "./uploader";

const ENDPOINT = "/uploads";
const DELAYS = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000];
/** After a line that broke, the rest goes in pieces of this size: a line that breaks again, with a proxy that waits for the whole of
 *  a request, loses no more. Before, a segment is one request. */
const CAREFUL = 128 * 1024;
/** A line that moves no byte for this long is taken for dead: telephones change networks without a word. */
const STALLED_MS = 60_000;
/** So many dead lines in a row, and the caller decides. */
const STALLS = 3;
/** Refusals that another attempt heals: too early, too many, another request was faster, altered on the way, unknown by now. */
const PASSING = [404, 408, 409, 410, 423, 425, 429, 460];
/** Addresses of uploads that were begun and not ended, by digest, for as long as the page is open. */
const begun = new Map<string, string>();

/** The server refused, and would again. `message` is its sentence, in the language of the page. */
export class UploadRefused extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
    this.name = "UploadRefused";
  }
}

/** The line is gone. Called again with the same bytes, the upload goes on where it was. */
export class UploadInterrupted extends Error {
  override name = "UploadInterrupted";
}

/**
 * Resolves when the server has the whole segment, and has compared it with `sha256` (hexadecimal). `onProgress` gets the bytes that
 * left. Rejects with UploadRefused or UploadInterrupted, and with UploadInterrupted when `signal` ends it.
 */
export function uploadSegment(
  bytes: Uint8Array, sha256: string, ticket: Ticket, onProgress: (sent: number) => void = () => undefined, signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let watch = 0;
    let stalls = 0;
    let most = 0;
    const options: UploadOptions = {
      ...Upload.defaultOptions,
      endpoint: ENDPOINT,
      uploadUrl: begun.get(sha256) ?? null,
      metadata: { letter: ticket.letter, sha256, ticket: ticket.token },
      headers: { "Accept-Language": document.documentElement.lang },
      retryDelays: DELAYS,
      uploadDataDuringCreation: true,
      storeFingerprintForResuming: false,
      fingerprint: () => Promise.resolve(sha256),
      fileReader: new FileReader(),
      httpStack: new HttpStack(),
      onUploadUrlAvailable: () => begun.set(sha256, upload.url ?? ""),
      onShouldRetry: (error) => mayHeal(error, options),
      onAfterResponse: () => again(),
      onProgress: (sent) => {
        again();
        if (sent > most) stalls = 0;
        most = Math.max(most, sent);
        onProgress(sent);
      },
      onSuccess: () => {
        begun.delete(sha256);
        end(resolve);
      },
      onError: (error) => end(() => reject(told(error))),
    };
    const upload = new Upload(new Blob([bytes as BlobPart]), options);
    const cancel = (): void => void upload.abort().then(() => end(() => reject(new UploadInterrupted("stopped"))));

    function again(): void {
      window.clearTimeout(watch);
      watch = window.setTimeout(stalled, STALLED_MS);
    }

    function stalled(): void {
      stalls += 1;
      if (stalls < STALLS) void upload.abort().then(() => upload.start());
      else cancel();
    }

    function end(settle: () => void): void {
      window.clearTimeout(watch);
      signal?.removeEventListener("abort", cancel);
      settle();
    }

    signal?.addEventListener("abort", cancel);
    again();
    upload.start();
  });
}

function mayHeal(error: Error | DetailedError, options: UploadOptions): boolean {
  const status = statusOf(error);
  if (!status) options.chunkSize = CAREFUL;
  return status < 400 || status >= 500 || PASSING.includes(status);
}

function statusOf(error: Error | DetailedError): number {
  return ("originalResponse" in error && error.originalResponse?.getStatus()) || 0;
}

function told(error: Error | DetailedError): Error {
  const status = statusOf(error);
  if (status < 400 || !("originalResponse" in error)) return new UploadInterrupted(error.message);
  try {
    const { code, message } = JSON.parse(error.originalResponse?.getBody() ?? "") as { code: string; message: string };
    return new UploadRefused(status, code, message);
  } catch {
    return new UploadInterrupted(error.message);
  }
}

declare global {
  interface Window {
    tamdanUploader?: Uploader;
  }
}
window.tamdanUploader = { uploadSegment };
