// Signed notes (C2SP signed-note, Ed25519, type 0x01). Twin of tamdan/audit/notes.py.
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

import { fromBase64, joined, toBase64, utf8 } from "./bytes";

const ED25519 = 1;

/** A named key that can verify; `raw` is 32 bytes. */
export interface NoteKey {
  name: string;
  raw: Uint8Array;
}

const idOf = (key: NoteKey): Uint8Array =>
  sha256(joined([utf8(`${key.name}\n`), new Uint8Array([ED25519]), key.raw])).subarray(0, 4);

/** `name+id+base64(type key)`, the form in which keys travel. */
export function keyText(key: NoteKey): string {
  return `${key.name}+${bytesToHex(idOf(key))}+${toBase64(joined([new Uint8Array([ED25519]), key.raw]))}`;
}

/** Reads `name+id+base64(type key)`; throws for another type or an id that does not fit. */
export function readKey(text: string): NoteKey {
  const [name, id, ...material] = text.trim().split("+");
  const bytes = fromBase64(material.join("+"));
  const key = { name: name ?? "", raw: bytes.subarray(1) };
  if (bytes.length !== 33 || bytes[0] !== ED25519 || bytesToHex(idOf(key)) !== id) {
    throw new Error("not a note key");
  }
  return key;
}

/** The note: `text`, which ends in a newline, with one signature below it. `seed` is the private 32 bytes. */
export function signNote(text: string, name: string, seed: Uint8Array): string {
  return `${text}\n${signatureLine(text, name, seed)}`;
}

export function signatureLine(text: string, name: string, seed: Uint8Array): string {
  const key = { name, raw: ed25519.getPublicKey(seed) };
  return `— ${name} ${toBase64(joined([idOf(key), ed25519.sign(utf8(text), seed)]))}\n`;
}

/** The text of a note and those of `trusted` whose signature on it verifies. Throws for what is no note. */
export function openNote(note: string, trusted: readonly NoteKey[]): { text: string; signers: NoteKey[] } {
  const gap = note.lastIndexOf("\n\n");
  if (gap < 0 || !note.endsWith("\n")) {
    throw new Error("not a note");
  }
  const text = note.slice(0, gap + 1);
  const lines = note.slice(gap + 2, -1).split("\n");
  return { text, signers: trusted.filter((key) => lines.some((line) => isSignature(line, text, key))) };
}

function isSignature(line: string, text: string, key: NoteKey): boolean {
  const [dash, name, value, ...rest] = line.split(" ");
  if (dash !== "—" || name !== key.name || !value || rest.length) {
    return false;
  }
  try {
    const bytes = fromBase64(value);
    return bytesToHex(bytes.subarray(0, 4)) === bytesToHex(idOf(key))
      && ed25519.verify(bytes.subarray(4), utf8(text), key.raw);
  } catch {
    return false; // not base64, or no signature of the right length
  }
}
