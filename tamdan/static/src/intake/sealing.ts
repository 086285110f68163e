// A letter from its parts to the sealed submission. Pieces leave as soon as they are sealed; one is on its way at a time.
import { type KeyPair, newKeyPair, recipientOf, seal } from "../seal/age";
import { randomBytes, toBase64, utf8 } from "../seal/bytes";
import { canonical, type Plain } from "../seal/canonical";
import { lockTwice } from "../seal/envelopes";
import { framedSize } from "../seal/frame";
import { type Item, newId, newItem, pieceCount, type Rooms, type Segment, sealPiece } from "../seal/items";
import { letterDigest } from "../seal/letter";
import { type Derived, wrapIdentity } from "../seal/receipt";
import { ed25519 } from "@noble/curves/ed25519.js";
import type { Answers, Open } from "./answers";
import type { Part } from "./readers";

/** Ciphertext up to this size travels inside the submission. */
const INLINE = 65_536 + 1_024;
/** What age adds to a piece at most: its header, and a tag for each 64 KiB. */
const SEAL = 2_048;
const VERSION = 1;

/** What of an installation a letter is sealed for: its name, and the recipients of the server's own locks. */
export interface Site {
  host: string;
  release: string;
  intake: string;
}

/** The complainant's own keys: answers are sealed to one, decisions signed by the other. */
export interface Own {
  key: KeyPair;
  seed: Uint8Array;
}

/** What goes to those who keep names alone. */
export interface Identity {
  name: string;
  contact: string;
  /** What a caller says when somebody else answers. */
  contact_words: string;
}

export interface Draft {
  ref: string;
  site: Site;
  /** The complaint that this letter belongs to; null for the first one. */
  thread: string | null;
  parts: readonly Part[];
  identity: Identity;
  answers: Answers;
  open: Open;
  consents: string[];
  keyring: number;
  /** Null where nobody will come back: answers cannot be sealed then, and nothing be decided by the person. */
  own: Own | null;
}

/** How far it is: pieces in all, sealed, sent. */
export interface Count {
  all: number;
  sealed: number;
  sent: number;
}

export interface Carrier {
  /** Brings a piece to the server, however often the line breaks. */
  upload(piece: Segment): Promise<void>;
  count(now: Count): void;
}

interface Sealed {
  item: Item;
  part: Part;
  segments: string[];
}

/** What goes to the server beside the uploaded pieces, and the digest of it all. */
export interface Ready {
  submission: { [name: string]: Plain };
  digest: string;
}

export const newOwn = async (): Promise<Own> => ({ key: await newKeyPair(), seed: randomBytes(32) });
export const verifyKeyOf = (own: Own): string => toBase64(ed25519.getPublicKey(own.seed));
export const newRef = newId;

/** Seals everything. `carrier` is given what is too large for the submission; the story comes last, because it lists the rest. */
export async function sealLetter(draft: Draft, carrier: Carrier): Promise<Ready> {
  const inline: { [digest: string]: string } = {};
  const deliver = new Delivery(carrier, inline);
  const others = draft.parts.filter(({ attached }) => attached);
  deliver.total = others.reduce((sum, { attached }) => sum + pieceCount(attached?.content.size ?? 0), 0);
  const sealed: Sealed[] = [];
  for (const part of others) {
    sealed.push(await deliver.part(part, part.attached?.content as Blob));
  }
  const told = sealed.map(row);
  for (const part of draft.parts.filter(({ attached }) => !attached)) {
    sealed.push(await deliver.part(part, new Blob([contentOf(part, draft, told) as BlobPart])));
  }
  await deliver.finished();
  return submissionOf(draft, sealed, inline);
}

/** Ciphertext of everything that travels by itself: what the ticket has to cover. The story may be among it when it is long. */
export function uploadedBytes(parts: readonly Part[]): number {
  return parts.reduce((sum, { attached }) => {
    const size = attached?.content.size ?? 2 * INLINE;
    return sum + framedSize(size) + pieceCount(size) * SEAL;
  }, 8 * INLINE);
}

