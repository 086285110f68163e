"""Public pages of the home country's places: found as one types, walked down from province to village."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from tamdan.core.access import public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.core.panels import panels_of
from tamdan.language.sorting import sort_key
from tamdan.places.access import search
from tamdan.places.models import Place
from tamdan.taxonomy.country import Country, country, country_of, source_of

FOUND = 30


@public
@unless_unchanged()
@reads
def places(request: HttpRequest) -> HttpResponse:
    """``q``: a name as one types it; without it the places of the highest level. htmx asks for the answer alone."""
    home, text = country(settings.COUNTRY), request.GET.get("q", "").replace("\0", "").strip()
    rows = search(text, limit=FOUND) if text else _highest(home)
    context = {"q": text, "rows": _named_levels(rows), "is_full": bool(text) and len(rows) == FOUND}
    template = "places/_found.html" if request.htmx else "places/places.html"  # type: ignore[attr-defined]  # django_htmx
    return render(request, template, {**context, "country": home, "source": source_of(home, "places.csv")})


def _highest(home: Country) -> list[Place]:
    return _by_name(Place.objects.current().filter(country=home.iso2, parent=None))


@public
@unless_unchanged()
@reads
def place(request: HttpRequest, code: str) -> HttpResponse:
    """A retired place keeps its page, because older records name it."""
    found = get_object_or_404(Place.objects.with_ancestors(), code=code)
    home = country_of(found.country)
    context = {
        "place": found,
        "level": level_name(found),
        "above": _above(found),
        "rows": _named_levels(_by_name(found.children.filter(retired=False))),
        "source": source_of(home, "places.csv") if home else None,
        "panels": panels_of(request.user, found),
    }
    return render(request, "places/place.html", context)


def _by_name(rows: Any) -> list[Place]:
    return sorted(rows, key=lambda row: sort_key(row.localized.text))


def _above(found: Place) -> list[Place]:
    """The places that this one lies in, the highest first."""
    above: list[Place] = []
    while found.parent:
        found = found.parent
        above.insert(0, found)
    return above


def _named_levels(rows: list[Place]) -> list[tuple[Place, str]]:
    return [(row, level_name(row)) for row in rows]


def level_name(found: Place) -> str:
    """The word for the level of a place in the language of the page, as its country calls it."""
    home = country_of(found.country)
    names = {level.code: level for level in home.place_levels} if home else {}
    if found.level not in names:
        return found.level
    return names[found.level].name_km if get_language() == "km" else names[found.level].name_en
