// The form before the code that seals is there: questions, files and the voice. What seals is three quarters of all and comes after the
// page (seal.js), so that on a slow line the first question can be answered while it is still on its way.
import { loadScript } from "../seal/scripts";
import { one } from "./answers";
import { Attachments } from "./files";
import { leaving } from "./leave";
import { byId, say, settings, show } from "./page";
import { offerPlaces } from "./places";
import { problemsOf } from "./problems";
import { keys } from "./store";
import { complain, inSteps, type Steps } from "./steps";

/** What the form gives to what seals. */
export interface Front {
  attachments: Attachments;
  steps: Steps;
  /** Resolves when somebody does something here for the first time. */
  touched: Promise<void>;
}

/** What seal.js offers, once for a form. */
export interface Sealing {
  /** Draws who can read what, and sends what is chosen there. */
  send(): Promise<void>;
  isSent(): boolean;
}

declare global {
  interface Window {
    tamdanSealing?: (front: Front) => Sealing;
  }
}

/** Milliseconds that the letters of the page may take until they are drawn, before anything else is fetched. */
const DRAWN = 1_500;
/** Milliseconds after which what seals runs even where nobody touched anything: drafts are offered, the page kept. */
const LOOKED_AT = 5_000;
/** Milliseconds until what seals is asked for again on a line that broke. */
const AGAIN = 3_000;
const TOUCHES = ["pointerdown", "keydown", "focusin", "input", "hashchange"];

export function beginFront(): void {
  const attachments = new Attachments(complain);
  const tells = (name?: string): boolean => {
    const problems = problemsOf(attachments).filter(({ field }) => !name || stepOf(field) === name);
    complain(problems);
    return !problems.length;
  };
  const steps = inSteps(tells);
  steps.onEnter((name) => {
    show(byId("opening-words"), name === "what");
    byId("heading").classList.toggle("vh", name !== "what");
  });
  offerPlaces();
  agreeWithNumber();

  let sealing: Sealing | null = null;
  const arrived = sealingCode().then((begin) => {
    sealing = begin({ attachments, steps, touched: touched() });
    byId("main").classList.add("whole");
    return sealing;
  });
  byId<HTMLFormElement>("complaint").addEventListener("submit", (event) => {
    event.preventDefault();
    const next = document.querySelector<HTMLElement>("[data-step]:not([hidden]) [data-next]");
    if (next) { // Enter in a field of an earlier step
      next.click();
    } else if (!tells()) {
      steps.go(stepOf(problemsOf(attachments)[0]?.field ?? ""));
    } else {
      wait(!sealing);
      void arrived.then((here) => {
        wait(false);
        void here.send();
      });
    }
  });
  addEventListener("beforeunload", (event) => {
    if (!sealing?.isSent() && !leaving() && one("text") !== "") {
      event.preventDefault();
    }
  });
}

/** Whoever gives the offices a number agrees to be contacted: the box among what is agreed to says so, and can be changed there. */
function agreeWithNumber(): void {
  const agreed = document.querySelector<HTMLInputElement>('[name="consents"][value="contact"]');
  const number = byId<HTMLInputElement>("id_call_me");
  number.addEventListener("change", () => {
    if (agreed) {
      agreed.checked = number.checked;
    }
  });
}

const stepOf = (field: string): string => byId(field).closest<HTMLElement>("[data-step]")?.dataset.step ?? "what";

let firstTouch: Promise<void> | null = null;

function touched(): Promise<void> {
  firstTouch ??= new Promise((resolve) => {
    TOUCHES.forEach((name) => addEventListener(name, () => resolve(), { once: true, capture: true }));
  });
  return firstTouch;
}

/** The form gives way to one line while somebody who was faster than the line waits for what seals. */
function wait(isWaiting: boolean): void {
  show(byId("complaint"), !isWaiting);
  show(byId("sending"), isWaiting);
  byId("sending-state").textContent = isWaiting ? say("waitingForNetwork") : "";
}

/** Fetched when the page is whole, so that it is here should the line break; run when somebody begins. Asked for until it is there. */
async function sealingCode(): Promise<(front: Front) => Sealing> {
  const begun = touched(); // heard from the beginning
  await loadedPage();
  const { seal, sealIntegrity } = settings.urls;
  await Promise.race([begun, later(DRAWN)]);
  void fetch(seal).then((answer) => answer.blob()).catch(() => undefined);
  await Promise.race([begun, somethingKept(), later(LOOKED_AT)]);
  await later(0); // what was touched answers first
  while (!window.tamdanSealing) {
    await loadScript(seal, sealIntegrity).catch(pause);
  }
  return window.tamdanSealing;
}

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Resolves where a letter waits on this device, or a draft; never where nothing does. */
async function somethingKept(): Promise<void> {
  const found = await Promise.all([keys("letters"), keys("drafts")]).catch(() => []); // a browser that keeps nothing
  return found.some(({ length }) => length) ? undefined : new Promise(() => undefined);
}

function loadedPage(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === "complete") {
      resolve();
    } else {
      addEventListener("load", () => setTimeout(resolve), { once: true }); // what the browser draws comes first
    }
  });
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, AGAIN);
    addEventListener("online", go);
  });
}
