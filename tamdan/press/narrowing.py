"""What lists of released quotations are narrowed by: words, theme, body, office-holder, month, and for whom somebody speaks."""

import datetime
import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from tamdan.core.narrowing import Facet, Option
from tamdan.core.statements import filled, subquery
from tamdan.institutions.enums import BodyKind
from tamdan.institutions.models import Body, Person
from tamdan.language.analyse import query
from tamdan.language.dates import partial_date
from tamdan.language.normalise import order
from tamdan.language.templatetags.language import active_language
from tamdan.links.models import Tag
from tamdan.press.enums_release import SPEAKS_FOR, SpeaksFor
from tamdan.press.listed import IN_OFFICE, THEMED, Shown, all_shown, ready
from tamdan.press.models import Release
from tamdan.press.models.releases import ReleaseQuerySet
from tamdan.press.releasing import KIND
from tamdan.search.access import matching
from tamdan.taxonomy.models import Theme

MONTH = re.compile(r"\d{4}-\d{2}")
MOST_OPTIONS = 40
_WORDED = "SELECT object_id FROM search_document WHERE {found}"


@dataclass(frozen=True)
class Narrowed:
    """What a list was narrowed to; empty values narrow nothing, and what cannot be read is empty."""

    theme: str = ""
    body: str = ""
    person: str = ""
    month: str = ""
    side: str = ""
    q: str = ""

    @classmethod
    def read(cls, asked: Any) -> "Narrowed":
        side = asked.get("side", "")
        return cls(
            theme=_code(asked.get("theme", "")), body=_code(asked.get("body", "")), person=_uuid(asked.get("person", "")),
            month=_month(asked.get("month", "")), side=side if side in SpeaksFor else "",
            q=order(asked.get("q", "").replace("\0", "")).strip()[:400],
        )  # fmt: skip

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in vars(self).items() if value})

    @property
    def keep(self) -> list[tuple[str, str]]:
        """What the form of the words carries along."""
        return [(name, value) for name, value in vars(self).items() if value and name != "q"]

    @property
    def words(self) -> list[tuple[str, str]]:
        """What the form that narrows carries along."""
        return [("q", self.q)] if self.q else []

    def without(self, name: str) -> "Narrowed":
        return Narrowed(**{**vars(self), name: ""})


def _code(text: str) -> str:
    return text[:80] if text.isprintable() else ""


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _month(text: str) -> str:
    if not MONTH.fullmatch(text):
        return ""
    try:
        datetime.date.fromisoformat(f"{text}-01")
    except ValueError:
        return ""
    return text


def narrowed(asked: Narrowed) -> ReleaseQuerySet:
    rows = Release.objects.public()
    if asked.theme:
        tags = Tag.objects.standing().filter(kind=THEMED, scheme="theme", code=asked.theme)
        rows = rows.filter(Exists(tags.filter(object_id=OuterRef("quotation__article_id"))))
    if asked.body:
        rows = rows.filter(body__code=asked.body)
    if asked.person:
        rows = rows.filter(IN_OFFICE, person__uuid=asked.person)
    if asked.month:
        first = datetime.date.fromisoformat(f"{asked.month}-01")
        rows = rows.filter(said_on__year=first.year, said_on__month=first.month)
    if asked.side:
        rows = rows.filter(speaking_for(asked.side))
    words = query(asked.q)
    if not words.is_empty:
        # what an anonymous visitor may find: nothing else of the index is ever among released words
        rows = rows.filter(pk__in=subquery(filled(_WORDED, found=matching(AnonymousUser(), KIND, words))))
    return rows


def speaking_for(side: str) -> Q:
    """By the kind of the body, of an office by that of the body above it."""
    kinds = [kind for kind, one in SPEAKS_FOR.items() if one == side]
    return Q(body__kind__in=kinds) | Q(body__kind=BodyKind.OFFICE, body__parent__kind__in=kinds)


def facets_of(asked: Narrowed) -> list[Facet]:
    """What the list can be narrowed by, each counted without itself; five queries and the names."""
    return [
        Facet("theme", _("Theme"), _themes(asked)),
        Facet("body", _("Body"), _bodies(asked)),
        Facet("person", _("Office-holder"), _people(asked)),
        Facet("month", _("Month"), _months(asked)),
        Facet("side", _("Speaks for"), _sides(asked)),
    ]


def _themes(asked: Narrowed) -> list[Option]:
    articles = narrowed(asked.without("theme")).values_list("quotation__article_id", flat=True)
    numbers: dict[str, int] = {}
    of_article: dict[int, int] = {}
    for pk in articles:
        of_article[pk] = of_article.get(pk, 0) + 1
    tags = Tag.objects.standing().filter(kind=THEMED, scheme="theme", object_id__in=list(of_article))
    for code, pk in tags.values_list("code", "object_id"):
        numbers[code] = numbers.get(code, 0) + of_article[pk]
    names = {theme.code: str(theme.localized) for theme in Theme.objects.filter(code__in=numbers)}
    found = sorted(numbers.items(), key=lambda one: (-one[1], one[0]))[:MOST_OPTIONS]
    return [Option(code, names.get(code, code), number, code == asked.theme) for code, number in found]


def _bodies(asked: Narrowed) -> list[Option]:
    rows = narrowed(asked.without("body")).values_list("body").annotate(number=Count("pk")).order_by("-number", "body")
    counted = dict(rows[:MOST_OPTIONS])
    bodies = Body.objects.in_bulk(counted)
    return [
        Option(bodies[pk].code, str(bodies[pk]), number, bodies[pk].code == asked.body)
        for pk, number in counted.items()
    ]


def _people(asked: Narrowed) -> list[Option]:
    rows = narrowed(asked.without("person")).filter(IN_OFFICE, person__isnull=False)
    counted = dict(rows.values_list("person").annotate(number=Count("pk")).order_by("-number", "person")[:MOST_OPTIONS])
    people = Person.objects.in_bulk(counted)
    return [
        Option(str(people[pk].uuid), str(people[pk]), number, str(people[pk].uuid) == asked.person)
        for pk, number in counted.items()
    ]


def _sides(asked: Narrowed) -> list[Option]:
    rows = narrowed(asked.without("side"))
    numbers = rows.aggregate(**{one.name: Count("pk", filter=speaking_for(one)) for one in SpeaksFor})
    return [
        Option(one.value, one.label, numbers[one.name], one == asked.side) for one in SpeaksFor if numbers[one.name]
    ]


def by_side(asked: Narrowed, most: int) -> list[tuple[SpeaksFor, int, list[Shown]]]:
    """Each side that has words on what was asked: how many, and its newest ones. A query for each, and one for the notes."""
    found = []
    for option in _sides(asked):
        newest = ready(narrowed(replace(asked, side=str(option.value)))).order_by("-said_on", "-pk")[:most]
        found.append((SpeaksFor(option.value), int(option.count), list(newest)))
    shown = {one.release.pk: one for one in all_shown([row for _side, _number, rows in found for row in rows])}
    return [(side, number, [shown[row.pk] for row in rows]) for side, number, rows in found]


def _months(asked: Narrowed) -> list[Option]:
    rows = narrowed(asked.without("month")).annotate(month=TruncMonth("said_on")).values_list("month")
    counted = rows.annotate(number=Count("pk")).order_by("-month")[:MOST_OPTIONS]
    return [
        Option(f"{day:%Y-%m}", month_name(f"{day:%Y-%m}"), number, f"{day:%Y-%m}" == asked.month)
        for day, number in counted
    ]


def month_name(month: str) -> str:
    """ "2026-11" in the words of the page's language."""
    return partial_date(month, active_language())
