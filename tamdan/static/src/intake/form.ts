// The form as steps: what stands on its one page becomes eight short questions; sealed here, sent, and answered by a receipt.
import { newDigits } from "../seal/receipt";
import type { KeyList } from "../seal/keylist";
import { answers, labelOf, many, one, open } from "./answers";
import { showCard, showPlainCard } from "./card";
import { dropDraft, offerDrafts } from "./drafts";
import { Attachments } from "./files";
import { Refused, trustedKeys } from "./keys";
import { leaving } from "./leave";
import { byId, day, say, settings, show } from "./page";
import { offerPlaces } from "./places";
import { nameOffices, type Part, Readers } from "./readers";
import { newOwn, newRef, receiptFields, sealSubmission, uploadedBytes } from "./sealing";
import { Declined, KeepInstead, prepareEffort } from "./network";
import { offerOffline } from "./offline";
import { keepLetter, refuseWithoutRoom } from "./outbox";
import { type Accepted, Progress, sealAndUpload, sealToKeep, submit } from "./sending";
import { complain, inSteps } from "./steps";
import { sendWaiting, watchOutbox } from "./waiting";
import { deriveInWorker } from "./working";

/** Milliseconds for which a list that was fetched and checked is not fetched again. */
const KEYS_FRESH = 3_600_000;

export function beginForm(): void {
  const problems: { field: string; text: string }[] = [];
  const attachments = new Attachments(complain);
  const readers = new Readers();
  let keys: KeyList | null = null;
  let keysUntil = 0;

  const loadKeys = async (): Promise<void> => {
    if (keys && Date.now() < keysUntil) {
      return;
    }
    try {
      keys = null;
      keys = await trustedKeys();
      keysUntil = Date.now() + KEYS_FRESH;
      nameOffices(keys);
      show(byId("no-keys"), false);
    } catch (error) {
      byId("no-keys-reason").textContent = error instanceof Refused ? error.message : say("keys-altered");
      show(byId("no-keys"));
    }
  };
  const redraw = (): void => {
    if (keys) {
      readers.draw(keys, partsOf(attachments));
    }
  };
  const tells = (): boolean => {
    problems.length = 0;
    const text = one("text");
    if (!text && attachments.isEmpty) {
      problems.push({ field: "id_text", text: say("tellSomething") });
    }
    if (text.length > settings.limits.text) {
      problems.push({ field: "id_text", text: say("textTooLong", { over: text.length - settings.limits.text }) });
    }
    complain(problems);
    return !problems.length;
  };

  const steps = inSteps((name) => name !== "what" || tells());
  steps.onEnter((name) => {
    show(byId("opening-words"), name === "what");
    byId("heading").classList.toggle("vh", name !== "what");
    if (name === "readers") {
      void loadKeys().then(redraw);
      drawOpen();
    }
  });
  document.querySelectorAll("input[name=offices]").forEach((box) => box.addEventListener("change", redraw));
  offerPlaces();
  prepareEffort("letters");
  void loadKeys();

  byId<HTMLFormElement>("complaint").addEventListener("submit", (event) => {
    event.preventDefault();
    const next = document.querySelector<HTMLElement>("[data-step]:not([hidden]) [data-next]");
    if (next) { // Enter in a field of an earlier step
      next.click();
      return;
    }
    if (!tells()) {
      steps.go("what");
      return;
    }
    void loadKeys().then(() => {
      if (keys) {
        readers.draw(keys, partsOf(attachments));
        void send(keys, readers.parts);
      }
    });
  });
  addEventListener("beforeunload", (event) => {
    if (isUnsent()) {
      event.preventDefault();
    }
  });
  byId("sending-again").addEventListener("click", () => dispatchEvent(new Event("tamdan-again")));
  byId("sending-keep").addEventListener("click", () => dispatchEvent(new Event("tamdan-keep")));
  void offerDrafts(attachments);
  offerOffline();
  watchOutbox(arrivedHere);
}

let isSent = false;
const isUnsent = (): boolean => !isSent && !leaving() && one("text") !== "";

function partsOf(attachments: Attachments): Omit<Part, "readers">[] {
  const parts: Omit<Part, "readers">[] = [{ kind: "story", label: say("partStory") }];
  parts.push(...attachments.parts.map((attached) => ({ kind: attached.kind, label: attached.label, attached })));
  if (one("name") || one("contact")) {
    parts.push({ kind: "identity", label: say("partIdentity") });
  }
  return parts;
}

