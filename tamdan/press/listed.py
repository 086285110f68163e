"""Released quotations for the public: one as a page shows it, with its notes, replies and the pairs that it stands in.

Whatever a visitor gets begins with ``Release.objects.public()``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tamdan.core.versions import changed_pieces
from tamdan.institutions.models import Person
from tamdan.links.enums import Decision
from tamdan.links.models import Tag
from tamdan.press.enums_release import Answer, SpokeAs
from tamdan.press.models import Article, Pair, Release, Request
from tamdan.press.models.releases import ReleaseQuerySet
from tamdan.press.screen import PRIVATE
from tamdan.taxonomy.models import Theme

THEMED = "press.article"
"""Kind of the records whose themes a quotation is found by."""
NUMBER = re.compile(r"[\d០-៩]+(?:[.,][\d០-៩]+)*")
IN_OFFICE = Q(spoke_as=SpokeAs.SPOKESPERSON) | Q(spoke_as=SpokeAs.HOLDER) & ~Q(body__kind__in=PRIVATE)
"""Words of holders of a public post and of spokespersons: only these have a page of their own, about that role."""
WORDS_AT_ENDS = 4


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
    def at_words(self) -> str:
        """The article's address with the place of the words in it (W3C text fragment): browsers go there and mark them."""
        address, said = self.release.quotation.article.address, self.release.quotation.words[0].split()
        if "#" in address:
            return address
        ends = [said] if len(said) <= 2 * WORDS_AT_ENDS else [said[:WORDS_AT_ENDS], said[-WORDS_AT_ENDS:]]
        return f"{address}#:~:text={','.join(quote(' '.join(one), safe='').replace('-', '%2D') for one in ends)}"

    @property
    def outlet(self) -> str:
        article = self.release.quotation.article
        return str(article.outlet) if article.outlet else article.outlet_name or _("the source")


def public_or_404(uuid: object) -> Release:
    return get_object_or_404(ready(Release.objects.public()), uuid=uuid)


def ready(rows: ReleaseQuerySet) -> ReleaseQuerySet:
    """With everything that a row of a list shows, in one query."""
    return rows.select_related("quotation__article__outlet", "quotation__voice", "person", "post", "body")


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
