// What the form holds, in the two forms that leave it: sealed answers, and the few fields that stay open.
import { byId, settings } from "./page";

export type Answers = { [name: string]: string | string[] };
export type Open = { [field: string]: string };

const form = (): HTMLFormElement => byId<HTMLFormElement>("complaint");

export function one(name: string): string {
  const value = new FormData(form()).get(name);
  return typeof value === "string" ? value.trim() : "";
}

export function many(name: string): string[] {
  return new FormData(form()).getAll(name).filter((value): value is string => typeof value === "string" && value !== "");
}

const TEXTS = ["text", "kind", "place", "place_words", "when", "when_words", "who_body", "who_words", "want"];

/** The sealed answers, under the names that the officer's page knows; empty ones are absent. */
export function answers(): Answers {
  const found: Answers = { language: settings.language };
  TEXTS.forEach((name) => {
    if (one(name)) {
      found[name] = one(name);
    }
  });
  if (one("day")) {
    found["when"] = one("day");
  }
  if (one("village")) {
    found["place"] = one("village"); // or the commune, which is a line of the same list
  }
  ["safety", "recused"].forEach((name) => {
    if (many(name).length) {
      found[name] = many(name);
    }
  });
  return found;
}

/** The open fields; empty ones are absent. */
export function open(): Open {
  const fields: Open = {
    kind: one("kind"), district: one("place"), urgency: urgency(), channel: settings.channel || one("channel"), language: settings.language,
    week: weekOf(one("day")),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}

/** The gravest of the danger signs that were ticked: they stand on the page in this order. */
const urgency = (): string => many("safety")[0] ?? "";

/** ISO week of a day, as `2026-W12`; empty for what is no day. */
export function weekOf(iso: string): string {
  const [year, month, date] = iso.split("-").map(Number);
  if (!year || !month || !date) {
    return "";
  }
  const thursday = new Date(Date.UTC(year, month - 1, date));
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.ceil(((thursday.getTime() - first) / 86_400_000 + 1) / 7);
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, "0")}`;
}

/** What the page calls the value that was chosen in a select or among boxes. */
export function labelOf(name: string, value: string): string {
  const option = form().querySelector<HTMLElement>(`[name="${name}"] option[value="${CSS.escape(value)}"]`);
  const box = form().querySelector<HTMLInputElement>(`input[name="${name}"][value="${CSS.escape(value)}"]`);
  return (option ?? box?.closest("label"))?.textContent?.trim() ?? value;
}
