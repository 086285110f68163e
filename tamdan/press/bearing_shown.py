"""What an article bears on as pages show it: what it is called, where it stands, why it is suggested, what was decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamdan.core.access import Viewer
from tamdan.links.enums import Decision, Origin
from tamdan.links.models import Link, Tag
from tamdan.places.access import search as find_places
from tamdan.places.models import Place
from tamdan.press.bearing import Borne, NoSuchTarget, Target, is_named, key_of
from tamdan.press.enums import MentionKind
from tamdan.press.linking import KIND, RECOMMENDATION
from tamdan.press.models import Article, Mention
from tamdan.press.speaking import LONGEST, MOST, Entry
from tamdan.recommendations.documents import title_of
from tamdan.recommendations.labels import table
from tamdan.recommendations.models import Recommendation, RecommendationText
from tamdan.recommendations.rows import best_text
from tamdan.search.access import search
from tamdan.taxonomy.models import Theme

WHY = {
    "same-letters": gettext_lazy("The register has an entry with the same letters."),
    "same-sound": gettext_lazy("The register has an entry that sounds the same."),
    "acronym": gettext_lazy("The register has a body with this acronym."),
    "beginning": gettext_lazy("The name of one body of the register begins with these words."),
    "part-of-name": gettext_lazy("Only one person of the register bears this surname."),
    "listed": gettext_lazy("The name stands in the list of States."),
    "only-one": gettext_lazy("Only one place bears this name."),
    "higher": gettext_lazy("Several places bear this name; this one is the highest of them."),
    "within": gettext_lazy("Several places bear this name; the article names the one around this."),
}
"""Sentences of the codes that ``naming`` and ``locating`` keep as reasons."""
KINDS = {
    "theme": gettext_lazy("Theme"),
    "recommendation": gettext_lazy("Recommendation"),
    **{str(kind): kind.label for kind in MentionKind},
}
_ORDER = list(KINDS)


@dataclass(frozen=True)
class Bearing:
    """``label`` is what it is called, ``printed`` the name in the article, ``words`` the more exact words (of a recommendation),
    ``reason`` a sentence, ``because`` the words that gave rise to it."""

    key: str
    kind: str
    label: Any
    decision: str
    is_machine: bool
    url: str = ""
    printed: str = ""
    words: Any = None
    reason: Any = ""
    because: str = ""

    @property
    def kind_label(self) -> str:
        return str(KINDS[self.kind])

    @property
    def is_waiting(self) -> bool:
        return self.decision == Decision.SUGGESTED

    @property
    def is_refused(self) -> bool:
        return self.decision == Decision.REFUSED


def bearings_of(user: Viewer, articles: Sequence[Article]) -> dict[int, list[Bearing]]:
    """By article, the themes first. Six queries, whatever their number."""
    ids = [article.pk for article in articles]
    found: dict[int, list[Bearing]] = {pk: [] for pk in ids}
    for pk, one in [*_themes(ids), *_recommendations(user, ids), *_names(ids)]:
        found[pk].append(one)
    for rows in found.values():
        rows.sort(key=lambda one: _ORDER.index(one.kind))
    return found


def _themes(ids: list[int]) -> Iterator[tuple[int, Bearing]]:
    tags = list(Tag.objects.on(KIND, *ids).filter(scheme="theme").order_by("-confidence", "pk"))
    themes = {theme.code: theme for theme in Theme.objects.filter(code__in={tag.code for tag in tags})}
    for tag in tags:
        if tag.code in themes:
            label = themes[tag.code].localized
            yield tag.object_id, _made(tag, "theme", label, because=tag.reason)


def _recommendations(user: Viewer, ids: list[int]) -> Iterator[tuple[int, Bearing]]:
    links = list(
        Link.objects.filter(from_kind=KIND, from_id__in=ids, to_kind=RECOMMENDATION).order_by("-confidence", "pk")
    )
    known = table()
    rows = recommendations_of(user, {link.to_id for link in links})
    for link in links:
        one = rows.get(link.to_id)
        if one is not None:
            url = reverse("recommendations:detail", args=[one.pk])
            yield (
                link.from_id,
                _made(link, "recommendation", title_of(one, known), url=url, words=best_text(one), because=link.reason),
            )


def recommendations_of(user: Viewer, ids: Iterable[int]) -> dict[int, Recommendation]:
    """Those that this person may see, with their texts. Two queries."""
    texts = Prefetch("texts", RecommendationText.objects.order_by("pk"))
    return Recommendation.objects.visible_to(user).prefetch_related(texts).in_bulk(list(ids))


def _names(ids: list[int]) -> Iterator[tuple[int, Bearing]]:
    """Names that stand for something of the register, those of States aside: they are no question."""
    rows = Mention.objects.filter(article__in=ids).exclude(kind__in=(MentionKind.DATE, MentionKind.STATE))
    for row in rows.select_related("person", "body", "place__parent__parent__parent").order_by("start"):
        if not is_named(row):
            continue
        label = _trail(row.place) if row.place else str(row.body or row.person)
        url = (
            reverse("places:place", args=[row.place.code])
            if row.place
            else row.body.get_absolute_url()
            if row.body
            else ""
        )
        yield row.article_id, _made(row, row.kind, label, url=url, printed=row.name, reason=WHY.get(row.reason, ""))


def _trail(place: Place) -> str:
    return ", ".join(dict.fromkeys(str(label) for label in place.trail()))


def _made(row: Borne, kind: str, label: Any, **more: Any) -> Bearing:
    return Bearing(key_of(row), kind, label, str(row.decision), row.origin == Origin.MACHINE, **more)


def targets(user: Viewer, text: str) -> list[Entry]:
    """What may be added, as one types: themes, places, recommendations that hold the words."""
    words = text[:LONGEST].strip()
    if not words:
        return []
    wanted = words.casefold()
    themes = [
        theme for theme in Theme.objects.current()
        if any(wanted in name.casefold() for name in (theme.name_en, theme.name_km, *theme.aliases))
    ]  # fmt: skip
    hits = search(user, words, ("recommendation",), 5).hits
    rows = recommendations_of(user, [hit.document.object_id for hit in hits])
    known = table()
    return [
        *(Entry(f"theme:{one.code}", str(one), _("Theme")) for one in themes[:MOST]),
        *(Entry(f"place:{one.code}", _trail(one), _("Place")) for one in find_places(words, limit=5)),
        *(Entry(f"recommendation:{one.pk}", title_of(one, known), _begins(one)) for one in rows.values()),
    ]


def _begins(one: Recommendation) -> str:
    text = best_text(one)
    return f"{text.text[:120]}…" if text else ""


def target_of(user: Viewer, code: str, text: str) -> Target:
    """What a chosen code names, or the one entry that is called so. Raises NoSuchTarget."""
    kind, _colon, key = code.partition(":")
    found: Target | None = None
    if kind == "theme":
        found = Theme.objects.current().filter(code=key[:80]).first()
    elif kind == "place":
        found = Place.objects.current().filter(code=key[:80]).first()
    elif kind == "recommendation" and key.isdecimal() and len(key) < 18:
        found = Recommendation.objects.visible_to(user).filter(pk=int(key)).first()
    if found is not None:
        return found
    alike = targets(user, text)
    same = [one for one in alike if one.name.casefold() == text.strip().casefold()] or alike
    if code or len(same) != 1:
        raise NoSuchTarget(name=text[:LONGEST])
    return target_of(user, same[0].code, "")
