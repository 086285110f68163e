// The keys that a letter may be sealed to: fetched, and believed only under the signatures that anchor.js pins.
import { type Anchor, type KeyList, KeyListRefused, type ListedKey, readEarlier, readKeyList } from "../seal/keylist";
import { say, settings } from "./page";

/** Why nothing can be sealed now, as a sentence for the reader. */
export class Refused extends Error {}

const anchor = (): Anchor | undefined => (self as unknown as { tamdanAnchor?: Anchor }).tamdanAnchor;

async function fetched(address: string, cache: RequestCache = "no-store"): Promise<Response> {
  const response = await fetch(address, { credentials: "omit", cache }).catch(() => {
    throw new Refused(say("keysUnreachable"));
  });
  if (!response.ok) {
    throw new Refused(say("keysAbsent"));
  }
  return response;
}

/** The list of keys. Throws Refused with the reason in words. */
export async function trustedKeys(): Promise<KeyList> {
  const pinned = anchor();
  if (!pinned) {
    throw new Refused(say("keysAbsent"));
  }
  const [note, list] = await Promise.all([fetched(settings.urls.keyringNote), fetched(settings.urls.keyring)]);
  const [text, bytes] = [await note.text(), new Uint8Array(await list.arrayBuffer())];
  try {
    return readKeyList(bytes, text, pinned, settings.host, settings.today);
  } catch (error) {
    throw new Refused(say(error instanceof KeyListRefused ? `keys-${error.refusal}` : "keys-altered"));
  }
}

/**
 * `newest`, which is trusted, then each list before it that the one after vouches for, as far as the reader goes. Throws Refused where
 * one cannot be fetched or is not the one that was named.
 */
export async function* vouched(newest: KeyList): AsyncGenerator<KeyList> {
  let list = newest;
  yield list;
  while (list.previous) {
    const answer = await fetched(`${settings.urls.keyrings}${list.previous.version}.json`, "default");
    try {
      list = readEarlier(new Uint8Array(await answer.arrayBuffer()), list);
    } catch {
      throw new Refused(say("keys-altered"));
    }
    yield list;
  }
}

export function nameOf(key: ListedKey): string {
  const { en, km } = key.names;
  return (settings.language === "km" ? km || en : en || km) ?? key.id;
}

/** Every key of the list whatever it is for. */
export const allKeys = (list: KeyList): ListedKey[] => [...list.offices, ...list.custodians, ...list.bodies];
