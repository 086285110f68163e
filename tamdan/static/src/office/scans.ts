// A letter on paper: its scan is added like any file and, where the officer asks for that, read by the server before anything is sealed.
// The text comes into the field of the story, beside the scan, to be compared; the server keeps nothing of either.
import type { Attachments, Problem } from "../intake/files";
import { ask, Declined } from "../intake/network";
import { byId, make, say, settings, show } from "../intake/page";

/** What the server read (tamdan/intake/scans/reading.py). */
interface Scan {
  pages: { text: string; source: "layer" | "letters" | "none"; is_broken: boolean; preview: string }[];
  left_out: number;
  unread: number;
  why: string;
  has_khmer: boolean;
}

const PICTURE = /^image\/(jpeg|png)$/;

export class Scans {
  private waiting: File[] = [];

  /** `token` is the session's token of now, empty for somebody who is signed out. */
  constructor(private readonly attachments: Attachments, private readonly token: () => Promise<string>) {
    const picker = byId<HTMLInputElement>("scan-files");
    picker.addEventListener("change", () => {
      const chosen = [...picker.files ?? []];
      picker.value = "";
      void this.take(chosen);
    });
    byId("scan-read").addEventListener("click", () => void this.readAll());
  }

  /** Read words are not sent before somebody says that they compared them. */
  problems(): Problem[] {
    const compared = byId<HTMLInputElement>("scan-compared");
    return byId("scan-compared-field").hidden || compared.checked ? [] : [{ field: compared.id, text: say("scanCompareFirst") }];
  }

  /** After it was sent: nothing of it stays. */
  forget(): void {
    this.waiting = [];
    this.pages().replaceChildren();
    byId<HTMLInputElement>("scan-compared").checked = false;
    ["scan-compared-field", "scan-read", "scan-told", "scan-above", "scan-beside"].forEach((name) => show(byId(name), false));
  }

  private async take(chosen: readonly File[]): Promise<void> {
    const told: string[] = [];
    for (const file of chosen) {
      const refused = await this.attachments.take([file]);
      told.push(...refused);
      if (!refused.length) {
        this.waiting.push(file);
        if (PICTURE.test(file.type)) {
          this.draw([URL.createObjectURL(file)]);
        }
      }
    }
    this.tell(told, told.length > 0);
    show(byId("scan-read"), this.waiting.length > 0);
  }

  private async readAll(): Promise<void> {
    const told: string[] = [];
    byId("scan-read").toggleAttribute("disabled", true);
    while (this.waiting[0]) {
      const file = this.waiting[0];
      this.tell([...told, say("scanReading", { name: file.name })], false);
      told.push(...await this.read(file));
      this.waiting.shift();
    }
    byId("scan-read").toggleAttribute("disabled", false);
    show(byId("scan-read"), false);
    this.tell(told, true);
  }

  /** What came of it, in sentences; what was typed before stays above it. */
  private async read(file: File): Promise<string[]> {
    const { name } = file;
    let scan: Scan;
    try {
      const headers = { "Content-Type": "application/octet-stream", "X-CSRFToken": await this.token() };
      const answer = await ask(settings.urls.scan, { method: "POST", credentials: "same-origin", body: file, headers });
      scan = await answer.json() as Scan;
    } catch (error) {
      return [`${name}: ${error instanceof Declined ? error.message : say("scanFailed")}`];
    }
    this.draw(scan.pages.filter(({ preview }) => preview).map(({ preview }) => URL.createObjectURL(pictureOf(preview))));
    const text = scan.pages.map((page) => page.text).filter(Boolean).join("\n\n");
    if (text) {
      const field = byId<HTMLTextAreaElement>("id_text");
      field.value = [field.value.trimEnd(), text].filter(Boolean).join("\n\n");
      field.rows = Math.max(field.rows, 20);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      show(byId("scan-compared-field"));
    }
    return sentences(name, scan);
  }

  /** Beside the field where there is room, above it on a narrow screen. */
  private pages(): HTMLElement {
    return byId(matchMedia("(min-width: 48em)").matches ? "scan-beside" : "scan-above");
  }

  private draw(addresses: readonly string[]): void {
    const place = this.pages();
    const first = place.childElementCount;
    place.append(...addresses.map((src, one) => make("img", { src, alt: say("scanPage", { number: first + one + 1 }) })));
    show(place, place.childElementCount > 0);
  }

  private tell(lines: readonly string[], isWarning: boolean): void {
    const box = byId("scan-told");
    box.replaceChildren(...lines.map((line) => make("p", {}, line)));
    box.classList.toggle("wait", isWarning);
    show(box, lines.length > 0);
  }
}

function sentences(name: string, scan: Scan): string[] {
  const read = scan.pages.filter(({ text }) => text);
  const from = read.some(({ source }) => source === "letters") ? "scanLetters" : "scanLayer";
  const told = [read.length ? say(from, { name, pages: read.length }) : say("scanNothing", { name })];
  if (read.some((page) => page.is_broken)) {
    told.push(say("scanBroken"));
  } else if (scan.has_khmer) {
    told.push(say("scanKhmer"));
  }
  if (scan.unread) {
    told.push(say("scanUnread", { pages: scan.unread, why: scan.why }).trim());
  }
  if (scan.left_out) {
    told.push(say("scanLeftOut", { read: scan.pages.length, left: scan.left_out }));
  }
  return told;
}

const pictureOf = (base64: string): Blob =>
  new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], { type: "image/png" });
