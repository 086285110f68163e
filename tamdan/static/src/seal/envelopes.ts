// Envelopes: one item's key for one audience, in two locks. Twin of tamdan/sealing/envelopes.py.
import { seal, unseal } from "./age";
import { textOf, utf8 } from "./bytes";
import { canonical } from "./canonical";

const VERSION = 1;

/** The inner lock: the identity `key` of `item` for a recipient. */
export function lock(item: string, key: string, audience: string): Promise<Uint8Array> {
  return seal(utf8(canonical({ v: VERSION, item, key })), audience);
}

/** Both locks, as the server stores them. */
export async function lockTwice(item: string, key: string, audience: string, release: string): Promise<Uint8Array> {
  return seal(await lock(item, key, audience), release);
}

/** The item key in an inner lock; throws, also when the key is that of another item. */
export async function openInner(inner: Uint8Array, item: string, identity: string): Promise<string> {
  const content = JSON.parse(textOf(await unseal(inner, identity))) as { v: number; item: string; key: string };
  if (content.v !== VERSION || content.item !== item || typeof content.key !== "string") {
    throw new Error("seal-broken");
  }
  return content.key;
}
