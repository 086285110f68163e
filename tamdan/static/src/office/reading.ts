// The reading room: items are released by the server after it recorded that, and open here (live.ts: the key stays open meanwhile).
import { attest, fillIn } from "./custody";
import { focusOn, one, Refused, sentence, show } from "./desk";
import { KeysError } from "./keys";
import { drawn, type Named, namesIn } from "./letters";
import { Live } from "./live";
import { frameOf, letGo, look, type Opened, saving, shownAs } from "./media";
import { listedKey, makePassing } from "./referring";
import { bytesOf, openedOf, post, release } from "./released";
import { isOfRoom } from "./room";
import { listen, rows } from "./rows";
import { type ReadingFacts, sealWords } from "./writing";

/** What was opened stays open until the key closes: another look is not another release. */
const opened = new Map<string, { kind: string; words: Uint8Array } | { kind: string; file: Opened }>();
const named = new Map<string, Named>();
/** What codes are called in the letters of the file that was looked at last: pages on which something is written do not repeat it. */
let called: ReadingFacts["called"];
/** What was typed or ticked and not sent yet, by page and field: whoever looks at the letter again while writing finds it, and so does a
 * form that came back to be corrected. The server never had it. */
const typed = new Map<string, string>();
type Field = HTMLTextAreaElement | HTMLInputElement;
const FIELDS = "textarea:not([name]), [data-part]";
let live: Live<ReadingFacts>;

export function reading(): void {
  live = new Live({ name: "reading", has: isOfRoom, attached, forget, acts: { "[data-open]": open }, send });
  live.begin();
  listen();
  document.addEventListener("input", ({ target }) => {
    if ((target as Element).matches(FIELDS)) {
      remember(target as Field);
    }
  });
}

const nameOf = (field: Field): string => `${field.form?.action} ${field.id || field.value}`;

function remember(field: Field): void {
  typed.set(nameOf(field), "checked" in field && field.dataset.part ? String(field.checked) : field.value);
}

function recall(field: Field): void {
  const value = typed.get(nameOf(field));
  if (value !== undefined && "checked" in field && field.dataset.part) {
    field.checked = value === "true";
  } else if (value !== undefined) {
    field.value = value;
  }
}

/** The page's boxes, and what is open already. */
function attached(page: ReadingFacts): void {
  called = page.called ?? called;
  document.querySelectorAll<HTMLElement>("[data-item]").forEach(draw);
  document.querySelectorAll<Field>(FIELDS).forEach(recall);
  rows();
  if (page.asks?.signed) {
    void attest(page);
  }
}

function forget(): void {
  opened.clear();
  named.clear();
  typed.clear();
  letGo();
  document.querySelectorAll<HTMLElement>("[data-shown]").forEach((place) => place.replaceChildren());
  show("form[data-open]");
  show("[data-beside]", false);
}

/** Sealed words are made when the form is sent; the same words are sealed once, so that a repeated try is the same message. */
async function send(form: HTMLFormElement): Promise<void> {
  const { page, keys, recipient } = live;
  const words = form.querySelector<HTMLTextAreaElement>("textarea[data-words]");
  if (words && (words.value.trim() || words.required)) {
    const field = one<HTMLInputElement>("[name=sealed]", form);
    if (form.dataset.sealedFrom !== words.value || !field.value) {
      const also = form.dataset.also ? await listedKey(page.host, form.dataset.also) : "";
      field.value = await sealWords(words.value, page, keys, form.dataset.seal === "complainant", also);
      form.dataset.sealedFrom = words.value;
    }
  }
  await fillIn(form, page, keys, recipient);
  const after = form.dataset.pass ? await makePassing(form, page, keys) : undefined;
  if (after === false) {
    return; // the server's sentence stands in the form
  }
  const fields = [...form.querySelectorAll<Field>(FIELDS)];
  fields.forEach(remember);
  const names = fields.map(nameOf);
  const { action } = form; // of this page: a form without an address of its own has that of the next one once it came
  await live.post(form, () => {
    if ([...document.forms].some((one) => one.action === action)) {
      return; // it came back to be corrected
    }
    names.forEach((name) => typed.delete(name));
    if (!document.querySelector("form[data-pass]")) {
      after?.();
    }
  });
}

async function open(form: HTMLFormElement): Promise<void> {
  const { keys } = live;
  if (!keys.isUnlocked) {
    throw new KeysError("locked");
  }
  const released = await release(form.action, form);
  if (!released) {
    return;
  }
  try {
    const { item, kind } = released;
    const content = await openedOf(released, keys);
    if (kind === "file" || kind === "voice") {
      opened.set(item, { kind, file: await look(content) });
    } else {
      const words = await bytesOf(content);
      opened.set(item, { kind, words });
      namesIn(words).forEach((name, one) => named.set(one, name));
    }
  } catch (error) {
    if (error instanceof Refused || (error instanceof KeysError && error.code !== "seal-broken")) {
      throw error;
    }
    if (form.dataset.unreadable) {
      await post(form.dataset.unreadable, form);
    }
    throw new Refused("unreadable");
  }
  document.querySelectorAll<HTMLElement>("[data-item]").forEach(draw);
  focusOn(one("[data-shown]", form.parentElement ?? form));
}

function draw(place: HTMLElement): void {
  const { page } = live;
  const ref = place.dataset.item ?? "";
  const found = opened.get(ref);
  const into = one("[data-shown]", place);
  if (!found || into.childElementCount) {
    const name = named.get(ref)?.name;
    if (found && name) { // the letter that says how the file is called was opened after it
      one("p", into).textContent = name;
    }
    return;
  }
  const shown = "file" in found ? file(ref, found.kind, found.file) : drawn(found.words, page.verify, page.thread, page.host, called ?? {});
  into.replaceChildren(...shown);
  place.closest("[data-beside]")?.toggleAttribute("hidden", false);
  place.querySelector<HTMLElement>("form[data-open]")?.toggleAttribute("hidden", true);
}

function file(ref: string, kind: string, opened: Opened): HTMLElement[] {
  const name = named.get(ref)?.name ?? "";
  const title = document.createElement("p");
  title.textContent = name || sentence("unnamed");
  const shown = shownAs(opened, kind === "voice");
  const save = saving(opened.content, name || ref, sentence("save"));
  if (shown) {
    const care = document.createElement("p");
    care.className = "small quiet";
    care.textContent = sentence(shown.family === "image" ? "may-tell-place" : "tells-place");
    return [title, frameOf(opened.content, shown, name || sentence("unnamed")), care, save];
  }
  const warning = document.createElement("p");
  warning.className = "notice wait";
  warning.textContent = sentence("save-with-care");
  return [title, warning, save];
}
