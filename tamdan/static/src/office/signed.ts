// The list in force, as far as an officer's page believes it: under the keys that anchor.js pins.
import { sha256 } from "@noble/hashes/sha2.js";

import { textOf, toBase64 } from "../seal/bytes";
import { type Anchor, type KeyList, readKeyList } from "../seal/keylist";
import { Refused } from "./desk";
import type { Recipients } from "./messages";

/** The list and the hash of its bytes. */
export interface InForce {
  list: KeyList;
  hash: string;
}

/** Null before the first list, when there is nothing yet that anybody signed. Throws Refused for one that the stewards did not sign. */
export async function listInForce(host: string): Promise<InForce | null> {
  const { tamdanAnchor } = self as unknown as { tamdanAnchor?: Anchor };
  if (!tamdanAnchor) {
    return null;
  }
  try {
    const [note, bytes] = await Promise.all([fetched("/keyring"), fetched("/keyring.json")]);
    const list = readKeyList(bytes, textOf(note), tamdanAnchor, host, ""); // its sheets and its hash count after its last day too
    return { list, hash: toBase64(sha256(bytes)) };
  } catch {
    throw new Refused("list-false");
  }
}

/** The offices' recipients that the server names: each has to stand on the list that the stewards signed, or somebody with the database
 * would read what the office writes. Before the first list as they come. Throws Refused. */
export async function signedRecipients(host: string, named: readonly string[]): Promise<readonly string[]> {
  const list = (await listInForce(host))?.list;
  const listed = list && [...list.offices, ...list.custodians, ...list.bodies].map(({ recipient }) => recipient);
  if (!named.length || (listed && named.some((one) => !listed.includes(one)))) {
    throw new Refused("office-not-listed");
  }
  return named;
}

async function fetched(address: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(address, { cache: "no-store" })).arrayBuffer());
}

/** The sheets that the stewards signed; before the first list those on the page, whose digits people compare. Throws Refused where the two differ. */
export async function signedSheets(host: string, shown: Recipients): Promise<Recipients> {
  const found = await listInForce(host);
  const sheets: Recipients = found ? found.list.kit ?? {} : shown;
  if (flat(sheets) !== flat(shown)) {
    throw new Refused("kit-differs");
  }
  return sheets;
}

const flat = (sheets: Recipients): string => Object.entries(sheets).map(([letter, recipient]) => letter + recipient).sort().join();
