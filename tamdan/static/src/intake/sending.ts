// Brings a letter to the server: pieces by tus, then the sealed submission; the same bytes again until the answer is there.
import type { Segment } from "../seal/items";
import { byId, say, settings, show } from "./page";
import { loadUploader, newTicket, type Ticket } from "../seal/uploader";
import { asDeclined, askWithEffort, persist } from "./network";
import { keepPiece } from "./outbox";
import { type Draft, type Ready, sealLetter, uploadedBytes } from "./sealing";

/** What the server answers to a letter that it has. */
export interface Accepted {
  ref: string;
  acceptance: string;
  number: string;
}

/** Shows the state of sending: one line in words, one bar. */
export class Progress {
  private readonly box = byId("sending");
  private readonly line = byId("sending-state");
  private readonly bar = byId<HTMLProgressElement>("sending-bar");
  private text = "";

  tell(text: string, done: number, all: number): void {
    show(this.box);
    this.text = text;
    this.line.textContent = text;
    this.bar.max = all;
    this.bar.value = done;
  }

  wait = (isWaiting: boolean): void => {
    show(byId("sending-again"), isWaiting);
    const keep = document.getElementById("sending-keep");
    if (keep) {
      show(keep, isWaiting);
    }
    this.line.textContent = isWaiting ? say("waitingForNetwork") : this.text;
  };

  hide(): void {
    show(this.box, false);
  }
}

/** Seals a letter and uploads what is too large to travel inside it. Throws Declined; waits while the line is broken. */
export async function sealAndUpload(draft: Draft, progress: Progress): Promise<Ready> {
  let ticket: Ticket | null = null;
  const upload = async ({ sealed, digest }: Segment): Promise<void> => {
    const uploader = await loadUploader(settings.urls.upload, settings.urls.uploadIntegrity);
    ticket ??= await newTicket(draft.ref, uploadedBytes(draft.parts));
    await uploader.uploadSegment(sealed, digest, ticket);
  };
  return sealLetter(draft, {
    upload: (piece) => persist(() => upload(piece).catch(asDeclined), progress.wait),
    count({ all, sealed, sent }) {
      progress.tell(say("sealedAndSent", { sealed, sent, all }), sealed + sent, 2 * all);
    },
  });
}

/** Seals a letter for later: every piece stays on this device. */
export const sealToKeep = (draft: Draft, progress: Progress): Promise<Ready> => sealLetter(draft, {
  upload: (piece) => keepPiece(draft.ref, piece),
  count: ({ all, sealed }) => progress.tell(say("sealedHere", { sealed, all }), sealed, all),
});

/** Posts a sealed submission until the server has it. `visit` is the token of a complainant who came back. */
export async function submit(ref: string, body: Uint8Array, progress: Progress, visit = ""): Promise<Accepted> {
  const headers: { [name: string]: string } = { "Content-Type": "application/octet-stream", "Idempotency-Key": ref };
  if (visit) {
    headers["X-Receipt"] = visit;
  }
  progress.tell(say("posting"), 1, 1);
  const answer = await persist(
    () => askWithEffort(settings.urls.letters, "letters", { method: "POST", body: body as BodyInit, headers }),
    progress.wait,
  );
  return await answer.json() as Accepted;
}
