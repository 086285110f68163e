// What is agreed to now, each taken back or given by a signed decision.
import type { KeyList } from "../seal/keylist";
import { decide } from "./decisions";
import { askOnceMore } from "./sure";
import { nameOf } from "./keys";
import { button, make, say, settings } from "./page";
import type { Visit } from "./visit";

const GIVEN = "given";
const TAKEN_BACK = "taken-back";

interface Subject {
  code: string;
  label: string;
}

/** What may be asked for each body, once for every body on the list. */
function subjects(keys: KeyList | null): Subject[] {
  return settings.purposes.flatMap(({ code, label, perBody }) => (perBody
    ? (keys?.bodies ?? []).map((body) => ({ code: `${code}:${body.id}`, label: `${label}: ${nameOf(body)}` }))
    : [{ code, label }]));
}

export function drawConsents(visit: Visit, keys: KeyList | null, into: HTMLElement, again: () => void): void {
  const rows = subjects(keys).map(({ code, label }) => {
    const isGiven = visit.answer.consents.includes(code);
    const change = button(say(isGiven ? "takeBack" : "agree"), () => askOnceMore(
      say(isGiven ? "sureTakeBack" : "sureAgree", { what: label }),
      () => decide(visit, "consent", `${code} ${isGiven ? TAKEN_BACK : GIVEN}`), again,
    ));
    change.append(make("span", { class: "vh" }, ` ${label}`));
    return make("li", { class: "acts" }, make("b", {}, label), make("span", {}, say(isGiven ? "agreed" : "notAgreed")), change);
  });
  into.replaceChildren(...rows);
}
