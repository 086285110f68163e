// The keys that a letter may be sealed to: fetched, and believed only under the signatures that anchor.js pins.
import { type Anchor, type KeyList, KeyListRefused, type ListedKey, readKeyList } from "../seal/keylist";
import { say, settings } from "./page";

/** Why nothing can be sealed now, as a sentence for the reader. */
export class Refused extends Error {}

const anchor = (): Anchor | undefined => (self as unknown as { tamdanAnchor?: Anchor }).tamdanAnchor;

async function fetched(address: string): Promise<Response> {
  const response = await fetch(address, { credentials: "omit", cache: "no-store" }).catch(() => {
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

export function nameOf(key: ListedKey): string {
  const { en, km } = key.names;
  return (settings.language === "km" ? km || en : en || km) ?? key.id;
}

/** Every key of the list whatever it is for. */
export const allKeys = (list: KeyList): ListedKey[] => [...list.offices, ...list.custodians, ...list.bodies];
