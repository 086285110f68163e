// Bytes to text and back, in the forms that the protocol uses.
import { base64 } from "@scure/base";

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Throws for bytes that are no UTF-8. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

/** Standard base64 with padding. */
export const toBase64 = (bytes: Uint8Array): string => base64.encode(bytes);
export const fromBase64 = (text: string): Uint8Array => base64.decode(text);

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function randomBytes(size: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(size));
}

/** The name of a file as it may be shown: without signs that nobody sees and that turn the rest around, so that an `exe` looks like a `jpg`. */
export const plainName = (name: string): string => name.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
