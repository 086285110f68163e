// An officer writes down what somebody says or sends: sealed in this page, posted under the officer's session, answered by a receipt
// whose digits are given to the person and kept nowhere.
import { one } from "../intake/answers";
import { showCard } from "../intake/card";
import { Attachments, type Problem } from "../intake/files";
import { drawOpen, FreshKeys, partsOf, problemsOf, type SealedLetter, sealFilled, tellRefusal } from "../intake/filled";
import { ask, Declined, persist } from "../intake/network";
import { byId, say, settings, show } from "../intake/page";
import { offerPlaces } from "../intake/places";
import { type Part, Readers } from "../intake/readers";
import { newRef } from "../intake/sealing";
import { type Accepted, Progress, sealAndUpload } from "../intake/sending";
import { complain } from "../intake/steps";
import type { KeyList } from "../seal/keylist";
import { newDigits } from "../seal/receipt";

/** `file` is its address, empty for an officer of an office that did not get the letter. */
interface Recorded extends Accepted {
  file: string;
}

const form = byId<HTMLFormElement>("complaint");
const progress = new Progress();
/** Number and digits of the letter that is being sent: the same again until the server says no. */
let kept: { ref: string; digits: string } | null = null;
let isBusy = false;
let isGiven = true;

function begin(): void {
  const attachments = new Attachments(complain);
  const readers = new Readers();
  const keys = new FreshKeys();
  const redraw = (): void => {
    if (keys.list) {
      readers.draw(keys.list, partsOf(attachments));
    }
    drawOpen();
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
    const problems = [...channelProblem(), ...problemsOf(attachments)];
    complain(problems);
    if (problems.length || isBusy) {
      return;
    }
    isBusy = true;
    void keys.load().then(async () => {
      if (keys.list) {
        readers.draw(keys.list, partsOf(attachments));
        await record(keys.list, readers.parts, () => attachments.clear());
      }
    }).finally(() => { isBusy = false; });
  });
  offerPlaces();
  void keys.load().then(redraw);
  watch();
  document.querySelectorAll<HTMLElement>("[data-without-script]").forEach((element) => element.remove());
  document.querySelectorAll<HTMLElement>("[data-with-script]:not(form .acts):not([data-back])").forEach((element) => show(element));
  show(form);
  byId("id_channel_0").focus();
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

async function record(keys: KeyList, parts: readonly Part[], forget: () => void): Promise<void> {
  show(byId("refusal"), false);
  if (!parts.some(({ kind }) => kind === "story")) {
    complain([{ field: "readers", text: say("nobodyReadsStory") }]);
    return;
  }
  show(form, false);
  try {
    kept ??= { ref: newRef(), digits: newDigits() };
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
    const token = await tokenNow();
    isSignedOut = !token;
    if (!token) {
      throw new Error("signed-out");
    }
    return ask(settings.urls.letters, {
      method: "POST", credentials: "same-origin", body: body as BodyInit,
      headers: { "Content-Type": "application/octet-stream", "X-CSRFToken": token },
    });
  }, (isWaiting) => {
    progress.wait(isWaiting);
    if (isWaiting && isSignedOut) {
      byId("sending-state").textContent = say("signedOut");
    }
  });
  return await answer.json() as Recorded;
}

/** The session's token as it is now: signing in again in another tab makes a new one. Empty when nobody is signed in. */
function tokenNow(): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", settings.urls.letters);
    request.responseType = "document";
    request.onload = () => {
      const told = request.responseXML?.body.getAttribute("hx-headers");
      const isHere = request.status === 200 && new URL(request.responseURL).pathname === settings.urls.letters;
      if (request.status >= 500) {
        reject(new Error("line"));
      }
      resolve(isHere && told ? (JSON.parse(told) as { [name: string]: string })["x-csrftoken"] ?? "" : "");
    };
    request.onerror = () => reject(new Error("line"));
    request.send();
  });
}

/** The digits are on the screen now and nowhere else; what was typed goes from the page. */
function give(sealed: SealedLetter, recorded: Recorded): void {
  showCard(sealed.digits, recorded.acceptance, recorded.number, sealed.digest);
  isGiven = false;
  byId<HTMLAnchorElement>("given-again").href = `?channel=${encodeURIComponent(one("channel"))}`;
  const file = byId<HTMLAnchorElement>("given-file");
  file.href = recorded.file;
  show(file, recorded.file !== "");
  form.reset();
  show(byId("opening"), false);
  show(byId("given"));
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
