// Who can open what, to whom it was released, and the ledger's proof of each line, checked here.
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

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
    make("p", { class: "hint" }, say(holders.length ? "canOpen" : "nobodyCanOpen")), make("ul", { class: "files" }, ...holders),
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
    return say(error instanceof Error && error.message === "proof-broken" ? "proofBroken" : "proofAbsent");
  }
}

/** Whether the ledger's entry of the first letter holds the digest that was kept under the receipt: the office has what was sent.;
 * null when the receipt was issued for a lost one, because what was kept went with it. */
export function holdsDigest(visit: Visit): boolean | null {
  return visit.digest === "" ? null : visit.answer.events.some(({ body, leaf }) => {
    const bytes = fromBase64(body);
    return bytesToHex(leafHash(bytes)) === bytesToHex(hexToBytes(leaf)) && textOf(bytes).includes(visit.digest);
  });
}
