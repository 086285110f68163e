// What every page with keys has: its facts from the server, the box that unlocks, forms whose fields the browser fills, sentences.
import { type Copy, Keys, KeysError } from "./keys";

/** What the server tells each page with keys. `file` is empty for somebody without a key. */
export interface Facts {
  file: string;
  recipient: string;
  workFactor: number;
  /** The file for the person's security key; null without one. */
  touch: { file: string; credential: string } | null;
  copies: Copy[];
}

export function facts<F extends Facts>(): F {
  return JSON.parse(document.getElementById("facts")?.textContent ?? "{}") as F;
}

export function one<E extends Element = HTMLElement>(selector: string, within: ParentNode = document): E {
  const found = within.querySelector<E>(selector);
  if (!found) {
    throw new Error(`the page lacks ${selector}`);
  }
  return found;
}

/** The sentence that the page holds ready under this name, in the reader's language. */
export function sentence(name: string): string {
  return document.querySelector<HTMLTemplateElement>(`template[data-say="${CSS.escape(name)}"]`)?.content.textContent?.trim() ?? name;
}

/** Shows a sentence where people look for it, and to those who listen; a form of one button has no place for it until then. */
export function say(name: string, within: ParentNode = document): void {
  let status = within.querySelector<HTMLElement>("[data-status]");
  if (!status) {
    status = document.createElement("p");
    status.className = "notice";
    status.dataset.status = "";
    status.setAttribute("role", "alert");
    within.append(status);
  }
  status.textContent = sentence(name);
  status.hidden = false;
}

/** Whoever uses a keyboard or listens goes on here. */
export function focusOn(found: string | HTMLElement): void {
  const place = typeof found === "string" ? document.querySelector<HTMLElement>(found) : found;
  place?.setAttribute("tabindex", "-1");
  place?.focus();
}

export function show(selector: string, shown = true): void {
  document.querySelectorAll<HTMLElement>(selector).forEach((element) => (element.hidden = !shown));
}

/** Buttons of forms that only this script may send: until now they were off, so that nothing was posted as it stood. */
export function ready(within: ParentNode = document): void {
  within.querySelectorAll<HTMLButtonElement>("[data-scripted]").forEach((button) => {
    button.disabled = false;
    button.removeAttribute("data-scripted");
  });
}

/** The page's worker, unlocked in the page's own box. `address` is the page's policy of trusted types, where it has one already. */
export function openDesk(page: Facts, address?: (url: string) => string): Keys {
  const keys = new Keys(one("[data-worker]").dataset.worker ?? "", () => {
    show("[data-when=unlocked]", false);
    show("[data-when=locked]");
    say("locked");
  }, address);
  const box = document.querySelector<HTMLFormElement>("form[data-unlock]");
  box?.addEventListener("submit", (event) => {
    event.preventDefault();
    void unlock(box, async () => {
      const words = one<HTMLInputElement>("input", box);
      await keys.unlock(page.file, words.value, page.copies);
      words.value = "";
    });
  });
  box?.querySelector("[data-touch]")?.addEventListener("click", () => {
    void unlock(box, async () => {
      await keys.unlockByTouch(page.touch?.file ?? "", page.touch?.credential ?? "", page.copies);
    });
  });
  return keys;
}

async function unlock(box: HTMLFormElement, open: () => Promise<void>): Promise<void> {
  await working(box, async () => {
    await open();
    show("[data-when=locked]", false);
    show("[data-when=unlocked]");
    focusOn("[data-when=unlocked]");
  });
}

/** Run with the form's button off and the bar moving; an error becomes its sentence. */
export async function working(form: HTMLFormElement, work: () => Promise<void>): Promise<void> {
  const from = document.activeElement as HTMLElement | null;
  const parts = [form.querySelector<HTMLButtonElement>("button"), form.querySelector<HTMLElement>("progress")] as const;
  parts[0]?.toggleAttribute("disabled", true);
  parts[1]?.toggleAttribute("hidden", false);
  try {
    await work();
  } catch (error) {
    say(error instanceof KeysError ? error.code : error instanceof Refused ? error.message : "failed", form);
  } finally {
    parts[0]?.toggleAttribute("disabled", false);
    parts[1]?.toggleAttribute("hidden", true);
    if (document.activeElement === document.body) {
      from?.focus(); // a button that was off loses it
    }
  }
}

/** Something that the page refuses with the sentence of this name. */
export class Refused extends Error {}

/** A form whose hidden fields are made here when it is sent; then it goes to the server as any other. */
export function filled(selector: string, make: (form: HTMLFormElement) => Promise<{ [field: string]: string }>): void {
  document.querySelectorAll<HTMLFormElement>(selector).forEach((form) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void working(form, async () => {
        const fields = await make(form);
        Object.entries(fields).forEach(([name, value]) => {
          one<HTMLInputElement>(`[name="${name}"]`, form).value = value;
        });
        form.submit();
      });
    });
  });
}
