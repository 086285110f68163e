// "Recovery kit": three sheets made and printed here, of which only the public halves are sent; the yearly drill.
import encodeQR from "qr";

import { type KeyPair, newKeyPair, unseal } from "../seal/age";
import { fromBase64, textOf } from "../seal/bytes";
import { type Facts, facts, filled, one, Refused, say, show } from "./desk";
import { fingerprint } from "./fingerprint";
import type { Files, Recipients } from "./messages";
import { openSheets } from "./sheets";

const LETTERS = ["A", "B", "C"] as const;
const SVG = "http://www.w3.org/2000/svg";

interface KitFacts extends Facts {
  sheets: Recipients;
  canary: Files;
}

export function kit(): void {
  const page = facts<KitFacts>();
  const printed = new Set<string>();
  const pairs = new Map<string, KeyPair>();
  document.querySelector("[data-make-sheets]")?.addEventListener("click", () => void makeSheets(pairs));
  document.querySelectorAll<HTMLButtonElement>("[data-print]").forEach((button) => {
    button.addEventListener("click", () => {
      const letter = button.dataset.print ?? "";
      document.body.dataset.sheet = letter;
      window.print();
      printed.add(letter);
    });
  });
  filled("form[data-kit]", async (form) => {
    if (printed.size < LETTERS.length) {
      throw new Refused("print-first");
    }
    const typed = LETTERS.map((letter) => [letter, one<HTMLInputElement>(`[data-check=${letter}]`, form).value.trim()] as const);
    if (typed.some(([letter, end]) => end.toUpperCase() !== pairs.get(letter)?.identity.slice(-6))) {
      throw new Refused("ends-differ");
    }
    return Object.fromEntries(LETTERS.map((letter) => [`recipient_${letter.toLowerCase()}`, pairs.get(letter)?.recipient ?? ""]));
  });
  filled("form[data-drill]", async (form) => {
    const sheets = await openSheets(form, page.sheets);
    const file = fromBase64(page.canary[sheets.pair] ?? "");
    return { number: textOf(await unseal(await unseal(file, sheets.outer), sheets.inner)).trim() };
  });
}

async function makeSheets(pairs: Map<string, KeyPair>): Promise<void> {
  for (const letter of LETTERS) {
    const pair = await newKeyPair();
    pairs.set(letter, pair);
    const sheet = one(`[data-kit-sheet=${letter}]`);
    one("[data-identity]", sheet).textContent = readable(pair.identity);
    one("[data-fingerprint]", sheet).textContent = fingerprint(pair.recipient);
    one("[data-qr]", sheet).replaceChildren(picture(pair.identity));
  }
  show("[data-step=start]", false);
  show("[data-step=sheets]");
  say("sheets-made");
}

/** `AGE-SECRET-KEY-1`, then groups that an eye keeps hold of. */
function readable(identity: string): string {
  const start = identity.indexOf("1") + 1;
  return [identity.slice(0, start), ...(identity.slice(start).match(/.{1,6}/g) ?? [])].join(" ");
}

/** The QR code as an image of squares, which needs neither inline style nor a parser of markup. */
function picture(text: string): SVGSVGElement {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${rows.length} ${rows.length}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", text);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", rows.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join(""));
  svg.append(path);
  return svg;
}
