"""What a recommendation's page and the desk show of doubts about its sources."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import Viewer, roles_of
from tamdan.recommendations import doubts
from tamdan.recommendations.access import DECIDERS, can_edit
from tamdan.recommendations.labels import table
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.views.doubts import FIELD_NAMES, choices, format_names


def of_sources(user: Viewer, recommendation: Recommendation) -> dict[str, Any] | None:
    """Both values of each field in doubt, for everybody; the ways to decide, for those who may."""
    found = list(recommendation.disagreements.select_related("recommendation"))
    links = _links(user, recommendation)
    if not found and not links:
        return None
    names, known = FIELD_NAMES(), table()
    shown = [(names[one.field], choices(one, known, format_names()), one.settled_at is not None) for one in found]
    return {"doubts": shown, "links": links}


def _links(user: Viewer, recommendation: Recommendation) -> list[tuple[str, str]]:
    if not (roles_of(user) & set(DECIDERS) and can_edit(user, recommendation)):
        return []
    number, found = recommendation.pk, []
    if recommendation.disagreements.filter(settled_at__isnull=True).exists():
        found.append((_("Say which source is right"), f"{reverse('recommendations:disagreements')}?record={number}"))
    if doubts.cases(user).filter(recommendation=number).exists():
        found.append((_("May be another record too"), f"{reverse('recommendations:near')}?record={number}"))
    if not recommendation.parent_id and not recommendation.parts.exists():
        found.append((_("Split into parts"), reverse("recommendations:split", args=[number])))
    return [*found, (_("Join with another record"), reverse("recommendations:join", args=[number]))]


def waiting_cases(user: Viewer) -> int:
    return int(doubts.cases(user).count())


def waiting_disagreements(user: Viewer) -> int:
    return int(doubts.disagreements(user).count())
