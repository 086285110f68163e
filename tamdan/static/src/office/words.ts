// The seven words that lock an officer's key: chosen by chance, never by taste. 7 x 11 bits = 77 bits.
import { wordlist } from "@scure/bip39/wordlists/english.js";

const COUNT = 7;
const BITS = 11;

export function newWords(): string {
  // 2048 words divide 2^16 evenly, so that no word is likelier.
  const draws = [...crypto.getRandomValues(new Uint16Array(COUNT))];
  return draws.map((draw) => wordlist[draw % 2 ** BITS]).join(" ");
}

/** As they were typed on whatever keyboard: lower case, one blank between two words. */
export function tidyWords(typed: string): string {
  return typed.normalize("NFKC").toLowerCase().trim().split(/[\s,]+/).join(" ");
}

/** Typed words that are not on the list, for a message that names them. */
export function strangeWords(typed: string): string[] {
  return tidyWords(typed).split(" ").filter((word) => !wordlist.includes(word));
}
