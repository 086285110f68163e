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

/** Frees them now: a browser looks late for bytes that nobody holds. Only those that no interface of the browser's was given. */
export function giveBack(bytes: Uint8Array): void {
  (bytes.buffer as ArrayBuffer & { transfer?: (size: number) => ArrayBuffer }).transfer?.(0);
}

/** The room itself where it has `size` bytes, else a new one. */
export const roomOf = (size: number, room?: Uint8Array): Uint8Array => room?.length === size ? room : new Uint8Array(size);

/**
 * `room` from place `at` on filled with what `content` holds; gives the room, which may have moved. The browser reads into bytes that
 * are there already: those that it makes for a reader stay for a long time, whoever gives them back.
 */
export async function readInto(room: Uint8Array, at: number, content: Blob): Promise<Uint8Array> {
  const reader = byteReader(content);
  if (!reader) {
    room.set(new Uint8Array(await content.arrayBuffer()), at);
    return room;
  }
  let buffer = room.buffer as ArrayBuffer;
  for (let left = content.size; left > 0;) {
    const { value } = await reader.read(new Uint8Array(buffer, at + content.size - left, left));
    if (!value?.length) {
      throw new Error("file-cut");
    }
    buffer = value.buffer;
    left -= value.length;
  }
  await reader.cancel();
  return new Uint8Array(buffer);
}

function byteReader(content: Blob): ReadableStreamBYOBReader | null {
  try {
    return content.stream().getReader({ mode: "byob" });
  } catch {
    return null; // an older browser
  }
}
