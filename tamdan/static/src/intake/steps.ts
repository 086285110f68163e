// One question at a time: the sections of the form become steps with addresses, so that the browser's Back works between them.
import type { Problem } from "./files";
import { byId, focusField, focusOn, make, say, show } from "./page";

export interface Steps {
  /** Hears the name of every step that is shown, the one of now at once where one is shown already. */
  onEnter(hear: (name: string) => void): void;
  go(name: string): void;
}

/** `mayLeave` says whether a step is done; it shows its own errors. */
export function inSteps(mayLeave: (name: string) => boolean): Steps {
  const sections = [...document.querySelectorAll<HTMLElement>("[data-step]")];
  const names = sections.map((section) => section.dataset.step ?? "");
  const listeners: ((name: string) => void)[] = [];
  const trail = byId("trail");
  let last = 0;
  let isShown = false;
  const current = (): number => {
    const at = names.indexOf(location.hash.slice(1));
    last = at < 0 && location.hash ? last : Math.max(0, at); // "#main" of the skip link is no step
    return last;
  };
  const enter = (isFirst: boolean): void => {
    const at = current();
    sections.forEach((section, number) => show(section, number === at));
    trail.replaceChildren(...names.map((_name, number) => make("li", number > at ? { class: "due" } : {})));
    byId("step-of").textContent = say("stepOf", { step: at + 1, steps: names.length });
    isShown = true;
    listeners.forEach((hear) => hear(names[at] ?? ""));
    const heading = sections[at]?.querySelector<HTMLElement>("h2");
    if (heading && !isFirst) {
      document.title = `${heading.textContent} · ${document.title.split(" · ").pop()}`;
      scrollTo(0, 0);
      focusOn(heading);
    }
  };
  document.querySelectorAll<HTMLElement>("[data-next]").forEach((control) => control.addEventListener("click", () => {
    const at = current();
    if (mayLeave(names[at] ?? "") && names[at + 1]) {
      location.hash = names[at + 1] ?? "";
    }
  }));
  document.querySelectorAll<HTMLElement>("[data-back]").forEach((control) => control.addEventListener("click", () => history.back()));
  addEventListener("hashchange", () => enter(false));
  setTimeout(() => enter(true));
  return {
    onEnter(hear) {
      listeners.push(hear);
      if (isShown) {
        hear(names[current()] ?? "");
      }
    },
    go(name) {
      location.hash = name;
    },
  };
}

const BESIDE = "--wrong";

/** The sentence stands at the field too, where it is corrected; one that stood there before goes. */
function sayBeside(problems: readonly Problem[]): void {
  document.querySelectorAll<HTMLElement>(`[id$="${BESIDE}"]`).forEach((line) => {
    line.closest(".field")?.classList.remove("bad");
    const field = byId(line.id.slice(0, -BESIDE.length));
    field.removeAttribute("aria-invalid");
    field.setAttribute("aria-describedby", (field.getAttribute("aria-describedby") ?? "").replace(line.id, "").trim());
    line.remove();
  });
  problems.forEach(({ field: id, text }) => {
    const field = document.getElementById(id);
    const box = field?.closest(".field");
    if (field && box && !document.getElementById(id + BESIDE)) {
      box.classList.add("bad");
      const label = field.closest("label"); // of a list of boxes the line stands above them all, never in a label
      (label ? box.querySelector("div[id]") ?? label : field).before(make("div", { class: "wrong", id: id + BESIDE }, text));
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${id}${BESIDE}`.trim());
    }
  });
}

/** What is missing: at its field, and in a summary that is named in the title, first on the page and focused; each line leads to its
 * field. */
export function complain(problems: readonly Problem[]): void {
  const summary = byId("problems");
  sayBeside(problems);
  show(summary, problems.length > 0);
  document.title = document.title.replace(say("errorTitle"), "").trim();
  if (!problems.length) {
    return;
  }
  document.title = `${say("errorTitle")} ${document.title}`;
  const lines = problems.map(({ field, text }) => {
    const link = make("a", { href: `#${field}` }, text);
    link.addEventListener("click", (event) => {
      event.preventDefault(); // the fragment names the step
      focusField(field);
    });
    return make("li", {}, link);
  });
  byId("problems-list").replaceChildren(...lines);
  focusOn(summary);
}
