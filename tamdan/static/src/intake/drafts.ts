// A draft on this device, locked by words that the person chose: without them nobody reads it, this page included. Once it was kept or
// opened here, the page goes on adding to it what is written, for the telephone may die at any moment: the lock closes without the words.
import { newKeyPair, recipientOf, seal, sealWithWords, unseal, unsealWithWords } from "../seal/age";
import { textOf, utf8 } from "../seal/bytes";
import { labelOf } from "./answers";
import type { Attached, Attachments } from "./files";
import { byId, say, settings, show } from "./page";
import { complain } from "./steps";
import { get, put, remove, room } from "./store";

const WORK = 15;
const SHORTEST = 10;
const ID = "draft";
/** Milliseconds after the last key until what was typed goes into the draft. */
const PAUSE = 2_000;

/** Number and digits of a letter that is on its way: sent again under the same number, it arrives once. */
export interface Sent {
  ref: string;
  digits: string;
}
interface Draft {
  id: string;
  locked: Uint8Array;
  fields: Uint8Array;
  files: { about: Uint8Array; content: Uint8Array }[];
  /** Absent until the letter is sent. */
  sent?: Uint8Array;
}
/** What closes the draft on this page: its public half, the private one under the words, and files that are sealed already. */
interface Lock {
  recipient: string;
  locked: Uint8Array;
  sealed: WeakMap<Blob, Promise<Uint8Array>>;
}
type About = Omit<Attached, "content"> & { group: number; note: string };
/** Name, value and, of a list, the words of the line that was chosen. */
type Entry = [string, string, string?];

let lock: Lock | null = null;
let sent: Sent | null = null;
let last = "";
let writing: Promise<unknown> = Promise.resolve();
let added: Attachments | null = null;

const form = (): HTMLFormElement => byId<HTMLFormElement>("complaint");
const field = (): HTMLInputElement => byId<HTMLInputElement>("draft-words");
const files = (): Attachments["written"] => added?.written ?? [];

/** `earlier` hears of the letter that was on its way when this device, or its page, ended. */
export async function offerDrafts(attachments: Attachments, earlier: (letter: Sent) => void): Promise<void> {
  const found = await get<Draft>("drafts", ID).catch(() => null);
  if (found === null) {
    return; // this browser keeps nothing
  }
  added = attachments;
  show(byId("draft"));
  offer(found !== undefined);
  byId("draft-keep").onclick = () => void kept();
  byId("draft-open").onclick = () => void restored(attachments, earlier);
  byId("draft-delete").onclick = () => void dropDraft().then(() => offer(false, "draftDeleted"));
  goOn();
}

/** After a pause in typing, when files come or go, and when the page is put away. */
function goOn(): void {
  let pause = 0;
  form().addEventListener("input", () => {
    clearTimeout(pause);
    pause = window.setTimeout(() => void keepOn(), PAUSE);
  });
  new MutationObserver(() => void keepOn()).observe(byId("files-list"), { childList: true });
  document.addEventListener("visibilitychange", () => void keepOn());
}

/** The letter has arrived, or somebody does not want it any longer: its draft goes. */
export function dropDraft(): Promise<unknown> {
  lock = sent = null;
  writing = writing.then(() => remove("drafts", ID)).catch(() => undefined);
  return writing;
}

/** Before the first byte of a letter leaves: its number and digits go into the draft, where one is kept. */
export function keepSent(letter: Sent): Promise<unknown> {
  sent = letter;
  return keepOn();
}

/** Whether what stands here is in the draft now, or there is none. */
function keepOn(): Promise<boolean> {
  const written = writing.then(() => (lock ? write(lock) : undefined)).then(() => true, () => {
    tell("draftNotKept");
    return false;
  });
  writing = written;
  return written;
}

function offer(isThere: boolean, told = ""): void {
  show(byId("draft-open"), isThere);
  show(byId("draft-delete"), isThere);
  tell(told || (isThere ? "draftThere" : ""));
}

function tell(sentence: string): void {
  byId("draft-state").textContent = sentence && say(sentence);
}

function words(): string {
  const typed = field().value;
  complain(typed.length < SHORTEST ? [{ field: "draft-words", text: say("draftWords", { least: SHORTEST }) }] : []);
  return typed.length < SHORTEST ? "" : typed;
}

