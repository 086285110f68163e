// What other bodies have of the complaint, and what is asked about it: sections in the server's words, each line proved here.
import { proofLine } from "./access";
import { decide } from "./decisions";
import { askOnceMore } from "./sure";
import { button, make } from "./page";
import type { Visit } from "./visit";

/** `value` is that of a consent; `sure` is asked once more. */
export interface Section {
  title: string;
  text: string;
  lines: { at: string; text: string; leaf: string }[];
  acts: { value: string; label: string; sure: string }[];
}

export function drawSections(visit: Visit, into: HTMLElement, again: () => void): void {
  const { sections } = visit.answer;
  into.hidden = !sections.length;
  into.lastElementChild?.replaceChildren(...sections.map(({ title, text, lines, acts }) => make(
    "section", { class: "close" }, make("h3", {}, title), make("p", {}, text),
    make("p", { class: "acts" }, ...acts.map(({ value, label, sure }) => button(
      label, () => askOnceMore(sure, () => decide(visit, "consent", value), again),
    ))),
    make("ol", { class: "proof" }, ...lines.map((line) => proofLine(line.at, line.text, line.leaf, visit))),
  )));
}
