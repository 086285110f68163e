// E-mails that an officer picked: read one after the other in this page, put into the form, looked through and sent like any letter.
import { Attachments } from "../intake/files";
import { byId, day, make, say, settings, show, weight } from "../intake/page";
import { loadScript } from "../seal/scripts";
import type { Mail, MailReader } from "./mail";

/** Bytes of a file: attachments of 25 MB are a third larger as they travel. */
const LARGEST = 60 << 20;

async function reader(): Promise<MailReader> {
  if (!window.tamdanMail) {
    await loadScript(settings.urls.mail, settings.urls.mailIntegrity);
  }
  if (!window.tamdanMail) {
    throw new Error("mail.js is empty");
  }
  return window.tamdanMail;
}

export class Mailbox {
  private readonly waiting: Mail[] = [];
  private all = 0;
  /** The mark of the e-mail that stands in the form; empty while there is none. */
  mark = "";

  /** `seen` asks the server on which day an e-mail with this mark was taken in; empty when it was not. */
  constructor(private readonly attachments: Attachments, private readonly seen: (mark: string) => Promise<string>) {
    const picker = byId<HTMLInputElement>("mail-files");
    picker.addEventListener("change", () => {
      const chosen = [...picker.files ?? []];
      picker.value = "";
      void this.take(chosen);
    });
  }

  get hasMore(): boolean {
    return this.waiting.length > 0;
  }

  /** Puts the next e-mail into the form. */
  async next(): Promise<void> {
    const mail = this.waiting.shift();
    if (!mail) {
      return;
    }
    this.mark = mail.mark;
    const subject = mail.subject || say("mailNoSubject");
    const told = [say("mailAt", { number: this.all - this.waiting.length, all: this.all, subject })];
    if (mail.isFromHtml) {
      told.push(say("mailHtml"));
    }
    if (mail.packed) {
      told.push(say("mailWinmail"));
    }
    this.fill(mail);
    told.push(...await this.attachments.take(mail.files), say("mailFilled"));
    const on = await this.seen(mail.mark);
    this.tell(on ? [...told, say("mailSeen", { date: day(on) })] : told, on !== "" || mail.packed > 0);
    byId("id_text").focus();
  }

  /** The sender goes into the part that custodians alone open; the rest of the head stands above the words. */
  private fill(mail: Mail): void {
    const form = byId<HTMLFormElement>("complaint");
    form.reset();
    this.attachments.clear();
    const channel = form.querySelector<HTMLInputElement>(`input[name=channel][value="${CSS.escape(settings.mailChannel)}"]`);
    if (channel) {
      channel.checked = true;
    }
    const head = [mail.subject && say("mailSubject", { subject: mail.subject }), mail.date && say("mailDate", { date: day(here(mail.date)) })];
    byId<HTMLTextAreaElement>("id_text").value = [...head.filter(Boolean), "", mail.text].join("\n").trim();
    byId<HTMLInputElement>("id_name").value = mail.name;
    byId<HTMLInputElement>("id_contact").value = mail.address;
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private async take(chosen: readonly File[]): Promise<void> {
    const isIdle = !this.hasMore && !this.mark;
    const problems: string[] = [];
    for (const file of chosen) {
      this.tell([say("mailReading", { name: file.name })], false);
      const problem = await this.read(file);
      if (problem) {
        problems.push(problem);
      }
    }
    if (isIdle && this.hasMore) {
      await this.next();
    }
    if (problems.length || !isIdle) {
      this.tell(problems.length ? problems : [say("mailWaiting", { all: this.waiting.length })], problems.length > 0, isIdle && this.mark !== "");
    }
  }

  private async read(file: File): Promise<string> {
    if (file.size > LARGEST) {
      return say("mailTooLarge", { name: file.name, size: weight(file.size), limit: weight(LARGEST) });
    }
    let mail: Mail | null = null;
    try {
      mail = await (await reader()).readMail(file);
    } catch {
      return say("mailFailed");
    }
    if (!mail) {
      return say("mailNone", { name: file.name });
    }
    this.waiting.push(mail);
    this.all += 1;
    return "";
  }

  private tell(lines: readonly string[], isWarning: boolean, isMore = false): void {
    const box = byId("mail-told");
    const made = lines.map((line) => make("p", {}, line));
    if (isMore) {
      box.append(...made);
    } else {
      box.replaceChildren(...made);
    }
    box.classList.toggle("wait", isWarning);
    show(box, lines.length > 0);
  }

  /** After it was sent: nothing of it stays. */
  forget(): void {
    this.mark = "";
    this.tell([], false);
  }
}

/** A moment as this device's clock writes it. */
function here(iso: string): string {
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString();
}
