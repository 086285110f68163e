// What opened items say: a letter's answers, a message, the office's own words under its signature. Everything is shown as text.
import { fromBase64, plainName, textOf } from "../seal/bytes";
import { openNote } from "../seal/notes";
import { sentence } from "./desk";

/** How a file is called by the letter that came with it. */
export interface Named {
  name: string;
  type: string;
}

export interface Verify {
  name: string;
  key: string;
}

interface Manifest {
  answers?: { [name: string]: unknown };
  items?: { id: string; name?: string; type?: string }[];
  name?: string;
  contact?: string;
  contact_words?: string;
}

/** The names that a letter gives to its files, by item. */
export function namesIn(bytes: Uint8Array): Map<string, Named> {
  const found = new Map<string, Named>();
  (manifestOf(bytes)?.items ?? []).forEach(({ id, name, type }) => {
    found.set(String(id), { name: plainName(String(name ?? "")), type: String(type ?? "") });
  });
  return found;
}

/** The story first; a sealed letter has its answers in the order of the alphabet. */
const ORDER = ["text", "want", "when", "when_words", "place", "place_words", "who_body", "who_words", "safety", "recused", "kind", "name", "contact", "contact_words", "language"];

/** What codes among the answers are called, by the name of the answer. */
export type Called = { [answer: string]: { [code: string]: string } };

/** The content of a letter, message or note as elements. */
export function drawn(bytes: Uint8Array, keys: readonly Verify[], thread: string, host: string, called: Called): HTMLElement[] {
  const manifest = manifestOf(bytes);
  if (manifest) {
    return facts({ ...manifest.answers, ...pick(manifest, "name"), ...pick(manifest, "contact"), ...pick(manifest, "contact_words") }, called);
  }
  const text = textOf(bytes);
  const note = noteOf(text, keys, thread, host);
  return note ?? [words(text)];
}

function manifestOf(bytes: Uint8Array): Manifest | null {
  try {
    const found: unknown = JSON.parse(textOf(bytes));
    return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as Manifest) : null;
  } catch {
    return null; // not a letter's manifest: shown as it is
  }
}

const pick = (manifest: Manifest, name: "name" | "contact" | "contact_words"): { [name: string]: unknown } =>
  typeof manifest[name] === "string" ? { [name]: manifest[name] } : {};

function facts(answers: { [name: string]: unknown }, called: Called): HTMLElement[] {
  const list = document.createElement("dl");
  list.className = "facts";
  const rank = (name: string): number => (ORDER.indexOf(name) + 99) % 99; // what is not named comes last
  Object.entries(answers).sort(([one], [other]) => rank(one) - rank(other)).forEach(([name, value]) => {
    const term = document.createElement("dt");
    term.textContent = sentence(`answer-${name}`).replace(/^answer-/, "");
    const said = document.createElement("dd");
    const told = (Array.isArray(value) ? value : [value]).map((one) => called[name]?.[String(one)] ?? dayOf(String(one)));
    said.append(words(told.join("; ")));
    list.append(term, said);
  });
  return [list];
}

/** A day as this language writes it; anything else as it is. */
function dayOf(text: string): string {
  const { lang } = document.documentElement;
  return /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(text).toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" } as object) : text;
}

function words(text: string): HTMLElement {
  const made = document.createElement("p");
  made.className = "words letter";
  made.textContent = text;
  return made;
}

/** The words of a note of the office, and whether an office of this file signed them; null for what is no such note. */
function noteOf(text: string, keys: readonly Verify[], thread: string, host: string): HTMLElement[] | null {
  try {
    const { text: inside, signers } = openNote(text, keys.map(({ name, key }) => ({ name, raw: fromBase64(key) })));
    const [head, about, , ...rest] = inside.split("\n");
    const ours = signers.length > 0 && about === thread && (head === `${host}/message` || head === `${host}/note`);
    const status = document.createElement("p");
    status.className = ours ? "small quiet" : "notice wait";
    status.textContent = sentence(ours ? "signed-by-office" : "not-signed");
    return [words(rest.join("\n").trim()), status];
  } catch {
    return null;
  }
}
