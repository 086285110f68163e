// The page of a complaint that was sent: opened with the digits, in this page's memory alone, for half an hour.
import type { KeyList } from "../seal/keylist";
import { newDigits, readable, readDigits } from "../seal/receipt";
import { chainOf, drawAccess, wholeness } from "./access";
import { showPlainCard } from "./card";
import { drawConsents } from "./consents";
import { decide, drawDecisions } from "./decisions";
import { Attachments } from "./files";
import { Refused, trustedKeys } from "./keys";
import { drawMessages } from "./messages";
import { ask, asJson, Declined } from "./network";
import { byId, day, focusOn, make, say, settings, show } from "./page";
import { sendWords, writeMore } from "./more";
import { drawSections } from "./sections";
import { receiptFields } from "./sealing";
import { complain } from "./steps";
import { askOnceMore } from "./sure";
import { openReceipt, type Step, type Visit } from "./visit";
import { deriveInWorker } from "./working";

export function beginReceipt(): void {
  const form = byId<HTMLFormElement>("open-receipt");
  const field = byId<HTMLInputElement>("id_digits");
  const fromCode = location.hash.slice(1);
  if (fromCode) {
    field.value = fromCode;
    history.replaceState(null, "", location.pathname); // the digits stand in no history
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const digits = readDigits(field.value.replace(/^\S*\/r\s+/, "")); // the text of a receipt's code begins with the address
    field.value = digits ? readable(digits) : field.value;
    complain(digits ? [] : [{ field: "id_digits", text: say("digitsWrong") }]);
    if (digits) {
      void enter(digits);
    }
  });
  if (readDigits(fromCode)) {
    form.requestSubmit ? form.requestSubmit() : form.querySelector("button")?.click();
  }
}

let attachments: Attachments | null = null;

async function enter(digits: string): Promise<void> {
  const line = byId("opening-state");
  show(byId("opening-box"));
  try {
    const visit = await openReceipt(digits, (done) => {
      line.textContent = say("openingReceipt", { percent: Math.round(done * 100) });
    });
    const keys = await trustedKeys().catch((error: unknown) => {
      byId("no-keys-reason").textContent = error instanceof Refused ? error.message : say("keys-altered");
      show(byId("no-keys"));
      return null;
    });
    show(byId("open-receipt"), false);
    attachments ??= new Attachments(complain);
    await draw(visit, digits, keys);
  } catch (error) {
    complain([{ field: "id_digits", text: error instanceof Declined ? error.message : say("lineBroken") }]);
  } finally {
    show(byId("opening-box"), false);
  }
}

async function draw(visit: Visit, digits: string, keys: KeyList | null): Promise<void> {
  const again = (): void => void enter(digits);
  const { opened } = visit.answer;
  byId("case-opened").textContent = opened ? say("openedLast", { date: day(opened) }) : say("openedFirst");
  show(byId("case"));
  byId("case-title").textContent = titleOf(visit.answer.status);
  byId("case-line").textContent = say("caseLine", { number: visit.answer.number, date: day(visit.answer.received) });
  byId("case-whole").textContent = say("proofComing");
  void wholeness(visit).then((said) => { byId("case-whole").textContent = said; });
  byId("case-chain").textContent = chainOf(visit);
  byId("status").replaceChildren(...visit.answer.status.map(step));
  focusOn(byId("case-title"));
  drawAccess(visit, byId("access"), (item, holder) => askOnceMore(
    say("sureNarrow", { office: holder.name }), () => decide(visit, "narrow", `${item.item} ${holder.audience}`), again,
  ));
  drawSections(visit, byId("sections"), again);
  drawDecisions(visit, byId("decisions"));
  drawConsents(visit, keys, byId("consents"), again);
  offerDecisions(visit, keys, again);
  offerNewNumber(visit);
  if (attachments && keys) {
    writeMore(visit, keys, attachments, again);
  }
  await drawMessages(visit, keys, byId("messages"));
}

function titleOf(status: readonly Step[]): string {
  const days = status.find((one) => one.days_left !== null)?.days_left ?? null;
  if (status.some(({ question }) => question)) {
    return say("asked");
  }
  if (days === null) {
    return status[status.length - 1]?.label.replace(/[.។]$/, "") ?? say("received");
  }
  const one: { [days: string]: string } = { "-1": "dayLate", 0: "dueToday", 1: "dayLeft" };
  return say(one[days] ?? (days < 0 ? "daysLate" : "daysLeft"), { days: Math.abs(days) });
}

function step(one: Step): HTMLElement {
  const at = one.date ?? one.due;
  const when = at ? [make("p", { class: "when" }, one.date ? "" : `${say("due")} `, make("time", { datetime: at }, day(at)))] : [];
  const more = one.text ? [make("p", {}, one.text)] : [];
  const answer = one.question ? [make("p", {}, make("a", { href: "#id_text" }, say("answerBelow")))] : [];
  const state = one.date ? "" : (one.days_left ?? 0) < 0 ? "late" : "due";
  return make("li", state ? { class: state } : {}, make("div", {}, ...when, make("h3", {}, one.label), ...more, ...answer));
}

function offerDecisions(visit: Visit, keys: KeyList | null, again: () => void): void {
  document.querySelectorAll<HTMLElement>("[data-decide]").forEach((control) => {
    const code = control.dataset.decide ?? "";
    show(control, visit.answer.may.includes(code));
    control.onclick = () => {
      askOnceMore(say(`sure-${code}`), () => decide(visit, code, ""), again);
    };
  });
  byId<HTMLFormElement>("rating").onsubmit = (event) => {
    event.preventDefault();
    const value = String(new FormData(event.target as HTMLFormElement).get("rate") ?? "");
    const words = byId<HTMLTextAreaElement>("id_rate_words");
    complain(value ? [] : [{ field: "id_rate_5", text: say("rateFirst") }]);
    if (value) {
      askOnceMore(say("sureRate", { stars: Number(value) }), async () => {
        await decide(visit, "rate", value);
        if (words.value.trim() && keys) {
          await sendWords(visit, keys, words.value.trim());
          words.value = "";
        }
      }, again);
    }
  };
}

/** New digits for the same keys: the old ones end. */
function offerNewNumber(visit: Visit): void {
  show(byId("number-seen"), visit.answer.number_seen);
  byId("change-number").onclick = byId("change-seen").onclick = () => askOnceMore(say("sureChange"), async () => {
    const digits = newDigits(settings.digits);
    const derived = await deriveInWorker(digits, () => undefined);
    const fields = await receiptFields(derived, visit.own, visit.digest, visit.keyring, visit.answer.thread);
    await ask(settings.urls.change, asJson(fields, { "X-Receipt": visit.answer.token }));
    showPlainCard("changed", digits, visit.answer.number, visit.digest);
    show(byId("case"), false); // this visit ended with the old number
  }, () => focusOn(byId("card-title")));
}
