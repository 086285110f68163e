// Communes and villages of the chosen district. Only the district, which stays open anyway, is named to the server.
import { byId, say, settings, show } from "./page";

interface Named {
  code: string;
  name: string;
}
interface Commune extends Named {
  villages: Named[];
}

export function offerPlaces(): void {
  const district = byId<HTMLSelectElement>("id_place");
  const [commune, village] = [byId<HTMLSelectElement>("id_commune"), byId<HTMLSelectElement>("id_village")];
  let communes: Commune[] = [];
  const refill = (select: HTMLSelectElement, rows: readonly Named[]): void => {
    select.replaceChildren(new Option(say("notSaid"), ""), ...rows.map(({ code, name }) => new Option(name, code)));
    show(select.closest<HTMLElement>(".field") ?? select, rows.length > 0);
  };
  district.addEventListener("change", () => {
    refill(commune, []);
    refill(village, []);
    if (district.value) {
      fetch(settings.urls.places + encodeURIComponent(district.value), {
        credentials: "omit", headers: { "Accept-Language": settings.language },
      }).then(async (answer) => {
        communes = answer.ok ? await answer.json() as Commune[] : [];
        refill(commune, communes);
      }, () => undefined); // without a line the landmark remains
    }
  });
  commune.addEventListener("change", () => refill(village, communes.find(({ code }) => code === commune.value)?.villages ?? []));
  refill(commune, []);
  refill(village, []);
}
