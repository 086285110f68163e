// The server's signed promise to have a letter, and the ledger's proof that it kept it; both are checked here, not believed.
import { hexToBytes } from "@noble/hashes/utils.js";

import { provedHead, type TreeHead } from "../seal/merkle";
import { openNote, readKey } from "../seal/notes";
import { settings } from "./page";

/** The leaf hash that an acceptance promises, in hexadecimal. Throws "acceptance-broken". */
export function promisedLeaf(acceptance: string): string {
  const { text, signers } = openNote(acceptance, [readKey(settings.accept)]);
  const [head, leaf] = text.split("\n");
  if (!signers.length || head !== `${settings.host}/accept` || !/^[0-9a-f]{64}$/.test(leaf ?? "")) {
    throw new Error("acceptance-broken");
  }
  return leaf as string;
}

const WAITS = [800, 1_200, 2_000, 4_000, 8_000, 15_000, 30_000];

/** The tree head that a leaf is proved to be in; asks again for a minute, because entries are signed a second or two later. */
export async function proved(leaf: string): Promise<TreeHead> {
  for (const wait of WAITS) {
    const answer = await fetch(settings.urls.proof + leaf, { credentials: "omit" }).catch(() => null);
    if (answer?.ok) {
      return provedHead(await answer.text(), hexToBytes(leaf), settings.logs.map(readKey));
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  throw new Error("proof-absent");
}
