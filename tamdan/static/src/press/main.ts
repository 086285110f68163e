// The reading queue by keyboard: spans of the source and their cards are tied both ways; every act is a form of the page, sent without
// leaving it. Without this script the same forms work one by one.
import { find } from "./finding";
import { attach, detach } from "./handles";
import { marked, wordsAt } from "./places";
import { keepSingleKeys, singleKeysAct } from "../single_keys";

let now = location.hash.slice(1);
let busy = false;
/** Acts of keys that were pressed while another one was on its way: they follow, none is lost. */
const waiting: (() => void)[] = [];

const reading = (): HTMLElement | null => document.getElementById("reading");
const cards = (): HTMLElement[] => Array.from(document.querySelectorAll<HTMLElement>("#reading .card"));
const current = (): HTMLElement | undefined => cards().find((card) => card.dataset.key === now);
const dialog = (): HTMLDialogElement | null => document.getElementById("keys") as HTMLDialogElement | null;

function look(card: HTMLElement | undefined, focus = true): void {
  detach();
  document.querySelectorAll("#reading .now").forEach((one) => one.classList.remove("now"));
  if (!card) {
    return;
  }
  now = card.dataset.key ?? "";
  card.classList.add("now");
  const marks = document.querySelectorAll<HTMLElement>(`#reading mark[data-of~="${now}"]`);
  marks.forEach((one) => one.classList.add("now"));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  marks[0]?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  const labels = reading()?.dataset ?? {};
  attach(card, (places) => move(card, places), { start: labels.start ?? "", end: labels.end ?? "" });
  if (focus) {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }
}

function step(by: number, onlyWaiting = false): void {
  const all = cards();
  const from = all.findIndex((card) => card.dataset.key === now);
  const order = by > 0 ? all.slice(from + 1) : all.slice(0, Math.max(from, 0)).reverse();
  const found = order.find((card) => !onlyWaiting || card.classList.contains("waits"));
  look(found ?? (onlyWaiting ? all.find((card) => card.classList.contains("waits")) ?? current() : current() ?? all[0]));
}

function move(card: HTMLElement, places: string): void {
  const form = card.querySelector<HTMLFormElement>("[data-act=place]");
  const field = form?.querySelector<HTMLInputElement>("[name=places]");
  if (form && field) {
    field.value = places;
    void send(form);
  }
}

/** Sends a form and puts the article as it is now in the place of the old one; a refusal takes the place of the page's content. */
async function send(form: HTMLFormElement, button?: HTMLElement | null, after?: () => void): Promise<void> {
  if (busy) {
    return;
  }
  busy = true;
  reading()?.setAttribute("aria-busy", "true");
  try {
    const data = new FormData(form);
    const pressed = button ?? form.querySelector<HTMLElement>("button[name]");
    if (pressed instanceof HTMLButtonElement && pressed.name) {
      data.set(pressed.name, pressed.value);
    }
    const response = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
    show(new DOMParser().parseFromString(await response.text(), "text/html"), response, after);
  } finally {
    busy = false;
    reading()?.removeAttribute("aria-busy");
    waiting.shift()?.();
  }
}

function show(made: Document, response: Response, after?: () => void): void {
  const [fresh, old] = [made.getElementById("reading"), reading()];
  if (!fresh || !old || !response.ok) {
    const main = made.querySelector("main");
    if (main) {
      document.querySelector("main")?.replaceWith(document.importNode(main, true));
      document.querySelector<HTMLElement>("main h1, main [role=alert]")?.scrollIntoView();
    }
    return;
  }
  if (new URL(response.url).pathname !== location.pathname) {
    location.assign(response.url); // another article
    return;
  }
  old.replaceWith(document.importNode(fresh, true));
  const said = made.querySelector("main [role=status]:not(#said), .messages");
  const status = document.getElementById("said");
  if (said?.textContent?.trim() && status) {
    status.textContent = said.textContent.trim();
  }
  dress();
  const key = new URL(response.url).hash.slice(1);
  now = key || now;
  look(current() ?? cards()[0]);
  after?.();
}

function press(act: string, after?: () => void): void {
  const inCard = current()?.querySelector<HTMLElement>(`[data-act=${act}]`);
  const found = inCard ?? reading()?.querySelector<HTMLElement>(`.over [data-act=${act}]`);
  if (found instanceof HTMLFormElement) {
    void send(found, null, after);
  } else if (found instanceof HTMLAnchorElement) {
    location.assign(found.href);
  }
}

function leave(which: string): void {
  const found = reading()?.querySelector<HTMLElement>(`[data-leave=${which}]`);
  if (found instanceof HTMLFormElement) {
    found.querySelector("button")?.click();
  } else {
    found?.click();
  }
}

