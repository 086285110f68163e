// The reading room: items are released by the server after it recorded that, and open here. Pages of the room are exchanged
// without loading, so that the worker with the keys lives on while the officer works on a file.
import { attest, fillIn } from "./custody";
import { one, Refused, say, sentence, show, working } from "./desk";
import { Keys, KeysError } from "./keys";
import { drawn, type Named, namesIn } from "./letters";
import { frameOf, letGo, look, type Opened, saving, shownAs } from "./media";
import { listedKey, makePassing } from "./referring";
import { bytesOf, openedOf, post, release } from "./released";
import { exchange, isOfRoom } from "./room";
import { type ReadingFacts, sealWords } from "./writing";

let keys: Keys;
let page: ReadingFacts;
/** The public half of the key that is open, as it is and not as the server says it. */
let recipient = "";
/** What was opened stays open until the key closes: another look is not another release. */
const opened = new Map<string, { kind: string; words: Uint8Array } | { kind: string; file: Opened }>();
const named = new Map<string, Named>();

export function reading(): void {
  keys = new Keys(one("[data-worker]").dataset.worker ?? "", () => {
    forget();
    mark();
    say("locked");
  });
  addEventListener("popstate", () => void exchange("GET", location.href, null, attach, false));
  document.addEventListener("click", follow);
  document.addEventListener("click", touch);
  document.addEventListener("submit", (event) => void submit(event));
  attach(document.getElementById("facts")?.textContent ?? "{}");
}

/** After a page of the room came in: its facts, its boxes, and what is open already. */
function attach(said: string): void {
  page = JSON.parse(said) as ReadingFacts;
  mark();
  document.querySelectorAll<HTMLElement>("[data-item]").forEach(draw);
  if (page.asks?.signed) {
    void attest(page);
  }
}

function mark(): void {
  show("[data-when=locked]", !keys.isUnlocked);
  show("[data-when=unlocked]", keys.isUnlocked);
}

function forget(): void {
  opened.clear();
  named.clear();
  letGo();
  document.querySelectorAll<HTMLElement>("[data-shown]").forEach((place) => place.replaceChildren());
}

function follow(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>("main a[href]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !isOfRoom(link.href) || link.download) {
    return;
  }
  event.preventDefault();
  void exchange("GET", link.href, null, attach);
}

/** The security key opens it besides the words. */
function touch(event: MouseEvent): void {
  const box = (event.target as Element).closest("[data-touch]")?.closest<HTMLFormElement>("form[data-unlock]");
  const told = page.touch;
  if (box && told) {
    void working(box, async () => {
      recipient = await keys.unlockByTouch(told.file, told.credential, page.copies);
      mark();
      say("unlocked", box.parentElement ?? document);
    });
  }
}

async function submit(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  if (form.matches("[data-unlock]")) {
    event.preventDefault();
    await unlock(form);
  } else if (form.matches("[data-open]")) {
    event.preventDefault();
    await working(form, () => open(form));
  } else if (form.method === "post" && isOfRoom(form.action)) {
    event.preventDefault();
    await working(form, () => send(form));
  }
}

async function unlock(box: HTMLFormElement): Promise<void> {
  const words = one<HTMLInputElement>("input", box);
  await working(box, async () => {
    recipient = await keys.unlock(page.file, words.value, page.copies);
    words.value = "";
    mark();
    say("unlocked", box.parentElement ?? document);
  });
}

/** Sealed words are made when the form is sent; the same words are sealed once, so that a repeated try is the same message. */
async function send(form: HTMLFormElement): Promise<void> {
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
  const kept = words?.value ?? "";
  await exchange("POST", form.action, new FormData(form), (said) => {
    attach(said);
    restore(kept);
    if (!document.querySelector("form[data-pass]")) {
      after?.();
    }
  });
}

/** A form that came back to be corrected gets its words again: the server never had them. */
function restore(kept: string): void {
  const words = document.querySelector<HTMLTextAreaElement>("textarea[data-words]");
  if (words && kept) {
    words.value = kept;
  }
}

async function open(form: HTMLFormElement): Promise<void> {
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
}

function draw(place: HTMLElement): void {
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
  const shown = "file" in found ? file(ref, found.kind, found.file) : drawn(found.words, page.verify, page.thread, page.host, page.called ?? {});
  into.replaceChildren(...shown);
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
