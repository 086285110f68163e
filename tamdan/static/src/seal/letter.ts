// What a letter is made of, and the digest that both sides compute over it. Twin of tamdan/sealing/letters.py.
import { digestOf } from "./age";
import { utf8 } from "./bytes";
import { canonical } from "./canonical";
import type { ItemKind } from "./items";

const VERSION = 1;

export interface LetterSketch {
  letter: string;
  items: readonly { id: string; class: ItemKind; segments: readonly string[] }[];
  /** For each item the recipients that can open it. */
  audiences: { readonly [item: string]: readonly string[] };
  complainant: { recipient: string; verify: string };
  open: { readonly [field: string]: string };
  consents: readonly string[];
}

/** SHA-256 of the RFC 8785 form, in hexadecimal. */
export function letterDigest(sketch: LetterSketch): string {
  const audiences = Object.fromEntries(
    Object.entries(sketch.audiences).map(([item, recipients]) => [item, [...recipients].sort()]),
  );
  const items = sketch.items.map(({ id, class: kind, segments }) => ({ id, class: kind, segments }));
  return digestOf(utf8(canonical({
    v: VERSION, letter: sketch.letter, items, audiences, complainant: sketch.complainant, open: sketch.open,
    consents: [...sketch.consents].sort(),
  })));
}
