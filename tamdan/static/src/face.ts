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
