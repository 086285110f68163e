// Letters that wait for a network. They are sealed to the offices and to the server: this device itself cannot open them again.
import type { Segment } from "../seal/items";
import { loadUploader, newTicket } from "../seal/uploader";
import { promisedLeaf } from "./acceptance";
import { askWithEffort, asDeclined, Declined } from "./network";
import { say, settings } from "./page";
import type { Accepted } from "./sending";
import { all, get, keys, put, remove, room } from "./store";

/** A sealed letter on this device. `reason` is why the server refused it; empty while it waits. */
export interface Kept {
  ref: string;
  body: Uint8Array;
  pieces: string[];
  bytes: number;
  reason: string;
}
interface Piece extends Segment {
  ref: string;
}

/** Throws Declined when there is no room for so many bytes. */
export async function refuseWithoutRoom(bytes: number): Promise<void> {
  const free = await room();
  if (free < 2 * bytes) {
    throw new Declined("no-room", say("noRoomHere", { free: Math.floor(free / 1_000_000) }));
  }
}

export const keepPiece = (ref: string, piece: Segment): Promise<unknown> => put("pieces", { ...piece, ref });

export async function keepLetter(ref: string, body: Uint8Array, bytes: number): Promise<void> {
  const pieces = (await all<Piece>("pieces")).filter((piece) => piece.ref === ref).map(({ digest }) => digest);
  await put("letters", { ref, body, pieces, bytes, reason: "" });
}

export const keptLetters = (): Promise<Kept[]> => all<Kept>("letters");

export async function dropLetter(kept: Kept): Promise<void> {
  await remove("letters", kept.ref);
  await dropStrays();
}

/** Pieces of letters that were never finished, or are gone. */
async function dropStrays(): Promise<void> {
  const refs = await keys("letters");
  for (const piece of await all<Piece>("pieces")) {
    if (!refs.includes(piece.ref)) {
      await remove("pieces", piece.digest);
    }
  }
}

/**
 * Brings one letter to the server. It leaves this device only when the server has it and its promise is signed. Throws Declined,
 * which is written beside the letter; anything else for a broken line, and then it may be called again.
 */
export async function deliver(kept: Kept): Promise<Accepted> {
  try {
    await uploadPieces(kept);
    const answer = await askWithEffort(settings.urls.letters, "letters", {
      method: "POST", body: kept.body as BodyInit,
      headers: { "Content-Type": "application/octet-stream", "Idempotency-Key": kept.ref },
    });
    const accepted = await answer.json() as Accepted;
    promisedLeaf(accepted.acceptance);
    await dropLetter(kept);
    return accepted;
  } catch (error) {
    if (error instanceof Declined) {
      await put("letters", { ...kept, reason: error.message });
    }
    throw error;
  }
}

async function uploadPieces(kept: Kept): Promise<void> {
  if (!kept.pieces.length) {
    return;
  }
  const uploader = await loadUploader(settings.urls.upload, settings.urls.uploadIntegrity);
  const ticket = await newTicket(kept.ref, kept.bytes).catch(asDeclined);
  for (const digest of kept.pieces) {
    const piece = await get<Piece>("pieces", digest);
    if (piece) {
      await uploader.uploadSegment(piece.sealed, digest, ticket).catch(asDeclined);
    }
  }
}
