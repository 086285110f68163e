// The signed list of the keys that letters are sealed to. Twin of tamdan/sealing/keylist.py.
import { sha256 } from "@noble/hashes/sha2.js";

import { textOf, toBase64 } from "./bytes";
import { openNote, readKey } from "./notes";

export interface ListedKey {
  id: string;
  names: { en?: string; km?: string };
  recipient: string;
  verify: string;
  epoch: number;
}

export interface KeyList {
  v: number;
  host: string;
  version: number;
  expires: string;
  offices: ListedKey[];
  custodians: ListedKey[];
  bodies: ListedKey[];
  /** The list published before this one, with the base64 SHA-256 of its bytes; not on the first. */
  previous?: { version: number; hash: string };
  /** Recipients of the recovery kit's sheets by letter, where there is a kit. */
  kit?: { [sheet: string]: string };
  /** SHA-256 of the listing of this site's scripts (`/code.txt`), which stewards compare with a build; for `tamdan watch`. */
  code?: string;
}

/** What a page trusts from the start: the stewards' keys as text, and the oldest version it may be shown. */
export interface Anchor {
  stewards: readonly string[];
  minimum: number;
}

export type Refusal = "unsigned" | "altered" | "older" | "expired" | "foreign";

/** Why a list may not be sealed to. */
export class KeyListRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal);
  }
}

/** The list, once enough stewards signed it, its bytes fit, and it is of this host, new enough and not expired. */
export function readKeyList(bytes: Uint8Array, note: string, anchor: Anchor, host: string, today: string): KeyList {
  const list = JSON.parse(textOf(bytes)) as KeyList;
  const stewards = [...new Set(anchor.stewards)]; // one key named twice is one signature
  const { text, signers } = openNote(note, stewards.map(readKey));
  const needed = stewards.length === 1 ? 1 : 2;
  refuseIf(signers.length < needed, "unsigned");
  refuseIf(text !== `${host}/keyring\n${list.version}\n${toBase64(sha256(bytes))}\n`, "altered");
  refuseIf(list.host !== host, "foreign");
  refuseIf(list.version < anchor.minimum, "older");
  refuseIf(list.expires < today, "expired");
  return list;
}

/** The list before `after`, when `after`, which is trusted, names the hash of its bytes. For what was signed then: nothing is sealed to it. */
export function readEarlier(bytes: Uint8Array, after: KeyList): KeyList {
  refuseIf(after.previous?.hash !== toBase64(sha256(bytes)), "altered");
  return JSON.parse(textOf(bytes)) as KeyList;
}

function refuseIf(condition: boolean, refusal: Refusal): void {
  if (condition) {
    throw new KeyListRefused(refusal);
  }
}
