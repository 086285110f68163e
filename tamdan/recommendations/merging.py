"""Two records that are one: the kept one takes up everything of the other, whose address leads to it; taken back as a whole.

What hangs on the lost record in any room moves; what would stand twice is kept in the merge's snapshot beside the record itself.
Taking back moves the same rows again, so that what was edited meanwhile stays edited, and what was added stays where it was added.
"""

import contextlib
import datetime
import json
from collections.abc import Iterator
from typing import Any

from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import Conflict, DomainError
from tamdan.core.ledger import record
from tamdan.core.models import UNDO_DAYS
from tamdan.imports.models import ImportRun
from tamdan.links.models import Link, Tag
from tamdan.recommendations.documents import KIND as SEARCH_KIND
from tamdan.recommendations.imports.disagreeing import compare_again
from tamdan.recommendations.imports.entries import KIND
from tamdan.recommendations.keeping import keep_in_step
from tamdan.recommendations.models import (
    Merge,
    NearCase,
    PositionTaken,
    Recommendation,
    RecommendationText,
    RecommendingState,
    SourceRecord,
)
from tamdan.search.actions import remove

MERGED = "recommendations.merged"
TAKEN_BACK = "recommendations.merge_undone"
FILLED = ("symbol", "paragraph", "number", "date", "position", "position_stated", "asker_id", "asker_name")
"""Fields that the kept record takes from the lost one where it knows nothing itself."""
OURS = "recommendations"


class NotOne(DomainError):
    """The two cannot be one record."""

    code = "not-one-record"
    status = 409
    message = _(
        "These two cannot be one record: they are of different bodies or States, or one is a part of the other. Choose another."
    )


class HasParts(DomainError):
    code = "merge-has-parts"
    status = 409
    message = _("“%(name)s” is split into parts. Put its parts together again, then join the two records.")


class ChangedMeanwhile(Conflict):
    message = _("Somebody changed one of the two records while you were reading. Look at them again, then decide.")


class AlreadyTakenBack(DomainError):
    code = "merge-taken-back"
    status = 409
    message = _("These two records are two again already.")


class TooLateToTakeBack(DomainError):
    code = "merge-too-old"
    status = 409
    message = _("This can no longer be taken back: more than %(days)s days have passed.")


class NameTaken(DomainError):
    code = "merge-name-taken"
    status = 409
    message = _("“%(name)s” is the name of another record by now. Join the two records first, then take this back.")


def kept_first(one: Recommendation, other: Recommendation) -> tuple[Recommendation, Recommendation]:
    """The one that names its document is kept, otherwise the older: kept, lost."""
    first, second = sorted((one, other), key=lambda each: (not (each.symbol and each.paragraph), each.pk))
    return first, second


@transaction.atomic
def merge(one: Recommendation, other: Recommendation, *, by: Any, versions: dict[int, int] | None = None) -> Merge:
    """Join two records. ``versions``: those that the person saw, by key. Raises NotOne, HasParts, ChangedMeanwhile."""
    found = {row.pk: row for row in _locked(one.pk, other.pk)}
    if len(found) < 2:
        raise ChangedMeanwhile
    if versions and any(found[pk].version != version for pk, version in versions.items() if pk in found):
        raise ChangedMeanwhile
    kept, lost = kept_first(*found.values())
    return _merge(kept, lost, by=by, run=None)


def take_up(*, kept: int, lost: int, run: ImportRun) -> Merge:
    """The same for an import, where a source with paragraphs says that the rows of both are one. Its answers are no story."""
    found = {row.pk: row for row in _locked(kept, lost)}
    return _merge(found[kept], found[lost], by=None, run=run)


def _locked(*ids: int) -> models.QuerySet[Recommendation]:
    return Recommendation.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")


def _merge(kept: Recommendation, lost: Recommendation, *, by: Any, run: ImportRun | None) -> Merge:
    _refuse(kept, lost)
    held: dict[str, Any] = {
        "text_key": str(lost.text_key), "state": lost.state_id, "session": lost.session,
        "by": sorted(lost.recommending.values_list("state_id", flat=True)), "run": run.pk if run else None, "runs": _runs(lost),
        "moved": {}, "rows": [], "filled": {},
    }  # fmt: skip
    rows: list[models.Model] = [lost]
    _move_own(kept, lost, held["moved"], rows, is_import=run is not None)
    _move_tags(kept, lost, held["moved"], rows)
    _move_links(kept, lost, held["moved"], rows)
    _move_elsewhere(kept, lost, held["moved"])
    rows += [*lost.texts.all(), *lost.recommending.all(), *lost.positions.all(), *lost.sources.all()]
    rows += [*lost.disagreements.all()]
    held["rows"] = json.loads(serializers.serialize("json", rows))
    held["filled"] = _fill(kept, lost)
    made = Merge.objects.create(
        owner_id=kept.owner_id, visibility=kept.visibility, kept=kept, lost_id=lost.pk, lost_identifier=lost.identifier,
        snapshot=held, by=by,
    )  # fmt: skip
    record(MERGED, made, by=by, about=kept, detail={"lost": lost.identifier, "kept": kept.identifier})
    remove(SEARCH_KIND, [lost.pk])
    Recommendation.objects.filter(pk=lost.pk).delete()
    kept.save(update_fields=[name.removesuffix("_id") for name in held["filled"]])
    keep_in_step([kept.pk])
    compare_again([kept.pk])
    return made


