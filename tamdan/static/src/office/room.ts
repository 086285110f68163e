// Exchanging the pages of the reading room. The browser itself reads the page (a request for a document), so no text becomes
// markup in our hands, which the policy of trusted types would refuse.
import { focusOn, one, Refused } from "./desk";
import { tokenNow } from "./session";

/** Below the list of the room: a file and what is done with it, or the list itself, narrowed by an address of its own. */
const OF_ROOM = /^(\d.*|(late|danger|answers|mine|waiting)\/)?$/;

/** Whether an address is a page of a file or their list: those keep the worker. */
export function isOfRoom(address: string): boolean {
  const url = new URL(address, location.href);
  const room = document.querySelector<HTMLElement>("[data-room]")?.dataset.room ?? "";
  return url.origin === location.origin && room !== "" && url.pathname.startsWith(room) && OF_ROOM.test(url.pathname.slice(room.length));
}

/** Ask for a page and put it in the place of this one; a page that is not of the room is loaded as any other. `done` gets its facts.
 * What was typed into a form stays there where the server refused it, the officer was signed out, or the line broke. */
export async function exchange(
  method: "GET" | "POST", address: string, body: FormData | null, done: (facts: string) => void, remember = true, room = "reading",
): Promise<void> {
  let answer = await asked(method, address, body);
  if (body && answer.status === 403) { // a form of a session that ended: whoever signed in again in another tab goes on
    body.set("csrfmiddlewaretoken", await token());
    answer = await asked(method, address, body);
  }
  const came = answer.responseXML;
  const main = came?.getElementById("main");
  if (came && main && came.querySelector(`[data-page=${room}]`)) {
    done(put(came, main, remember ? answer.responseURL : ""));
  } else if (body && main?.querySelector("[name=login]")) {
    throw new Refused("signed-out");
  } else if (body && main?.querySelector("[role=alert]")) {
    throw new Refused(main.querySelector("[role=alert]")?.textContent ?? "");
  } else {
    location.assign(answer.responseURL || address);
  }
}

/** The session's token as the room's list has it now. */
async function token(): Promise<string> {
  const found = await tokenNow(one("[data-room]").dataset.room ?? "").catch(() => {
    throw new Refused("no-network");
  });
  if (!found) {
    throw new Refused("signed-out");
  }
  return found;
}

function asked(method: string, address: string, body: FormData | null): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = "document";
    request.onload = () => resolve(request);
    request.onerror = () => reject(new Refused("no-network"));
    request.send(body);
  });
}

/** The page's facts stay out of this document: a script's text that comes in by hand is refused, even where it is only data. */
function put(came: Document, main: HTMLElement, address: string): string {
  const facts = came.getElementById("facts")?.textContent ?? "{}";
  main.querySelectorAll("script").forEach((script) => script.remove());
  document.title = came.title;
  document.getElementById("main")?.replaceWith(document.importNode(main, true));
  const languages = came.querySelector(".langs"); // they lead to this page in another language, and no longer to the one before
  document.querySelector(".langs")?.replaceWith(...(languages ? [document.importNode(languages, true)] : []));
  if (address && address !== location.href) {
    history.pushState(null, "", address);
  }
  scrollTo(0, 0);
  focusOn("#main > [role=status] > *, #main .errors, #main h1"); // what the act answered is read out first
  return facts;
}
