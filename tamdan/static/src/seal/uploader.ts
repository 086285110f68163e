// Tickets, and the bundle that uploads: who adds no file loads none of it.
import { newChallenge, solve } from "./effort";
import { loadScript } from "./scripts";

/** What `POST /tickets` gave for one letter, good for a day. */
export interface Ticket {
  letter: string;
  token: string;
  expires: string;
}

/** What upload.js offers, with its errors described there. */
export interface Uploader {
  uploadSegment(
    bytes: Uint8Array, sha256: string, ticket: Ticket, onProgress?: (sent: number) => void, signal?: AbortSignal,
  ): Promise<void>;
}

/** The server's own sentence about why it gives no ticket. */
export class TicketRefused extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
    this.name = "TicketRefused";
  }
}

/** A ticket for `bytes` of ciphertext of a letter; `onProgress` follows the proof of work, 0 to 1. */
export async function newTicket(letter: string, bytes: number, onProgress?: (share: number) => void): Promise<Ticket> {
  const proof = await solve(await newChallenge("ticket"), onProgress);
  const response = await fetch("/tickets", {
    method: "POST",
    credentials: "omit",
    headers: { "Content-Type": "application/json", "X-Effort": proof, "Accept-Language": document.documentElement.lang },
    body: JSON.stringify({ letter, bytes }),
  });
  const answer = (await response.json()) as { token: string; expires: string; code: string; message: string };
  if (!response.ok) throw new TicketRefused(response.status, answer.code, answer.message);
  return { letter, token: answer.token, expires: answer.expires };
}

/** Loads upload.js from `address` once; the browser compares it with `integrity`, as with every script of the page. */
export async function loadUploader(address: string, integrity: string): Promise<Uploader> {
  if (!window.tamdanUploader) await loadScript(address, integrity);
  if (!window.tamdanUploader) throw new Error("upload.js is empty");
  return window.tamdanUploader;
}
