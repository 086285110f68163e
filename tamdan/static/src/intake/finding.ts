// A long list is made short: what is typed is looked for in its names, on this device alone.
import { make, say, show } from "./page";

/** A list with fewer lines needs no search. */
const MANY = 12;

const folded = (text: string): string => text.normalize("NFC").toLowerCase().replace(/[\s\u200b-\u200d]/g, "");

/** Puts a field to search with before a list. Call what it gives whenever other lines stand in the list. */
export function offerFinding(select: HTMLSelectElement): () => void {
  const field = make("input", { type: "search", id: `find-${select.id}`, autocomplete: "off", placeholder: say("find"), "aria-label": say("find") });
  const told = make("p", { class: "hint", role: "status" });
  select.before(field, told);
  let whole: Element[] = [];
  const renew = (): void => {
    whole = [...select.children];
    field.value = told.textContent = "";
    [field, told].forEach((part) => show(part, select.options.length > MANY));
  };
  field.addEventListener("input", () => {
    const before = select.value;
    const found = linesWith(whole, folded(field.value));
    select.replaceChildren(...found);
    const lines = [...select.options].filter(({ value }) => value);
    told.textContent = field.value && say("found", { lines: lines.length });
    select.value = lines.length === 1 ? lines[0]?.value ?? "" : lines.some(({ value }) => value === before) ? before : "";
    if (select.value !== before) {
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault(); // the list is next, not the next step
      select.focus();
    }
  });
  renew();
  return renew;
}

/** Copies of the lines that hold what is wanted; of a group whose name holds it, all. The empty line stays. */
function linesWith(whole: readonly Element[], wanted: string): Element[] {
  const holds = (text: string): boolean => folded(text).includes(wanted);
  return whole.flatMap((line) => {
    if (!(line instanceof HTMLOptGroupElement)) {
      const option = line as HTMLOptionElement;
      return !option.value || holds(option.text) ? [line.cloneNode(true) as Element] : [];
    }
    const group = line.cloneNode(true) as HTMLOptGroupElement;
    if (!holds(group.label)) {
      [...group.children].filter((option) => !holds((option as HTMLOptionElement).text)).forEach((option) => option.remove());
    }
    return group.children.length ? [group] : [];
  });
}
