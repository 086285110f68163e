// An officer writes down what somebody says or sends: sealed in this page, posted under the officer's session, answered by a receipt
// whose digits are given to the person and kept nowhere.
import { one } from "../intake/answers";
import { promisedLeaf } from "../intake/acceptance";
import { showCard } from "../intake/card";
import { Attachments, type Problem } from "../intake/files";
import { drawOpen, FreshKeys, partsOf, type SealedLetter, sealFilled, tellRefusal } from "../intake/filled";
import { ask, Declined, persist } from "../intake/network";
import { byId, focusOn, say, settings, show } from "../intake/page";
import { offerPlaces } from "../intake/places";
import { problemsOf } from "../intake/problems";
import { type Part, Readers } from "../intake/readers";
import { newRef } from "../intake/sealing";
import { type Accepted, Progress, sealAndUpload } from "../intake/sending";
import { complain } from "../intake/steps";
import type { KeyList } from "../seal/keylist";
import { newDigits } from "../seal/receipt";
import { Mailbox } from "./mailbox";
import { Scans } from "./scans";
import { tokenNow } from "./session";

/** `file` is its address, empty for an officer of an office that did not get the letter; `next` leads to the next one of where it came from. */
interface Recorded extends Accepted {
  file: string;
  next: string;
  label: string;
}

const form = byId<HTMLFormElement>("complaint");
const progress = new Progress();
/** Number and digits of the letter that is being sent: the same again until the server says no. */
let kept: { ref: string; digits: string } | null = null;
let isBusy = false;
let isGiven = true;
let mailbox: Mailbox | null = null;
let scans: Scans | null = null;

function begin(): void {
  const attachments = new Attachments(complain);
  const readers = new Readers();
  const keys = new FreshKeys();
  const redraw = (): void => {
    if (keys.list) {
      readers.draw(keys.list, partsOf(attachments));
    }
    drawOpen();
    tidy();
  };
  form.addEventListener("change", (event) => {
    if (!(event.target as HTMLElement).closest("#readers")) {
      redraw();
    }
  });
  new MutationObserver(redraw).observe(byId("files-list"), { childList: true });
  form.addEventListener("keydown", onlyOnPurpose);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const problems = [...channelProblem(), ...illegibleProblem(attachments), ...problemsOf(attachments), ...scans?.problems() ?? []];
    complain(problems);
    if (problems.length || isBusy) {
      return;
    }
    isBusy = true;
    void keys.load().then(async () => {
      if (keys.list) {
        readers.draw(keys.list, partsOf(attachments));
        await record(keys.list, readers.parts, () => {
          attachments.clear();
          readers.unticked.clear(); // the next letter begins with everybody who may read it
        });
      }
    }).finally(() => { isBusy = false; });
  });
  offerPlaces();
  if (document.getElementById("mail-files")) {
    mailbox = new Mailbox(attachments, takenOn);
  }
  scans = new Scans(attachments, () => tokenNow(settings.urls.letters));
  void keys.load().then(redraw);
  watch();
  document.querySelectorAll<HTMLElement>("[data-without-script]").forEach((element) => element.remove());
  document.querySelectorAll<HTMLElement>("[data-with-script]:not(form .acts):not([data-back])").forEach((element) => show(element));
  show(form);
  tidy();
  byId(one("channel") ? "id_text" : "id_channel_0").focus();
}

/** What has no use for the channel that was chosen goes out of the way of whoever types while somebody speaks. */
function tidy(): void {
  const channel = one("channel");
  form.querySelectorAll<HTMLElement>("#mail").forEach((box) => show(box, ["", settings.mailChannel].includes(channel)));
  form.querySelectorAll<HTMLElement>("[data-not-of]").forEach((box) => show(box, box.dataset.notOf !== channel));
}

/** Enter in a line must not send what is half said: the button does, and Control with Enter. */
function onlyOnPurpose(event: KeyboardEvent): void {
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    byId("send").click();
  } else if (event.key === "Enter" && event.target instanceof HTMLInputElement && event.target.type !== "file") {
    event.preventDefault();
  }
}

const channelProblem = (): Problem[] => (one("channel") ? [] : [{ field: "id_channel_0", text: say("chooseChannel") }]);

/** A slip that nobody can read is a complaint all the same: its picture is the letter. */
const illegibleProblem = (attachments: Attachments): Problem[] =>
  one("illegible") && attachments.isEmpty ? [{ field: "id_files", text: say("illegibleNeedsPicture") }] : [];

/** Digits are made unless the officer says that nobody will come back, which is asked for boxes and forums alone. */
const wantsReceipt = (): boolean => !document.querySelector("input[name=way_back]") || one("way_back") !== "";

