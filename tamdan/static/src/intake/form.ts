// What seals the form: who can read what, drafts, the letter sealed and sent, and answered by a receipt. The form itself is front.ts.
import { newDigits } from "../seal/receipt";
import type { KeyList } from "../seal/keylist";
import { showCard, showPlainCard } from "./card";
import { dropDraft, keepSent, offerDrafts, type Sent } from "./drafts";
import { drawOpen, FreshKeys, partsOf, type SealedLetter, sealFilled, tellRefusal } from "./filled";
import type { Front, Sealing } from "./front";
import { byId, say, settings, show } from "./page";
import { type Part, Readers } from "./readers";
import { newRef, uploadedBytes } from "./sealing";
import { Declined, KeepInstead, prepareEffort } from "./network";
import { offerOffline } from "./offline";
import { keepLetter, refuseWithoutRoom } from "./outbox";
import { type Accepted, Progress, sealAndUpload, sealToKeep, submit } from "./sending";
import { complain } from "./steps";
import { sendWaiting, watchOutbox } from "./waiting";

export function beginForm({ attachments, steps, touched }: Front): Sealing {
  const readers = new Readers();
  const keys = new FreshKeys();
  const redraw = (): void => {
    if (keys.list) {
      readers.draw(keys.list, partsOf(attachments));
    }
  };
  steps.onEnter((name) => {
    if (name === "readers") {
      void keys.load().then(redraw);
      drawOpen();
    }
  });
  document.querySelectorAll("input[name=offices]").forEach((box) => box.addEventListener("change", redraw));
  void touched.then(() => { // whoever only looks at the page makes no telephone calculate
    prepareEffort("letters");
    return keys.load();
  });
  byId("sending-again").addEventListener("click", () => dispatchEvent(new Event("tamdan-again")));
  byId("sending-keep").addEventListener("click", () => dispatchEvent(new Event("tamdan-keep")));
  void offerDrafts(attachments, (letter) => { kept = letter; });
  offerOffline();
  watchOutbox(arrivedHere);
  return {
    isSent: () => isSent,
    async send() {
      await keys.load();
      if (keys.list) {
        redraw();
        await send(keys.list, readers.parts);
      }
    },
  };
}

let isSent = false;

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
  kept ??= { ref: newRef(), digits: newDigits(settings.digits) };
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
