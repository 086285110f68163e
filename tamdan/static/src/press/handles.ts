// The two handles of the passage that is looked at: dragged with a pointer, or moved word by word with the arrow keys.
import { edge, placeAt, select } from "./places";

export type Move = (places: string) => void;

/** "12-40 55-61" */
export function placesOf(card: HTMLElement): [number, number][] {
  return (card.dataset.places ?? "").split(" ").map((part) => {
    const [start, end] = part.split("-").map(Number);
    return [start ?? 0, end ?? 0];
  });
}

export const written = (places: [number, number][]): string => places.map(([start, end]) => `${start}-${end}`).join(" ");

/** Puts handles at both ends of a card's words in the source; `moved` is called with the new places once they are let go. */
export function attach(card: HTMLElement, moved: Move, labels: { start: string; end: string }): void {
  detach();
  const key = card.dataset.key ?? "";
  const marks = Array.from(document.querySelectorAll<HTMLElement>(`#reading mark[data-of~="${key}"]`));
  const [first, last] = [marks[0], marks[marks.length - 1]];
  if (!first || !last || !card.querySelector("[data-act=place]")) {
    return;
  }
  first.before(handle(card, "start", moved, labels.start));
  last.after(handle(card, "end", moved, labels.end));
}

export function detach(): void {
  document.querySelectorAll("#reading .handle").forEach((one) => one.remove());
}

function handle(card: HTMLElement, side: "start" | "end", moved: Move, label: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "handle";
  made.dataset.side = side;
  made.setAttribute("aria-label", label);
  const places = placesOf(card);
  const part = side === "start" ? places[0] : places[places.length - 1];
  const place = side === "start" ? 0 : 1;
  const original = part?.[place] ?? 0;
  const put = (at: number): void => {
    if (part && at >= 0 && (side === "start" ? at < part[1] : at > part[0])) {
      part[place] = at;
      select(places[0]?.[0] ?? 0, places[places.length - 1]?.[1] ?? 0);
    }
  };
  const done = (): void => {
    if (part && part[place] !== original) {
      moved(written(places));
    }
  };
  made.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    made.setPointerCapture(event.pointerId);
  });
  made.addEventListener("pointermove", (event) => {
    if (made.hasPointerCapture(event.pointerId)) {
      made.hidden = true; // it would stand under the pointer itself
      put(placeAt(event.clientX, event.clientY));
      made.hidden = false;
    }
  });
  made.addEventListener("pointerup", done);
  made.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      event.stopPropagation();
      put(edge(part?.[place] ?? 0, event.key === "ArrowLeft" ? -1 : 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      done();
    }
  });
  return made;
}