/** Opens the forms of the passage and goes to one field of them. */
function correct(selector: string): void {
  const details = current()?.querySelector<HTMLDetailsElement>("[data-correct]");
  if (details) {
    details.open = true;
    const field = details.querySelector<HTMLElement>(selector);
    field?.focus();
    (field as HTMLInputElement | null)?.select?.();
  }
}

/** What is marked in the source becomes the words of the form for what was missed. */
function missed(): void {
  const place = marked();
  const box = document.querySelector<HTMLDetailsElement>("#missed");
  if (!box) {
    return;
  }
  box.open = true;
  const [places, words, kind] = ["places", "words", "kind"].map((name) => box.querySelector<HTMLInputElement>(`[name=${name}]`));
  if (place && places && words) {
    places.value = `${place[0]}-${place[1]}`;
    words.value = wordsAt(...place);
  }
  box.scrollIntoView({ block: "center" });
  kind?.focus();
}

function keys(open: boolean): void {
  const box = dialog();
  if (open) {
    box?.showModal ? box.showModal() : box?.setAttribute("open", "");
  } else {
    box?.close ? box.close() : box?.removeAttribute("open");
  }
}

const ACTS: Record<string, () => void> = {
  j: () => step(1),
  ArrowDown: () => step(1),
  k: () => step(-1),
  ArrowUp: () => step(-1),
  c: () => press("confirm", () => step(1, true)),
  x: () => press("refuse", () => step(1, true)),
  s: () => correct("[data-find]"),
  t: () => correct("[data-act=kind] select"),
  e: () => document.querySelector<HTMLElement>("#reading .handle[data-side=end]")?.focus(),
  m: missed,
  u: () => press("back"),
  a: () => press("all"),
  r: () => press("release"),
  o: () => press("others"),
  b: () => {
    const about = cards().filter((card) => card.classList.contains("bears"));
    const first = about.find((card) => card.classList.contains("waits")) ?? about[0];
    first ? look(first) : document.getElementById("bears-name")?.focus();
  },
  n: () => leave("next"),
  "?": () => keys(true),
};

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && Boolean(target.closest("input, select, textarea, dialog, summary, .handle"));
}

document.addEventListener("keydown", (event) => {
  const off = !singleKeysAct() && event.key !== "?";
  if (event.key === "Escape" && isTyping(event.target)) {
    current()?.focus();
    return;
  }
  if (off || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !reading()) {
    return;
  }
  const act = ACTS[event.key];
  if (act) {
    event.preventDefault();
    busy ? waiting.push(act) : act();
  }
});

document.addEventListener("click", (event) => {
  const target = event.target as Element;
  const mark = target.closest<HTMLElement>("#reading mark");
  if (mark && !getSelection()?.toString()) {
    const key = (mark.dataset.of ?? "").split(" ")[0];
    look(cards().find((card) => card.dataset.key === key));
  } else if (target.closest("[data-open-keys]")) {
    keys(true);
  } else if (target.closest("[data-close-keys]")) {
    keys(false);
  }
});
document.addEventListener("focusin", (event) => {
  const card = (event.target as Element).closest<HTMLElement>("#reading .card");
  if (card && card.dataset.key !== now) {
    look(card, false);
  }
});
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.closest("#reading") && form.dataset.act) {
    event.preventDefault();
    const pressed = (event as SubmitEvent).submitter;
    const waits = form.dataset.act === "confirm" || form.dataset.act === "refuse";
    void send(form, pressed, waits ? () => step(1, true) : undefined);
  }
});
// Words that were changed by hand are looked for again: the places of a mark no longer hold.
document.addEventListener("input", (event) => {
  const field = event.target as HTMLElement;
  if (field.getAttribute("name") === "words") {
    const places = (field as HTMLTextAreaElement).form?.querySelector<HTMLInputElement>("[name=places]");
    if (places) places.value = "";
  }
});

function dress(): void {
  const names = reading()?.dataset.names ?? "";
  document.querySelectorAll<HTMLInputElement>("#reading [data-find]").forEach((input) => find(input, input.dataset.find || names));
  document.querySelectorAll<HTMLElement>("[data-open-keys]").forEach((button) => { button.hidden = false; });
}

const box = document.getElementById("keys-on") as HTMLInputElement | null;
if (box) {
  box.checked = singleKeysAct();
  box.addEventListener("change", () => keepSingleKeys(box.checked));
}
dress();
look(current() ?? cards().find((card) => card.classList.contains("waits")) ?? cards()[0], Boolean(location.hash));
