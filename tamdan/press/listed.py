"""Released quotations for the public: one as a page shows it, lists narrowed by theme, body, office-holder and month, pairs.

Whatever a visitor gets begins with ``Release.objects.public()``.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tamdan.core.narrowing import Facet, Option
from tamdan.core.versions import changed_pieces
from tamdan.institutions.models import Body, Person
from tamdan.language.dates import partial_date
from tamdan.language.templatetags.language import active_language
from tamdan.links.enums import Decision
from tamdan.links.models import Tag
from tamdan.press.enums_release import Answer, SpokeAs
from tamdan.press.models import Article, Pair, Release, Request
from tamdan.press.models.releases import ReleaseQuerySet
from tamdan.press.releasing import PRIVATE
from tamdan.taxonomy.models import Theme

THEMED = "press.article"
"""Kind of the records whose themes a quotation is found by."""
MONTH = re.compile(r"\d{4}-\d{2}")
NUMBER = re.compile(r"[\d០-៩]+(?:[.,][\d០-៩]+)*")
IN_OFFICE = Q(spoke_as=SpokeAs.SPOKESPERSON) | Q(spoke_as=SpokeAs.HOLDER) & ~Q(body__kind__in=PRIVATE)
"""Words of holders of a public post and of spokespersons: only these have a page of their own, about that role."""
MOST_OPTIONS = 40


@dataclass(frozen=True)
class Shown:
    """A release as every page shows it. ``notes`` are decided corrections, ``replies`` the answers of those concerned."""

    release: Release
    notes: list[Request] = field(default_factory=list)
    replies: list[Request] = field(default_factory=list)

    @property
    def has_page_of_person(self) -> bool:
        return self.release.person_id is not None and (
            self.release.spoke_as == SpokeAs.SPOKESPERSON or self.release.body.kind not in PRIVATE
        )

    @property
    def outlet(self) -> str:
        article = self.release.quotation.article
        return str(article.outlet) if article.outlet else article.outlet_name or _("the source")


@dataclass(frozen=True)
class Narrowed:
    """What a list was narrowed to; empty values narrow nothing, and what cannot be read is empty."""

    theme: str = ""
    body: str = ""
    person: str = ""
    month: str = ""

    @classmethod
    def read(cls, asked: Any) -> "Narrowed":
        return cls(
            theme=_code(asked.get("theme", "")), body=_code(asked.get("body", "")), person=_uuid(asked.get("person", "")),
            month=_month(asked.get("month", "")),
        )  # fmt: skip

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in vars(self).items() if value})

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


def public_or_404(uuid: object) -> Release:
    return get_object_or_404(ready(Release.objects.public()), uuid=uuid)


def ready(rows: ReleaseQuerySet) -> ReleaseQuerySet:
    """With everything that a row of a list shows, in one query."""
    return rows.select_related("quotation__article__outlet", "quotation__voice", "person", "post", "body")


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
    return rows


def shown(release: Release) -> Shown:
    return next(iter(all_shown([release])))


def all_shown(releases: Sequence[Release]) -> list[Shown]:
    """One query for the notes and replies of all of them."""
    ids = [one.pk for one in releases if one.pk]
    answers = Request.objects.filter(release__in=ids, answer__in=(Answer.NOTED, Answer.SHOWN)).order_by(
        "decided_at", "pk"
    )
    notes: dict[int, list[Request]] = {}
    replies: dict[int, list[Request]] = {}
    for one in answers:
        (notes if one.answer == Answer.NOTED else replies).setdefault(one.release_id, []).append(one)
    return [Shown(one, notes.get(one.pk, []), replies.get(one.pk, [])) for one in releases]


def facets_of(asked: Narrowed) -> list[Facet]:
    """What the list can be narrowed by, each counted without itself; four queries and the names."""
    return [
        Facet("theme", _("Theme"), _themes(asked)),
        Facet("body", _("Body"), _bodies(asked)),
        Facet("person", _("Office-holder"), _people(asked)),
        Facet("month", _("Month"), _months(asked)),
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


def person_or_404(uuid: object) -> Person:
    """Somebody of whom words in a public post, or as a spokesperson, are public now."""
    rows = Release.objects.public().filter(IN_OFFICE, person=OuterRef("pk"))
    return get_object_or_404(Person.objects.filter(Exists(rows)), uuid=uuid)


@dataclass(frozen=True)
class Between:
    """Two released quotations that a person set against each other: the one that was said first stands first."""

    pair: Pair
    first: Shown
    second: Shown

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """What the second says otherwise, word by word; nothing where they are in two languages."""
        one, two = self.first.release, self.second.release
        return list(changed_pieces(one.quotation.exact, two.quotation.exact)) if one.language == two.language else []

    @property
    def figures(self) -> list[tuple[str, ...]]:
        """The numbers of each, where both have some and they are not the same."""
        found = [tuple(NUMBER.findall(one.release.quotation.exact)) for one in (self.first, self.second)]
        return found if all(found) and found[0] != found[1] else []


def public_pairs() -> Any:
    """Pairs that a person accepted, of which both quotations are public."""
    public = Release.objects.public()
    return Pair.objects.filter(
        Exists(public.filter(quotation=OuterRef("first_quotation"))),
        Exists(public.filter(quotation=OuterRef("second_quotation"))),
        decision=Decision.ACCEPTED,
    )


def between(pairs: Iterable[Pair]) -> list[Between]:
    """Two queries, whatever their number."""
    chosen = list(pairs)
    ids = {pk for pair in chosen for pk in (pair.first_quotation_id, pair.second_quotation_id)}
    rows = all_shown(list(ready(Release.objects.public().filter(quotation__in=ids))))
    by_quotation = {one.release.quotation_id: one for one in rows}
    found = []
    for pair in chosen:
        sides = [by_quotation.get(pk or 0) for pk in (pair.first_quotation_id, pair.second_quotation_id)]
        one, two = sides
        if one and two:
            earlier, later = sorted((one, two), key=lambda side: (side.release.said_on, side.release.pk))
            found.append(Between(pair, earlier, later))
    return found


def pair_or_404(pk: int) -> Between:
    found = between([get_object_or_404(public_pairs(), pk=pk)])
    if not found:
        raise Http404
    return found[0]


def pairs_about(release: Release) -> list[Between]:
    inside = Q(first_quotation=release.quotation_id) | Q(second_quotation=release.quotation_id)
    return between(public_pairs().filter(inside)[:5])


def themes_of(article: Article) -> list[Theme]:
    codes = Tag.objects.standing().filter(kind=THEMED, scheme="theme", object_id=article.pk).values("code")
    return list(Theme.objects.filter(code__in=codes).order_by("position"))
