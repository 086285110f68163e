// The keys that are open now, in the worker's memory alone.
import { ed25519 } from "@noble/curves/ed25519.js";

import { newKeyPair, seal, unseal } from "../seal/age";
import { fromBase64, randomBytes, textOf, toBase64, utf8 } from "../seal/bytes";
import { canonical } from "../seal/canonical";
import { openInner } from "../seal/envelopes";
import type { Copy, Files, MadeEpoch, Recipients } from "./messages";

const VERSION = 1;
const PAIRS = ["AB", "AC", "BC"] as const;

/** One epoch's key of an office. `seed` are the private 32 bytes that sign. */
interface OfficeKey {
  office: string;
  epoch: number;
  key: string;
  seed: Uint8Array;
}

export class Ring {
  private offices: OfficeKey[] = [];

  constructor(readonly identity: string, readonly recipient: string) {}

  async open(copies: readonly Copy[]): Promise<number> {
    for (const copy of copies) {
      const opened = read(await unseal(fromBase64(copy.data), this.identity));
      if (opened.office !== copy.office || opened.epoch !== copy.epoch) {
        throw new Error("seal-broken");
      }
      this.offices = [...this.offices.filter((one) => !isSame(one, opened)), opened];
    }
    return this.offices.length;
  }

  async begin(office: string, epoch: number, officers: Recipients, sheets: Recipients): Promise<MadeEpoch> {
    const pair = await newKeyPair();
    const made = { office, epoch, key: pair.identity, seed: randomBytes(32) };
    this.offices.push(made);
    return {
      recipient: pair.recipient,
      verify: toBase64(ed25519.getPublicKey(made.seed)),
      copies: await sealEach(made, officers),
      kit: await sealForKit(made, sheets),
    };
  }

  async wrap(office: string, recipient: string): Promise<Files> {
    const files: Files = {};
    for (const held of this.of(office)) {
      files[held.epoch] = toBase64(await seal(written(held), recipient));
    }
    return files;
  }

  kitFiles(office: string, epoch: number, sheets: Recipients): Promise<Files> {
    return sealForKit(this.one(office, epoch), sheets);
  }

  /** The newest key of an office. */
  present(office: string): OfficeKey {
    return this.one(office, Math.max(...this.of(office).map((held) => held.epoch)));
  }

  /** The item's key, by the officer's own key or any office's. */
  async openEnvelope(inner: Uint8Array, item: string): Promise<string> {
    for (const identity of [...this.offices.map((held) => held.key), this.identity]) {
      try {
        return await openInner(inner, item, identity);
      } catch {
        // sealed to another key that is held
      }
    }
    throw new Error("seal-broken");
  }

  private of(office: string): OfficeKey[] {
    return this.offices.filter((held) => held.office === office);
  }

  private one(office: string, epoch: number): OfficeKey {
    const found = this.of(office).find((held) => held.epoch === epoch);
    if (!found) {
      throw new Error("no-office-key");
    }
    return found;
  }
}

/** An office's keys from the kit: two locks off, then sealed to one recipient. `files` are by epoch, of one pair of sheets. */
export async function restore(office: string, files: Files, outer: string, inner: string, recipient: string): Promise<Files> {
  const made: Files = {};
  for (const [epoch, file] of Object.entries(files)) {
    const opened = read(await unseal(await unseal(fromBase64(file), outer), inner));
    if (opened.office !== office || String(opened.epoch) !== epoch) {
      throw new Error("seal-broken");
    }
    made[epoch] = toBase64(await seal(written(opened), recipient));
  }
  return made;
}

function isSame(one: OfficeKey, other: OfficeKey): boolean {
  return one.office === other.office && one.epoch === other.epoch;
}

function written(held: OfficeKey): Uint8Array {
  return utf8(canonical({ v: VERSION, office: held.office, epoch: held.epoch, key: held.key, seed: toBase64(held.seed) }));
}

function read(content: Uint8Array): OfficeKey {
  const { v, office, epoch, key, seed } = JSON.parse(textOf(content)) as { v: number; seed: string } & Omit<OfficeKey, "seed">;
  if (v !== VERSION) {
    throw new Error("seal-broken");
  }
  return { office, epoch, key, seed: fromBase64(seed) };
}

async function sealEach(held: OfficeKey, recipients: Recipients): Promise<Files> {
  const files: Files = {};
  for (const [name, recipient] of Object.entries(recipients)) {
    files[name] = toBase64(await seal(written(held), recipient));
  }
  return files;
}

/** The kit's three files, each in the locks of two sheets; none where there is no kit. The outer lock is the first sheet's. */
async function sealForKit(held: OfficeKey, sheets: Recipients): Promise<Files> {
  const files: Files = {};
  for (const [outer, inner] of PAIRS.map((pair) => [...pair])) {
    const [first, second] = [sheets[outer ?? ""], sheets[inner ?? ""]];
    if (first && second) {
      files[`${outer}${inner}`] = toBase64(await seal(await seal(written(held), second), first));
    }
  }
  return files;
}
