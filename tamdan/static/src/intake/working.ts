// The worker that derives a receipt, so that the page stays alive for the second that it takes.
import { readDigits } from "../seal/receipt";
import type { Derived } from "../seal/receipt";
import { settings } from "./page";

interface Policy {
  createScriptURL(address: string): string;
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): Policy;
}

// The page's policy of trusted types for workers (tamdan/sealing/policy.py): it lets these through.
const policy = (self as unknown as { trustedTypes?: Factory }).trustedTypes?.createPolicy("tamdan-worker", {
  createScriptURL(address) {
    const { derive, serviceWorker, keys } = settings.urls;
    if (![derive, serviceWorker, keys].includes(address)) {
      throw new TypeError(address);
    }
    return address;
  },
});

/** The address of a worker in the form that the browser takes. */
export const workerAddress = (address: string): string => (policy ? policy.createScriptURL(address) : address);

type Answer = { done: number } | { derived: Derived };

/** Both halves of a receipt; `onProgress` hears 0 to 1. Throws for digits that cannot be a receipt. */
export function deriveInWorker(digits: string, onProgress: (done: number) => void): Promise<Derived> {
  if (!readDigits(digits)) {
    throw new Error("no receipt");
  }
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerAddress(settings.urls.derive));
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      if ("done" in data) {
        onProgress(data.done);
        return;
      }
      worker.terminate();
      resolve(data.derived);
    });
    worker.addEventListener("error", () => reject(new Error("worker")));
    worker.postMessage({ digits, host: settings.host });
  });
}
