// What was written in both directions. Words of an office are shown as such only under the office's own signature.
import { openInner } from "../seal/envelopes";
import { fromBase64, textOf } from "../seal/bytes";
import { openItem } from "../seal/items";
import type { KeyList } from "../seal/keylist";
import { readMessage } from "../seal/message";
import { allKeys, nameOf } from "./keys";
import { day, make, say, settings } from "./page";
import { ask } from "./network";
import type { SentItem, SentLetter, Visit } from "./visit";

/** The content of an item that was sealed to the complainant. */
export async function contentOf(item: SentItem, visit: Visit): Promise<Uint8Array> {
  const key = await openInner(fromBase64(item.envelope ?? ""), item.ref, visit.own.key.identity);
  const segments: Uint8Array[] = [];
  for (const name of item.segments) {
    const answer = await ask(settings.urls.blobs + name, { headers: { "X-Receipt": visit.answer.token } });
    segments.push(new Uint8Array(await answer.arrayBuffer()));
  }
  return openItem(segments, item.segments, key);
}

export async function drawMessages(visit: Visit, keys: KeyList | null, into: HTMLElement): Promise<void> {
  const rows: HTMLElement[] = [];
  for (const letter of visit.answer.letters) {
    rows.push(letter.side === "office" ? await officeRow(letter, visit, keys) : ownRow(letter));
  }
  into.replaceChildren(...rows);
}

function ownRow(letter: SentLetter): HTMLElement {
  const kinds = letter.items.map(({ kind }) => say(`kind-${kind}`)).join(", ");
  return line(letter.at, say("youSent"), make("p", { class: "quiet" }, kinds));
}

async function officeRow(letter: SentLetter, visit: Visit, keys: KeyList | null): Promise<HTMLElement> {
  const item = letter.items.find(({ kind, envelope }) => kind === "message" && envelope);
  if (!item) {
    return line(letter.at, say("officeWrote"), make("p", { class: "quiet" }, say("notForYou")));
  }
  try {
    const note = textOf(await contentOf(item, visit));
    const listed = keys ? allKeys(keys) : [];
    const { office, words } = readMessage(note, visit.answer.thread, settings.host, listed);
    const signer = listed.find(({ id }) => id === office);
    return !signer
      ? line(letter.at, say("notFromOffice"), make("p", { class: "notice wait" }, say(keys ? "notFromOfficeWhy" : "keys-altered")))
      : line(letter.at, say("from", { office: nameOf(signer) }), make("p", { class: "words" }, words));
  } catch {
    return line(letter.at, say("notFromOffice"), make("p", { class: "notice wait" }, say("unreadable")));
  }
}

function line(at: string, title: string, ...content: HTMLElement[]): HTMLElement {
  const when = make("p", { class: "when" }, make("time", { datetime: at }, day(at)));
  return make("li", {}, make("div", {}, when, make("h3", {}, title), ...content));
}
