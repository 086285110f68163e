// The dedicated worker that alone holds an officer's unlocked key and the offices' keys. It belongs to one page, keeps nothing in
// any storage, and drops everything after fifteen minutes without a request.
import { ed25519 } from "@noble/curves/ed25519.js";

import { newKeyPair, recipientOf, seal, sealWithWords, unseal, unsealWithWords } from "../seal/age";
import { fromBase64, randomBytes, textOf, toBase64, utf8 } from "../seal/bytes";
import { lockTwice } from "../seal/envelopes";
import { openItem, openPiece } from "../seal/items";
import { signatureLine, signNote } from "../seal/notes";
import type { Calls, Name, Reply, Request, Touched } from "./messages";
import { restore, Ring } from "./ring";
import { sealByTouch, type TouchAnswer, type TouchAsk, unsealByTouch } from "./touch";

const IDLE = 15 * 60 * 1000;
/** What the page hears of an error; others are "seal-broken", because the libraries' messages are not for people. */
const KNOWN = new Set(["locked", "no-office-key", "words-wrong", "touch-refused"]);

// The page's own types would have `self` be a window.
const scope = self as unknown as { postMessage(reply: Reply): void; onmessage: ((event: MessageEvent<Request | Touched>) => void) | null };

let ring: Ring | null = null;
let idle = 0;

function held(): Ring {
  if (!ring) {
    throw new Error("locked");
  }
  return ring;
}

function drop(): null {
  ring = null;
  return null;
}

function stayAwake(): void {
  clearTimeout(idle);
  idle = setTimeout(() => {
    drop();
    scope.postMessage({ event: "locked" });
  }, IDLE) as unknown as number;
}

const touches = new Map<number, (answer: Touched) => void>();
let asked = 0;

function touch(ask: TouchAsk): Promise<TouchAnswer> {
  const id = ++asked;
  scope.postMessage({ event: "touch", id, ask });
  return new Promise((resolve, reject) => {
    touches.set(id, (said) => ("error" in said ? reject(new Error("touch-refused")) : resolve(said.answer)));
  });
}

async function opened(file: string, words: string): Promise<string> {
  try {
    return textOf(await unsealWithWords(fromBase64(file), words)).trim();
  } catch {
    throw new Error("words-wrong");
  }
}

async function hold(identity: string): Promise<{ recipient: string }> {
  ring = new Ring(identity, await recipientOf(identity));
  return { recipient: ring.recipient };
}

const answers: { [N in Name]: (ask: Calls[N]["ask"]) => Promise<Calls[N]["answer"]> | Calls[N]["answer"] } = {
  async enrol({ words, workFactor }) {
    const { identity, recipient } = await newKeyPair();
    const file = toBase64(await sealWithWords(utf8(`${identity}\n`), words, workFactor));
    ring = new Ring(identity, recipient);
    return { recipient, file };
  },
  unlock: async ({ file, words }) => hold(await opened(file, words)),
  sealByTouch: async () => toBase64(await sealByTouch(utf8(`${held().identity}\n`), touch)),
  unlockByTouch: async ({ file }) => hold(textOf(await unsealByTouch(fromBase64(file), touch)).trim()),
  lock: drop,
  openCopies: ({ copies }) => held().open(copies),
  newEpoch: ({ office, epoch, officers, sheets }) => held().begin(office, epoch, officers, sheets),
  wrapOffice: ({ office, recipient }) => held().wrap(office, recipient),
  kitFiles: ({ office, epoch, sheets }) => held().kitFiles(office, epoch, sheets),
  restore: ({ office, files, outer, inner, recipient }) => restore(office, files, outer, inner, recipient),
  async newSteward() {
    const seed = randomBytes(32);
    return { verify: toBase64(ed25519.getPublicKey(seed)), seed: toBase64(await seal(seed, held().recipient)) };
  },
  signAsSteward: async ({ seed, text, name }) =>
    signatureLine(text, name, await unseal(fromBase64(seed), held().identity)).trimEnd(),
  signAsOffice: ({ office, name, text }) => signNote(text, name, held().present(office).seed),
  openEnvelope: ({ inner, item }) => held().openEnvelope(inner, item),
  openItem: ({ key, segments, digests }) => openItem(segments, digests, key),
  openPiece: ({ key, sealed, digest }) => openPiece(sealed, digest, key),
  sealTo: ({ item, key, audience, release }) => lockTwice(item, key, audience, release),
};

scope.onmessage = async ({ data }) => {
  stayAwake();
  if ("touch" in data) {
    touches.get(data.touch)?.(data);
    touches.delete(data.touch);
    return;
  }
  try {
    const answer = answers[data.name] as (ask: unknown) => unknown;
    scope.postMessage({ id: data.id, answer: await answer(data.ask) });
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    scope.postMessage({ id: data.id, error: KNOWN.has(said) ? said : "seal-broken" });
  }
};
