// Items: parts of a letter, each sealed once to its own key in pieces of a mebibyte. Twin of tamdan/sealing/items.py.
import { digestOf, type KeyPair, newKeyPair, sealInto, unseal } from "./age";
import { joined, randomBytes } from "./bytes";
import { framedSize, framePiece, unframe } from "./frame";
import { bytesToHex } from "@noble/hashes/utils.js";

/** Bytes of plaintext in one piece. */
export const SEGMENT = 1 << 20;

export type ItemKind = "story" | "identity" | "file" | "voice" | "message" | "call";

/** One piece of ciphertext, itself an age file, and its SHA-256. */
export interface Segment {
  sealed: Uint8Array;
  digest: string;
}

/** An item before it is sealed: its identity, its own key, and what it holds. */
export interface Item {
  id: string;
  kind: ItemKind;
  key: KeyPair;
  content: Blob;
}

/** A letter's or an item's identity: 16 random bytes in hexadecimal. */
export const newId = (): string => bytesToHex(randomBytes(16));

export async function newItem(kind: ItemKind, content: Blob): Promise<Item> {
  return { id: newId(), kind, key: await newKeyPair(), content };
}

/** How many pieces a content of `size` bytes makes. */
export const pieceCount = (size: number): number => Math.ceil(framedSize(size) / SEGMENT);

/** Where pieces are read and sealed, one after the other. The bytes of a piece stand until the piece after the next one is sealed. */
export interface Rooms {
  frame?: Uint8Array;
  sealed: Uint8Array[];
}
const ROOMS = 2;

/** Piece `number` of an item, read from its content now: no more than one piece is in memory. */
export async function sealPiece(item: Item, number: number, rooms: Rooms = { sealed: [] }): Promise<Segment> {
  const start = number * SEGMENT;
  const end = Math.min(start + SEGMENT, framedSize(item.content.size));
  rooms.frame = await framePiece(item.content, start, end, rooms.frame);
  const room = rooms.sealed.length < ROOMS ? undefined : rooms.sealed.shift();
  const sealed = await sealInto(room, rooms.frame, item.key.recipient);
  rooms.sealed.push(sealed);
  return { sealed, digest: digestOf(sealed) };
}

/** One piece of an item's frame; throws when it is not the one that was named, or altered. */
export async function openPiece(sealed: Uint8Array, digest: string, identity: string): Promise<Uint8Array> {
  if (digestOf(sealed) !== digest) {
    throw new Error("seal-broken");
  }
  return unseal(sealed, identity);
}

/** The content of an item from its pieces; throws when one is missing, altered or in another place. */
export async function openItem(
  segments: readonly Uint8Array[], digests: readonly string[], identity: string,
): Promise<Uint8Array> {
  if (segments.length !== digests.length || segments.some((sealed, number) => digestOf(sealed) !== digests[number])) {
    throw new Error("seal-broken");
  }
  const pieces: Uint8Array[] = [];
  for (const sealed of segments) {
    pieces.push(await unseal(sealed, identity));
  }
  return unframe(joined(pieces));
}
