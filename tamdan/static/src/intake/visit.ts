// Coming back: digits to keys. What the server answers opens here; it never sees the digits.
import { recipientOf, unseal } from "../seal/age";
import { fromBase64, textOf, toBase64 } from "../seal/bytes";
import { wrapIdentity } from "../seal/receipt";
import { settings } from "./page";
import { asJson, askWithEffort } from "./network";
import type { Own } from "./sealing";
import type { Section } from "./sections";
import { deriveInWorker } from "./working";

export interface Step {
  code: string;
  label: string;
  date: string | null;
  due: string | null;
  /** Until `due`; negative once it has passed. */
  days_left: number | null;
  /** The office waits for an answer. */
  question: boolean;
  text: string;
}
export interface SentItem {
  ref: string;
  kind: string;
  segments: string[];
  envelope: string | null;
}
export interface SentLetter {
  ref: string;
  side: "complainant" | "office";
  at: string;
  items: SentItem[];
}
export interface Holder {
  id: string;
  name: string;
  audience: string;
}
export interface Released {
  office: string;
  at: string;
  purpose: string;
  leaf: string;
}
/** A request about an item and what came of it, in the reader's language, with the leaf of its event. */
export interface Told {
  at: string;
  text: string;
  leaf: string;
}
export interface Access {
  item: string;
  kind: string;
  holders: Holder[];
  releases: Released[];
  asked: Told[];
}
export interface Decided {
  code: string;
  label: string;
  value: string;
  at: string;
  by_officer: boolean;
  hash: string;
}
export interface Answer {
  token: string;
  u: string;
  wrapped: string;
  /** The day on which somebody opened it last, before this time. */
  opened: string | null;
  thread: string;
  number: string;
  received: string;
  status: Step[];
  letters: SentLetter[];
  access: Access[];
  events: { body: string; leaf: string }[];
  decisions: Decided[];
  /** An officer wrote the complaint down, and the number is still the one that the officer saw. */
  number_seen: boolean;
  /** Codes of the decisions that make sense now. */
  may: string[];
  /** Codes of what is agreed to now; for one body `purpose:office`. */
  consents: string[];
  sections: Section[];
}

/** A complainant who came back, with the keys that the receipt gave. */
export interface Visit {
  answer: Answer;
  own: Own;
  /** Of the first letter, as it was kept under the receipt when it was sent. */
  digest: string;
  keyring: number;
}

interface Wrapped {
  v: number;
  key: string;
  seed: string;
  digest: string;
  keyring: number;
}

/** Throws Declined for digits that no receipt has. */
export async function openReceipt(digits: string, onProgress: (done: number) => void): Promise<Visit> {
  const derived = await deriveInWorker(digits, onProgress);
  const init = asJson({ handle: toBase64(derived.handle) });
  const answer = await (await askWithEffort(settings.urls.receipts, "receipts", init)).json() as Answer;
  const identity = wrapIdentity(derived, fromBase64(answer.u));
  const kept = JSON.parse(textOf(await unseal(fromBase64(answer.wrapped), identity))) as Wrapped;
  const key = { identity: kept.key, recipient: await recipientOf(kept.key) };
  return { answer, own: { key, seed: fromBase64(kept.seed) }, digest: kept.digest, keyring: kept.keyring };
}
