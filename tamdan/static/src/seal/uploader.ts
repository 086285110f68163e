// Tickets, and the bundle that uploads: who adds no file loads none of it.
import { newChallenge, solve } from "./effort";

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

/** A script of this site that a page needs only now. */
export function loadScript(address: string, integrity: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.integrity = integrity;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("a script could not be loaded"));
    setAddress(script, address);
    document.head.append(script);
  });
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): { createScriptURL(text: string): string };
}

let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined;

/** Under trusted types the address of a script passes a rule: ours lets through addresses of this site alone. A rule is made once. */
function setAddress(script: HTMLScriptElement, address: string): void {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy("tamdan-upload", { createScriptURL: sameSite });
  script.src = policy ? policy.createScriptURL(address) : sameSite(address);
}

function sameSite(address: string): string {
  if (new URL(address, location.href).origin !== location.origin) throw new Error("a script from elsewhere");
  return address;
}
