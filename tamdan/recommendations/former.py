"""Everything that became of a recommendation: its own former states, those of its texts and answers, and why it was corrected."""

from dataclasses import replace
from typing import Any

from django.apps import apps

from tamdan.audit.models import Event
from tamdan.audit.people import named
from tamdan.core.history import SHOWN, Change, FieldChange, former_states, history_of
from tamdan.recommendations.models import PositionTaken, Recommendation, RecommendationText
from tamdan.recommendations.revising import REVISED, Reason
from tamdan.recommendations.tagging import UNTAGGED

FOLLOWS = frozenset({"digest", "translated_from", "text_key", "source", "identifier", "reviewed_by"})
"""Columns that change with others and tell a reader nothing."""
WHY = (REVISED, UNTAGGED)
"""Acts that give a reason, which the rows themselves do not hold."""


def changes_of(recommendation: Recommendation) -> list[Change]:
    """Newest first, at most SHOWN. A few queries for each text and answer that changed or went."""
    found = history_of(recommendation)
    for model in (RecommendationText, PositionTaken):
        for pk in _keys(model, recommendation):
            row = model._default_manager.filter(pk=pk).first() or model(pk=pk, recommendation=recommendation)
            found += history_of(row)
    shown = [change for one in found if (change := _plain(one)).fields]
    return sorted([*shown, *_reasons(recommendation)], key=lambda one: one.at, reverse=True)[:SHOWN]


def was_there(row: PositionTaken | RecommendationText, recommendation: Recommendation) -> bool:
    """Whether a row that is gone belonged to this record: somebody took it away while another person looked at it."""
    return former_states(row).filter(recommendation=recommendation.pk).exists()


def _keys(model: Any, recommendation: Recommendation) -> list[int]:
    former = apps.get_model(model._meta.app_label, f"{model.__name__}History")._default_manager
    return list(former.filter(recommendation=recommendation.pk).order_by().values_list("pgh_obj", flat=True).distinct())


def _plain(change: Change) -> Change:
    hidden = {
        str(field.verbose_name)
        for model in (Recommendation, RecommendationText, PositionTaken)
        for field in model._meta.local_fields
        if field.name in FOLLOWS
    }
    return replace(change, fields=[one for one in change.fields if one.label not in hidden])


def _reasons(recommendation: Recommendation) -> list[Change]:
    """From the ledger: why people corrected it, or took a tag away."""
    events = list(
        Event.objects.about(recommendation).filter(verb__in=WHY, detail__isnull=False).select_related("detail")[:SHOWN]
    )
    return [
        Change(one.at, name, one.verb, [FieldChange(one.label, "", _why(one.detail.value))])
        for one, name in named(events, "who")
    ]


def _why(detail: dict[str, Any]) -> str:
    known = {str(code): str(label) for code, label in Reason.choices}
    words = (
        known.get(detail.get("reason", ""), detail.get("reason", "")),
        detail.get("note", ""),
        detail.get("tag", ""),
    )
    return ". ".join(filter(None, words)) or "–"
