// Proofs of the ledger: that one entry is in it. Twin of tamdan/audit/tree.py (RFC 9162) and tamdan/audit/proofs.py (C2SP tlog-proof).
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

import { fromBase64, joined } from "./bytes";
import { type NoteKey, openNote } from "./notes";

const HEADER = "c2sp.org/tlog-proof@v1";

const same = (one: Uint8Array, other: Uint8Array): boolean => bytesToHex(one) === bytesToHex(other);

/** SHA-256(0x00 | entry). */
export const leafHash = (entry: Uint8Array): Uint8Array => sha256(joined([new Uint8Array([0]), entry]));

const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(joined([new Uint8Array([1]), left, right]));

/** RFC 9162 §2.1.3.2: whether `leaf` (a leaf hash) is entry `index` of the tree with this size and root. Exact up to 2^53. */
export function isIncluded(
  index: number, size: number, leaf: Uint8Array, proof: readonly Uint8Array[], root: Uint8Array,
): boolean {
  if (!(index >= 0 && index < size)) {
    return false;
  }
  let [node, last, value] = [index, size - 1, leaf];
  for (const part of proof) {
    if (last === 0) {
      return false;
    }
    if (node % 2 === 1 || node === last) {
      value = nodeHash(part, value);
      while (node !== 0 && node % 2 === 0) {
        [node, last] = [node / 2, Math.floor(last / 2)];
      }
    } else {
      value = nodeHash(value, part);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && same(value, root);
}

/** What a signed checkpoint says: so many entries, with this root. */
export interface TreeHead {
  size: number;
  root: Uint8Array;
}

/** The tree head that `leaf` is proved to be in, from the text of a tlog-proof. Throws "proof-broken" when it proves nothing. */
export function provedHead(text: string, leaf: Uint8Array, logs: readonly NoteKey[]): TreeHead {
  const gap = text.indexOf("\n\n");
  const lines = text.slice(0, gap).split("\n");
  const indexLine = lines.findIndex((line) => line.startsWith("index "));
  const index = /^index (0|[1-9][0-9]{0,14})$/.exec(lines[indexLine] ?? "")?.[1];
  if (gap < 0 || lines[0] !== HEADER || index === undefined) {
    throw new Error("proof-broken");
  }
  const head = signedHead(text.slice(gap + 2), logs);
  if (!isIncluded(Number(index), head.size, leaf, lines.slice(indexLine + 1).map(fromBase64), head.root)) {
    throw new Error("proof-broken");
  }
  return head;
}

/** A checkpoint (C2SP tlog-checkpoint) that one of `logs` signed under its own name. */
function signedHead(note: string, logs: readonly NoteKey[]): TreeHead {
  const { text, signers } = openNote(note, logs);
  const [origin, size, root] = text.split("\n");
  if (!signers.some((key) => key.name === origin) || !/^(0|[1-9][0-9]{0,14})$/.test(size ?? "")) {
    throw new Error("proof-broken");
  }
  return { size: Number(size), root: fromBase64(root ?? "") };
}
