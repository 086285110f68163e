// The page's side of the worker that holds the keys (worker.ts). Every act that opens or signs goes through here:
//
//     const keys = new Keys(workerUrl, () => showThatItIsLocked());
//     await keys.unlock(file, words, copies);           // words as typed, files in base64 from the server
//     const itemKey = await keys.openEnvelope(inner, item);
//     const bytes = await keys.openItem(itemKey, segments, digests);
//
// Each call rejects with a KeysError; its `code` is `words-wrong`, `touch-refused`, `locked`, `no-office-key`, `seal-broken` or `worker-failed`.
import type { Calls, Copy, Files, MadeEpoch, Name, Recipients, Reply } from "./messages";
import { newCredential, type TouchAsk, type Toucher, touching } from "./touch";
import { tidyWords } from "./words";

export type { Copy, Files, MadeEpoch, Recipients };

export class KeysError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

interface Waiting {
  resolve: (answer: never) => void;
  reject: (error: KeysError) => void;
}

/** Browsers that check trusted types want the address of a script from the page's one policy (tamdan/sealing/policy.py). */
function scriptUrl(url: string): string {
  const types = (self as { trustedTypes?: TrustedTypes }).trustedTypes;
  const ours = (address: string): string => {
    if (new URL(address, location.href).origin !== location.origin) {
      throw new TypeError("not our own script");
    }
    return address;
  };
  return types ? types.createPolicy("tamdan-worker", { createScriptURL: ours }).createScriptURL(url) : ours(url);
}

/** One page's keys. Make one for a page: browsers refuse a second policy of the same name. */
export class Keys {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private open = false;
  private toucher: Toucher | null = null;

  /** `url` is the worker's script, in the form that `address` gives it; `onLocked` hears when the keys were dropped after a time without work. */
  constructor(url: string, private readonly onLocked: () => void = () => undefined, address = scriptUrl) {
    this.worker = new Worker(address(url));
    this.worker.onmessage = (event: MessageEvent<Reply>) => this.hear(event.data);
    this.worker.onerror = () => this.fail();
  }

  get isUnlocked(): boolean {
    return this.open;
  }

  /** Open the officer's key with the seven words, and the offices' keys with it; gives the officer's recipient. */
  async unlock(file: string, words: string, copies: readonly Copy[] = []): Promise<string> {
    const { recipient } = await this.call("unlock", { file, words: tidyWords(words) });
    this.open = true;
    await this.openCopies(copies);
    return recipient;
  }

  /** As `unlock`, by the security key that `addTouch` named. */
  async unlockByTouch(file: string, credential: string, copies: readonly Copy[] = []): Promise<string> {
    this.toucher = touching(credential);
    const { recipient } = await this.call("unlockByTouch", { file });
    this.open = true;
    await this.openCopies(copies);
    return recipient;
  }

  /** One more file of the unlocked key, for a security key; two touches. `credential` has to be kept beside it. */
  async addTouch(name: string): Promise<{ credential: string; file: string }> {
    const credential = await newCredential(name).catch(() => {
      throw new KeysError("touch-refused");
    });
    this.toucher = touching(credential);
    return { credential, file: await this.call("sealByTouch", {}) };
  }

  async lock(): Promise<void> {
    this.open = false;
    await this.call("lock", {});
  }

  /** Make an officer's key under `words`; it is unlocked then. `workFactor` comes from the page. */
  async enrol(words: string, workFactor: number): Promise<{ recipient: string; file: string }> {
    const made = await this.call("enrol", { words: tidyWords(words), workFactor });
    this.open = true;
    return made;
  }

  openCopies(copies: readonly Copy[]): Promise<number> {
    return this.call("openCopies", { copies: [...copies] });
  }

  /** A new key pair of an office for its officers (by their key's row) and, where there is one, the recovery kit. */
  newEpoch(office: string, epoch: number, officers: Recipients, sheets: Recipients): Promise<MadeEpoch> {
    return this.call("newEpoch", { office, epoch, officers, sheets });
  }

  /** Every key of an office that is held, for one more officer; files by epoch. */
  wrapOffice(office: string, recipient: string): Promise<Files> {
    return this.call("wrapOffice", { office, recipient });
  }

  kitFiles(office: string, epoch: number, sheets: Recipients): Promise<Files> {
    return this.call("kitFiles", { office, epoch, sheets });
  }

  /** An office's keys from the recovery kit by two sheets' identities, for one officer; `files` by epoch, of that pair. */
  restore(office: string, files: Files, outer: string, inner: string, recipient: string): Promise<Files> {
    return this.call("restore", { office, files, outer, inner, recipient });
  }

  newSteward(): Promise<{ verify: string; seed: string }> {
    return this.call("newSteward", {});
  }

  /** The signature line on a list's text; `seed` is the steward's file. */
  signAsSteward(seed: string, text: string, name: string): Promise<string> {
    return this.call("signAsSteward", { seed, text, name });
  }

  /** `text` (which ends in a newline) as a note signed by the office's present key, named `name`. */
  signAsOffice(office: string, name: string, text: string): Promise<string> {
    return this.call("signAsOffice", { office, name, text });
  }

  /** An item's key from its inner lock. */
  openEnvelope(inner: Uint8Array, item: string): Promise<string> {
    return this.call("openEnvelope", { inner, item });
  }

  /** The content of an item, checked against the digests of its pieces. */
  openItem(key: string, segments: Uint8Array[], digests: string[]): Promise<Uint8Array> {
    return this.call("openItem", { key, segments, digests });
  }

  /** One piece of an item's frame (pieces.ts), checked against its digest. */
  openPiece(key: string, sealed: Uint8Array, digest: string): Promise<Uint8Array> {
    return this.call("openPiece", { key, sealed, digest });
  }

  /** An envelope: the item's key for another audience, in both locks. */
  sealTo(item: string, key: string, audience: string, release: string): Promise<Uint8Array> {
    return this.call("sealTo", { item, key, audience, release });
  }

  private call<N extends Name>(name: N, ask: Calls[N]["ask"]): Promise<Calls[N]["answer"]> {
    const id = ++this.last;
    return new Promise<Calls[N]["answer"]>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
      this.worker.postMessage({ id, name, ask });
    });
  }

  private hear(reply: Reply): void {
    if ("event" in reply) {
      if (reply.event === "touch") {
        void this.touch(reply.id, reply.ask);
      } else {
        this.open = false;
        this.onLocked();
      }
      return;
    }
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if ("error" in reply) {
      waiting?.reject(new KeysError(reply.error));
    } else {
      waiting?.resolve(reply.answer as never);
    }
  }

  private async touch(id: number, ask: TouchAsk): Promise<void> {
    try {
      this.worker.postMessage({ touch: id, answer: (await this.toucher?.(ask)) ?? null });
    } catch {
      this.worker.postMessage({ touch: id, error: "touch-refused" }); // the browser's own words are not for people
    }
  }

  private fail(): void {
    this.waiting.forEach(({ reject }) => reject(new KeysError("worker-failed")));
    this.waiting.clear();
  }
}
