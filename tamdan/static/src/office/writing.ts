// Words of the office, sealed here: signed with the office's key, then to the complainant and the offices, or to the offices alone.
import { toBase64, utf8 } from "../seal/bytes";
import { lockTwice } from "../seal/envelopes";
import { newId, newItem, pieceCount, sealPiece } from "../seal/items";
import { letterDigest } from "../seal/letter";
import type { Asks } from "./custody";
import { type Facts, Refused } from "./desk";
import type { Keys } from "./keys";
import type { Called, Verify } from "./letters";
import { signedRecipients } from "./signed";

export interface ReadingFacts extends Facts {
  host: string;
  thread: string;
  complainant: { recipient: string; verify: string };
  release: string;
  offices: string[];
  verify: Verify[];
  signer: string;
  /** On the page of a file alone. */
  called?: Called;
  /** On pages about a name alone. */
  asks?: Asks;
}

/** Characters of one message; more is for a file. */
const LONGEST = 12_000;

/** The JSON of intake.answering. `also`: a recipient besides the offices of the page. */
export async function sealWords(
  words: string, page: ReadingFacts, keys: Keys, toComplainant: boolean, also = "",
): Promise<string> {
  if (!words.trim() || words.length > LONGEST) {
    throw new Refused(words.trim() ? "too-long" : "nothing-written");
  }
  const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const head = `${page.host}/${toComplainant ? "message" : "note"}`;
  const text = `${head}\n${page.thread}\n${at}\n${words.trim()}\n`;
  const note = await keys.signAsOffice(page.signer, `${page.host}/office/${page.signer}`, text);
  const item = await newItem("message", new Blob([utf8(note) as BlobPart]));
  const segments: string[] = [];
  const inline: { [digest: string]: string } = {};
  for (let number = 0; number < pieceCount(item.content.size); number += 1) {
    const piece = await sealPiece(item, number);
    segments.push(piece.digest);
    inline[piece.digest] = toBase64(piece.sealed);
  }
  const audiences = [...await signedRecipients(page.host, page.offices), ...(also ? [also] : []), ...(toComplainant ? [page.complainant.recipient] : [])];
  const envelopes = await Promise.all(audiences.map(async (audience) => ({
    item: item.id, audience, data: toBase64(await lockTwice(item.id, item.key.identity, audience, page.release)),
  })));
  const letter = newId();
  const items = [{ id: item.id, class: item.kind, segments }];
  const digest = letterDigest({
    letter, items, audiences: { [item.id]: audiences }, complainant: page.complainant, open: {}, consents: [],
  });
  return JSON.stringify({
    v: 1, letter, thread: page.thread, open: {}, consents: [], items, inline, envelopes, complainant: page.complainant, digest,
  });
}
