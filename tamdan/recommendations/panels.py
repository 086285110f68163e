"""What this room declares to the rest (core.panels)."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer, Visibility, reach_of
from tamdan.core.panels import DeskEntry, HomePart, MenuEntry, Panel
from tamdan.institutions.models import Installation
from tamdan.recommendations import adding, answering, doubts, merging, parts, revising, tagging
from tamdan.recommendations.access import DECIDERS, PUBLISHERS
from tamdan.recommendations.actions import PUBLISHED, WITHDRAWN
from tamdan.recommendations.brought import by_run
from tamdan.recommendations.documents import SOURCE
from tamdan.recommendations.doubting import of_run, of_sources, waiting_cases, waiting_disagreements
from tamdan.recommendations.enums import Facet, Position
from tamdan.recommendations.exports import export_json
from tamdan.recommendations.imports.matrix import MATRIX
from tamdan.recommendations.imports.pasted import PASTED
from tamdan.recommendations.imports.table import TABLE
from tamdan.recommendations.imports.translations import TRANSLATIONS
from tamdan.recommendations.imports.uhri import UHRI
from tamdan.recommendations.imports.upr_info import UPR_INFO
from tamdan.recommendations.labels import label_of, table
from tamdan.recommendations.lineage import of_recommendation
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.reference import REFERENCE_PANELS
from tamdan.recommendations.reviews import position_columns, reviews_of, themes_chart
from tamdan.recommendations.texts import REMOVED, REVIEWED, TRANSLATED


def home_numbers() -> dict[str, Any] | None:
    """What the home State was asked and answered, in recommendations; None while nothing of it is public."""
    installation = Installation.current()
    reviews = reviews_of(AnonymousUser(), installation.state_iso3) if installation else []
    if not installation or not reviews:
        return None

    def sum_of(position: str) -> int:
        return sum(review.recommendations.get(position, 0) for review in reviews)

    return {
        "state": label_of(table(), Facet.STATE, installation.state_iso3),
        "code": installation.state_iso3,
        "asked": sum(review.total for review in reviews),
        "pairs": sum(review.total_pairs for review in reviews),
        "supported": sum_of(Position.SUPPORTED),
        "noted": sum_of(Position.NOTED),
    }


def home_themes() -> dict[str, Any] | None:
    """What the home State was asked about, as a chart with its table; None while nothing of it is public."""
    installation = Installation.current()
    reviews = reviews_of(AnonymousUser(), installation.state_iso3) if installation else []
    if not installation or not reviews:
        return None
    chart = themes_chart(AnonymousUser(), installation.state_iso3, position_columns(reviews), table())
    return {"chart": chart, "code": installation.state_iso3} if chart else None


def unpublished(user: Viewer) -> int:
    """Recommendations of the person's bodies that nobody but staff sees yet."""
    mine = Recommendation.objects.whole().filter(owner__in=reach_of(user).bodies)
    return mine.exclude(visibility=Visibility.PUBLIC).count()


MENU = [MenuEntry(_("Recommendations"), "recommendations:register", order=10)]
HOME = [
    HomePart("recommendations/_home.html", home_numbers, leads=True, order=10),
    HomePart("recommendations/_home_themes.html", home_themes, order=20),
]
DESK = [
    DeskEntry(
        _("pairs of records that may be one"), "recommendations:near", waiting_cases, frozenset(map(str, DECIDERS))
    ),
    DeskEntry(
        _("fields on which sources disagree"),
        "recommendations:disagreements",
        waiting_disagreements,
        frozenset(map(str, DECIDERS)),
    ),
    DeskEntry(
        _("recommendations not published"), "recommendations:publish", unpublished, frozenset(map(str, PUBLISHERS))
    ),
]
PANELS = [
    *REFERENCE_PANELS,
    Panel("imports.ImportRun", _("Records"), by_run, "recommendations/_brought.html", order=5),
    Panel("imports.ImportRun", _("Waits for a decision"), of_run, "recommendations/_of_run.html", order=10),
    Panel(
        "recommendations.Recommendation",
        _("Sources and other records"),
        of_sources,
        "recommendations/_doubts.html",
        order=20,
    ),
    Panel(
        "recommendations.Recommendation",
        _("The same demand at other times"),
        of_recommendation,
        "recommendations/_askings.html",
        order=10,
    ),
]
SEARCH_SOURCES = [SOURCE]
IMPORT_FORMATS = [UPR_INFO, UHRI, MATRIX, PASTED, TRANSLATIONS, TABLE]
EXPORTS = {"recommendations": export_json}
AUDIT_VERBS = {
    merging.MERGED: _("Two records of one recommendation were joined"),
    merging.TAKEN_BACK: _("Two records that were joined were made two again"),
    doubts.TOLD_APART: _("Two records were kept as two demands"),
    doubts.SETTLED: _("It was settled which source is right"),
    parts.SPLIT: _("A recommendation was split into parts"),
    parts.PUT_TOGETHER: _("The parts of a recommendation were put together"),
    adding.TYPED: _("A recommendation was typed"),
    adding.TYPED_AGAIN: _("A further source of a recommendation was typed"),
    revising.REVISED: _("A recommendation was corrected"),
    answering.ADDED: _("A position was added"),
    answering.CORRECTED: _("A position was corrected"),
    answering.REMOVED: _("A position was taken away"),
    answering.ADDED_TO_MANY: _("A position was added to several recommendations"),
    answering.TAKEN_BACK: _("A position added to several recommendations was taken back"),
    tagging.TAGGED: _("A recommendation was tagged"),
    tagging.UNTAGGED: _("A tag was taken away"),
    tagging.DECIDED: _("A suggested tag was decided"),
    tagging.TAGGED_MANY: _("Several recommendations were tagged"),
    tagging.TAKEN_BACK: _("Tags of several recommendations were taken back"),
    REVIEWED: _("A translation was reviewed"),
    REMOVED: _("A translation was taken away"),
    PUBLISHED: _("Recommendations were published"),
    TRANSLATED: _("A translation was added to a recommendation"),
    WITHDRAWN: _("A publication of recommendations was taken back"),
}
