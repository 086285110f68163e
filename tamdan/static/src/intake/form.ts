// The form as steps: what stands on its one page becomes eight short questions; sealed here, sent, and answered by a receipt.
import { newDigits } from "../seal/receipt";
import type { KeyList } from "../seal/keylist";
import { one } from "./answers";
import { showCard, showPlainCard } from "./card";
import { dropDraft, keepSent, offerDrafts, type Sent } from "./drafts";
import { Attachments } from "./files";
import { drawOpen, FreshKeys, partsOf, problemsOf, type SealedLetter, sealFilled, tellRefusal } from "./filled";
import { leaving } from "./leave";
import { byId, say, show } from "./page";
import { offerPlaces } from "./places";
import { type Part, Readers } from "./readers";
import { newRef, uploadedBytes } from "./sealing";
import { Declined, KeepInstead, prepareEffort } from "./network";
import { offerOffline } from "./offline";
import { keepLetter, refuseWithoutRoom } from "./outbox";
import { type Accepted, Progress, sealAndUpload, sealToKeep, submit } from "./sending";
import { complain, inSteps } from "./steps";
import { sendWaiting, watchOutbox } from "./waiting";

export function beginForm(): void {
  const attachments = new Attachments(complain);
  const readers = new Readers();
  const keys = new FreshKeys();

  const redraw = (): void => {
    if (keys.list) {
      readers.draw(keys.list, partsOf(attachments));
    }
  };
  const tells = (name?: string): boolean => {
    const problems = problemsOf(attachments).filter(({ field }) => !name || stepOf(field) === name);
    complain(problems);
    return !problems.length;
  };

  const steps = inSteps(tells);
  steps.onEnter((name) => {
    show(byId("opening-words"), name === "what");
    byId("heading").classList.toggle("vh", name !== "what");
    if (name === "readers") {
      void keys.load().then(redraw);
      drawOpen();
    }
  });
  document.querySelectorAll("input[name=offices]").forEach((box) => box.addEventListener("change", redraw));
  offerPlaces();
  prepareEffort("letters");
  void keys.load();

  byId<HTMLFormElement>("complaint").addEventListener("submit", (event) => {
    event.preventDefault();
    const next = document.querySelector<HTMLElement>("[data-step]:not([hidden]) [data-next]");
    if (next) { // Enter in a field of an earlier step
      next.click();
      return;
    }
    if (!tells()) {
      steps.go(stepOf(problemsOf(attachments)[0]?.field ?? ""));
      return;
    }
    void keys.load().then(() => {
      if (keys.list) {
        readers.draw(keys.list, partsOf(attachments));
        void send(keys.list, readers.parts);
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
  void offerDrafts(attachments, (letter) => { kept = letter; });
  offerOffline();
  watchOutbox(arrivedHere);
}

const stepOf = (field: string): string => byId(field).closest<HTMLElement>("[data-step]")?.dataset.step ?? "what";

let isSent = false;
const isUnsent = (): boolean => !isSent && !leaving() && one("text") !== "";

async function send(keys: KeyList, parts: readonly Part[]): Promise<void> {
  const progress = new Progress();
  show(byId("refusal"), false);
  if (!parts.some(({ kind }) => kind === "story")) {
    complain([{ field: "readers", text: say("nobodyReadsStory") }]);
    return;
  }
  show(byId("complaint"), false);
  try {
    await deliver(keys, parts, progress);
  } catch (error) {
    if (kept && error instanceof Declined && error.code === "another-letter") { // it had arrived before the telephone died
      showPlainCard("earlier", kept.digits, "", "");
      finish();
      await dropDraft();
      return;
    }
    if (error instanceof Declined) {
      kept = null; // nothing of it was stored: the next try is another letter
    }
    tellRefusal(error);
  } finally {
    progress.hide();
  }
}

/** Number and digits of the letter that is being sent: the same again until the server says no. */
let kept: Sent | null = null;

/** The letter once it is sealed. */
let sealed: SealedLetter | null = null;

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
  await keepLetter(sealed.ref, sealed.body, uploadedBytes(parts));
  showPlainCard("kept", sealed.digits, say("notYet"), sealed.digest);
  finish();
  await sendWaiting(arrivedHere);
}

async function seal(keys: KeyList, parts: readonly Part[], progress: Progress, isKept: boolean): Promise<SealedLetter> {
  sealed = null;
  kept ??= { ref: newRef(), digits: newDigits() };
  await keepSent(kept);
  if (isKept) {
    await refuseWithoutRoom(kept.ref, uploadedBytes(parts));
  }
  return sealFilled(kept, keys, parts, progress, isKept ? sealToKeep : sealAndUpload);
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
