// Proof of work: the number whose SHA-256 with the salt is the one named. Twin of tamdan/core/effort.py.
import { sha256 } from "@noble/hashes/sha2.js";
import { hexToBytes } from "@noble/hashes/utils.js";

import { utf8 } from "./bytes";

/** What `GET /effort/<purpose>` gives (ALTCHA v1). */
export interface Challenge {
  algorithm: string;
  challenge: string;
  maxNumber: number;
  salt: string;
  signature: string;
}

/** No server of ours asks for more; a page is not made to calculate for ever by one that does. */
const MOST = 16 * 60_000;
const SLICE_MS = 8;
const LOOK_EVERY = 32;

export async function newChallenge(purpose: string): Promise<Challenge> {
  const response = await fetch(`/effort/${purpose}`, { credentials: "omit", cache: "no-store" });
  if (!response.ok) throw new Error(`effort: ${response.status}`);
  return (await response.json()) as Challenge;
}

/**
 * The value of the header `X-Effort`. Works in slices of 8 ms, between which the page answers; `onProgress` gets the share of
 * the tries that were made, 0 to 1. Throws for a challenge that has no solution.
 */
export async function solve(challenge: Challenge, onProgress: (share: number) => void = () => undefined): Promise<string> {
  const { algorithm, maxNumber, salt, signature } = challenge;
  const tries = Math.min(maxNumber, MOST);
  const wanted = hexToBytes(challenge.challenge);
  if (algorithm !== "SHA-256" || wanted.length !== 32) throw new Error("effort: another kind of challenge");
  const next = slices();
  for (let number = 0; number <= tries; ) {
    const end = Date.now() + SLICE_MS;
    while (number <= tries && Date.now() < end) {
      const stop = Math.min(number + LOOK_EVERY, tries + 1);
      const found = search(utf8(salt), wanted, number, stop);
      if (found >= 0) {
        onProgress(1);
        return btoa(JSON.stringify({ algorithm, challenge: challenge.challenge, number: found, salt, signature }));
      }
      number = stop;
    }
    onProgress(Math.min(number / (tries + 1), 1));
    await next();
  }
  throw new Error("effort: no number fits");
}

/** Tries the numbers from `start` up to but not `stop`; -1 when none fits. */
function search(salt: Uint8Array, wanted: Uint8Array, start: number, stop: number): number {
  const salted = sha256.create().update(salt);
  const work = sha256.create();
  const made = new Uint8Array(32);
  for (let number = start; number < stop; number++) {
    salted._cloneInto(work).update(utf8(String(number))).digestInto(made);
    if (made[0] === wanted[0] && made.every((byte, place) => byte === wanted[place])) return number;
  }
  return -1;
}

/** Lets the page answer. A timer would be slowed down to once a second in a tab that is not looked at; a message is not. */
function slices(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return () =>
    new Promise((resolve) => {
      port1.onmessage = () => {
        port1.onmessage = null;
        resolve();
      };
      port2.postMessage(null);
    });
}
