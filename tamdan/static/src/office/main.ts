// The bundle of the office's pages with keys: what runs is named by the page.
import { ready } from "./desk";
import { kit } from "./kit";
import { myKey } from "./mykey";
import { office } from "./offices";
import { reading } from "./reading";
import { stewards } from "./stewards";

const pages: { [name: string]: () => void } = { key: myKey, office, stewards, kit, reading };

pages[document.querySelector<HTMLElement>("[data-worker]")?.dataset.page ?? ""]?.();
ready();
