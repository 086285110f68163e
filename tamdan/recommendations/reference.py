"""What the register knows of a State, theme, group, mechanism or goal: the panels on their pages, one query each."""

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.panels import Panel
from tamdan.recommendations.enums import Facet, Position
from tamdan.recommendations.models import Recommendation
from tamdan.taxonomy.models import State, Term

POSITIONS = (Position.SUPPORTED, Position.NOTED)
FACETS = {
    "taxonomy.Theme": Facet.THEME,
    "taxonomy.AffectedGroup": Facet.GROUP,
    "taxonomy.Mechanism": Facet.BODY,
    "taxonomy.Sdg": Facet.SDG,
}


def of_state(user: Viewer, state: State) -> dict[str, Any] | None:
    """What was asked of the State, with its answers, and what it asked of others; None where there is neither."""
    under, by = f"{Facet.STATE}:{state.code}", f"{Facet.BY}:{state.code}"
    asked = Q(facets__contains=[under])
    counts = Recommendation.objects.visible_to(user).filter(facets__overlap=[under, by]).aggregate(
        asked=Count("pk", filter=asked),
        made=Count("pk", filter=Q(facets__contains=[by])),
        **{position: Count("pk", filter=asked & Q(position=position)) for position in POSITIONS},
    )  # fmt: skip
    return {"code": state.code, **counts} if counts["asked"] or counts["made"] else None


def of_term(user: Viewer, term: Term) -> dict[str, Any] | None:
    """How many recommendations carry the term; None where none does."""
    facet = FACETS[term._meta.label]
    number = Recommendation.objects.visible_to(user).filter(facets__contains=[f"{facet}:{term.code}"]).count()
    return {"facet": facet, "code": term.code, "number": number} if number else None


REFERENCE_PANELS = [
    Panel("taxonomy.State", _("Recommendations"), of_state, "recommendations/_of_state.html", order=10),
    *(Panel(model, _("Recommendations"), of_term, "recommendations/_of_term.html", order=10) for model in FACETS),
]
