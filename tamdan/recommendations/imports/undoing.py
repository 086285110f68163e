"""Taking a whole import back: what it made goes, what it changed is again what it was, and nothing that others built on it."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import F, Model, Q, QuerySet

from tamdan.core.access import Visibility
from tamdan.imports.models import ImportChange, ImportRun
from tamdan.links.enums import Decision, Origin
from tamdan.links.models import Link, Tag
from tamdan.recommendations import identity
from tamdan.recommendations.documents import KIND as SEARCH_KIND
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.imports.apart import keep_told_apart
from tamdan.recommendations.imports.demand import TagRead
from tamdan.recommendations.imports.disagreeing import compare_again
from tamdan.recommendations.imports.entries import KIND
from tamdan.recommendations.imports.writing import say
from tamdan.recommendations.keeping import facets_of
from tamdan.recommendations.merging import take_back
from tamdan.recommendations.models import (
    Disagreement,
    Merge,
    NearCase,
    PositionTaken,
    Recommendation,
    RecommendationText,
    RecommendingState,
    SourceRecord,
)
from tamdan.search.actions import index_records, remove

NAMED = 5
"""Records that a refusal names at most."""


def later_changes(run: ImportRun) -> list[str]:
    """Identifiers of records that somebody published, changed, or brought another source for since; at most five."""
    made = Recommendation.objects.filter(created_in=run)
    found: dict[str, None] = {}
    for rows in _built_on(run, made):
        found |= dict.fromkeys(rows.values_list("identifier", flat=True)[:NAMED])
        if len(found) >= NAMED:
            break
    for change in _changed_again(run):
        found[change] = None
    found |= dict.fromkeys(_joined(run))
    return list(found)[:NAMED]


def _built_on(run: ImportRun, made: "QuerySet[Recommendation]") -> "Iterator[QuerySet[Recommendation]]":
    """Cheap questions first; each gives the records of this import on which something later stands."""
    yield made.filter(visibility=Visibility.PUBLIC)
    moved = [int(pk) for pk in run.notes.get("register", {}).get("moved", {})]
    yield made.filter(sources__in=SourceRecord.objects.exclude(run=run).exclude(pk__in=moved))
    yield made.filter(positions__in=PositionTaken.objects.exclude(source__run=run).exclude(source__in=moved))
    yield made.filter(texts__in=RecommendationText.objects.exclude(translated_from=""))
    rewritten = _first_former(RecommendationText, run).exclude(text=F("pgh_obj__text"))
    yield made.filter(texts__in=rewritten.values("pgh_obj"))
    yield made.filter(parts__isnull=False)
    yield made.filter(pk__in=_edited(run).values("pgh_obj"))
    touched = Tag.objects.filter(kind=KIND).filter(Q(origin=Origin.PERSON) | Q(decided_by__isnull=False))
    yield made.filter(pk__in=touched.values("object_id"))
    linked = Link.objects.exclude(decision=Decision.SUGGESTED)
    yield made.filter(
        Q(pk__in=linked.filter(from_kind=KIND).values("from_id"))
        | Q(pk__in=linked.filter(to_kind=KIND).values("to_id"))
    )


def _joined(run: ImportRun) -> Iterator[str]:
    """Records that a person, or a later import, joined to another one since, of which either holds something of this import."""
    since = Merge.objects.filter(undone_at__isnull=True, at__gte=run.committed_at)
    brought = Q(snapshot__runs__contains=run.pk) | Q(kept__sources__run=run) | Q(lost_id__in=list(_before(run)))
    yield from since.filter(brought).exclude(snapshot__run=run.pk).values_list("lost_identifier", flat=True).distinct()


def _edited(run: ImportRun) -> QuerySet[Any]:
    """What records were when the import ended, where they say something else now, apart from who may see it."""
    same = Q()
    for name in ("position", "position_stated", "symbol", "paragraph", "number", "part", "kind", "text_key"):
        same &= Q(**{name: F(f"pgh_obj__{name}")})
    return _first_former(Recommendation, run).exclude(same)


def _first_former(model: type[Model], run: ImportRun) -> QuerySet[Any]:
    """The first state that each row left after the import: what was put back since counts for nothing."""
    since = _former(model).filter(pgh_created_at__gt=run.committed_at)
    return _former(model).filter(pk__in=since.order_by("pgh_obj_id", "pgh_id").distinct("pgh_obj_id").values("pgh_id"))


def _former(model: type[Model]) -> QuerySet[Any]:
    """The former states of a tracked model (core.history)."""
    found: QuerySet[Any] = apps.get_model(model._meta.app_label, f"{model.__name__}History")._default_manager.all()
    return found


def _changed_again(run: ImportRun) -> Iterator[str]:
    """Records that stood before and no longer hold what this import put there, or whose doubt a person settled since."""
    last: dict[int, dict[str, Any]] = {}
    for change in ImportChange.objects.filter(run=run, kind=KIND).order_by("number", "id"):
        last.setdefault(change.object_id, {}).update(change.after)
    for record in Recommendation.objects.filter(pk__in=last):
        now = snapshot_of(record)
        if any(now[name] != value for name, value in last[record.pk].items()):
            yield record.identifier
    settled = Disagreement.objects.filter(settled_for__run=run)
    yield from settled.values_list("recommendation__identifier", flat=True)[:NAMED]


def snapshot_of(record: Recommendation) -> dict[str, Any]:
    """As ``entries.Entry.snapshot`` gives it."""
    tags = Tag.objects.on(KIND, record.pk).values_list("scheme", "code", "origin", "reason")
    official = record.texts.filter(kind=TextKind.OFFICIAL).order_by("pk").first()
    return {
        "identifier": record.identifier,
        "position": record.position,
        "stated": record.position_stated,
        "symbol": record.symbol,
        "paragraph": record.paragraph,
        "by": sorted(record.recommending.values_list("state_id", flat=True)),
        "tags": sorted(map(list, tags)),
        "text": [official.language, official.text] if official else None,
    }


def undo(run: ImportRun) -> None:
    """Inside the caller's transaction, after ``later_changes`` found nothing."""
    keep_told_apart(run)
    joined = list(Merge.objects.filter(snapshot__run=run.pk, undone_at__isnull=True).order_by("-pk"))
    before = _before(run)
    _take_back(joined)
    moved = _move_back(run)
    SourceRecord.objects.filter(superseded_by__run=run).update(superseded_by=None)
    PositionTaken.objects.filter(source__run=run).exclude(recommendation__created_in=run).delete()
    _answer_again(run)
    touched = SourceRecord.objects.filter(run=run).exclude(recommendation__created_in=run)
    attached = set(touched.values_list("recommendation_id", flat=True))
    touched.delete()
    _remove_made(run)
    # Names go back only when what took them is gone.
    changed = [_put_back(pk, held) for pk, held in before.items()]
    index_records(SEARCH_KIND, {*changed, *moved, *(made.lost_id for made in joined)})
    compare_again({*changed, *moved, *attached})


