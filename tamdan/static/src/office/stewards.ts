// "Stewards and the list of keys": a steward's key, and their signature on a draft.
import { sha256 } from "@noble/hashes/sha2.js";

import { fromBase64, textOf, toBase64 } from "../seal/bytes";
import type { KeyList } from "../seal/keylist";
import { type Facts, facts, filled, openDesk, Refused } from "./desk";
import { fingerprint } from "./fingerprint";
import { listInForce } from "./signed";

interface ListFacts extends Facts {
  host: string;
  version: number;
  /** The draft's bytes in base64, and what is signed. */
  canonical: string;
  text: string;
  seed: string;
  steward: string;
}

export function stewards(): void {
  const page = facts<ListFacts>();
  const keys = openDesk(page);
  filled("form[data-steward]", async () => ({ ...(await keys.newSteward()) }));
  filled("form[data-sign]", async () => {
    // The text is made here from the list's bytes, and the table from the same list; the server's word for it is not enough.
    const bytes = fromBase64(page.canonical);
    const text = `${page.host}/keyring\n${page.version}\n${toBase64(sha256(bytes))}\n`;
    const list = JSON.parse(textOf(bytes)) as KeyList;
    if (text !== page.text || !isShown(list)) {
      throw new Refused("text-differs");
    }
    const before = await listInForce(page.host);
    if (list.previous?.hash !== before?.hash || list.previous?.version !== before?.list.version) {
      throw new Refused("list-before-differs"); // whoever signs vouches for that list and all before it
    }
    return { line: await keys.signAsSteward(page.seed, text, page.steward) };
  });
}

const sheetsOf = (list: KeyList): string[] => ["A", "B", "C"].flatMap((letter) => list.kit?.[letter] ?? []);

/** Whether the digits in the page's table are those of the list's keys and sheets: as many, in the same order. */
function isShown(list: KeyList): boolean {
  const shown = [...document.querySelectorAll("[data-digits]")].map((cell) => cell.textContent?.trim());
  const keys = [...list.offices, ...list.custodians, ...list.bodies].map((key) => `${key.recipient} ${key.verify}`);
  return shown.join() === [...keys, ...sheetsOf(list)].map(fingerprint).join();
}
