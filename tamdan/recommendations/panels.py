"""What this room declares to the rest (core.panels)."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from tamdan.core.panels import HomePart, MenuEntry
from tamdan.institutions.models import Installation
from tamdan.recommendations.actions import PUBLISHED, WITHDRAWN
from tamdan.recommendations.documents import SOURCE
from tamdan.recommendations.enums import Facet, Position
from tamdan.recommendations.exports import export_json
from tamdan.recommendations.imports.table import TABLE
from tamdan.recommendations.imports.upr_info import UPR_INFO
from tamdan.recommendations.labels import label_of, table
from tamdan.recommendations.reference import REFERENCE_PANELS
from tamdan.recommendations.reviews import reviews_of
from tamdan.recommendations.texts import TRANSLATED


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


MENU = [MenuEntry(_("Recommendations"), "recommendations:register", order=10)]
HOME = [HomePart("recommendations/_home.html", home_numbers, leads=True, order=10)]
PANELS = REFERENCE_PANELS
SEARCH_SOURCES = [SOURCE]
IMPORT_FORMATS = [UPR_INFO, TABLE]
EXPORTS = {"recommendations": export_json}
AUDIT_VERBS = {
    PUBLISHED: _("Recommendations were published"),
    TRANSLATED: _("A translation was added to a recommendation"),
    WITHDRAWN: _("A publication of recommendations was taken back"),
}
