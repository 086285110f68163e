// Search as one types over the persons, bodies and States of the register: a list below the field (WAI-ARIA combobox).
interface Entry {
  code: string;
  name: string;
  note: string;
}

let number = 0;

export function find(input: HTMLInputElement, address: string): void {
  const form = input.form;
  const who = form?.querySelector<HTMLInputElement>("[name=who]");
  if (!form || !who || input.getAttribute("role")) {
    return;
  }
  const list = document.createElement("ul");
  list.id = `found-${++number}`;
  list.className = "found";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector(`label[for="${input.id}"]`)?.textContent ?? "");
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  let asked = 0;
  let timer = 0;

  const close = (): void => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (option: HTMLElement): void => {
    input.value = option.dataset.name ?? "";
    who.value = option.dataset.code ?? "";
    close();
  };
  const show = (entries: Entry[]): void => {
    list.replaceChildren(...entries.map((entry, place) => optionOf(entry, `${list.id}-${place}`)));
    list.hidden = entries.length === 0;
    input.setAttribute("aria-expanded", String(entries.length > 0));
    active(list, input, 0);
  };
  const ask = async (): Promise<void> => {
    const mine = ++asked;
    const response = await fetch(`${address}?q=${encodeURIComponent(input.value)}`, { headers: { Accept: "application/json" } });
    if (response.ok && mine === asked) {
      show(((await response.json()) as { entries: Entry[] }).entries);
    }
  };
  input.addEventListener("input", () => {
    who.value = "";
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask().catch(close), 150);
  });
  input.addEventListener("keydown", (event) => {
    const options = Array.from(list.children) as HTMLElement[];
    const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (list.hidden) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      active(list, input, (now + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length);
    } else if (event.key === "Enter" && options[now]) {
      choose(options[now]); // and the form is sent by the same key
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
  list.addEventListener("pointerdown", (event) => {
    const option = (event.target as Element).closest<HTMLElement>("[role=option]");
    if (option) {
      event.preventDefault();
      choose(option);
    }
  });
  input.addEventListener("blur", close);
}

function optionOf(entry: Entry, id: string): HTMLLIElement {
  const made = document.createElement("li");
  made.id = id;
  made.setAttribute("role", "option");
  made.dataset.code = entry.code;
  made.dataset.name = entry.name;
  made.textContent = entry.note ? `${entry.name}, ${entry.note}` : entry.name;
  return made;
}

function active(list: HTMLElement, input: HTMLInputElement, place: number): void {
  Array.from(list.children).forEach((one, index) => one.setAttribute("aria-selected", String(index === place)));
  const chosen = list.children[place];
  if (chosen) {
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }
}
