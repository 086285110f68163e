// What a page and the worker that holds the keys say to each other. Files of keys travel as base64, items as bytes.

import type { TouchAnswer, TouchAsk } from "./touch";

/** Age files by whatever tells them apart: an officer key's row, an epoch's number, a pair of sheets. */
export type Files = { [name: string]: string };
/** Recipients in the same manner. */
export type Recipients = { [name: string]: string };

/** An office's key of one epoch as an age file to the officer. */
export interface Copy {
  office: string;
  epoch: number;
  data: string;
}

/** A key pair of an office that was just made: its public halves and its files. */
export interface MadeEpoch {
  recipient: string;
  verify: string;
  copies: Files;
  kit: Files;
}

/** Each request of the worker with its answer. */
export interface Calls {
  /** Make an officer's identity and lock it under words; it is unlocked then. */
  enrol: { ask: { words: string; workFactor: number }; answer: { recipient: string; file: string } };
  unlock: { ask: { file: string; words: string }; answer: { recipient: string } };
  /** The officer's identity for a security key, as an age file; and back. The worker asks for the touch meanwhile. */
  sealByTouch: { ask: Record<string, never>; answer: string };
  unlockByTouch: { ask: { file: string }; answer: { recipient: string } };
  lock: { ask: Record<string, never>; answer: null };
  /** Open the offices' keys with the officer's; gives how many. */
  openCopies: { ask: { copies: Copy[] }; answer: number };
  newEpoch: { ask: { office: string; epoch: number; officers: Recipients; sheets: Recipients }; answer: MadeEpoch };
  /** Every epoch's key of an office that is held, for one more officer: by epoch. */
  wrapOffice: { ask: { office: string; recipient: string }; answer: Files };
  /** One epoch's key for the recovery kit: by pair of sheets. */
  kitFiles: { ask: { office: string; epoch: number; sheets: Recipients }; answer: Files };
  /** An office's keys from the kit by two sheets, wrapped to the officer: by epoch. `files` are those of the pair. */
  restore: { ask: { office: string; files: Files; outer: string; inner: string; recipient: string }; answer: Files };
  newSteward: { ask: Record<string, never>; answer: { verify: string; seed: string } };
  /** The steward's signature line on a list's text. */
  signAsSteward: { ask: { seed: string; text: string; name: string }; answer: string };
  /** The note of a text, signed by an office's present key. */
  signAsOffice: { ask: { office: string; name: string; text: string }; answer: string };
  /** An item's key from its inner lock, by any key that is held. */
  openEnvelope: { ask: { inner: Uint8Array; item: string }; answer: string };
  openItem: { ask: { key: string; segments: Uint8Array[]; digests: string[] }; answer: Uint8Array };
  /** One piece of an item's frame, so that no more than one has to be in memory. */
  openPiece: { ask: { key: string; sealed: Uint8Array; digest: string }; answer: Uint8Array };
  /** An item's key for another audience, in both locks. */
  sealTo: { ask: { item: string; key: string; audience: string; release: string }; answer: Uint8Array };
}

export type Name = keyof Calls;
export type Request = { [N in Name]: { id: number; name: N; ask: Calls[N]["ask"] } }[Name];

/** The page's answer when the worker asked for a touch; `error` where the person or the security key refused. */
export type Touched = { touch: number; answer: TouchAnswer } | { touch: number; error: string };

/** `locked` comes unasked when the keys were dropped after a time without work. */
export type Reply =
  | { id: number; answer: unknown }
  | { id: number; error: string }
  | { event: "locked" }
  | { event: "touch"; id: number; ask: TouchAsk };
