// Whether the officer is still signed in: signing in again in another tab makes a new token.

/** The session's token as the page at this address has it now; empty when nobody is signed in. */
export function tokenNow(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => {
      const told = request.responseXML?.body.getAttribute("hx-headers");
      const isHere = request.status === 200 && request.responseURL === new URL(address, location.href).href;
      if (request.status >= 500) {
        reject(new Error("line"));
      }
      resolve(isHere && told ? (JSON.parse(told) as { [name: string]: string })["x-csrftoken"] ?? "" : "");
    };
    request.onerror = () => reject(new Error("line"));
    request.send();
  });
}
