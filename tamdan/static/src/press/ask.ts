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
// Back from a page that refused: an old calculation is spent.
addEventListener("pageshow", () => {
  if (field) field.value = "";
});
