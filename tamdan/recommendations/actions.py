"""Publishing and withdrawing: what is imported or typed stays internal until a person releases it (DESIGN.md, principle 10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.audit.actions import record
from tamdan.core import bulk
from tamdan.core.access import Visibility
from tamdan.core.errors import DomainError
from tamdan.core.models import BulkAct
from tamdan.imports.models import ImportRun
from tamdan.institutions.models import Body, Installation
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.models import Recommendation, RecommendingState, SourceRecord
from tamdan.search.actions import set_visibility

PUBLISHED = "recommendations.published"
WITHDRAWN = "recommendations.withdrawn"
Rows = QuerySet[Recommendation]


class NothingToPublish(DomainError):
    code = "nothing-to-publish"
    status = 409
    message = _("There is nothing to publish here: everything is public already, or nothing was imported.")


class NotPublic(DomainError):
    code = "not-public"
    status = 409
    message = _("This recommendation is internal already.")


@dataclass(frozen=True)
class Preview:
    """What a publication would release. ``pairs`` counts recommendation-State pairs by recorded position ("" for none);
    ``parts`` are those of compound recommendations, counted beside them."""

    recommendations: int
    already_public: int
    pairs: dict[str, int]
    parts: int = 0


def review(owner: Body, state: str, session: int | None) -> Rows:
    """Everything of one body about one State (ISO alpha-3) at one session."""
    return Recommendation.objects.filter(owner=owner).of_review(state, session)


def preview(rows: Rows) -> Preview:
    """Counts before publishing; two queries."""
    is_hidden, is_whole = ~Q(visibility=Visibility.PUBLIC), Q(parent__isnull=True)
    hidden = rows.filter(is_hidden, is_whole)
    pairs = RecommendingState.objects.filter(recommendation__in=hidden).values_list("recommendation__position")
    numbers = rows.aggregate(
        recommendations=Count("pk", filter=is_hidden & is_whole), already_public=Count("pk", filter=~is_hidden & is_whole),
        parts=Count("pk", filter=is_hidden & ~is_whole),
    )  # fmt: skip
    return Preview(pairs=dict(pairs.annotate(count=Count("pk")).order_by()), **numbers)


def publish_review(state: str, session: int | None, *, owner: Body, by: Any) -> BulkAct:
    """Release a whole review in one act, which ``withdraw`` reverses within 30 days. Raises NothingToPublish."""
    return _publish(review(owner, state, session), by=by, detail={"state": state, "session": session})


def publish_imports(runs: Sequence[ImportRun], *, by: Any) -> int:
    """Release what these imports brought, made or joined, in one act; gives how many. Raises NothingToPublish."""
    sources = SourceRecord.objects.filter(run__in=runs)
    rows = Recommendation.objects.filter(pk__in=sources.values("recommendation"))
    return _publish(rows, by=by, detail={"imports": [str(run.uuid) for run in runs]}).count


def internal(owner: Body) -> str:
    """How far an unpublished record of this body is seen: the staff of an installation see its own body's; what a guest of
    another body types is seen by that body alone."""
    installation = Installation.current()
    return Visibility.STAFF if installation is None or installation.body_id == owner.pk else Visibility.OWNER


def publish_one(recommendation: Recommendation, *, by: Any) -> BulkAct:
    """Release one recommendation with its parts. Raises NothingToPublish."""
    rows = Recommendation.objects.filter(Q(pk=recommendation.pk) | Q(parent=recommendation))
    return _publish(rows, by=by, detail={"recommendation": recommendation.identifier})


@transaction.atomic
def withdraw_one(recommendation: Recommendation, *, by: Any) -> None:
    """Make one recommendation, with its parts, internal again. Raises NotPublic."""
    rows = Recommendation.objects.filter(Q(pk=recommendation.pk) | Q(parent=recommendation))
    public, seen = rows.filter(visibility=Visibility.PUBLIC), internal(recommendation.owner)
    try:
        act = bulk.change(public, verb=WITHDRAWN, by=by, visibility=seen, published_at=None)
    except bulk.NothingToChange as error:
        raise NotPublic from error
    set_visibility(KIND, map(int, act.before), visibility=seen)
    record(WITHDRAWN, act, by=by, about=recommendation, count=act.count)


@transaction.atomic
def _publish(rows: Rows, *, by: Any, detail: dict[str, Any]) -> BulkAct:
    hidden = rows.exclude(visibility=Visibility.PUBLIC)
    try:
        act = bulk.change(hidden, verb=PUBLISHED, by=by, visibility=Visibility.PUBLIC, published_at=timezone.now())
    except bulk.NothingToChange as error:
        raise NothingToPublish from error
    set_visibility(KIND, map(int, act.before), visibility=Visibility.PUBLIC)
    record(PUBLISHED, act, by=by, detail=detail, count=act.count)
    return act


@transaction.atomic
def withdraw(act: BulkAct, *, by: Any) -> bulk.Undone:
    """Make internal again what one act published, as it was before. Raises AlreadyUndone and TooLateToUndo."""
    undone = bulk.undo(act, by=by)
    held: dict[tuple[str, tuple[int, ...]], list[int]] = {}
    for pk, visibility, shared in Recommendation.objects.filter(pk__in=act.before).values_list(
        "pk", "visibility", "shared_with"
    ):
        held.setdefault((visibility, tuple(shared)), []).append(pk)
    for (visibility, bodies), ids in held.items():
        set_visibility(KIND, ids, visibility=visibility, shared_with=bodies)
    record(WITHDRAWN, act, by=by, count=undone.restored)
    return undone
