// The frame around an item's content, so that sizes tell little. Twin of tamdan/sealing/padding.py, where the rule stands.
import { readInto, roomOf } from "./bytes";

const HEAD = 8;
const CLASSES = [4_096, 16_384, 65_536];

/** The size in bytes of the class that `size` bytes are padded to. Exact up to 2^53. */
export function padded(size: number): number {
  const small = CLASSES.find((limit) => size <= limit);
  if (small !== undefined) {
    return small;
  }
  const exponent = Math.floor(Math.log2(size));
  const multiple = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1);
  return Math.ceil(size / multiple) * multiple;
}

/** The eight bytes before the content: its length, big-endian. */
export function head(length: number): Uint8Array {
  const bytes = new Uint8Array(HEAD);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length));
  return bytes;
}

/** How long the whole frame of a content of `length` bytes is. */
export function framedSize(length: number): number {
  return padded(HEAD + length);
}

/** The bytes from `start` to `end` of the frame around a file, read from the file piece by piece; in `room` where it has that many. */
export async function framePiece(content: Blob, start: number, end: number, room?: Uint8Array): Promise<Uint8Array> {
  const piece = roomOf(end - start, room).fill(0);
  if (start < HEAD) {
    piece.set(head(content.size).subarray(start, Math.min(end, HEAD)));
  }
  const from = Math.max(start - HEAD, 0);
  const until = Math.min(end - HEAD, content.size);
  return until > from ? readInto(piece, Math.max(HEAD - start, 0), content.slice(from, until)) : piece;
}

/** How long the content of the frame is that begins with these bytes; -1 where they are too few. */
export const lengthIn = (start: Uint8Array): number =>
  start.length < HEAD ? -1 : Number(new DataView(start.buffer, start.byteOffset, HEAD).getBigUint64(0));

/** The content of a frame; throws when it was cut, put together wrongly, or holds something after the content. */
export function unframe(framed: Uint8Array): Uint8Array {
  const length = lengthIn(framed);
  if (length < 0 || framedSize(length) !== framed.length || framed.subarray(HEAD + length).some((byte) => byte !== 0)) {
    throw new Error("frame-broken");
  }
  return framed.subarray(HEAD, HEAD + length);
}
