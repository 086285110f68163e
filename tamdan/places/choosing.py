"""The country's districts to choose from, in the order of their names."""

from django.conf import settings

from tamdan.language.sorting import sort_key
from tamdan.places.models import Place
from tamdan.taxonomy.country import country

Named = tuple[str, str]


def districts() -> list[tuple[str, list[Named]]]:
    """Code and name by province, both in the order of their names."""
    home = country(settings.COUNTRY).iso2
    rows = Place.objects.current().filter(country=home, depth__in=(1, 2)).order_by("code")
    provinces = {row.code: row for row in rows if row.parent_id is None}
    grouped: dict[str, list[Named]] = {code: [] for code in provinces}
    for row in rows:
        if row.parent_id in grouped:
            grouped[row.parent_id].append((row.code, row.localized.text))
    named = [(provinces[code].localized.text, by_name(found)) for code, found in grouped.items() if found]
    return sorted(named, key=lambda pair: sort_key(pair[0]))


def by_name(rows: list[Named]) -> list[Named]:
    return sorted(rows, key=lambda row: sort_key(row[1]))
