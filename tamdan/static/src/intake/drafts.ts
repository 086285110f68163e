// A draft on this device, locked by words that the person chose: without them nobody reads it, this page included.
import { newKeyPair, seal, sealWithWords, unseal, unsealWithWords } from "../seal/age";
import { textOf, utf8 } from "../seal/bytes";
import type { Attached, Attachments } from "./files";
import { byId, say, settings, show } from "./page";
import { complain } from "./steps";
import { get, put, remove, room } from "./store";

const WORK = 15;
const SHORTEST = 10;
const ID = "draft";

interface Draft {
  id: string;
  locked: Uint8Array;
  fields: Uint8Array;
  files: { about: Uint8Array; content: Uint8Array }[];
}
type About = Omit<Attached, "content"> & { group: number; note: string };

const form = (): HTMLFormElement => byId<HTMLFormElement>("complaint");
const field = (): HTMLInputElement => byId<HTMLInputElement>("draft-words");

export async function offerDrafts(attachments: Attachments): Promise<void> {
  const found = await get<Draft>("drafts", ID).catch(() => null);
  if (found === null) {
    return; // this browser keeps nothing
  }
  show(byId("draft"));
  offer(found !== undefined);
  byId("draft-keep").onclick = () => void kept(attachments);
  byId("draft-open").onclick = () => void restored(attachments);
  byId("draft-delete").onclick = () => void remove("drafts", ID).then(() => offer(false, "draftDeleted"));
}

/** The letter has arrived: the draft of it goes. */
export const dropDraft = (): Promise<unknown> => remove("drafts", ID).catch(() => undefined);

function offer(isThere: boolean, told = ""): void {
  show(byId("draft-open"), isThere);
  show(byId("draft-delete"), isThere);
  byId("draft-state").textContent = told ? say(told) : isThere ? say("draftThere") : "";
}

function words(): string {
  const typed = field().value;
  complain(typed.length < SHORTEST ? [{ field: "draft-words", text: say("draftWords", { least: SHORTEST }) }] : []);
  return typed.length < SHORTEST ? "" : typed;
}

async function kept(attachments: Attachments): Promise<void> {
  const chosen = words();
  const files = attachments.written;
  const bytes = files.reduce((sum, { content }) => sum + content.size, 0);
  if (chosen && bytes > Math.min(settings.limits.draft, await room() / 2)) {
    complain([{ field: "draft-words", text: say("draftTooLarge") }]);
  } else if (chosen) {
    const own = await newKeyPair();
    const sealedFiles = [];
    for (const { content, ...about } of files) {
      sealedFiles.push({
        about: await seal(utf8(JSON.stringify(about)), own.recipient),
        content: await seal(new Uint8Array(await content.arrayBuffer()), own.recipient),
      });
    }
    await put("drafts", {
      id: ID, locked: await sealWithWords(utf8(own.identity), chosen, WORK),
      fields: await seal(utf8(JSON.stringify(entries())), own.recipient), files: sealedFiles,
    });
    field().value = "";
    offer(true, "draftKept");
  }
}

async function restored(attachments: Attachments): Promise<void> {
  const draft = await get<Draft>("drafts", ID);
  const chosen = words();
  if (!draft || !chosen) {
    return;
  }
  try {
    const identity = textOf(await unsealWithWords(draft.locked, chosen));
    fill(JSON.parse(textOf(await unseal(draft.fields, identity))) as [string, string][]);
    const files: (About & { content: Blob })[] = [];
    for (const { about, content } of draft.files) {
      const told = JSON.parse(textOf(await unseal(about, identity))) as About;
      files.push({ ...told, content: new Blob([await unseal(content, identity) as BlobPart], { type: told.type }) });
    }
    attachments.restore(files);
    field().value = "";
    offer(true, "draftOpened");
  } catch {
    complain([{ field: "draft-words", text: say("draftWrong") }]);
  }
}

const entries = (): [string, string][] =>
  [...new FormData(form()).entries()].filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[0] !== "draft-words");

function fill(values: readonly [string, string][]): void {
  for (const element of form().elements) {
    const control = element as HTMLInputElement;
    const given = values.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "checkbox" || control.type === "radio") {
      control.checked = given.includes(control.value);
    } else if (control.name && control.type !== "file" && given.length) {
      control.value = given[0] ?? "";
    }
  }
}
