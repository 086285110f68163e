"""Loads the places of a country from ``country/<code>/places.csv``."""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tamdan.places.models import Place
from tamdan.places.spelling import folded
from tamdan.taxonomy.country import Country, country
from tamdan.taxonomy.files import Row, rows_of
from tamdan.taxonomy.naming import KhmerStatus
from tamdan.taxonomy.sync import sync


def load_reference() -> dict[str, int]:
    """The home country's places: rows added, changed or retired. Raises FaultyFile and changes nothing."""
    return {"places.Place": load_country(settings.COUNTRY)}


@transaction.atomic
def load_country(code: str) -> int:
    """The places of one country; those of another are left alone."""
    home = country(code)
    rows = rows_of(Path(settings.COUNTRY_ROOT) / code / "places.csv")
    levels = {level.code: depth for depth, level in enumerate(home.place_levels, start=1)}
    depths = {row.text("code"): levels[row.one_of("level", levels)] for row in rows}
    return sync(Place.objects.filter(country=home.iso2), [_place(row, home, depths) for row in rows])


def remove_country(code: str) -> None:
    """Take an invented country's places away without a trace. A real country's stay."""
    if country(code).fictional:
        Place.objects.filter(country=country(code).iso2).delete()


def _place(row: Row, home: Country, depths: dict[str, int]) -> Place:
    code, parent = row.text("code", longest=70), row.code("parent_code", depths)
    if (parent is None) != (depths[code] == 1) or (parent and depths[parent] >= depths[code]):
        raise row.fault(_("The place must lie in one of a higher level, and only the highest level in none."))
    khmer = {"name_km": row.text("name_km"), "km_status": KhmerStatus.OFFICIAL}
    aliases = row.many("aliases", split="|")
    return Place(
        code=home.iso2 + code,
        country=home.iso2,
        level=row.text("level"),
        depth=depths[code],
        parent_id=home.iso2 + parent if parent else None,
        name_en=row.text("name_en"),
        aliases=aliases,
        pcode=row.optional("pcode", longest=20),
        source_code=row.optional("source_code", longest=20) or code,
        note=row.optional("note"),
        folded=folded([row.text("name_km"), row.text("name_en"), *aliases]),
        **khmer,
    )
