// The list of letters that wait on this device: their states in words, sent when the network is back.
import { askOnceMore } from "./sure";
import { Declined } from "./network";
import { deliver, dropLetter, dropStrays, type Kept, keptLetters } from "./outbox";
import { button, byId, make, say, show } from "./page";
import type { Accepted } from "./sending";

let isRunning = false;

/** `arrived` hears of each letter that the server has now. */
export function watchOutbox(arrived: (ref: string, accepted: Accepted) => void): void {
  const run = (): void => void sendWaiting(arrived);
  addEventListener("online", run);
  setInterval(run, 60_000);
  run();
  void dropStrays().catch(() => undefined); // a browser that keeps nothing
}

export async function sendWaiting(arrived: (ref: string, accepted: Accepted) => void, again = false): Promise<void> {
  if (isRunning || !("indexedDB" in self)) {
    return;
  }
  isRunning = true;
  try {
    for (const kept of await draw(arrived)) {
      if ((!kept.reason || again) && navigator.onLine) {
        await attempt(kept, arrived);
      }
    }
  } finally {
    isRunning = false;
    await draw(arrived);
  }
}

async function attempt(kept: Kept, arrived: (ref: string, accepted: Accepted) => void): Promise<void> {
  byId("outbox-state").textContent = say("outboxSending");
  try {
    const accepted = await deliver(kept, (sent, all) => {
      byId("outbox-state").textContent = say("outboxPieces", { sent, all });
    });
    await draw(arrived); // the line that says so comes after the letter is gone from the list
    byId("outbox-state").textContent = say("outboxReceived", { number: accepted.number });
    arrived(kept.ref, accepted);
  } catch (error) {
    byId("outbox-state").textContent = error instanceof Declined ? error.message : say("outboxWaits");
  }
}

async function draw(arrived: (ref: string, accepted: Accepted) => void): Promise<Kept[]> {
  const letters = await keptLetters().catch(() => []); // a browser that keeps nothing, as in a private window
  show(byId("outbox"), letters.length > 0 || byId("outbox-state").textContent !== "");
  byId("outbox-list").replaceChildren(...letters.map((kept, number) => make(
    "li", { class: "close" }, make("p", {}, say("outboxLetter", { number: number + 1 })),
    make("p", { class: "hint" }, kept.reason || say("outboxWaits")),
    make(
      "p", { class: "acts" }, button(say("sendNow"), () => void sendWaiting(arrived, true)),
      button(say("deleteKept"), () => askOnceMore(say("sureDelete"), () => dropLetter(kept), () => void draw(arrived)), "stop"),
    ),
  )));
  return letters;
}
