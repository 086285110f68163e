// The list of letters by keyboard, in the manner of the reading queue of the press (j, k, ?), and the way from one letter to the next of
// the list that was looked at last. It is kept in the page's memory alone, like the key.
import { keepSingleKeys, singleKeysAct } from "../single_keys";
import { focusOn } from "./desk";

let list = "";
let files: string[] = [];

const pathOf = (link: HTMLAnchorElement): string => link.pathname;
const links = (): HTMLAnchorElement[] => Array.from(document.querySelectorAll<HTMLAnchorElement>("[data-rows] tbody th a"));
const keys = (): HTMLDetailsElement | null => document.querySelector<HTMLDetailsElement>("details#keys");

/** A page of the room came: the list is remembered, a file gets its neighbours and the way back to the list as it was narrowed. */
export function rows(): void {
  if (document.querySelector("[data-rows]")) {
    [list, files] = [location.href, links().map(pathOf)];
  }
  const nav = document.querySelector<HTMLElement>("[data-neighbours]");
  const at = files.indexOf(location.pathname);
  if (nav && at >= 0) {
    [["prev", files[at - 1]], ["next", files[at + 1]]].forEach(([rel, path]) => {
      const link = nav.querySelector<HTMLAnchorElement>(`[rel=${rel}]`);
      link?.toggleAttribute("hidden", !path);
      link?.setAttribute("href", path ?? "");
    });
    nav.hidden = files.length < 2;
  }
  const back = backLink();
  if (list && back) {
    back.href = list;
  }
  const box = document.getElementById("keys-on") as HTMLInputElement | null;
  keys()?.toggleAttribute("hidden", false);
  if (box) {
    box.checked = singleKeysAct();
  }
}

/** The link of a file that leads to the list. */
function backLink(): HTMLAnchorElement | null {
  return document.querySelector("[data-neighbours]") ? document.querySelector<HTMLAnchorElement>("[data-room] nav a") : null;
}

function step(by: number): void {
  const found = links();
  if (found.length) {
    const at = found.findIndex((link) => link.closest("tr")?.contains(document.activeElement));
    found[at < 0 ? 0 : Math.min(Math.max(at + by, 0), found.length - 1)]?.focus();
  } else {
    document.querySelector<HTMLAnchorElement>(`[data-neighbours]:not([hidden]) [rel=${by > 0 ? "next" : "prev"}]:not([hidden])`)?.click();
  }
}

function help(open: boolean): void {
  const box = keys();
  if (box && box.open !== open) {
    box.open = open;
    focusOn(open ? box : "#main h1");
  }
}

const ACTS: { [key: string]: () => void } = {
  j: () => step(1),
  k: () => step(-1),
  o: () => document.querySelector<HTMLElement>("form[data-open]:not([hidden]) button:not([disabled])")?.focus(),
  l: () => backLink()?.click(),
  "?": () => help(true),
  Escape: () => help(false),
};

export function listen(): void {
  document.addEventListener("keydown", (event) => {
    const isTyping = (event.target as Element).closest?.("input:not([type=checkbox]), select, textarea, audio, video");
    const act = ACTS[event.key];
    if (act && keys() && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey && (singleKeysAct() || event.key.length > 1 || event.key === "?")) {
      if (event.key !== "Escape") {
        event.preventDefault();
      }
      act();
    }
  });
  document.addEventListener("change", ({ target }) => {
    if ((target as Element).id === "keys-on") {
      keepSingleKeys((target as HTMLInputElement).checked);
    }
  });
}