function drawOpen(): void {
  const values = open();
  document.querySelectorAll<HTMLElement>("[data-open]").forEach((cell) => {
    const field = cell.dataset.open ?? "";
    const value = values[field] ?? "";
    const names: { [field: string]: string } = { kind: "kind", district: "place", urgency: "safety" };
    cell.textContent = !value ? say("notSaid")
      : field === "week" ? say("inWeekOf", { date: day(one("day")) }) : labelOf(names[field] ?? field, value);
  });
}

async function send(keys: KeyList, parts: readonly Part[]): Promise<void> {
  const progress = new Progress();
  const refusal = byId("refusal");
  show(refusal, false);
  if (!parts.some(({ kind }) => kind === "story")) {
    complain([{ field: "readers", text: say("nobodyReadsStory") }]);
    return;
  }
  show(byId("complaint"), false);
  try {
    await deliver(keys, parts, progress);
  } catch (error) {
    if (error instanceof Declined) {
      kept = null; // nothing of it was stored: the next try is another letter
    }
    byId("refusal-reason").textContent = reasonOf(error);
    show(byId("complaint"));
    show(refusal);
    refusal.focus();
  } finally {
    progress.hide();
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Declined) {
    return error.message;
  }
  return say(error instanceof Error && error.message === "acceptance-broken" ? "acceptanceBroken" : "sendingFailed");
}

/** Number and digits of the letter that is being sent: the same again until the server says no. */
let kept: { ref: string; digits: string } | null = null;

/** What is known of a letter once it is sealed: the same bytes whatever the network does. */
let sealed: { ref: string; digits: string; digest: string; body: Uint8Array; bytes: number } | null = null;

async function deliver(keys: KeyList, parts: readonly Part[], progress: Progress, isKept = !navigator.onLine): Promise<void> {
  try {
    sealed = await seal(keys, parts, progress, isKept);
    if (!isKept) {
      const accepted = await submit(sealed.ref, sealed.body, progress);
      showCard(sealed.digits, accepted.acceptance, accepted.number, sealed.digest);
      finish();
      await dropDraft();
      return;
    }
  } catch (error) {
    if (!(error instanceof KeepInstead)) {
      throw error;
    }
    if (!sealed) { // the network went while pieces were on their way: sealed again, as another letter
      kept = null;
      await deliver(keys, parts, progress, true);
      return;
    }
  }
  await keepLetter(sealed.ref, sealed.body, sealed.bytes);
  showPlainCard("kept", sealed.digits, say("notYet"), sealed.digest);
  finish();
  await sendWaiting(arrivedHere);
}

async function seal(keys: KeyList, parts: readonly Part[], progress: Progress, isKept: boolean): Promise<NonNullable<typeof sealed>> {
  sealed = null;
  kept ??= { ref: newRef(), digits: newDigits() };
  const { ref, digits } = kept;
  const own = await newOwn();
  progress.tell(say("deriving"), 0, 1);
  const derived = await deriveInWorker(digits, (done) => progress.tell(say("deriving"), done, 1));
  const draft = {
    ref, thread: null, parts, own, answers: answers(), open: open(), consents: many("consents"), keyring: keys.version,
    identity: { name: one("name"), contact: one("contact") },
  };
  const bytes = uploadedBytes(parts);
  if (isKept) {
    await refuseWithoutRoom(bytes);
  }
  const ready = await (isKept ? sealToKeep : sealAndUpload)(draft, progress);
  const receipt = await receiptFields(derived, own, ready.digest, keys.version, ref);
  return { ref, digits, digest: ready.digest, bytes, body: await sealSubmission({ ...ready.submission, ...receipt }) };
}

function finish(): void {
  isSent = true;
  ["trail-bar", "opening", "draft", "offline"].forEach((id) => show(byId(id), false));
}

/** A letter that waited has arrived: the receipt on this page, if it is its own, says so. */
function arrivedHere(ref: string, accepted: Accepted): void {
  if (sealed?.ref === ref) {
    showCard(sealed.digits, accepted.acceptance, accepted.number, sealed.digest);
    void dropDraft();
  }
}
