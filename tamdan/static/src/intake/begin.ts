// What both pages of the person do first: the quick exit, what is shown with JavaScript alone, printing.
import { offerLeaving } from "./leave";
import { byId, show } from "./page";

/** `act` runs where the page has its form: without a list of keys the page has none. */
export function begin(act: () => void, form: string): void {
  offerLeaving();
  document.querySelectorAll<HTMLElement>("[data-with-script]").forEach((element) => show(element));
  document.querySelectorAll<HTMLElement>("[data-without-script]").forEach((element) => element.remove());
  document.querySelectorAll<HTMLElement>("[data-print]").forEach((control) => control.addEventListener("click", () => {
    byId<HTMLDetailsElement>("card-signed").open = true; // the promise belongs on the paper
    print();
  }));
  if (document.getElementById(form)) {
    act();
  }
  byId("main").classList.add("ready");
}
