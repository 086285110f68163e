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
  fetch(address, { method: "POST", body: new FormData(form), headers: { "Accept-Language": document.documentElement.lang } });

/** The content of an item of any size: each piece is fetched, compared with its hash, opened and let go of before the next. */
export async function openedOf(released: Released, keys: Keys): Promise<Blob> {
  const key = await keys.openEnvelope(fromBase64(released.inner), released.item);
  const pieces = new Pieces();
  for (const digest of released.segments) {
    const answer = await fetch(`/blobs/${digest}`);
    if (!answer.ok) {
      throw new Refused("failed");
    }
    pieces.add(await keys.openPiece(key, new Uint8Array(await answer.arrayBuffer()), digest));
  }
  return pieces.content();
}

/** The same in memory, for words. */
export async function contentOf(released: Released, keys: Keys): Promise<Uint8Array> {
  return bytesOf(await openedOf(released, keys));
}

export const bytesOf = async (content: Blob): Promise<Uint8Array> => new Uint8Array(await content.arrayBuffer());
