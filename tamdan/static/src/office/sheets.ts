// Two sheets of the recovery kit, as somebody types or scans them.
import { recipientOf } from "../seal/age";
import { one, Refused } from "./desk";
import type { Recipients } from "./messages";

/** A pair of sheets: the outer lock is the first one's. */
export interface Pair {
  pair: string;
  outer: string;
  inner: string;
}

/** What stands on a sheet without the blanks between its groups. */
function tidy(typed: string): string {
  return typed.replace(/\s/g, "").toUpperCase();
}

/** Which sheet of the kit this is; refuses what is no sheet or one of another kit. */
async function letterOf(identity: string, sheets: Recipients): Promise<string> {
  let recipient = "";
  try {
    recipient = await recipientOf(identity);
  } catch {
    throw new Refused("sheet-misread"); // Bech32's own checksum found a wrong letter
  }
  const letter = Object.keys(sheets).find((one) => sheets[one] === recipient);
  if (!letter) {
    throw new Refused("sheet-foreign");
  }
  return letter;
}

/** Reads the two fields of a form and says which pair they are, in the order of the locks. */
export async function openSheets(form: HTMLFormElement, sheets: Recipients): Promise<Pair> {
  const typed = ["first", "second"].map((name) => tidy(one<HTMLInputElement>(`[data-sheet=${name}]`, form).value));
  const found: [string, string][] = [];
  for (const identity of typed) {
    found.push([await letterOf(identity, sheets), identity]);
  }
  found.sort(([one], [other]) => (one < other ? -1 : 1));
  const [first, second] = found as [[string, string], [string, string]];
  if (first[0] === second[0]) {
    throw new Refused("sheets-same");
  }
  return { pair: first[0] + second[0], outer: first[1], inner: second[1] };
}
