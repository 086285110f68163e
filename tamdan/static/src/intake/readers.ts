// Who can read what: for each part of the letter the offices that are ticked. Nobody who is complained about is ever among them.
import type { KeyList, ListedKey } from "../seal/keylist";
import { many, one } from "./answers";
import type { Attached } from "./files";
import { nameOf } from "./keys";
import { byId, make, say, settings, show } from "./page";

/** A part of the letter before it is sealed; `readers` are the recipients that will be able to open it. */
export interface Part {
  kind: "story" | "identity" | "file" | "voice" | "message" | "call";
  label: string;
  attached?: Attached;
  readers: string[];
}

/** Why an office is left out, in words; empty when it is not. */
export function recusal(office: ListedKey): string {
  const body = one("who_body");
  if (body && settings.bodies[office.id]?.includes(body)) {
    return say("recusedBody", { office: nameOf(office) });
  }
  return many("recused").includes(office.id) ? say("recusedByYou", { office: nameOf(office) }) : "";
}

/** The offices that may get this letter: listed, chosen, and not complained about. */
export function chosenOffices(list: KeyList): ListedKey[] {
  const chosen = many("offices");
  return list.offices.filter((office) => chosen.includes(office.id) && !recusal(office));
}

/** The boxes of offices show the names that the stewards signed; one that is not on the list goes. */
export function nameOffices(list: KeyList): void {
  for (const name of ["offices", "recused"]) {
    document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`).forEach((box) => {
      const label = box.closest("label");
      const listed = list.offices.find(({ id }) => id === box.value);
      if (listed) {
        label?.replaceChildren(box, ` ${nameOf(listed)}`);
      } else {
        (label?.closest("div[data-office]") ?? label)?.remove();
      }
    });
  }
}

const identifierOf = (row: number, column: number): string => `reads-${row}-${column}`;

/** Draws the boxes of every part; what was unticked before stays unticked while the person goes back and forth. */
export class Readers {
  private rows: { part: Part; audience: ListedKey[] }[] = [];
  readonly unticked = new Set<string>();

  draw(list: KeyList, parts: readonly Omit<Part, "readers">[]): void {
    const offices = chosenOffices(list);
    const custodians = list.custodians.filter((one) => !recusal(one));
    this.rows = parts.map((part) => ({
      part: { ...part, readers: [] }, audience: part.kind === "identity" ? custodians : offices,
    }));
    byId("readers").replaceChildren(...this.rows.map((row, number) => this.fieldset(row.part, row.audience, number)));
    list.offices.forEach((office) => {
      const box = document.querySelector(`input[name="offices"][value="${office.id}"]`);
      const row = box?.closest<HTMLElement>("label");
      if (row) {
        show(row, !recusal(office));
      }
    });
    const reasons = list.offices.map(recusal).filter(Boolean);
    byId("left-out").replaceChildren(...reasons.map((reason) => make("li", {}, reason)));
    show(byId("left-out"), reasons.length > 0);
    show(byId("no-office"), offices.length === 0);
  }

  /** The parts with those who can open them; a part that nobody may open is not sent. */
  get parts(): Part[] {
    return this.rows.map(({ part, audience }) => ({
      ...part, readers: audience.filter(({ id }) => !this.unticked.has(this.keyOf(part, id))).map(({ recipient }) => recipient),
    })).filter(({ readers }) => readers.length);
  }

  private keyOf = (part: Part, office: string): string => `${part.kind} ${part.label} ${office}`;

  private fieldset(part: Part, audience: readonly ListedKey[], row: number): HTMLElement {
    const boxes = audience.map((office, column) => {
      const box = make("input", { type: "checkbox", id: identifierOf(row, column) });
      box.checked = !this.unticked.has(this.keyOf(part, office.id));
      box.addEventListener("change", () => {
        this.unticked[box.checked ? "delete" : "add"](this.keyOf(part, office.id));
      });
      return make("label", { for: box.id }, box, ` ${nameOf(office)}`);
    });
    const nobody = boxes.length ? [] : [make("p", { class: "hint" }, say(part.kind === "identity" ? "noCustodian" : "nobody"))];
    return make("fieldset", { class: "pick" }, make("legend", {}, part.label), ...boxes, ...nobody);
  }
}
