// A room whose pages are exchanged without loading, so that the worker with the keys lives on while somebody works in it. Opening the
// key, following links and closing are here; what a room's forms do is the room's own (reading.ts, calls.ts).
import { type Facts, focusOn, one, ready, say, show, working } from "./desk";
import { Keys } from "./keys";
import { exchange } from "./room";

export interface Room<F extends Facts> {
  /** What the server calls its pages (`data-page`). */
  name: string;
  has(address: string): boolean;
  /** A page came in, the first one too. */
  attached(page: F): void;
  /** The key was closed: what it opened leaves the page. */
  forget(): void;
  /** Forms that are not simply sent, by selector. */
  acts: { [selector: string]: (form: HTMLFormElement) => Promise<void> };
  /** Every other form of the room. */
  send(form: HTMLFormElement): Promise<void>;
}

export class Live<F extends Facts> {
  readonly keys: Keys;
  page = {} as F;
  /** The public half of the key that is open, as it is and not as the server says it. */
  recipient = "";

  constructor(private readonly room: Room<F>) {
    this.keys = new Keys(one("[data-worker]").dataset.worker ?? "", () => {
      room.forget();
      this.mark();
      say("locked");
    });
  }

  /** Not in the constructor: a room's own functions name what it returns. */
  begin(): void {
    addEventListener("popstate", () => void this.exchange("GET", location.href, null, undefined, false));
    document.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("submit", (event) => void this.submitted(event));
    this.attach(document.getElementById("facts")?.textContent ?? "{}");
  }

  /** `after` runs on the page that came. */
  post(form: HTMLFormElement, after?: () => void): Promise<void> {
    return this.exchange("POST", form.action, new FormData(form), after);
  }

  private exchange(method: "GET" | "POST", address: string, body: FormData | null, after?: () => void, remember = true): Promise<void> {
    return exchange(method, address, body, (said) => {
      this.attach(said);
      after?.();
    }, remember, this.room.name);
  }

  private attach(said: string): void {
    if (said !== "{}") {
      this.page = JSON.parse(said) as F;
    }
    this.mark();
    this.room.attached(this.page);
    ready();
  }

  private mark(): void {
    show("[data-when=locked]", !this.keys.isUnlocked);
    show("[data-when=unlocked]", this.keys.isUnlocked);
  }

  private clicked(event: MouseEvent): void {
    const target = event.target as Element;
    const box = target.closest("[data-touch]")?.closest<HTMLFormElement>("form[data-unlock]");
    const { touch, copies } = this.page;
    if (box && touch) {
      void this.unlock(box, () => this.keys.unlockByTouch(touch.file, touch.credential, copies));
      return;
    }
    const link = target.closest<HTMLAnchorElement>("a[href]:not([href^='#'])");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !this.room.has(link.href) || link.download) {
      return;
    }
    event.preventDefault();
    void this.look(link.href, link.parentElement ?? link);
  }

  /** Another page of the room; `near` is where it is said that the line broke. */
  private look(address: string, near: HTMLElement): Promise<void> {
    return this.exchange("GET", address, null).catch(() => say("no-network", near));
  }

  private async submitted(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    const named = Object.entries(this.room.acts).find(([selector]) => form.matches(selector));
    if (form.matches("[data-unlock]")) {
      event.preventDefault();
      const words = one<HTMLInputElement>("input", form);
      await this.unlock(form, () => this.keys.unlock(this.page.file, words.value, this.page.copies));
    } else if (named) {
      event.preventDefault();
      await working(form, () => named[1](form));
    } else if (form.method === "post" && this.room.has(form.action)) {
      event.preventDefault();
      await working(form, () => this.room.send(form));
    } else if (form.method === "get" && this.room.has(form.action)) {
      event.preventDefault();
      const asked = new URLSearchParams();
      new FormData(form).forEach((value, name) => asked.append(name, String(value)));
      await this.look(`${form.action.split("?")[0]}?${asked}`, form);
    }
  }

  private unlock(box: HTMLFormElement, open: () => Promise<string>): Promise<void> {
    return working(box, async () => {
      this.recipient = await open();
      one<HTMLInputElement>("input", box).value = "";
      this.mark();
      focusOn("[data-when=unlocked]");
    });
  }
}
