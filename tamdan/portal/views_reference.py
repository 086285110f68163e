"""The page that leads to everything the register rests on."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.places.models import Place
from tamdan.search.reference import REFERENCE
from tamdan.taxonomy.country import country
from tamdan.taxonomy.enums import SdgLevel
from tamdan.taxonomy.models import AffectedGroup, Instrument, Mechanism, Sdg, State, Theme


@dataclass(frozen=True)
class Shelf:
    """A list of reference: what it is called, what it holds, the name of its page, and its rows."""

    title: str | Promise
    about: str | Promise
    url_name: str
    rows: QuerySet[Any]


def shelves() -> list[Shelf]:
    goals = Sdg.objects.current().filter(level=SdgLevel.GOAL)
    places = Place.objects.current().filter(country=country(settings.COUNTRY).iso2)
    return [
        Shelf(_("States"), _("The treaties that bind each, its reviews and their dates"), "taxonomy:states", State.objects.current()),
        Shelf(_("International instruments"), _("Article by article, with the States that they bind"), "taxonomy:instruments",
              Instrument.objects.current()),
        Shelf(_("Human-rights themes"), _("What recommendations are about"), "taxonomy:themes", Theme.objects.current()),
        Shelf(_("Affected groups"), _("Whom recommendations concern"), "taxonomy:groups", AffectedGroup.objects.current()),
        Shelf(_("Mechanisms and mandates"), _("Who makes recommendations"), "taxonomy:mechanisms", Mechanism.objects.current()),
        Shelf(_("Sustainable Development Goals"), _("With their targets"), "taxonomy:goals", goals),
        Shelf(_("Places"), _("From province to village, in both scripts"), "places:places", places),
    ]  # fmt: skip


def counted(lists: list[Shelf]) -> list[tuple[Shelf, int]]:
    """Each list with the number of its rows. One query."""
    first, *rest = (
        shelf.rows.order_by()
        .values(shelf=Value(shelf.url_name))
        .annotate(number=Count("pk"))
        .values_list("shelf", "number")
        for shelf in lists
    )
    numbers = dict(first.union(*rest, all=True))
    return [(shelf, numbers.get(shelf.url_name, 0)) for shelf in lists]


@public
@unless_unchanged(REFERENCE)
@reads
def reference(request: HttpRequest) -> HttpResponse:
    """What there is, and how much of it."""
    return render(request, "portal/reference.html", {"shelves": counted(shelves())})
