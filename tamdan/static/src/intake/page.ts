// What the server wrote into the page for the scripts: settings and every sentence, so that one catalogue translates them all.

export interface Place {
  keyring: string;
  keyringNote: string;
  /** Earlier lists begin here. */
  keyrings: string;
  letters: string;
  receipts: string;
  decisions: string;
  change: string;
  blobs: string;
  proof: string;
  places: string;
  receipt: string;
  derive: string;
  upload: string;
  uploadIntegrity: string;
  /** What seals, loaded by the form. */
  seal: string;
  sealIntegrity: string;
  /** What reads e-mails, on the officer's page alone. */
  mail: string;
  mailIntegrity: string;
  seen: string;
  /** Where the text of a scan is read before it is sealed, on the officer's page alone. */
  scan: string;
  serviceWorker: string;
  /** The worker that holds an officer's key, on a page that makes receipts and opens with such a key. */
  keys?: string;
  /** The form in each language. */
  pages: string[];
}

export interface Settings {
  host: string;
  /** Random digits of a new receipt, without the check digit. */
  digits: number;
  language: string;
  /** How a letter from this page reaches an office; empty where the page asks. */
  channel: string;
  /** The channel of an e-mail that was read from a file, on the officer's page alone. */
  mailChannel: string;
  today: string;
  /** Recipients of the server's own locks. */
  release: string;
  intake: string;
  /** Keys of notes as text: acceptance, and each log of the ledger. */
  accept: string;
  logs: string[];
  /** For each office on the list the codes of its body and of those above it. */
  bodies: { [office: string]: string[] };
  urls: Place;
  limits: { file: number; files: number; voice: number; text: number; draft: number };
  /** What may be agreed to; `perBody` is asked anew for each body. */
  purposes: { code: string; label: string; perBody: boolean }[];
}

function json<T>(id: string): T {
  return JSON.parse(byId(id).textContent ?? "") as T;
}

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`no #${id} on this page`);
  }
  return found as T;
}

export const settings = json<Settings>("settings");
const words = json<{ [name: string]: string }>("words");

const KHMER_ZERO = 0x17e0;

/** A number in the digits of the page's language. */
export function shown(value: number | string): string {
  const text = String(value);
  return settings.language === "km"
    ? text.replace(/[0-9]/g, (digit) => String.fromCodePoint(KHMER_ZERO + Number(digit)))
    : text;
}

/** A sentence of the page; numbers among the values are written in its digits. */
export function say(name: string, values: { [key: string]: number | string } = {}): string {
  return (words[name] ?? name).replace(/%\((\w+)\)s/g, (whole, key: string) => {
    const value = values[key];
    return value === undefined ? whole : typeof value === "number" ? shown(value) : value;
  });
}

/** The day of an ISO date or time, as this language writes it. */
export function day(iso: string): string {
  const at = new Date(`${iso.slice(0, 10)}T00:00`); // the day that the server names, in whatever zone the device is
  const months = say("months").split("|");
  return say("date", { day: at.getDate(), month: months[at.getMonth()] ?? "", year: at.getFullYear() });
}

/** Bytes as a person counts them. */
export function weight(bytes: number): string {
  const [unit, size] = bytes < 1_000_000 ? ["kilobytes", bytes / 1_000] : ["megabytes", bytes / 1_000_000];
  return say(unit, { size: Math.max(1, Math.round(size)) });
}

type Child = Node | string;

/** A new element with attributes and children; nothing here is ever read as HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: { [name: string]: string } = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

/** A button that does something on this page. */
export function button(label: string, act: () => void, kind = "plain"): HTMLButtonElement {
  const made = make("button", { type: "button", class: kind }, label);
  made.addEventListener("click", act);
  return made;
}

export function show(element: HTMLElement, isShown = true): void {
  element.hidden = !isShown;
}

/** Moves the focus to something that is no control. */
export function focusOn(element: HTMLElement): void {
  element.tabIndex = -1;
  element.focus();
}

/** A button in the page's language in the place of a control for files, which speaks the browser's. */
export function dressed(picker: HTMLInputElement): HTMLInputElement {
  const control = button(say("choose"), () => picker.click());
  control.setAttribute("aria-describedby", picker.getAttribute("aria-describedby") ?? "");
  picker.after(control);
  show(picker, false);
  return picker;
}

/** Moves the focus to a field, or to the button in its place. */
export function focusField(id: string): void {
  const field = document.getElementById(id);
  (field?.hidden ? field.nextElementSibling as HTMLElement : field)?.focus();
}
