"""What the search index holds of a recommendation: one document, its official words, found by its names in every language."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamdan.language.templatetags.language import localnum
from tamdan.recommendations.enums import Facet, TextKind
from tamdan.recommendations.imports.made import Made, MadeText
from tamdan.recommendations.labels import Table, every_name, label_of, table
from tamdan.recommendations.models import Recommendation, RecommendationText
from tamdan.search.sources import Draft, Source

KIND = "recommendation"


def drafts(ids: Iterable[int] | None) -> Iterator[Draft]:
    """Drafts of the named recommendations, of all for None; parts are found by their whole. Two queries for each 2,000."""
    rows = Recommendation.objects.whole().order_by("id")
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    known = table()
    for recommendation in rows.prefetch_related("texts").iterator(chunk_size=2000):
        yield draft_of(recommendation, list(recommendation.texts.all()), known)


def draft_of(
    recommendation: Recommendation | Made, texts: Sequence[RecommendationText | MadeText], known: Table
) -> Draft:
    """The draft of one recommendation from its texts (the official one first) and the labels' table; no query.

    Translations are among the names, so that there is one document for a recommendation in however many languages.
    """
    official = next((text for text in texts if text.kind == TextKind.OFFICIAL), texts[0] if texts else None)
    translations = tuple(text.text for text in texts if text is not official)
    return Draft(
        object_id=recommendation.id,
        language=official.language if official else "en",
        title=f"{recommendation.symbol} {recommendation.paragraph}".strip(),
        body=official.text if official else "",
        names=every_name(known, recommendation.facets) + translations,
        identifier=recommendation.identifier,
        weight=recommendation.session or 0,
        owner_id=recommendation.owner_id,
        visibility=recommendation.visibility,
        shared_with=tuple(recommendation.shared_with),
    )


def title_of(recommendation: Recommendation, known: Table) -> str:
    """For the reader: the State, and the session of the review or the document."""
    state = label_of(known, Facet.STATE, recommendation.state_id).text
    if recommendation.symbol:
        place = f"{recommendation.symbol} §{recommendation.paragraph}".removesuffix(" §")
        return _("Recommendation to %(state)s, %(place)s") % {"state": state, "place": place}
    if recommendation.session:
        values = {"state": state, "session": localnum(recommendation.session)}
        return _("Recommendation to %(state)s, session %(session)s") % values
    return _("Recommendation to %(state)s") % {"state": state}


def titles(ids: list[int]) -> dict[int, str]:
    """By id, of recommendations that the caller may see."""
    known = table()
    rows = Recommendation.objects.filter(pk__in=ids).only("state_id", "symbol", "paragraph", "session").order_by()
    return {row.pk: title_of(row, known) for row in rows}


SOURCE = Source(
    kind=KIND,
    label=gettext_lazy("Recommendations"),
    drafts=drafts,
    url_name="recommendations:detail",
    order=10,
    titles=titles,
)
