// Receipts: 16 or 20 random digits, a check digit, and what is derived from them. Twin of tamdan/sealing/receipts.py.
import { hkdf } from "@noble/hashes/hkdf.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { identityOfBytes } from "./age";
import { joined, randomBytes, utf8 } from "./bytes";

/** Random digits of a receipt: the installation says how many new ones have; every one that was ever given is read. */
const LENGTHS = [16, 20];
const LABEL = "tamdan/receipt/v1";
const COST = 2 ** 15;
// Damm, "Total anti-symmetrische Quasigruppen" (2004): the totally anti-symmetric quasigroup of order ten.
const DAMM = [
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
];
const KHMER_ZERO = 0x17e0;

/** The digit that follows `digits`: it finds each wrong digit and each swap of two neighbours. */
export function checkDigit(digits: string): string {
  let state = 0;
  for (const digit of digits) {
    state = Number(DAMM[state]?.[Number(digit)]);
  }
  return String(state);
}

/** A fresh receipt: so many random digits and their check digit. Bytes from 250 on are thrown away, so that no digit is likelier. */
export function newDigits(length: number): string {
  let digits = "";
  while (digits.length < length) {
    digits += [...randomBytes(32)].filter((byte) => byte < 250).map((byte) => byte % 10).join("");
  }
  digits = digits.slice(0, length);
  return digits + checkDigit(digits);
}

/** `4821 9033 7716 5042 – 7`, in groups that can be read over the telephone. */
export function readable(digits: string): string {
  return `${(digits.slice(0, -1).match(/.{4}/g) ?? []).join(" ")} – ${digits.slice(-1)}`;
}

/** The digits of a receipt that somebody typed in either script with any spaces and dashes; null when they cannot be a receipt. */
export function readDigits(typed: string): string | null {
  const digits = [...typed].map(latinDigit).join("");
  return LENGTHS.includes(digits.length - 1) && checkDigit(digits) === "0" ? digits : null;
}

function latinDigit(character: string): string {
  const khmer = (character.codePointAt(0) ?? 0) - KHMER_ZERO;
  if (khmer >= 0 && khmer <= 9) {
    return String(khmer);
  }
  return /[0-9]/.test(character) ? character : "";
}

/** Both halves of the derivation, 32 bytes each: `handle` is sent, `wrap` stays here. */
export interface Derived {
  handle: Uint8Array;
  wrap: Uint8Array;
}

/** About 1.2 s and 32 MiB on a cheap telephone; `onProgress` hears 0 to 1. */
export async function derive(digits: string, host: string, onProgress?: (done: number) => void): Promise<Derived> {
  const salt = sha256(joined([utf8(LABEL), new Uint8Array(1), utf8(host)]));
  const key = await scryptAsync(utf8(digits.slice(0, -1)), salt, { N: COST, r: 8, p: 1, dkLen: 64, onProgress });
  return { handle: key.subarray(0, 32), wrap: key.subarray(32) };
}

/** The age identity that a receipt's `wrapped` is sealed to; `u` are the 32 bytes stored for it. */
export function wrapIdentity(derived: Derived, u: Uint8Array): string {
  return identityOfBytes(hkdf(sha256, derived.wrap, u, utf8(`${LABEL}/wrap`), 32));
}
