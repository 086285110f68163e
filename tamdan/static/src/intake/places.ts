// Communes and villages of the chosen district, to be searched. Only the district, which stays open anyway, is named to the server.
import { offerFinding } from "./finding";
import { byId, make, say, settings, show } from "./page";

interface Named {
  code: string;
  name: string;
}
interface Commune extends Named {
  villages: Named[];
}

export function offerPlaces(): void {
  const [district, village] = [byId<HTMLSelectElement>("id_place"), byId<HTMLSelectElement>("id_village")];
  offerFinding(district);
  offerFinding(byId<HTMLSelectElement>("id_who_body"));
  const renew = offerFinding(village);
  const refill = (communes: readonly Commune[]): void => {
    village.replaceChildren(new Option(say("notSaid"), ""), ...communes.map(group));
    show(village.closest<HTMLElement>(".field") ?? village, communes.length > 0);
    renew();
  };
  district.addEventListener("change", () => {
    refill([]);
    if (district.value) {
      fetch(settings.urls.places + encodeURIComponent(district.value), {
        credentials: "omit", headers: { "Accept-Language": settings.language },
      }).then(async (answer) => refill(answer.ok ? await answer.json() as Commune[] : []), () => undefined); // without a line the landmark remains
    }
  });
  refill([]);
}

/** A commune with its villages; its own line is for whoever knows no village. */
function group({ code, name, villages }: Commune): HTMLOptGroupElement {
  const lines = [{ code, name: say("wholeCommune", { name }) }, ...villages];
  return make("optgroup", { label: name }, ...lines.map((one) => new Option(one.name, one.code)));
}
