// A new receipt for a lost one: keys and digits are made in this page, posted under the officer's session, and shown once. What the
// office wrote before is locked anew to the new key, where the officer's key is open.
import { showPlainCard } from "../intake/card";
import { ask, Declined } from "../intake/network";
import { byId, say, settings, show } from "../intake/page";
import { newOwn, type Own, receiptFields, verifyKeyOf } from "../intake/sealing";
import { trustedKeys } from "../intake/keys";
import { deriveInWorker, workerAddress } from "../intake/working";
import { fromBase64, toBase64 } from "../seal/bytes";
import { newDigits } from "../seal/receipt";
import { type Facts, facts, one, openDesk, ready, Refused, working } from "./desk";
import { tokenNow } from "./session";

interface ReissueFacts extends Facts {
  thread: string;
  release: string;
  /** The page that says where the lost receipt stands: it tells whether the officer is still signed in. */
  lost: string;
  /** The office's messages, and where each is released. */
  held: { item: string; open: string }[];
}

const SIGNED_OUT = "signed-out";
const page = facts<ReissueFacts>();
const form = byId<HTMLFormElement>("issue");
const keys = document.querySelector("form[data-unlock]") ? openDesk(page, workerAddress) : null;
/** What is being issued: the same again until the server says no. */
let made: { digits: string; body: string; locked: number } | null = null;
let isGiven = true;

function begin(): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void working(form, issue);
  });
  byId("given").addEventListener("submit", (event) => event.preventDefault());
  byId<HTMLInputElement>("given-done").addEventListener("change", (event) => {
    isGiven = (event.target as HTMLInputElement).checked;
    show(byId("given-next"), isGiven);
  });
  document.querySelectorAll<HTMLElement>("[data-with-script]").forEach((element) => show(element));
  document.querySelectorAll<HTMLElement>("[data-print]").forEach((control) => control.addEventListener("click", () => print()));
  addEventListener("beforeunload", (event) => {
    if (!isGiven) {
      event.preventDefault();
    }
  });
  ready();
  byId("main").classList.add("ready");
}

async function issue(): Promise<void> {
  try {
    made ??= await make();
    give(made, await post(made.body));
  } catch (error) {
    if (!(error instanceof Declined)) {
      throw error;
    }
    if (error.code !== SIGNED_OUT) {
      made = null; // nothing was stored: the next try has other digits
    }
    const status = one<HTMLElement>("[data-status]", form);
    status.textContent = error.message;
    status.hidden = false;
  }
}

/** The same bytes again until the server has answered; gives the complaint's number. */
async function post(body: string): Promise<string> {
  try {
    const token = await tokenNow(page.lost);
    if (!token) {
      throw new Declined(SIGNED_OUT, say("signedOut"));
    }
    const headers = { "Content-Type": "application/octet-stream", "X-CSRFToken": token };
    const answer = await ask(settings.urls.letters, { method: "POST", credentials: "same-origin", body, headers });
    return (await answer.json() as { number: string }).number;
  } catch (error) {
    throw error instanceof Declined ? error : new Refused("no-network");
  }
}

async function make(): Promise<{ digits: string; body: string; locked: number }> {
  const [digits, own, list] = [newDigits(settings.digits), await newOwn(), await trustedKeys()];
  const derived = await deriveInWorker(digits, () => undefined);
  const envelopes = await lockedAnew(own);
  // The digest of what was sent went with the lost receipt: this page cannot vouch for it.
  const receipt = await receiptFields(derived, own, "", list.version, page.thread);
  const complainant = { recipient: own.key.recipient, verify: verifyKeyOf(own) };
  return {
    digits, locked: Object.keys(envelopes).length,
    body: JSON.stringify({ v: 1, complainant, ...receipt, keyring: list.version, envelopes }),
  };
}

/** The office's messages for the new key, each released to this officer first; what is refused stays closed to the person. */
async function lockedAnew(own: Own): Promise<{ [item: string]: string }> {
  const found: { [item: string]: string } = {};
  if (!keys?.isUnlocked) {
    return found;
  }
  for (const { item, open } of page.held) {
    const body = new FormData(form);
    body.set("purpose", "handle");
    const answer = await fetch(open, { method: "POST", body });
    if (answer.ok) {
      const { inner } = await answer.json() as { inner: string };
      const key = await keys.openEnvelope(fromBase64(inner), item);
      found[item] = toBase64(await keys.sealTo(item, key, own.key.recipient, page.release));
    }
  }
  return found;
}

/** The digits are on the screen now and nowhere else. */
function give({ digits, locked }: { digits: string; locked: number }, number: string): void {
  isGiven = false;
  showPlainCard("reissued", digits, number, "");
  show(byId("opening"), false);
  show(byId("given"));
  show(byId("given-held"), page.held.length > 0);
  byId("given-held").textContent = say("lockedAnew", { number: locked, all: page.held.length });
}

begin();
