// An office's pages: its first and next keys, admitting, storing the key in the recovery kit, restoring it from two sheets.
import { type Facts, facts, filled, one, openDesk, Refused } from "./desk";
import { isFingerprint } from "./fingerprint";
import type { Files, Recipients } from "./messages";
import { openSheets } from "./sheets";
import { signedSheets } from "./signed";

interface OfficeFacts extends Facts {
  host: string;
  office: string;
  next: number;
  epoch: number;
  officers: Recipients;
  sheets: Recipients;
  newcomer: string;
  /** The kit's files of this office: by pair of sheets, then by epoch. */
  kit: { [pair: string]: Files };
}

export function office(): void {
  const page = facts<OfficeFacts>();
  const keys = openDesk(page);
  filled("form[data-epoch]", async () => {
    const made = await keys.newEpoch(page.office, page.next, page.officers, await signedSheets(page.host, page.sheets));
    return { recipient: made.recipient, verify: made.verify, copies: JSON.stringify(made.copies), kit: JSON.stringify(made.kit) };
  });
  filled("form[data-store]", async () => {
    const sheets = await signedSheets(page.host, page.sheets);
    return { kit: JSON.stringify(await keys.kitFiles(page.office, page.epoch, sheets)) };
  });
  filled("form[data-admit]", async (form) => {
    if (!isFingerprint(one<HTMLInputElement>("[name=digits]", form).value, page.newcomer)) {
      throw new Refused("digits-differ");
    }
    return { copies: JSON.stringify(await keys.wrapOffice(page.office, page.newcomer)) };
  });
  filled("form[data-restore]", async (form) => {
    const sheets = await openSheets(form, page.sheets);
    const files = page.kit[sheets.pair] ?? {};
    const copies = await keys.restore(page.office, files, sheets.outer, sheets.inner, page.recipient);
    return { copies: JSON.stringify(copies) };
  });
}
