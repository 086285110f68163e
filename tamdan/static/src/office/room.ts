// Exchanging the pages of the reading room. The browser itself reads the page (a request for a document), so no text becomes
// markup in our hands, which the policy of trusted types would refuse.
import { Refused } from "./desk";

/** Whether an address is a page of a file: those keep the worker. */
export function isOfRoom(address: string): boolean {
  const url = new URL(address, location.href);
  const room = document.querySelector<HTMLElement>("[data-room]")?.dataset.room ?? "";
  return url.origin === location.origin && room !== "" && /^\d/.test(url.pathname.slice(room.length)) && url.pathname.startsWith(room);
}

/** Ask for a page and put it in the place of this one; a page that is not of the room is loaded as any other. `done` gets its facts. */
export function exchange(
  method: "GET" | "POST", address: string, body: FormData | null, done: (facts: string) => void, remember = true, room = "reading",
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = "document";
    request.onload = () => {
      const came = request.responseXML;
      const main = came?.getElementById("main");
      if (!came || !main || !came.querySelector(`[data-page=${room}]`)) {
        location.assign(request.responseURL || address);
      } else {
        done(put(came, main, remember ? request.responseURL : ""));
      }
      resolve();
    };
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
  if (address && address !== location.href) {
    history.pushState(null, "", address);
  }
  scrollTo(0, 0);
  const heading = document.querySelector<HTMLElement>("#main .errors, #main h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
  return facts;
}