def _refuse(kept: Recommendation, lost: Recommendation) -> None:
    same = [name for name in ("owner_id", "state_id", "mechanism_id") if getattr(kept, name) == getattr(lost, name)]
    if kept.pk == lost.pk or len(same) < 3 or kept.parent_id != lost.parent_id:
        raise NotOne
    if lost.parts.exists():
        raise HasParts(name=lost.identifier)


def _runs(lost: Recommendation) -> list[int]:
    """The imports that the lost record came from: none of them is undone while the merge stands."""
    found = set(lost.sources.filter(run__isnull=False).values_list("run", flat=True))
    return sorted(found | ({lost.created_in_id} if lost.created_in_id else set()))


def _fill(kept: Recommendation, lost: Recommendation) -> dict[str, Any]:
    filled = {}
    for name in FILLED:
        if not getattr(kept, name) and getattr(lost, name):
            setattr(kept, name, getattr(lost, name))
            filled[name] = str(getattr(lost, name))
    return filled


def _move(rows: models.QuerySet[Any], moved: dict[str, Any], name: str, **to: Any) -> None:
    ids = list(rows.values_list("pk", flat=True))
    if ids:
        rows.model._default_manager.filter(pk__in=ids).update(**to)
        moved[name] = ids


def _move_own(
    kept: Recommendation, lost: Recommendation, moved: dict[str, Any], rows: list[models.Model], *, is_import: bool
) -> None:
    """Sources, answers, pairs, texts in other languages, earlier merges and questions about likeness."""
    _move(
        lost.sources.exclude(digest__in=kept.sources.values("digest")),
        moved, SourceRecord._meta.label_lower, recommendation=kept,
    )  # fmt: skip
    answers = lost.positions.filter(source__isnull=True) if is_import else lost.positions.all()
    _move(answers, moved, PositionTaken._meta.label_lower, recommendation=kept)
    texts = lost.texts.exclude(language__in=kept.texts.values("language"))
    _move(texts, moved, RecommendationText._meta.label_lower, recommendation=kept)
    pairs = lost.recommending.exclude(state__in=kept.recommending.values("state")).values_list("state_id", flat=True)
    moved["pairs"] = list(pairs)
    RecommendingState.objects.bulk_create(
        RecommendingState(recommendation=kept, state_id=code) for code in moved["pairs"]
    )
    _move(lost.merges.all(), moved, Merge._meta.label_lower, kept=kept)
    cases = NearCase.objects.filter(Q(recommendation=lost) | Q(candidate=lost))
    known = NearCase.objects.filter(Q(recommendation=kept) | Q(candidate=kept))
    others = {pk for pair in known.values_list("recommendation", "candidate") for pk in pair} | {kept.pk}
    rows += cases
    for case in cases:
        other = case.candidate_id if case.recommendation_id == lost.pk else case.recommendation_id
        if other not in others:
            newer, older = max(other, kept.pk), min(other, kept.pk)
            NearCase.objects.filter(pk=case.pk).update(recommendation=newer, candidate=older)


def _move_tags(kept: Recommendation, lost: Recommendation, moved: dict[str, Any], rows: list[models.Model]) -> None:
    held = set(Tag.objects.on(KIND, kept.pk).values_list("scheme", "code"))
    tags = list(Tag.objects.on(KIND, lost.pk))
    double = [tag for tag in tags if (tag.scheme, tag.code) in held]
    rows += double
    Tag.objects.filter(pk__in=[tag.pk for tag in double]).delete()
    _move(Tag.objects.on(KIND, lost.pk), moved, Tag._meta.label_lower, object_id=kept.pk)


def _move_links(kept: Recommendation, lost: Recommendation, moved: dict[str, Any], rows: list[models.Model]) -> None:
    """A link that would lead from the record to itself, or stand twice, goes into the snapshot."""
    ends = {lost.pk: kept.pk}
    for link in Link.objects.touching(KIND, lost.pk):
        first = ends.get(link.from_id, link.from_id) if link.from_kind == KIND else link.from_id
        last = ends.get(link.to_id, link.to_id) if link.to_kind == KIND else link.to_id
        twin = Link.objects.filter(
            from_kind=link.from_kind, from_id=first, to_kind=link.to_kind, to_id=last, predicate=link.predicate,
            owner=link.owner_id,
        )  # fmt: skip
        if twin.exists() or (link.from_kind == link.to_kind and first == last):
            rows.append(Link.objects.get(pk=link.pk))
            link.delete()
        else:
            moved.setdefault("links", []).append([link.pk, link.from_id, link.to_id])
            Link.objects.filter(pk=link.pk).update(from_id=first, to_id=last)


