// Places in the source: from a point of the page to a character of the article and back. The server counts characters of Unicode,
// the browser counts in UTF-16.

/** Characters of Unicode in the first `units` of a text. */
export function characters(text: string, units: number): number {
  return Array.from(text.slice(0, units)).length;
}

/** UTF-16 units of the first `count` characters. */
function units(text: string, count: number): number {
  return Array.from(text).slice(0, count).join("").length;
}

const pieces = (): HTMLElement[] => Array.from(document.querySelectorAll<HTMLElement>("#reading .lines [data-at]"));
const startOf = (piece: HTMLElement): number => Number(piece.dataset.at);
const textOf = (piece: HTMLElement): Text | null =>
  Array.from(piece.childNodes).find((node): node is Text => node.nodeType === Node.TEXT_NODE) ?? null;

/** The place in the article of a point in the document, or of the nearest piece before it; -1 outside the source. */
export function placeOf(node: Node, offset: number): number {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : (node as Element);
  const piece = element?.closest<HTMLElement>("[data-at]");
  if (piece && node.nodeType === Node.TEXT_NODE) {
    return startOf(piece) + characters(node.textContent ?? "", offset);
  }
  const line = element?.closest(".lines li");
  if (!line) {
    return -1;
  }
  // Between two pieces, as a selection of whole lines begins and ends.
  const inside = Array.from(line.querySelectorAll<HTMLElement>("[data-at]"));
  const last = inside[inside.length - 1];
  const first = inside[0];
  if (!first || !last) {
    return -1;
  }
  return offset === 0 ? startOf(first) : startOf(last) + characters(last.textContent ?? "", last.textContent?.length ?? 0);
}

/** Selects two places of the article, which shows them as the browser shows what is marked. */
export function select(start: number, end: number): void {
  const [from, to] = [pointOf(start), pointOf(end)];
  if (from && to) {
    getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }
}

function pointOf(place: number): { node: Text; offset: number } | null {
  let found: { node: Text; offset: number } | null = null;
  for (const piece of pieces()) {
    const node = textOf(piece);
    if (startOf(piece) > place) {
      break;
    }
    if (node) {
      found = { node, offset: Math.min(units(node.data, place - startOf(piece)), node.length) };
    }
  }
  return found;
}

/** What is marked in the source: its first and last place, or null. */
export function marked(): [number, number] | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
    return null;
  }
  const range = selection.getRangeAt(0);
  if (!document.querySelector("#reading .lines")?.contains(range.commonAncestorContainer)) {
    return null;
  }
  const [start, end] = [placeOf(range.startContainer, range.startOffset), placeOf(range.endContainer, range.endOffset)];
  return start >= 0 && end > start ? [start, end] : null;
}

/** The words at two places, line ends made plain. */
export function wordsAt(start: number, end: number): string {
  return pieces()
    .map((piece) => {
      const characters = Array.from(piece.textContent ?? "");
      return characters.slice(Math.max(start - startOf(piece), 0), Math.max(end - startOf(piece), 0)).join("");
    })
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

/** The place under a pointer, where the browser can say it. */
export function placeAt(x: number, y: number): number {
  const asked = document as Document & {
    caretPositionFromPoint?: (x: number, y: number) => { offsetNode: Node; offset: number } | null;
    caretRangeFromPoint?: (x: number, y: number) => Range | null;
  };
  const caret = asked.caretPositionFromPoint?.(x, y);
  if (caret) {
    return placeOf(caret.offsetNode, caret.offset);
  }
  const range = asked.caretRangeFromPoint?.(x, y);
  return range ? placeOf(range.startContainer, range.startOffset) : -1;
}

/** The next or former edge of a word from a place; Khmer goes by what the browser takes for a word, else character by character. */
export function edge(place: number, step: 1 | -1): number {
  const text = Array.from(
    pieces().reduce((whole, piece) => whole.padEnd(whole.length + Math.max(startOf(piece) - Array.from(whole).length, 0), "\n") + (piece.textContent ?? ""), ""),
  );
  const isWord = (at: number): boolean => /[\p{L}\p{M}\p{N}]/u.test(text[at] ?? "");
  let at = place;
  do {
    at += step;
  } while (at > 0 && at < text.length && isWord(at - 1) === isWord(at));
  return Math.min(Math.max(at, 0), text.length);
}
