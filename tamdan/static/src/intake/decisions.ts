// What the person decides: asked once more, signed with the key that was made when the letter was sent, chained to the one before.
import { signNote } from "../seal/notes";
import { day, make, say, settings, shown } from "./page";
import { ask, asJson } from "./network";
import type { Decided, Visit } from "./visit";

/** The signed text: its name, the complaint, what was decided, and the hash of the decision before it. */
export function decisionNote(visit: Visit, code: string, value: string): string {
  const { thread, decisions } = visit.answer;
  const previous = decisions[decisions.length - 1]?.hash ?? "-";
  const text = `${settings.host}/decision\n${thread}\n${code}\n${value || "-"}\n${previous}\n`;
  return signNote(text, `${settings.host}/complaint/${thread}`, visit.own.seed);
}

/** Sends a decision; throws Declined. The next one names it, also before the page is drawn anew. */
export async function decide(visit: Visit, code: string, value: string): Promise<void> {
  const init = asJson({ note: decisionNote(visit, code, value) }, { "X-Receipt": visit.answer.token });
  const { hash } = await (await ask(settings.urls.decisions, init)).json() as { hash: string };
  visit.answer.decisions.push({ code, label: "", value, at: "", by_officer: false, hash });
}

export function drawDecisions(visit: Visit, into: HTMLElement): void {
  const rows = visit.answer.decisions.map((one) => {
    const how = say(one.by_officer ? "recordedByOfficer" : "signedByYou");
    const value = valueOf(one);
    return make(
      "li", {}, make("time", { datetime: one.at }, day(one.at)), `. ${one.label}${value ? `: ${value}` : ""}. `,
      make("span", { class: "hint" }, how),
    );
  });
  into.replaceChildren(...rows);
}

/** The value of a decision as a person reads it; empty where it is an identity. */
function valueOf({ code, value }: Decided): string {
  if (code === "consent") {
    const [subject = "", word = ""] = value.split(" ");
    const purpose = settings.purposes.find((one) => one.code === subject.split(":")[0]);
    return `${purpose?.label ?? subject} (${say(word === "given" ? "agreedWord" : "takenBackWord")})`;
  }
  return code === "rate" ? shown(value) : "";
}
