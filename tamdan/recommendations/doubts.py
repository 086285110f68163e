"""What a person decides about sources: whether two records are one, and which source is right where sources disagree."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer, reach_of
from tamdan.core.errors import Conflict, DomainError
from tamdan.core.ledger import record
from tamdan.links.enums import Decision, Origin
from tamdan.links.models import Tag
from tamdan.recommendations import identity, merging
from tamdan.recommendations.enums import Sameness
from tamdan.recommendations.imports.disagreeing import said
from tamdan.recommendations.imports.entries import KIND, Printed
from tamdan.recommendations.imports.writing import say
from tamdan.recommendations.keeping import keep_in_step, name_of
from tamdan.recommendations.models import (
    Disagreement,
    Merge,
    NearCase,
    PositionTaken,
    Recommendation,
    RecommendingState,
    SourceRecord,
)
from tamdan.taxonomy.models import UprSession

TOLD_APART = "recommendations.told_apart"
SETTLED = "recommendations.disagreement.settled"


class DecidedAlready(Conflict):
    message = _("Somebody decided this before you. Look at the list again.")


class NotAmongSources(DomainError):
    code = "not-among-sources"
    status = 409
    message = _("This source no longer says that. Look at the sources again, then choose.")


def cases(user: Viewer) -> Any:
    """Likenesses that wait for a person of the owning body."""
    return NearCase.objects.filter(decision=Sameness.WAITING, recommendation__owner__in=reach_of(user).bodies)


def disagreements(user: Viewer) -> Any:
    """Doubts that wait for a person of the owning body."""
    return Disagreement.objects.filter(settled_at__isnull=True, recommendation__owner__in=reach_of(user).bodies)


@transaction.atomic
def say_same(case: NearCase, *, versions: dict[int, int] | None, by: Any) -> Merge:
    """The two are one: they are merged. Raises DecidedAlready and what ``merging.merge`` does."""
    case = _waiting(case)
    return merging.merge(case.candidate, case.recommendation, by=by, versions=versions)


@transaction.atomic
def say_different(case: NearCase, *, by: Any) -> None:
    """Two demands: nobody is asked about them again. Raises DecidedAlready."""
    case = _waiting(case)
    case.decision, case.decided_by, case.decided_at = Sameness.DIFFERENT, by, timezone.now()
    case.save(update_fields=["decision", "decided_by", "decided_at"])
    record(TOLD_APART, case, by=by, about=case.recommendation, detail={"other": case.candidate.identifier})


def _waiting(case: NearCase) -> NearCase:
    found = NearCase.objects.select_for_update(of=("self",)).filter(pk=case.pk, decision=Sameness.WAITING).first()
    if found is None:
        raise DecidedAlready
    return found


def printed_of(recommendation: Recommendation) -> list[Printed]:
    """Its standing sources, as the rules of importing see them."""
    rows = SourceRecord.objects.filter(recommendation=recommendation, superseded_by__isnull=True).order_by("pk")
    return [Printed(*row) for row in rows.values_list("pk", "run_id", "format", "read")]


@transaction.atomic
def settle(doubt: Disagreement, source: int, *, by: Any) -> None:
    """The record takes what one of its sources says of the field; settled otherwise later, it takes that. Raises
    NotAmongSources."""
    doubt = Disagreement.objects.select_for_update(of=("self",)).get(pk=doubt.pk)
    recommendation = Recommendation.objects.select_for_update(of=("self",)).get(pk=doubt.recommendation_id)
    values = said(printed_of(recommendation), doubt.field)
    chosen = next((value for value, group in values.items() if source in [one.id for one in group]), None)
    if chosen is None:
        raise NotAmongSources
    TAKES[doubt.field](recommendation, chosen, source)
    doubt.settled_for_id, doubt.settled_by, doubt.settled_at = source, by, timezone.now()
    doubt.save(update_fields=["settled_for", "settled_by", "settled_at"])
    detail = {"field": doubt.field, "value": list(chosen) if isinstance(chosen, tuple) else chosen}
    record(SETTLED, doubt, by=by, about=recommendation, detail=detail)
    keep_in_step([recommendation.pk])


def _take_position(recommendation: Recommendation, value: str, source: int) -> None:
    if recommendation.position != value:
        recommendation.position = value
        recommendation.save(update_fields=["position"])
        PositionTaken.objects.create(recommendation=recommendation, recorded=value, source_id=source)


def _take_stated(recommendation: Recommendation, value: str, source: int) -> None:
    if recommendation.position_stated != value:
        recommendation.position_stated = value
        recommendation.save(update_fields=["position_stated"])
        PositionTaken.objects.create(
            recommendation=recommendation, recorded=recommendation.position, stated=value, source_id=source
        )


def _take_askers(recommendation: Recommendation, value: tuple[str, ...], _source: int) -> None:
    recommendation.recommending.exclude(state__code__in=value).delete()
    held = set(recommendation.recommending.values_list("state__code", flat=True))
    RecommendingState.objects.bulk_create(
        RecommendingState(recommendation=recommendation, state_id=code) for code in value if code not in held
    )


def _take_session(recommendation: Recommendation, value: int, _source: int) -> None:
    recommendation.session = value
    recommendation.cycle = UprSession.objects.filter(number=value).values_list("cycle", flat=True).first()
    recommendation.save(update_fields=["session", "cycle"])


def _take_name(field: str) -> Callable[[Recommendation, str, int], None]:
    def take(recommendation: Recommendation, value: str, _source: int) -> None:
        setattr(recommendation, field, value)
        recommendation.identifier = name_of(recommendation)
        taken = Recommendation.objects.filter(owner=recommendation.owner_id, identifier=recommendation.identifier)
        if taken.exclude(pk=recommendation.pk).exists():
            raise merging.NameTaken(name=recommendation.identifier)
        recommendation.save(update_fields=[field, "identifier"])

    return take


def _take_words(recommendation: Recommendation, value: str, source: int) -> None:
    verbatim = SourceRecord.objects.get(pk=source).verbatim
    text = next((cell for _name, cell in verbatim if str(identity.text_key(cell)) == value), None)
    official = recommendation.texts.order_by("kind", "pk").first()
    if text is None or official is None:
        raise NotAmongSources
    say(recommendation, official.language, text.strip())
    recommendation.text_key = identity.text_key(text)
    recommendation.save(update_fields=["text_key"])


def _take_themes(recommendation: Recommendation, value: tuple[str, ...], _source: int) -> None:
    themes = Tag.objects.on(KIND, recommendation.pk).filter(scheme="theme")
    themes.filter(origin=Origin.OFFICIAL).exclude(code__in=value).delete()
    held = set(themes.values_list("code", flat=True))
    Tag.objects.bulk_create(
        Tag(kind=KIND, object_id=recommendation.pk, scheme="theme", code=code, origin=Origin.OFFICIAL, decision=Decision.ACCEPTED)
        for code in value
        if code not in held
    )  # fmt: skip


TAKES: dict[str, Callable[[Recommendation, Any, int], None]] = {
    "position": _take_position, "stated": _take_stated, "by": _take_askers, "session": _take_session,
    "symbol": _take_name("symbol"), "paragraph": _take_name("paragraph"), "words": _take_words, "theme": _take_themes,
}  # fmt: skip
"""Field of ``SourceRecord.read`` -> how a record takes its value."""


def words_of(source: int, key: str) -> str:
    """The cell of a source whose words have this key; the key itself where none has."""
    verbatim = SourceRecord.objects.values_list("verbatim", flat=True).get(pk=source)
    return next((str(cell) for _name, cell in verbatim if str(identity.text_key(cell)) == key), key)
