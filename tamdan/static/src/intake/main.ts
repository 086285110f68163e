// The public bundle: the form, or the page of a complaint that was sent.
import { beginForm } from "./form";
import { offerLeaving } from "./leave";
import { byId, show } from "./page";
import { beginReceipt } from "./receipt";

offerLeaving();
document.querySelectorAll<HTMLElement>("[data-with-script]").forEach((element) => show(element));
document.querySelectorAll<HTMLElement>("[data-without-script]").forEach((element) => element.remove());
document.querySelectorAll<HTMLElement>("[data-print]").forEach((control) => control.addEventListener("click", () => {
  byId<HTMLDetailsElement>("card-signed").open = true; // the promise belongs on the paper
  print();
}));
if (document.getElementById("complaint")) {
  beginForm();
} else if (document.getElementById("open-receipt")) {
  beginReceipt();
}
byId("main").classList.add("ready");
