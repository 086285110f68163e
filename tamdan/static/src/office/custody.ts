// Names in custody. The officer's page signs what is asked, together with the officer's own key; the custodian's page lends to that key
// alone, when an office on the stewards' list signed it. What the server says of the officer's key is not believed.
import { fromBase64, toBase64, utf8 } from "../seal/bytes";
import { openNote } from "../seal/notes";
import { one, Refused, show } from "./desk";
import type { Keys } from "./keys";
import { release } from "./released";
import { listInForce } from "./signed";
import type { ReadingFacts } from "./writing";

/** What is asked: the name's item, why, for which key; `signed` once an office signed it. */
export interface Asks {
  item: string;
  reason: string;
  recipient: string;
  signed: string;
}

const textOf = ({ host, thread }: ReadingFacts, { item, reason, recipient }: Asks): string =>
  [`${host}/identity-request`, thread, item, reason, recipient, ""].join("\n");

/** The request of a form, signed with the office's key; `recipient` is that of the key that is open in this page. */
export async function signedRequest(form: HTMLFormElement, page: ReadingFacts, keys: Keys, recipient: string): Promise<string> {
  const reason = String(new FormData(form).get("reason") ?? "");
  if (!page.asks || !reason) {
    return ""; // the server says that the reason is missing
  }
  const note = await keys.signAsOffice(page.signer, `${page.host}/office/${page.signer}`, textOf(page, { ...page.asks, reason, recipient }));
  return toBase64(utf8(note)); // a form would change the ends of its lines
}

/** Shows on a custodian's page whether a listed office signed the request; without that nothing can be lent. */
export async function attest(page: ReadingFacts): Promise<boolean> {
  const signed = Boolean(page.asks?.signed) && await isSigned(page, page.asks as Asks);
  show("[data-when=attested]", signed);
  show("[data-when=not-attested]", !signed);
  return signed;
}

async function isSigned(page: ReadingFacts, asks: Asks): Promise<boolean> {
  try {
    const offices = (await listInForce(page.host))?.list.offices ?? [];
    const keys = offices.map(({ id, verify }) => ({ name: `${page.host}/office/${id}`, raw: fromBase64(verify) }));
    const { text, signers } = openNote(asks.signed, keys);
    return signers.length > 0 && text === textOf(page, asks);
  } catch {
    return false;
  }
}

/** The name's key for the officer alone, in both locks, after the server recorded that it was released for this. */
export async function lent(form: HTMLFormElement, page: ReadingFacts, keys: Keys): Promise<string> {
  const { asks } = page;
  if (!asks || !(await attest(page))) {
    throw new Refused("not-attested");
  }
  const released = await release(form.dataset.lend ?? "", form);
  if (!released || released.item !== asks.item) {
    throw new Refused("failed");
  }
  const key = await keys.openEnvelope(fromBase64(released.inner), released.item);
  return toBase64(await keys.sealTo(asks.item, key, asks.recipient, page.release));
}

/** Fields of a form that are made here when it is sent. */
export async function fillIn(form: HTMLFormElement, page: ReadingFacts, keys: Keys, recipient: string): Promise<void> {
  if (form.dataset.signs !== undefined) {
    one<HTMLInputElement>("[name=signed]", form).value = await signedRequest(form, page, keys, recipient);
  }
  if (form.dataset.lend) {
    one<HTMLInputElement>("[name=envelope]", form).value = await lent(form, page, keys);
  }
}
