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
/** `at` is when it was kept, in milliseconds. */
interface Piece extends Segment {
  ref: string;
  at: number;
}

const DAY = 86_400_000;
/** Pieces that were sealed on this page, by letter. */
const sealedHere = new Map<string, string[]>();

/** Before a letter is sealed to be kept. Throws Declined when there is no room for so many bytes. */
export async function refuseWithoutRoom(ref: string, bytes: number): Promise<void> {
  const free = await room();
  sealedHere.set(ref, []);
  if (free < 2 * bytes) {
    throw new Declined("no-room", say("noRoomHere", { free: Math.floor(free / 1_000_000) }));
  }
}

/** Throws Declined where the device is full after all. */
export async function keepPiece(ref: string, piece: Segment): Promise<void> {
  await put("pieces", { ...piece, ref, at: Date.now() }).catch(fullAfterAll);
  sealedHere.get(ref)?.push(piece.digest);
}

export async function keepLetter(ref: string, body: Uint8Array, bytes: number): Promise<void> {
  await put("letters", { ref, body, pieces: sealedHere.get(ref) ?? [], bytes, reason: "" }).catch(fullAfterAll);
}

async function fullAfterAll(error: unknown): Promise<never> {
  if (error instanceof DOMException && error.name === "QuotaExceededError") {
    throw new Declined("no-room", say("noRoomHere", { free: Math.floor(await room() / 1_000_000) }));
  }
  throw error;
}

export const keptLetters = (): Promise<Kept[]> => all<Kept>("letters");

export async function dropLetter({ ref, pieces }: Kept): Promise<void> {
  await remove("letters", ref);
  for (const digest of pieces) {
    await remove("pieces", digest);
  }
}

/** Pieces of letters that were never finished, because the device died meanwhile. A day's: another window may be sealing now. */
export async function dropStrays(): Promise<void> {
  const named = (await keptLetters()).flatMap(({ pieces }) => pieces);
  for (const digest of await keys("pieces")) {
    const stray = named.includes(String(digest)) ? undefined : await get<Piece>("pieces", String(digest));
    if (stray && !(Math.abs(Date.now() - stray.at) < DAY)) {
      await remove("pieces", stray.digest);
    }
  }
}

/**
 * Brings one letter to the server. It leaves this device only when the server has it and its promise is signed. Throws Declined,
 * which is written beside the letter; anything else for a broken line, and then it may be called again. `told` hears of each piece.
 */
export async function deliver(kept: Kept, told: (sent: number, all: number) => void): Promise<Accepted> {
  try {
    await uploadPieces(kept, told);
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

async function uploadPieces(kept: Kept, told: (sent: number, all: number) => void): Promise<void> {
  if (!kept.pieces.length) {
    return;
  }
  const uploader = await loadUploader(settings.urls.upload, settings.urls.uploadIntegrity);
  const ticket = await newTicket(kept.ref, kept.bytes).catch(asDeclined);
  for (const [number, digest] of kept.pieces.entries()) {
    told(number, kept.pieces.length);
    const piece = await get<Piece>("pieces", digest);
    if (piece) {
      await uploader.uploadSegment(piece.sealed, digest, ticket).catch(asDeclined);
    }
  }
}
