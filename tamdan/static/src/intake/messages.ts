// What was written in both directions. Words of an office are shown as such only under the office's own signature.
import { openInner } from "../seal/envelopes";
import { fromBase64, textOf } from "../seal/bytes";
import { openItem } from "../seal/items";
import type { KeyList, ListedKey } from "../seal/keylist";
import { readMessage } from "../seal/message";
import { allKeys, nameOf, Refused, vouched } from "./keys";
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
  const kinds = [...new Set(letter.items.map(({ kind }) => say(`kind-${kind}`)))].join(", ");
  return line(letter.at, say("youSent"), make("p", { class: "quiet" }, kinds));
}

async function officeRow(letter: SentLetter, visit: Visit, keys: KeyList | null): Promise<HTMLElement> {
  const item = letter.items.find(({ kind, envelope }) => kind === "message" && envelope);
  if (!item) {
    return line(letter.at, say("officeWrote"), make("p", { class: "quiet" }, say("notForYou")));
  }
  try {
    const note = textOf(await contentOf(item, visit));
    const found = keys && await signed(note, visit.answer.thread, keys);
    if (!found) {
      return notGenuine(letter.at, say(keys ? "notFromOfficeWhy" : "keys-altered"));
    }
    const former = found.isFormer ? [make("p", { class: "quiet" }, say("formerKey"))] : [];
    return line(letter.at, say("from", { office: nameOf(found.signer) }), make("p", { class: "words" }, found.words), ...former);
  } catch (error) {
    return notGenuine(letter.at, error instanceof Refused ? error.message : say("unreadable"));
  }
}

/** Who signed, by the list in force or, for what was written before an office changed its key, by an earlier one that is vouched for. */
async function signed(
  note: string, thread: string, keys: KeyList,
): Promise<{ signer: ListedKey; words: string; isFormer: boolean } | null> {
  for await (const list of vouched(keys)) {
    const { office, words } = readMessage(note, thread, settings.host, allKeys(list));
    const signer = allKeys(list).find(({ id }) => id === office);
    if (signer) {
      return { signer, words, isFormer: list !== keys };
    }
  }
  return null;
}

const notGenuine = (at: string, why: string): HTMLElement => line(at, say("notFromOffice"), make("p", { class: "notice wait" }, why));

function line(at: string, title: string, ...content: HTMLElement[]): HTMLElement {
  const when = make("p", { class: "when" }, make("time", { datetime: at }, day(at)));
  return make("li", {}, make("div", {}, when, make("h3", {}, title), ...content));
}