function contentOf(part: Part, draft: Draft, items: Plain[]): Uint8Array {
  if (part.kind === "identity") {
    return utf8(canonical({ v: VERSION, ...draft.identity }));
  }
  if (part.kind === "call") {
    const { contact, contact_words } = draft.identity;
    return utf8(canonical({ v: VERSION, contact, contact_words }));
  }
  const { ref, site, keyring, answers, consents } = draft;
  return utf8(canonical({ v: VERSION, letter: ref, origin: site.host, keyring, items, answers, consents }));
}

const row = ({ item, part, segments }: Sealed): Plain => ({
  id: item.id, class: item.kind, name: part.attached?.name ?? "", type: part.attached?.type ?? "", size: item.content.size, segments,
});

/** Seals the next piece while the one before is on its way. */
class Delivery {
  total = 0;
  private sealed = 0;
  private sent = 0;
  private under: Promise<void> = Promise.resolve();
  /** For what is always sent, one after the other. */
  private readonly rooms: Rooms = { sealed: [] };

  constructor(private readonly carrier: Carrier, private readonly inline: { [digest: string]: string }) {}

  async part(part: Part, content: Blob): Promise<Sealed> {
    const item = await newItem(part.kind, content);
    const segments: string[] = [];
    for (let number = 0; number < pieceCount(content.size); number += 1) {
      const piece = await sealPiece(item, number, part.attached ? this.rooms : undefined);
      segments.push(piece.digest);
      if (part.attached || piece.sealed.length > INLINE) {
        await this.send(piece);
      } else {
        this.inline[piece.digest] = toBase64(piece.sealed);
      }
    }
    return { item, part, segments };
  }

  finished(): Promise<void> {
    return this.under;
  }

  private async send(piece: Segment): Promise<void> {
    this.sealed += 1;
    this.report();
    await this.under;
    this.under = this.carrier.upload(piece).then(() => {
      this.sent += 1;
      this.report();
    });
    this.under.catch(() => undefined); // whoever waits for it next hears of it
  }

  private report(): void {
    this.carrier.count({ all: Math.max(this.total, this.sealed), sealed: this.sealed, sent: this.sent });
  }
}

async function submissionOf(draft: Draft, sealed: readonly Sealed[], inline: { [digest: string]: string }): Promise<Ready> {
  const { ref, thread, open, consents, own } = draft;
  const complainant = { recipient: own?.key.recipient ?? "", verify: own ? verifyKeyOf(own) : "" };
  const items = sealed.map(({ item, segments }) => ({ id: item.id, class: item.kind, segments }));
  const audiences = Object.fromEntries(sealed.map(({ item, part }) => [item.id, part.readers]));
  const envelopes: Plain[] = [];
  for (const { item, part } of sealed) {
    for (const audience of part.readers) {
      const data = await lockTwice(item.id, item.key.identity, audience, draft.site.release);
      envelopes.push({ item: item.id, audience, data: toBase64(data) });
    }
  }
  const digest = letterDigest({ letter: ref, items, audiences, complainant, open, consents });
  return { digest, submission: { v: VERSION, letter: ref, thread, open, consents, items, envelopes, inline, complainant, digest } };
}

/** What a receipt stores: the complainant's keys and what was sent, for those digits alone. */
export async function receiptFields(
  derived: Derived, own: Own, digest: string, keyring: number, thread: string,
): Promise<{ handle: string; u: string; wrapped: string }> {
  const u = randomBytes(32);
  const content = canonical({ v: VERSION, key: own.key.identity, seed: toBase64(own.seed), digest, keyring, thread });
  const wrapped = await seal(utf8(content), await recipientOf(wrapIdentity(derived, u)));
  return { handle: toBase64(derived.handle), u: toBase64(u), wrapped: toBase64(wrapped) };
}

/** The bytes that are posted: the submission, sealed to the server's intake key. */
export const sealSubmission = (submission: { [name: string]: Plain }, site: Site): Promise<Uint8Array> =>
  seal(utf8(canonical(submission)), site.intake);

