// What stands on the form now, as a letter: its problems, its parts, what stays open, and the sealed whole. For the person's own page
// and for the office's.
import type { KeyList } from "../seal/keylist";
import { answers, labelOf, many, one, open } from "./answers";
import type { Attachments } from "./files";
import { Refused, trustedKeys } from "./keys";
import { Declined } from "./network";
import { byId, day, say, settings, show } from "./page";
import { nameOffices, type Part } from "./readers";
import { type Draft, type Identity, newOwn, type Ready, receiptFields, sealSubmission, uploadedBytes } from "./sealing";
import type { Progress } from "./sending";
import { deriveInWorker } from "./working";

/** Milliseconds for which a list that was fetched and checked is not fetched again. */
const KEYS_FRESH = 3_600_000;

/** The list of keys while it is fresh; why there is none is said on the page. */
export class FreshKeys {
  list: KeyList | null = null;
  private until = 0;

  async load(): Promise<void> {
    if (this.list && Date.now() < this.until) {
      return;
    }
    try {
      this.list = null;
      this.list = await trustedKeys();
      this.until = Date.now() + KEYS_FRESH;
      nameOffices(this.list);
      show(byId("no-keys"), false);
    } catch (error) {
      byId("no-keys-reason").textContent = error instanceof Refused ? error.message : say("keys-altered");
      show(byId("no-keys"));
    }
  }
}

const identity = (): Identity => ({ name: one("name"), contact: one("contact"), contact_words: one("contact_words") });

export function partsOf(attachments: Attachments): Omit<Part, "readers">[] {
  const parts: Omit<Part, "readers">[] = [{ kind: "story", label: say("partStory") }];
  parts.push(...attachments.parts.map((attached) => ({ kind: attached.kind, label: attached.label, attached })));
  if (Object.values(identity()).some((told) => told)) {
    parts.push({ kind: "identity", label: say("partIdentity") });
  }
  if (one("call_me")) {
    parts.push({ kind: "call", label: say("partCall") });
  }
  return parts;
}

export function drawOpen(): void {
  const values = open();
  document.querySelectorAll<HTMLElement>("[data-open]").forEach((cell) => {
    const field = cell.dataset.open ?? "";
    const value = values[field] ?? "";
    const names: { [field: string]: string } = { kind: "kind", district: "place", urgency: "safety" };
    cell.textContent = !value ? say("notSaid")
      : field === "week" ? say("inWeekOf", { date: day(one("day")) }) : labelOf(names[field] ?? field, value);
  });
}

/** Says why the letter was not received; the form comes back with everything that was typed. */
export function tellRefusal(error: unknown): void {
  const isBroken = error instanceof Error && error.message === "acceptance-broken";
  byId("refusal-reason").textContent = error instanceof Declined ? error.message : say(isBroken ? "acceptanceBroken" : "sendingFailed");
  show(byId("complaint"));
  show(byId("refusal"));
  byId("refusal").focus();
}

/** What is known of a letter once it is sealed: the same bytes whatever the network does. */
export interface SealedLetter {
  ref: string;
  digits: string;
  digest: string;
  body: Uint8Array;
}

/** Seals what the form holds under this number and these digits (none where nobody comes back); `bring` seals and carries its parts. */
export async function sealFilled(
  { ref, digits }: { ref: string; digits: string }, keys: KeyList, parts: readonly Part[], progress: Progress,
  bring: (draft: Draft, progress: Progress) => Promise<Ready>,
): Promise<SealedLetter> {
  const own = digits ? await newOwn() : null;
  progress.tell(say("deriving"), 0, 1);
  const derived = own && await deriveInWorker(digits, (done) => progress.tell(say("deriving"), done, 1));
  const ready = await bring({
    ref, site: settings, thread: null, parts, own, answers: answers(), open: open(), consents: many("consents"), keyring: keys.version,
    identity: identity(),
  }, progress);
  const receipt = derived && own ? await receiptFields(derived, own, ready.digest, keys.version, ref) : {};
  return { ref, digits, digest: ready.digest, body: await sealSubmission({ ...ready.submission, ...receipt }, settings) };
}
