// What the server gives after it recorded an opening: the inner lock of an item, and where its pieces are.
import { fromBase64 } from "../seal/bytes";
import { one, Refused, sentence } from "./desk";
import type { Keys } from "./keys";
import { Pieces } from "./pieces";

export interface Released {
  item: string;
  kind: string;
  inner: string;
  segments: string[];
}

/** The inner lock of an item; null where the server refused and its sentence stands in the form. */
export async function release(address: string, form: HTMLFormElement): Promise<Released | null> {
  const answer = await post(address, form);
  if (answer.redirected) {
    throw new Refused("signed-out");
  }
  const said = (await answer.json()) as Released & { message?: string };
  if (answer.ok) {
    return said;
  }
  const status = one<HTMLElement>("[data-status]", form);
  status.textContent = said.message ?? sentence("failed");
  status.hidden = false;
  return null;
}

export const post = (address: string, form: HTMLFormElement): Promise<Response> =>
  fetch(address, { method: "POST", body: new FormData(form), headers: { "Accept-Language": document.documentElement.lang } }).catch(broken);

function broken(): never {
  throw new Refused("no-network");
}

/** The bytes of a piece. A line that broke is tried again before the officer has to: each further release is shown to the complainant.
 * It is never an item that is broken. */
async function fetched(digest: string, tries = 3): Promise<Uint8Array> {
  const answer = await fetch(`/blobs/${digest}`).catch(() => null);
  if (answer && !answer.ok) {
    throw new Refused("failed");
  }
  const bytes = await answer?.arrayBuffer().catch(() => null);
  if (bytes) {
    return new Uint8Array(bytes);
  }
  if (tries === 1) {
    return broken();
  }
  await new Promise((go) => setTimeout(go, 500));
  return fetched(digest, tries - 1);
}

/** The content of an item of any size: each piece is fetched, compared with its hash, opened and let go of before the next. */
export async function openedOf(released: Released, keys: Keys): Promise<Blob> {
  const key = await keys.openEnvelope(fromBase64(released.inner), released.item);
  const pieces = new Pieces();
  for (const digest of released.segments) {
    pieces.add(await keys.openPiece(key, await fetched(digest), digest));
  }
  return pieces.content();
}

/** The same in memory, for words. */
export async function contentOf(released: Released, keys: Keys): Promise<Uint8Array> {
  return bytesOf(await openedOf(released, keys));
}

export const bytesOf = async (content: Blob): Promise<Uint8Array> => new Uint8Array(await content.arrayBuffer());