async function record(keys: KeyList, parts: readonly Part[], forget: () => void): Promise<void> {
  show(byId("refusal"), false);
  if (!parts.some(({ kind }) => kind === "story")) {
    complain([{ field: "readers", text: say("nobodyReadsStory") }]);
    return;
  }
  show(form, false);
  try {
    kept ??= { ref: newRef(), digits: wantsReceipt() ? newDigits(settings.digits) : "" };
    const sealed = await sealFilled(kept, keys, parts, progress, sealAndUpload);
    give(sealed, await post(sealed));
    forget();
  } catch (error) {
    if (error instanceof Declined) {
      kept = null; // nothing of it was stored: the next try is another letter
    }
    tellRefusal(error);
  } finally {
    progress.hide();
  }
}

/** Posts the same bytes until the server has them, however often the line breaks or the officer has to sign in again. */
async function post({ body }: SealedLetter): Promise<Recorded> {
  let isSignedOut = false;
  progress.tell(say("posting"), 1, 1);
  const answer = await persist(async () => {
    const token = await tokenNow(settings.urls.letters);
    isSignedOut = !token;
    if (!token) {
      throw new Error("signed-out");
    }
    const headers: { [name: string]: string } = { "Content-Type": "application/octet-stream", "X-CSRFToken": token };
    if (one("illegible")) {
      headers["X-Illegible"] = "1";
    }
    if (mailbox?.mark) {
      headers["X-Message"] = mailbox.mark;
    }
    return ask(settings.urls.letters, { method: "POST", credentials: "same-origin", body: body as BodyInit, headers });
  }, (isWaiting) => {
    progress.wait(isWaiting);
    if (isWaiting && isSignedOut) {
      byId("sending-state").textContent = say("signedOut");
    }
  });
  return await answer.json() as Recorded;
}

/** On which day this e-mail was taken in before; empty when it was not, or when the server cannot be asked now. */
async function takenOn(mark: string): Promise<string> {
  try {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": await tokenNow(settings.urls.letters) };
    const answer = await ask(settings.urls.seen, { method: "POST", credentials: "same-origin", body: JSON.stringify([mark]), headers });
    return (await answer.json() as { [mark: string]: string })[mark] ?? "";
  } catch {
    return "";
  }
}

/** The digits are on the screen now and nowhere else; what was typed goes from the page. Without digits its number alone is shown. */
function give(sealed: SealedLetter, recorded: Recorded): void {
  if (sealed.digits) {
    showCard(sealed.digits, recorded.acceptance, recorded.number, sealed.digest);
  } else {
    promisedLeaf(recorded.acceptance);
    byId("noted-number").textContent = recorded.number;
    focusOn(byId("noted-title"));
  }
  show(byId("noted"), !sealed.digits);
  show(byId("h-given"), sealed.digits !== "");
  document.querySelectorAll<HTMLElement>("#given [data-digits]").forEach((element) => show(element, sealed.digits !== ""));
  isGiven = !sealed.digits;
  show(byId("given-next"), isGiven);
  leadOn(recorded);
  const file = byId<HTMLAnchorElement>("given-file");
  file.href = recorded.file;
  show(file, recorded.file !== "");
  form.reset();
  mailbox?.forget();
  scans?.forget();
  show(byId("opening"), false);
  show(byId("given"));
}

/** The next slip or line of where this one came from, the next e-mail, or another complaint of the same channel. */
function leadOn({ next, label }: Recorded): void {
  const again = byId<HTMLAnchorElement>("given-again");
  again.href = next || `?channel=${encodeURIComponent(one("channel"))}`;
  if (mailbox?.hasMore) {
    again.href = "#complaint";
    again.textContent = say("mailNext");
    again.addEventListener("click", nextMail, { once: true });
  } else if (next) {
    again.textContent = label;
  }
}

function nextMail(event: Event): void {
  event.preventDefault();
  kept = null;
  byId<HTMLInputElement>("given-done").checked = false;
  ["card", "noted", "given"].forEach((name) => show(byId(name), false));
  ["opening", "complaint"].forEach((name) => show(byId(name)));
  void mailbox?.next();
}

function watch(): void {
  byId("sending-again").addEventListener("click", () => dispatchEvent(new Event("tamdan-again")));
  byId("given").addEventListener("submit", (event) => event.preventDefault());
  byId<HTMLInputElement>("given-done").addEventListener("change", (event) => {
    isGiven = (event.target as HTMLInputElement).checked;
    show(byId("given-next"), isGiven);
  });
  document.querySelectorAll<HTMLElement>("[data-print]").forEach((control) => control.addEventListener("click", () => {
    byId<HTMLDetailsElement>("card-signed").open = true; // the promise belongs on the paper
    print();
  }));
  addEventListener("beforeunload", (event) => {
    if (!isGiven || one("text") !== "") {
      event.preventDefault();
    }
  });
}

begin();
byId("main").classList.add("ready");