def _take_back(joined: list[Merge]) -> None:
    for made in joined:
        Recommendation.objects.filter(pk=made.kept_id, identifier=made.lost_identifier).update(
            identifier=f"undone {made.kept_id}"
        )
        take_back(made, by=None)


def _move_back(run: ImportRun) -> set[int]:
    """Sources of earlier imports that this one moved between records."""
    back: dict[int, list[int]] = {}
    for source, record in run.notes.get("register", {}).get("moved", {}).items():
        back.setdefault(record, []).append(int(source))
    for record, sources in back.items():
        SourceRecord.objects.filter(pk__in=sources).update(recommendation=record)
    return set(back)


def _answer_again(run: ImportRun) -> None:
    """Answers of earlier sources that gave way to those of this import."""
    PositionTaken.objects.bulk_create(
        PositionTaken(**held) for held in run.notes.get("register", {}).get("answers", [])
    )


def _before(run: ImportRun) -> dict[int, dict[str, Any]]:
    """What each changed record held before the first change of this import."""
    noted = run.notes.get("register", {}).get("before", {})
    first: dict[int, dict[str, Any]] = {int(pk): dict(held) for pk, held in noted.items()}
    for change in ImportChange.objects.filter(run=run, kind=KIND).order_by("-number", "-id"):
        first.setdefault(change.object_id, {}).update(change.before)
    return first


def _put_back(pk: int, before: dict[str, Any]) -> int:
    record = Recommendation.objects.select_for_update().get(pk=pk)
    if "by" in before:
        record.recommending.exclude(state__in=before["by"]).delete()
        held = set(record.recommending.values_list("state_id", flat=True))
        RecommendingState.objects.bulk_create(
            RecommendingState(recommendation=record, state_id=code) for code in before["by"] if code not in held
        )
    if "tags" in before:
        _put_tags_back(pk, [TagRead(*tag) for tag in before["tags"]])
    if before.get("text"):
        say(record, *before["text"])
        record.text_key = identity.text_key(before["text"][1])
    record.position = before.get("position", record.position)
    record.position_stated = before.get("stated", record.position_stated)
    record.symbol, record.paragraph = before.get("symbol", record.symbol), before.get("paragraph", record.paragraph)
    record.sort_key = _sort_key(record)
    record.facets, record.version = facets_of(record), record.version + 1
    record.identifier = before.get("identifier", record.identifier)
    record.save()
    return pk


def _sort_key(record: Recommendation) -> str:
    return identity.sort_key(
        state=record.state_id, session=record.session, symbol=record.symbol, paragraph=record.paragraph,
        place=identity.place_of(record.sort_key),
    )  # fmt: skip


def _put_tags_back(pk: int, tags: list[TagRead]) -> None:
    wanted = {(tag.scheme, tag.code, tag.origin, tag.reason): tag for tag in tags}
    for tag in Tag.objects.on(KIND, pk):
        if wanted.pop((tag.scheme, tag.code, tag.origin, tag.reason), None) is None:
            tag.delete()
    Tag.objects.bulk_create(
        Tag(
            kind=KIND, object_id=pk, scheme=missing.scheme, code=missing.code, origin=missing.origin,
            reason=missing.reason, decision=Decision.ACCEPTED,
        )
        for missing in wanted.values()
    )  # fmt: skip


def _remove_made(run: ImportRun) -> None:
    """Everything that hangs on the records of this import, then they themselves: one statement a table."""
    made = Recommendation.objects.filter(created_in=run)
    ids = list(made.values_list("pk", flat=True))
    remove(SEARCH_KIND, ids)
    Link.objects.filter(Q(from_kind=KIND, from_id__in=ids) | Q(to_kind=KIND, to_id__in=ids))._raw_delete(
        using=connection.alias
    )
    Tag.objects.on(KIND, *ids)._raw_delete(using=connection.alias)
    NearCase.objects.filter(Q(recommendation__in=ids) | Q(candidate__in=ids)).delete()
    Disagreement.objects.filter(recommendation__in=ids).delete()
    Merge.objects.filter(kept__in=ids).delete()
    for model in (PositionTaken, RecommendingState, RecommendationText, SourceRecord):
        model.objects.filter(recommendation__in=ids)._raw_delete(using=connection.alias)
    made._raw_delete(using=connection.alias)
