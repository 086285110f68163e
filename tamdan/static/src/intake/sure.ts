// A question asked once more in the page itself, before something is done.
import { Declined } from "./network";
import { byId, focusOn, say, show } from "./page";

/** Asks once more in the page itself, then acts; `done` follows a success. */
export function askOnceMore(question: string, act: () => Promise<void>, done: () => void): void {
  const box = byId("sure");
  byId("sure-question").textContent = question;
  byId("sure-problem").textContent = "";
  show(box);
  focusOn(box);
  const yes = renewed("sure-yes");
  const no = renewed("sure-no");
  no.addEventListener("click", () => show(box, false));
  yes.addEventListener("click", () => {
    act().then(() => {
      show(box, false);
      done();
    }, (error: unknown) => {
      byId("sure-problem").textContent = error instanceof Declined ? error.message : say("lineBroken");
    });
  });
}

/** The same button without what it did before. */
function renewed(id: string): HTMLElement {
  const old = byId(id);
  const fresh = old.cloneNode(true) as HTMLElement;
  old.replaceWith(fresh);
  return fresh;
}
