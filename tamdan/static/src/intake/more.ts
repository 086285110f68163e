// A further letter of somebody who came back: words and files, sealed to the offices that hold the complaint.
import type { KeyList } from "../seal/keylist";
import type { Attachments } from "./files";
import { byId, say, settings, show } from "./page";
import { Declined } from "./network";
import type { Part } from "./readers";
import { newRef, sealSubmission } from "./sealing";
import { Progress, sealAndUpload, submit } from "./sending";
import { complain } from "./steps";
import type { Visit } from "./visit";

export function writeMore(visit: Visit, keys: KeyList, attachments: Attachments, again: () => void): void {
  const form = byId<HTMLFormElement>("more");
  const field = byId<HTMLTextAreaElement>("id_text");
  byId("sending-again").onclick = () => dispatchEvent(new Event("tamdan-again"));
  form.onsubmit = (event) => {
    event.preventDefault();
    const text = field.value.trim();
    const readers = holdersOf(visit, keys);
    const problem = !text && attachments.isEmpty ? say("tellSomething")
      : text.length > settings.limits.text ? say("textTooLong", { over: text.length - settings.limits.text })
      : readers.length ? "" : say("nobodyHolds");
    complain(problem ? [{ field: "id_text", text: problem }] : []);
    if (!problem) {
      void send(visit, keys.version, [
        ...attachments.parts.map((attached): Part => ({ kind: attached.kind, label: attached.label, attached, readers })),
        { kind: "message", label: "", readers },
      ], text).then((isSent) => {
        if (isSent) {
          field.value = "";
          attachments.clear();
          again();
        }
      });
    }
  };
}

/** The present keys of the offices that can open the first letter; a body to which a part was passed gets no more by itself. */
function holdersOf(visit: Visit, keys: KeyList): string[] {
  const offices = visit.answer.access.filter(({ kind }) => !["identity", "call"].includes(kind)).flatMap(({ holders }) => holders.map(({ id }) => id));
  return keys.offices.filter(({ id }) => offices.includes(id)).map(({ recipient }) => recipient);
}

/** Words alone, sealed like any other message. Throws Declined. */
export async function sendWords(visit: Visit, keys: KeyList, text: string): Promise<void> {
  await deliver(visit, keys.version, [{ kind: "message", label: "", readers: holdersOf(visit, keys) }], text, new Progress());
}

async function deliver(visit: Visit, keyring: number, parts: readonly Part[], text: string, progress: Progress): Promise<void> {
  const ready = await sealAndUpload({
    ref: newRef(), site: settings, thread: visit.answer.thread, parts, own: visit.own, answers: text ? { text } : {}, open: {}, consents: [],
    keyring, identity: { name: "", contact: "", contact_words: "" },
  }, progress);
  const body = await sealSubmission(ready.submission, settings);
  await submit(String(ready.submission["letter"]), body, progress, visit.answer.token);
  progress.hide();
}

async function send(visit: Visit, keyring: number, parts: readonly Part[], text: string): Promise<boolean> {
  const progress = new Progress();
  try {
    await deliver(visit, keyring, parts, text, progress);
    byId("more-state").textContent = say("moreSent");
    return true;
  } catch (error) {
    complain([{ field: "id_text", text: error instanceof Declined ? error.message : say("sendingFailed") }]);
    return false;
  } finally {
    progress.hide();
    show(byId("more"));
  }
}
