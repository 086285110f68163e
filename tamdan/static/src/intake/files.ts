// What is shown and said beside the written words: pictures with their working copies, sound, video, papers, the voice.
import { plainName } from "../seal/bytes";
import { button, byId, dressed, focusField, make, say, settings, show, weight } from "./page";
import { redrawn } from "./photos";
import { canRecord, offerRecording } from "./recorder";

/** One thing that will be an item of its own. `original` marks the untouched picture behind a working copy. */
export interface Attached {
  kind: "file" | "voice";
  label: string;
  name: string;
  type: string;
  content: Blob;
  isOriginal: boolean;
}

/** What is wrong with a field, for the summary at the top. */
export interface Problem {
  field: string;
  text: string;
}

interface Shown {
  label: string;
  note: string;
  parts: Attached[];
}

export class Attachments {
  private readonly shown: Shown[] = [];
  private counts = { photo: 0, video: 0, sound: 0, paper: 0 };

  constructor(private readonly tell: (problems: Problem[]) => void) {
    const picker = dressed(byId<HTMLInputElement>("id_files"));
    picker.addEventListener("change", () => {
      const chosen = [...picker.files ?? []];
      picker.value = "";
      void this.add(chosen, picker.id);
    });
    if (canRecord()) {
      offerRecording(settings.limits.voice, (voice) => void this.addVoice(voice));
    }
  }

  get parts(): Attached[] {
    return this.shown.flatMap(({ parts }) => parts);
  }

  get isEmpty(): boolean {
    return !this.shown.length;
  }

  /** Everything that was added, in the form that a draft keeps. */
  get written(): (Attached & { group: number; note: string })[] {
    return this.shown.flatMap(({ parts, note }, group) => parts.map((part) => ({ ...part, group, note })));
  }

  /** Puts back what a draft kept, in the place of what is here. */
  restore(parts: readonly (Attached & { group: number; note: string })[]): void {
    this.shown.length = 0;
    parts.forEach(({ group, note, ...part }) => {
      const shown = this.shown[group] ?? { label: part.label, note, parts: [] };
      shown.parts.push(part);
      this.shown[group] = shown;
    });
    this.draw();
  }

  clear(): void {
    this.shown.length = 0;
    this.counts = { photo: 0, video: 0, sound: 0, paper: 0 };
    this.draw();
  }

  /** Adds what another part of the page brings; gives the sentences about what was left out. */
  async take(brought: readonly File[]): Promise<string[]> {
    const left: string[] = [];
    for (const file of brought) {
      const text = this.problemOf(file);
      if (text) {
        left.push(text);
      } else {
        this.shown.push(await this.made(file));
      }
    }
    this.draw();
    return left;
  }

  private async add(chosen: readonly File[], field: string): Promise<void> {
    const problems: Problem[] = (await this.take(chosen)).map((text) => ({ field, text }));
    this.tell(problems);
  }

  private problemOf(file: File): string {
    if (!file.size) {
      return say("fileEmpty", { name: plainName(file.name) });
    }
    if (file.size > settings.limits.file) {
      return say("fileTooLarge", { name: plainName(file.name), size: weight(file.size), limit: weight(settings.limits.file) });
    }
    return this.shown.length >= settings.limits.files ? say("filesTooMany", { limit: settings.limits.files }) : "";
  }

  private async made(file: File): Promise<Shown> {
    const kind = kindOf(file.type);
    this.counts[kind] += 1;
    const label = say(kind, { number: this.counts[kind] });
    const whole: Attached = { kind: "file", label, name: plainName(file.name), type: file.type, content: file, isOriginal: false };
    const copy = kind === "photo" ? await redrawn(file) : null;
    if (!copy) {
      return { label, note: say(file.type === "application/pdf" ? "asItIs" : "carriesPlace"), parts: [whole] };
    }
    const working = { ...whole, label: say("workingCopy", { label }), name: `${label}.jpg`, type: copy.type, content: copy };
    const original = { ...whole, label: say("untouched", { label }), isOriginal: true };
    return { label, note: say("twoCopies"), parts: [working, original] };
  }

  private addVoice(voice: Blob): void {
    if (!voice.size) {
      this.tell([{ field: "record", text: say("voiceEmpty") }]);
      return;
    }
    const label = say("voice", { number: this.shown.filter(({ parts }) => parts[0]?.kind === "voice").length + 1 });
    const part: Attached = { kind: "voice", label, name: label, type: voice.type, content: voice, isOriginal: false };
    this.shown.push({ label, note: say("voiceNote"), parts: [part] });
    this.draw();
  }

  private draw(): void {
    const list = byId("files-list");
    show(list, !this.isEmpty);
    list.replaceChildren(...this.shown.map((one) => this.row(one)));
  }

  private row(one: Shown): HTMLElement {
    const part = one.parts[0] as Attached;
    const remove = button(say("remove"), () => {
      this.shown.splice(this.shown.indexOf(one), 1);
      this.draw();
      focusField("id_files");
    });
    remove.append(make("span", { class: "vh" }, ` ${one.label}`));
    const row = make("li", {}, make("b", {}, one.label), make("span", { class: "hint" }, `${weight(part.content.size)}. ${one.note}`));
    if (/^(audio|video)\//.test(part.type)) {
      const player = make(part.type.startsWith("video/") ? "video" : "audio", { controls: "", "aria-label": one.label });
      player.src = URL.createObjectURL(part.content);
      row.append(player);
    } else if (part.type.startsWith("image/") && part.name.endsWith(".jpg") && one.parts.length > 1) {
      row.append(make("img", { src: URL.createObjectURL(part.content), alt: one.label }));
    }
    row.append(remove);
    return row;
  }
}

function kindOf(type: string): "photo" | "video" | "sound" | "paper" {
  const [main] = type.split("/");
  return main === "image" ? "photo" : main === "video" ? "video" : main === "audio" ? "sound" : "paper";
}
