// Calls: a note is sealed here to the office that calls back; a number is released by the server after it recorded that, and opened
// here, one call after the other (live.ts: the key stays open meanwhile).
import { nameOf, Refused as NoKeys, trustedKeys } from "../intake/keys";
import { byId, settings, say as sayWord } from "../intake/page";
import { fromBase64, textOf, toBase64, utf8 } from "../seal/bytes";
import { canonical } from "../seal/canonical";
import { lockTwice } from "../seal/envelopes";
import { newItem, sealPiece } from "../seal/items";
import type { ListedKey } from "../seal/keylist";
import { type Facts, focusOn, one, Refused, show } from "./desk";
import { KeysError } from "./keys";
import { Live } from "./live";

/** Characters of what is known already: all that is sealed fits into one age file of 4 KiB, also in Khmer. */
const LONGEST = 1_000;

/** What an officer types about a call and nobody else reads. */
type Told = { [field: string]: string };

const isOfRoom = (address: string): boolean => {
  const url = new URL(address, location.href);
  return url.origin === location.origin && url.pathname.startsWith(one("[data-room]").dataset.room ?? "");
};
const live = new Live<Facts>({ name: "calls", has: isOfRoom, attached, forget, acts: { "[data-number]": open }, send });

live.begin();
byId("main").classList.add("ready");

function attached(): void {
  const form = document.getElementById("note");
  if (form) {
    form.hidden = false;
    document.getElementById("number")?.focus();
  }
}

function forget(): void {
  document.querySelectorAll<HTMLElement>("[data-opened]").forEach((place) => {
    place.textContent = "";
    place.removeAttribute("href");
  });
  show("[data-shown]", false);
  show("form[data-number]");
}

async function send(form: HTMLFormElement): Promise<void> {
  const typed = new Map([...form.querySelectorAll<HTMLInputElement>("[data-sealed]")].map((field) => [field.dataset.sealed ?? "", field.value]));
  if (form.id === "note" && !await sealed(form, Object.fromEntries(typed))) {
    return;
  }
  await live.post(form, () => {
    document.querySelectorAll<HTMLInputElement>("#note [data-sealed]").forEach((field) => {
      field.value = typed.get(field.dataset.sealed ?? "") ?? ""; // to be corrected: the server never had them
    });
  });
}

/** Fills the hidden fields with the note, sealed to the office that was chosen; false where something is missing. */
async function sealed(form: HTMLFormElement, told: Told): Promise<boolean> {
  const number = byId<HTMLInputElement>("number");
  number.setCustomValidity(told.number?.trim() ? "" : sayWord("numberMissing"));
  const about = byId<HTMLTextAreaElement>("about");
  about.setCustomValidity(about.value.length > LONGEST ? sayWord("aboutTooLong") : "");
  if (!number.reportValidity() || !about.reportValidity()) {
    return false;
  }
  const chosen = form.querySelector<HTMLInputElement>("[name=office]:checked")?.value;
  const office = chosen ? await keyOf(chosen) : null;
  if (office === undefined) {
    return false;
  }
  if (office) {
    const item = await newItem("message", new Blob([utf8(canonical({ v: 1, ...told })) as BlobPart]));
    const { sealed: bytes } = await sealPiece(item, 0);
    fill(form, {
      ref: item.id, audience: office.recipient, sealed: toBase64(bytes),
      envelope: toBase64(await lockTwice(item.id, item.key.identity, office.recipient, settings.release)),
    });
  }
  return true;
}

const fill = (form: HTMLFormElement, values: Told): void => Object.entries(values).forEach(([name, value]) => {
  one<HTMLInputElement>(`[name="${name}"]`, form).value = value;
});

/** The office's key on the signed list; undefined where the list cannot be believed, which the page then says. */
async function keyOf(office: string): Promise<ListedKey | undefined> {
  try {
    const found = (await trustedKeys()).offices.find(({ id }) => id === office);
    show("#no-keys", !found);
    byId("no-keys-reason").textContent = found ? nameOf(found) : sayWord("keys-altered");
    return found;
  } catch (error) {
    byId("no-keys-reason").textContent = error instanceof NoKeys ? error.message : sayWord("keys-altered");
    show("#no-keys");
    return undefined;
  }
}

interface Released {
  item: string;
  inner: string;
  sealed: string;
  digest: string;
}

async function open(form: HTMLFormElement): Promise<void> {
  const { keys } = live;
  if (!keys.isUnlocked) {
    throw new KeysError("locked");
  }
  const answer = await fetch(form.action, {
    method: "POST", body: new FormData(form), cache: "no-store", headers: { "Accept-Language": settings.language },
  }).catch(() => {
    throw new Refused("no-network");
  });
  if (!answer.ok) {
    const status = one("[data-status]", form);
    status.textContent = (await answer.json() as { message: string }).message;
    status.hidden = false;
    return;
  }
  const { item, inner, sealed: bytes, digest } = await answer.json() as Released;
  const key = await keys.openEnvelope(fromBase64(inner), item);
  const told = JSON.parse(textOf(await keys.openItem(key, [fromBase64(bytes)], [digest]))) as Told;
  document.querySelectorAll<HTMLElement>("[data-opened]").forEach((place) => {
    const value = String(told[place.dataset.opened ?? ""] ?? "");
    place.textContent = value;
    if (place instanceof HTMLAnchorElement) {
      place.href = `tel:${value.replace(/[^\d+]/g, "")}`;
    }
  });
  show("[data-shown]");
  form.hidden = true;
  focusOn("[data-shown]");
}
