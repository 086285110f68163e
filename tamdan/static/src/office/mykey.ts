// "My key": make it, show its words once and have them typed back, send the locked file; try it; replace a lost one.
import { type Facts, filled, facts, one, openDesk, Refused, show } from "./desk";
import { newWords, strangeWords, tidyWords } from "./words";

export function myKey(): void {
  const page = facts<Facts>();
  const keys = openDesk(page);
  const words = newWords();
  const list = document.querySelector<HTMLOListElement>("[data-words]");
  words.split(" ").forEach((word) => {
    const item = document.createElement("li");
    item.textContent = word;
    list?.append(item);
  });
  // The words leave the page before they are typed: who typed them from the screen has not written them down.
  document.querySelector("[data-hide-words]")?.addEventListener("click", () => {
    show("[data-step=words]", false);
    show("[data-step=type]");
    one<HTMLInputElement>("form[data-enrol] input[data-typed]").focus();
  });
  document.querySelector("[data-show-words]")?.addEventListener("click", () => {
    show("[data-step=type]", false);
    show("[data-step=words]");
  });
  filled("form[data-add-touch]", async (form) => ({ ...(await keys.addTouch(form.dataset.addTouch ?? "")) }));
  filled("form[data-enrol]", async (form) => {
    const typed = one<HTMLInputElement>("input[data-typed]", form).value;
    if (tidyWords(typed) !== words) {
      throw new Refused(strangeWords(typed).length ? "words-strange" : "words-differ");
    }
    return { ...(await keys.enrol(words, page.workFactor)) };
  });
}