const bytesOf = (files: readonly Attached[]): number => files.reduce((sum, { content }) => sum + content.size, 0);

async function kept(): Promise<void> {
  const chosen = words();
  if (chosen && bytesOf(files()) > Math.min(settings.limits.draft, await room() / 2)) {
    complain([{ field: "draft-words", text: say("draftTooLarge") }]);
  } else if (chosen) {
    const own = await newKeyPair();
    lock = { recipient: own.recipient, locked: await sealWithWords(utf8(own.identity), chosen, WORK), sealed: new WeakMap() };
    last = "";
    field().value = "";
    if (await keepOn()) { // said when it is on the disk, not before: the telephone may die now
      offer(true, "draftKept");
    }
  }
}

/** Writes what the page holds now, unless it is what stands there; of files as many as a draft may hold. */
async function write({ recipient, locked, sealed }: Lock): Promise<void> {
  let [left, isWhole] = [settings.limits.draft, true];
  const fitting = files().filter(({ content }) => {
    const fits = content.size <= left;
    left -= fits ? content.size : 0;
    isWhole &&= fits;
    return fits;
  });
  const state = JSON.stringify([entries(), fitting.map(({ content, ...about }) => [about, content.size]), sent]);
  if (state === last) {
    return;
  }
  const sealedFiles: Draft["files"] = [];
  for (const { content, ...about } of fitting) {
    const whole = sealed.get(content) ?? content.arrayBuffer().then((bytes) => seal(new Uint8Array(bytes), recipient));
    sealed.set(content, whole);
    sealedFiles.push({ about: await seal(utf8(JSON.stringify(about)), recipient), content: await whole });
  }
  const draft: Draft = { id: ID, locked, fields: await seal(utf8(JSON.stringify(entries())), recipient), files: sealedFiles };
  if (sent) {
    draft.sent = await seal(utf8(JSON.stringify(sent)), recipient);
  }
  await put("drafts", draft);
  last = state;
  if (!isWhole) {
    tell("draftTooLarge");
  }
}

async function restored(attachments: Attachments, earlier: (letter: Sent) => void): Promise<void> {
  const draft = await get<Draft>("drafts", ID);
  const chosen = words();
  if (!draft || !chosen) {
    return;
  }
  try {
    const identity = textOf(await unsealWithWords(draft.locked, chosen));
    const read = async <T>(part: Uint8Array): Promise<T> => JSON.parse(textOf(await unseal(part, identity))) as T;
    const fields = await read<Entry[]>(draft.fields);
    const kept: (About & { content: Blob })[] = [];
    for (const { about, content } of draft.files) {
      const told = await read<About>(about);
      kept.push({ ...told, content: new Blob([await unseal(content, identity) as BlobPart], { type: told.type }) });
    }
    sent = draft.sent ? await read<Sent>(draft.sent) : null;
    lock = { recipient: await recipientOf(identity), locked: draft.locked, sealed: new WeakMap() };
    fill(fields);
    attachments.restore(kept);
    field().value = "";
    offer(true, sent ? "draftSent" : "draftOpened");
    if (sent) {
      earlier(sent);
    }
  } catch {
    complain([{ field: "draft-words", text: say("draftWrong") }]);
  }
}

const entries = (): Entry[] => [...new FormData(form()).entries()].flatMap(([name, value]): Entry[] =>
  (typeof value === "string" && name !== "draft-words" ? [[name, value, ...(value && isList(name) ? [labelOf(name, value)] : [])] as Entry] : []));

const isList = (name: string): boolean => form().elements.namedItem(name) instanceof HTMLSelectElement;

function fill(values: readonly Entry[]): void {
  for (const element of form().elements) {
    const control = element as HTMLInputElement;
    const given = values.filter(([name]) => name === control.name);
    const [, value = "", label] = given[0] ?? [];
    if (control.type === "checkbox" || control.type === "radio") {
      control.checked = given.some(([, one]) => one === control.value);
    } else if (control.name && control.type !== "file" && given.length) {
      control.value = value;
      if (label && control.value !== value) { // a village: its list is fetched only when a district is chosen
        control.append(new Option(label, value, true, true));
        show(control.closest<HTMLElement>(".field") ?? control);
      }
    }
  }
}
