// Parts of a complaint for another body. Each part is released to the officer first; then its key is wrapped to the body's key from the
// signed list, or, for a body without an account, its content goes into one age file to a key whose digits were compared by voice.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

import { seal } from "../seal/age";
import { fromBase64, toBase64, utf8 } from "../seal/bytes";
import { type Entry, tar } from "../seal/tar";
import { one, Refused, sentence } from "./desk";
import { isFingerprint } from "./fingerprint";
import { KeysError, type Keys } from "./keys";
import { drawn } from "./letters";
import { lookAt, saving, shownAs } from "./media";
import { bytesOf, openedOf, release, type Released } from "./released";
import { listInForce } from "./signed";
import { type ReadingFacts, sealWords } from "./writing";

/** What was released on this page: a repeated try asks for nothing twice. */
const given = new Map<string, Released>();
/** Bytes that one file may hold: it is made in this page's memory. */
const LARGEST = 200_000_000;

/** The key of a body on the list that the stewards signed, which is in date. Throws Refused. */
export async function listedKey(host: string, body: string): Promise<string> {
  const list = (await listInForce(host))?.list;
  const key = list?.bodies.find(({ id }) => id === body);
  if (!list || !key || list.expires < new Date().toISOString().slice(0, 10)) {
    throw new Refused("body-not-listed");
  }
  return key.recipient;
}

/** What is done once the server has taken it: nothing, or offering the file. False where the server refused a part and said why. */
export type After = (() => void) | false;

/** Fills the form's `sealed`. */
export async function makePassing(form: HTMLFormElement, page: ReadingFacts, keys: Keys): Promise<After> {
  if (!keys.isUnlocked) {
    throw new KeysError("locked");
  }
  const field = one<HTMLInputElement>("[name=sealed]", form);
  const { pass = "", file } = form.dataset;
  if (!file) {
    const made = await envelopes(form, page, keys, await listedKey(page.host, pass));
    if (!made) {
      return false;
    }
    field.value = JSON.stringify(made);
    return () => undefined;
  }
  const recipient = one<HTMLInputElement>("[name=recipient]", form).value.trim();
  if (!isFingerprint(one<HTMLInputElement>("[name=digits]", form).value, recipient)) {
    throw new Refused("body-digits-differ");
  }
  return sealedFile(form, page, keys, recipient, field, `${file}.tar.age`);
}

/** Every ticked part, released for this; false where the server refused one. */
async function chosen(form: HTMLFormElement): Promise<Released[] | false> {
  const found: Released[] = [];
  for (const box of form.querySelectorAll<HTMLInputElement>("input[data-part]:checked")) {
    const address = box.dataset.part ?? ""; // of the part and of the body: for another body it is released anew
    const released = given.get(address) ?? await release(address, form);
    if (!released) {
      return false;
    }
    given.set(address, released);
    found.push(released);
  }
  return found;
}

async function envelopes(form: HTMLFormElement, page: ReadingFacts, keys: Keys, recipient: string): Promise<object | false> {
  const words = one<HTMLTextAreaElement>("[data-summary]", form).value;
  const parts = await chosen(form);
  if (!parts) {
    return false;
  }
  if (!parts.length && !words.trim()) {
    throw new Refused("nothing-chosen");
  }
  const made = [];
  for (const { item, inner } of parts) {
    const key = await keys.openEnvelope(fromBase64(inner), item);
    made.push({ item, audience: recipient, data: toBase64(await keys.sealTo(item, key, recipient, page.release)) });
  }
  const summary = words.trim() ? await sealWords(words, page, keys, false, recipient) : "";
  return { recipient, envelopes: made, summary };
}

async function sealedFile(
  form: HTMLFormElement, page: ReadingFacts, keys: Keys, recipient: string, field: HTMLInputElement, name: string,
): Promise<After> {
  const parts = await chosen(form);
  if (!parts) {
    return false;
  }
  if (!parts.length) {
    throw new Refused("nothing-chosen");
  }
  const entries: Entry[] = [];
  for (const released of parts) {
    entries.push(...await written(released, await openedOf(released, keys), entries.length, page));
  }
  if (entries.reduce((sum, { bytes }) => sum + bytes.length, 0) > LARGEST) {
    throw new Refused("file-too-large");
  }
  const sealed = await seal(tar(entries, Math.floor(Date.now() / 1000)), recipient);
  field.value = JSON.stringify({ recipient, items: parts.map(({ item }) => item), digest: bytesToHex(sha256(sealed)) });
  return () => {
    const link = saving(new Blob([sealed as BlobPart]), name, sentence("save-for-body"));
    document.querySelector("[data-made]")?.replaceChildren(link);
    link.click();
  };
}

/** A file as it is; a letter as it is and as a text that people read. */
async function written({ kind }: Released, content: Blob, before: number, page: ReadingFacts): Promise<Entry[]> {
  const number = String(before + 1).padStart(2, "0");
  const bytes = await bytesOf(content);
  if (kind === "file" || kind === "voice") {
    const type = shownAs(lookAt(bytes), kind === "voice")?.type ?? "file/bin"; // what its first bytes say, not its name
    return [{ name: `${number}-${kind}.${type.split("/")[1]}`, bytes }];
  }
  const elements = drawn(bytes, page.verify, page.thread, page.host, page.called ?? {});
  const text = elements.flatMap((element) => (element.tagName === "P" ? [element] : [...element.querySelectorAll("dt, dd")]))
    .map((element) => element.textContent).join("\n");
  return [{ name: `${number}-${kind}.txt`, bytes: utf8(`${text}\n`) }, { name: `${number}-${kind}.sealed.json`, bytes }];
}
