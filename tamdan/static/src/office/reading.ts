// The reading room: items are released by the server after it recorded that, and open here. Pages of the room are exchanged
// without loading, so that the worker with the keys lives on while the officer works on a file.
import { fromBase64 } from "../seal/bytes";
import { one, Refused, say, sentence, show, working } from "./desk";
import { Keys, KeysError } from "./keys";
import { drawn, type Named, namesIn } from "./letters";
import { frameOf, saving, shownAs } from "./media";
import { exchange, isOfRoom } from "./room";
import { type ReadingFacts, sealWords } from "./writing";

/** What the server gives for an opening. */
interface Released {
  item: string;
  kind: string;
  inner: string;
  segments: string[];
}

let keys: Keys;
let page: ReadingFacts;
/** What was opened stays open until the key closes: another look is not another release. */
const opened = new Map<string, { kind: string; bytes: Uint8Array }>();
const named = new Map<string, Named>();

export function reading(): void {
  keys = new Keys(one("[data-worker]").dataset.worker ?? "", () => {
    forget();
    mark();
    say("locked");
  });
  addEventListener("popstate", () => void exchange("GET", location.href, null, attach, false));
  document.addEventListener("click", follow);
  document.addEventListener("submit", (event) => void submit(event));
  attach(document.getElementById("facts")?.textContent ?? "{}");
}

/** After a page of the room came in: its facts, its boxes, and what is open already. */
function attach(said: string): void {
  page = JSON.parse(said) as ReadingFacts;
  mark();
  document.querySelectorAll<HTMLElement>("[data-item]").forEach(draw);
}

function mark(): void {
  show("[data-when=locked]", !keys.isUnlocked);
  show("[data-when=unlocked]", keys.isUnlocked);
}

function forget(): void {
  opened.clear();
  named.clear();
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
    await keys.unlock(page.file, words.value, page.copies);
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
      field.value = await sealWords(words.value, page, keys, form.dataset.seal === "complainant");
      form.dataset.sealedFrom = words.value;
    }
  }
  const kept = words?.value ?? "";
  await exchange("POST", form.action, new FormData(form), (said) => {
    attach(said);
    restore(kept);
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
  const released = await release(form);
  if (!released) {
    return;
  }
  try {
    const bytes = await contentOf(released);
    opened.set(released.item, { kind: released.kind, bytes });
    if (released.kind !== "file" && released.kind !== "voice") {
      namesIn(bytes).forEach((name, item) => named.set(item, name));
    }
  } catch (error) {
    if (error instanceof Refused || (error instanceof KeysError && error.code !== "seal-broken")) {
      throw error;
    }
    await post(form.dataset.unreadable ?? "", form);
    throw new Refused("unreadable");
  }
  document.querySelectorAll<HTMLElement>("[data-item]").forEach(draw);
}

/** The inner lock of an item; null where the server refused and its sentence stands in the form. */
async function release(form: HTMLFormElement): Promise<Released | null> {
  const answer = await post(form.action, form);
  const said = (await answer.json()) as Released & { message?: string };
  if (answer.ok) {
    return said;
  }
  const status = one<HTMLElement>("[data-status]", form);
  status.textContent = said.message ?? sentence("failed");
  status.hidden = false;
  return null;
}

const post = (address: string, form: HTMLFormElement): Promise<Response> =>
  fetch(address, { method: "POST", body: new FormData(form), headers: { "Accept-Language": document.documentElement.lang } });

async function contentOf(released: Released): Promise<Uint8Array> {
  const key = await keys.openEnvelope(fromBase64(released.inner), released.item);
  const segments: Uint8Array[] = [];
  for (const digest of released.segments) {
    const answer = await fetch(`/blobs/${digest}`);
    if (!answer.ok) {
      throw new Refused("failed");
    }
    segments.push(new Uint8Array(await answer.arrayBuffer()));
  }
  return keys.openItem(key, segments, released.segments);
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
  const { kind, bytes } = found;
  into.replaceChildren(...(kind === "file" || kind === "voice" ? file(ref, kind, bytes) : drawn(bytes, page.verify, page.thread, page.host, page.called ?? {})));
  place.querySelector<HTMLElement>("form[data-open]")?.toggleAttribute("hidden", true);
}

function file(ref: string, kind: string, bytes: Uint8Array): HTMLElement[] {
  const name = named.get(ref)?.name ?? "";
  const title = document.createElement("p");
  title.textContent = name || sentence("unnamed");
  const shown = shownAs(bytes, kind === "voice");
  const save = saving(bytes, name || ref, sentence("save"));
  if (shown) {
    const care = document.createElement("p");
    care.className = "small quiet";
    care.textContent = sentence(shown.family === "image" ? "may-tell-place" : "tells-place");
    return [title, frameOf(bytes, shown, name || sentence("unnamed")), care, save];
  }
  const warning = document.createElement("p");
  warning.className = "notice wait";
  warning.textContent = sentence("save-with-care");
  return [title, warning, save];
}
