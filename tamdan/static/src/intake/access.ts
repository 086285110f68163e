// Who can open what, to whom it was released, and the ledger's proof of each line, checked here.
import { bytesToHex } from "@noble/hashes/utils.js";

import { fromBase64, textOf } from "../seal/bytes";
import { leafHash } from "../seal/merkle";
import { proved } from "./acceptance";
import { button, day, make, say, shown } from "./page";
import type { Access, Holder, Visit } from "./visit";

/** One section for each item; `narrow` is asked to take an item away from an office. */
export function drawAccess(visit: Visit, into: HTMLElement, narrow: (item: Access, holder: Holder) => void): void {
  const { access } = visit.answer;
  into.replaceChildren(...access.map((item) => {
    const alike = access.filter(({ kind }) => kind === item.kind);
    const number = alike.length > 1 ? ` ${shown(alike.indexOf(item) + 1)}` : "";
    return section(item, `${say(`kind-${item.kind}`)}${number}`, visit, narrow);
  }));
}

function section(item: Access, title: string, visit: Visit, narrow: (item: Access, holder: Holder) => void): HTMLElement {
  const holders = item.holders.map((holder) => {
    const take = button(say("takeAway"), () => narrow(item, holder));
    take.append(make("span", { class: "vh" }, ` ${title}, ${holder.name}`));
    return make("li", { class: "acts" }, `${holder.name} `, take);
  });
  const releases = item.releases.map(({ at, office, purpose, leaf }) => proofLine(at, `${office}. ${purpose}.`, leaf, visit));
  const asked = item.asked.map(({ at, text, leaf }) => proofLine(at, text, leaf, visit));
  return make(
    "section", { class: "close" }, make("h3", {}, title),
    make("p", { class: "hint" }, say(holders.length ? "canOpen" : "nobodyCanOpen")), make("ul", { class: "close" }, ...holders),
    make("p", { class: "hint" }, say(releases.length ? "releasedTo" : "notReleased")), make("ol", { class: "proof" }, ...releases),
    ...(asked.length ? [make("p", { class: "hint" }, say("askedFor")), make("ol", { class: "proof" }, ...asked)] : []),
  );
}

/** A line of what was done, with the ledger's proof of its event. */
export function proofLine(at: string, text: string, leaf: string, visit: Visit): HTMLElement {
  const state = make("span", { class: "hint" }, say("proofComing"));
  void stateOf(leaf, visit).then((said) => { state.textContent = said; });
  return make("li", {}, make("time", { datetime: at }, day(at)), ` ${text} `, state);
}

async function stateOf(leaf: string, visit: Visit): Promise<string> {
  const event = visit.answer.events.find((one) => one.leaf === leaf);
  if (event && bytesToHex(leafHash(fromBase64(event.body))) !== leaf) {
    return say("proofBroken");
  }
  try {
    return say("proofHolds", { size: (await proved(leaf)).size, root: leaf.slice(0, 12) });
  } catch (error) {
    return say(isBroken(error) ? "proofBroken" : "proofAbsent");
  }
}

interface Entry {
  t?: string;
  facts?: { digest?: string; n?: number; prev?: string };
}

/** Entries of the complaint by the hash of their own bytes: what the server calls them counts for nothing. */
const entriesOf = (visit: Visit): { entry: Entry; leaf: string }[] => visit.answer.events.map(({ body }) => {
  const bytes = fromBase64(body);
  return { entry: JSON.parse(textOf(bytes)) as Entry, leaf: bytesToHex(leafHash(bytes)) };
});

/** The sentence about the first letter: its entry, which is proved to be in the ledger, holds the digest that was kept under the receipt.
 * Of a receipt that was issued for a lost one nothing is known, because what was kept went with it. */
export async function wholeness(visit: Visit): Promise<string> {
  if (visit.digest === "") {
    return say("officeHasUnknown");
  }
  const found = entriesOf(visit).find(({ entry }) => entry.t === "letter.received" && entry.facts?.digest === visit.digest);
  if (!found) {
    return say("officeHasOther");
  }
  try {
    await proved(found.leaf);
    return say("officeHasIt");
  } catch (error) {
    return say(isBroken(error) ? "officeHasOther" : "proofAbsent");
  }
}

/** The sentence about all entries: numbered without a gap, each naming the one before it, so that none was taken out or written anew. */
export function chainOf(visit: Visit): string {
  const numbered = entriesOf(visit).filter(({ entry }) => entry.facts?.n).sort((one, other) => Number(one.entry.facts?.n) - Number(other.entry.facts?.n));
  const isWhole = numbered.every(({ entry: { facts } }, at) => facts?.n === at + 1 && facts.prev === (numbered[at - 1]?.leaf ?? "-"));
  return say(isWhole ? "chainWhole" : "chainBroken", { entries: numbered.length });
}

const isBroken = (error: unknown): boolean => error instanceof Error && error.message === "proof-broken";
