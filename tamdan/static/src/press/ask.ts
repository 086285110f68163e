// The public form about a quotation: the short calculation against mass mailings is made when it is sent. Without script the form goes
// as it is, and the server takes some such an hour.
import { newChallenge, solve } from "../seal/effort";

const form = document.querySelector<HTMLFormElement>("form[data-ask]");
const field = form?.querySelector<HTMLInputElement>("[data-effort]");
const status = form?.querySelector<HTMLElement>("[data-working]");

form?.addEventListener("submit", (event) => {
  if (!field || field.value) {
    return;
  }
  event.preventDefault();
  if (status) {
    status.textContent = status.dataset.working ?? "";
  }
  newChallenge(field.dataset.effort ?? "")
    .then((challenge) => solve(challenge))
    .then((solution) => { field.value = solution; })
    .catch(() => undefined) // the form goes without it: the server says what it takes
    .then(() => form.submit());
});
// Another kind of request has other fields: what was typed goes along, and is there again. The form itself stays as it is, for who comes back.
function leaveFor(link: HTMLAnchorElement, typed: FormData): void {
  typed.set("kind", link.dataset.kind ?? "");
  typed.set("other", "1");
  const away = Object.assign(document.createElement("form"), { method: "post", action: link.href, hidden: true });
  for (const [name, value] of typed) {
    away.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(away);
  away.submit();
}
for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-kind]")) {
  link.addEventListener("click", (event) => {
    if (form && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      leaveFor(link, new FormData(form));
    }
  });
}
// Back from a page that refused: an old calculation is spent.
addEventListener("pageshow", () => {
  if (field) field.value = "";
});
