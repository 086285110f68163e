// The receipt on the screen and on paper: digits in groups, the code for a camera, the acceptance, the ledger's proof.
import { bytesToHex } from "@noble/hashes/utils.js";
import encodeQR from "qr";

import { readable } from "../seal/receipt";
import { promisedLeaf, proved } from "./acceptance";
import { byId, focusOn, say, settings, show } from "./page";

const SVG = "http://www.w3.org/2000/svg";

/** A code for a camera, drawn as one path. It is text to be copied, not an address with the digits: browsers write addresses, with
 * their fragments, into their history (docs/adr/0025). */
function qrOf(text: string): SVGSVGElement {
  const rows: boolean[][] = encodeQR(text, "raw", { ecc: "medium", border: 2 });
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join(""));
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${rows.length} ${rows.length}`);
  svg.setAttribute("class", "qr");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", say("qrLabel"));
  svg.append(path);
  return svg;
}

/** A line of the card with its name; hidden where nothing is known. */
function fillCell(id: string, text: string): void {
  const cell = byId(id);
  cell.textContent = text;
  [cell, cell.previousElementSibling as HTMLElement].forEach((part) => show(part, text !== ""));
}

function fillCard(digits: string, digest: string): void {
  byId("card-number").textContent = readable(digits);
  fillCell("card-digest", digest.slice(0, 16)); // unknown of a lost receipt
  byId("card-qr").replaceChildren(qrOf(`${settings.urls.receipt} ${readable(digits).replace("–", "-")}`));
  show(byId("card"));
  document.title = `${byId("card-title").textContent} · ${document.title.split(" · ").pop()}`; // never with the number
  focusOn(byId("card-title"));
}

/** The card before the server has the letter ("kept"), for one that it had already ("earlier"; its number among complaints is unknown
 * then), or with new digits ("changed", "reissued"): the title says so. */
export function showPlainCard(state: "kept" | "earlier" | "changed" | "reissued", digits: string, number: string, digest: string): void {
  byId("card-title").textContent = say(`${state}Title`);
  byId("card-proof").textContent = say(`${state}Proof`);
  fillCell("card-case", number);
  show(byId("card-signed"), false);
  fillCard(digits, digest);
}

/** Shows the card. Throws "acceptance-broken" when the server's promise is not signed by its key; then there is no receipt. */
export function showCard(digits: string, acceptance: string, number: string, digest: string): void {
  const leaf = promisedLeaf(acceptance);
  byId("card-title").textContent = say("receivedTitle");
  fillCell("card-case", number);
  byId("card-acceptance").textContent = acceptance;
  show(byId("card-signed"));
  fillCard(digits, digest);
  void proveOnCard(leaf);
}

async function proveOnCard(leaf: string): Promise<void> {
  const line = byId("card-proof");
  line.textContent = say("proofComing");
  try {
    const head = await proved(leaf);
    line.textContent = say("proofHolds", { size: head.size, root: bytesToHex(head.root).slice(0, 12) });
  } catch (error) {
    const isBroken = error instanceof Error && error.message === "proof-broken";
    line.textContent = say(isBroken ? "proofBroken" : "proofAbsent");
  }
}