def _move_elsewhere(kept: Recommendation, lost: Recommendation, moved: dict[str, Any]) -> None:
    """A row that stands on the kept record too (its model forbids two) goes with the lost one."""
    for name, model, field in _elsewhere():
        for pk in model._base_manager.filter(**{field: lost.pk}).values_list("pk", flat=True):
            with contextlib.suppress(IntegrityError), transaction.atomic():
                model._base_manager.filter(pk=pk).update(**{field: kept.pk})
                moved.setdefault(name, []).append(pk)


def _elsewhere() -> Iterator[tuple[str, Any, str]]:
    """Models of later rooms that refer to a recommendation: a name for each relation, the model, its column."""
    for relation in Recommendation._meta.get_fields(include_hidden=True):
        field: Any = getattr(relation, "field", None)
        if relation.concrete or field is None or not getattr(field, "db_constraint", False):
            continue
        if field.model._meta.app_label != OURS:
            yield f"{field.model._meta.label_lower}.{field.name}", field.model, field.attname


def follow(number: int) -> int | None:
    """The record that the address of a lost one leads to."""
    found = Merge.objects.filter(lost_id=number, undone_at__isnull=True).values_list("kept_id", flat=True)
    return found.first()


def can_be_taken_back(made: Merge) -> bool:
    return made.by_id is not None and not made.undone_at and timezone.now() <= _until(made)


def _until(made: Merge) -> datetime.datetime:
    return made.at + datetime.timedelta(days=UNDO_DAYS)


@transaction.atomic
def take_back(made: Merge, *, by: Any) -> Recommendation:
    """Make two records of one again; gives the one that was lost. Raises AlreadyTakenBack, TooLateToTakeBack, NameTaken."""
    made = Merge.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if made.undone_at:
        raise AlreadyTakenBack
    if by is not None and timezone.now() > _until(made):
        raise TooLateToTakeBack(days=UNDO_DAYS)
    if (
        Recommendation.objects.filter(owner=made.owner_id, identifier=made.lost_identifier)
        .exclude(pk=made.kept_id)
        .exists()
    ):
        raise NameTaken(name=made.lost_identifier)
    kept = Recommendation.objects.select_for_update(of=("self",)).get(pk=made.kept_id)
    _empty(kept, made.snapshot["filled"])
    _restore(made)
    made.undone_at = timezone.now()
    made.save(update_fields=["undone_at"])
    record(TAKEN_BACK, made, by=by, about=kept, detail={"lost": made.lost_identifier, "kept": kept.identifier})
    keep_in_step([made.lost_id, made.kept_id])
    compare_again([made.lost_id, made.kept_id])
    return Recommendation.objects.get(pk=made.lost_id)


def _empty(kept: Recommendation, filled: dict[str, str]) -> None:
    """Take from the kept record what it got from the lost one, unless somebody changed it since."""
    same = [name for name, value in filled.items() if str(getattr(kept, name)) == value]
    for name in same:
        setattr(kept, name, None if name in ("date", "asker_id") else "")
    kept.save(update_fields=[name.removesuffix("_id") for name in same])
    keep_in_step([kept.pk])


def _restore(made: Merge) -> None:
    held = made.snapshot
    rows = sorted(
        serializers.deserialize("json", json.dumps(held["rows"])),
        key=lambda one: not isinstance(one.object, Recommendation),
    )
    for row in rows:
        row.save()
    _give_back(made, held["moved"])


def _give_back(made: Merge, moved: dict[str, Any]) -> None:
    """Rows that are still the kept record's go back to the lost one; those that somebody removed since stay removed."""
    lost, kept = made.lost_id, made.kept_id
    for model in (SourceRecord, PositionTaken, RecommendationText):
        ids = moved.get(model._meta.label_lower, [])
        model.objects.filter(pk__in=ids, recommendation=kept).update(recommendation=lost)
    Merge.objects.filter(pk__in=moved.get(Merge._meta.label_lower, []), kept=kept).update(kept=lost)
    Tag.objects.filter(pk__in=moved.get(Tag._meta.label_lower, []), object_id=kept).update(object_id=lost)
    for pk, first, last in moved.get("links", []):
        Link.objects.filter(pk=pk).update(from_id=first, to_id=last)
    still = SourceRecord.objects.filter(recommendation=kept, superseded_by__isnull=True).values_list("read", flat=True)
    said = {code for read in still for code in read.get("by", ())}
    RecommendingState.objects.filter(recommendation=kept, state__in=set(moved.get("pairs", [])) - said).delete()
    for name, elsewhere, field in _elsewhere():
        elsewhere._base_manager.filter(pk__in=moved.get(name, [])).update(**{field: lost})
