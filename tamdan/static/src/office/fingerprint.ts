// Fingerprints that people compare by voice: six groups of four digits. Twin of tamdan/sealing/fingerprints.py.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

import { utf8 } from "../seal/bytes";

const BITS = 80;
const DIGITS = 24;
const KHMER_ZERO = 0x17e0;

/** `0000 1111 2222 3333 4444 5555`: the first 80 bits of SHA-256 as a number, its last 24 digits. */
export function fingerprint(text: string): string {
  const number = BigInt(`0x${bytesToHex(sha256(utf8(text)).subarray(0, BITS / 8))}`) % BigInt(10) ** BigInt(DIGITS);
  return (number.toString().padStart(DIGITS, "0").match(/.{4}/g) ?? []).join(" ");
}

/** Whether somebody typed the fingerprint of `text`, in either script, with any spaces. */
export function isFingerprint(typed: string, text: string): boolean {
  return [...typed].map(latinDigit).join("") === fingerprint(text).replace(/ /g, "");
}

function latinDigit(character: string): string {
  const khmer = (character.codePointAt(0) ?? 0) - KHMER_ZERO;
  return khmer >= 0 && khmer <= 9 ? String(khmer) : character.replace(/[^0-9]/, "");
}
