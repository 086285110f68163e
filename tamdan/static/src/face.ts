// Enhancement only: every page works without this file.

// A ticked facet narrows the list at once; without script the form's own button does it.
document.addEventListener("change", (event) => {
  const form = (event.target as HTMLInputElement).form;
  if (form?.matches("[data-submit-on-change]")) {
    form.requestSubmit ? form.requestSubmit() : form.submit();
  }
});

// The account menu closes on Escape and when focus leaves it.
document.addEventListener("keydown", (event) => {
  const open = document.querySelector<HTMLDetailsElement>(".who[open]");
  if (event.key === "Escape" && open) {
    open.open = false;
    open.querySelector("summary")?.focus();
  }
});
document.addEventListener("focusin", (event) => {
  const open = document.querySelector<HTMLDetailsElement>(".who[open]");
  if (open && !open.contains(event.target as Node)) {
    open.open = false;
  }
});

// A file may be dropped anywhere in the box of its field; without script only the input itself takes it.
const boxOf = (event: Event) => (event.target as Element).closest?.<HTMLElement>(".upload") ?? null;
document.addEventListener("dragover", (event) => {
  const box = boxOf(event);
  if (box && event.dataTransfer?.types.includes("Files")) {
    event.preventDefault();
    box.classList.add("over");
  }
});
for (const end of ["dragleave", "drop"]) {
  document.addEventListener(end, (event) => boxOf(event)?.classList.remove("over"));
}
document.addEventListener("drop", (event) => {
  const input = boxOf(event)?.querySelector<HTMLInputElement>("input[type=file]");
  if (input && event.target !== input && event.dataTransfer?.files.length) {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
