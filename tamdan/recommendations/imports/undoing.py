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
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.imports.demand import TagRead
from tamdan.recommendations.imports.matching import KIND
from tamdan.recommendations.models import (
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
    return list(found)[:NAMED]


def _built_on(run: ImportRun, made: "QuerySet[Recommendation]") -> "Iterator[QuerySet[Recommendation]]":
    """Cheap questions first; each gives the records of this import on which something later stands."""
    yield made.filter(visibility=Visibility.PUBLIC)
    yield made.filter(sources__in=SourceRecord.objects.exclude(run=run))
    yield made.filter(positions__in=PositionTaken.objects.exclude(source__run=run))
    yield made.filter(texts__in=RecommendationText.objects.exclude(translated_from=""))
    yield made.filter(texts__in=_former(RecommendationText).values("pgh_obj"))
    yield made.filter(parts__isnull=False)
    yield made.filter(pk__in=_edited(run).values("pgh_obj"))
    touched = Tag.objects.filter(kind=KIND).filter(Q(origin=Origin.PERSON) | Q(decided_by__isnull=False))
    yield made.filter(pk__in=touched.values("object_id"))
    linked = Link.objects.exclude(decision=Decision.SUGGESTED)
    yield made.filter(
        Q(pk__in=linked.filter(from_kind=KIND).values("from_id"))
        | Q(pk__in=linked.filter(to_kind=KIND).values("to_id"))
    )


def _edited(run: ImportRun) -> QuerySet[Any]:
    """States since the import that say something else than the record does now, apart from who may see it."""
    same = Q()
    for name in ("position", "position_stated", "symbol", "paragraph", "number", "part", "kind", "text_key"):
        same &= Q(**{name: F(f"pgh_obj__{name}")})
    return _former(Recommendation).filter(pgh_created_at__gt=run.committed_at).exclude(same)


def _former(model: type[Model]) -> QuerySet[Any]:
    """The former states of a tracked model (core.history)."""
    found: QuerySet[Any] = apps.get_model(model._meta.app_label, f"{model.__name__}History")._default_manager.all()
    return found


def _changed_again(run: ImportRun) -> Iterator[str]:
    """Records that stood before and no longer hold what this import put there."""
    last: dict[int, dict[str, Any]] = {}
    for change in ImportChange.objects.filter(run=run, kind=KIND).order_by("number", "id"):
        last.setdefault(change.object_id, {}).update(change.after)
    for record in Recommendation.objects.filter(pk__in=last):
        now = _snapshot(record)
        if any(now[name] != value for name, value in last[record.pk].items()):
            yield record.identifier


def _snapshot(record: Recommendation) -> dict[str, Any]:
    """As ``matching.Entry.snapshot`` gives it."""
    tags = Tag.objects.on(KIND, record.pk).values_list("scheme", "code", "origin", "reason")
    return {
        "position": record.position,
        "stated": record.position_stated,
        "symbol": record.symbol,
        "paragraph": record.paragraph,
        "by": sorted(record.recommending.values_list("state_id", flat=True)),
        "tags": sorted(map(list, tags)),
    }


def undo(run: ImportRun) -> None:
    """Inside the caller's transaction, after ``later_changes`` found nothing."""
    changed = [_put_back(run, pk, before) for pk, before in _before(run).items()]
    SourceRecord.objects.filter(superseded_by__run=run).update(superseded_by=None)
    PositionTaken.objects.filter(source__run=run).exclude(recommendation__created_in=run).delete()
    SourceRecord.objects.filter(run=run).exclude(recommendation__created_in=run).delete()
    index_records(SEARCH_KIND, changed)
    _remove_made(run)


def _before(run: ImportRun) -> dict[int, dict[str, Any]]:
    """What each changed record held before the first change of this import."""
    first: dict[int, dict[str, Any]] = {}
    for change in ImportChange.objects.filter(run=run, kind=KIND).order_by("-number", "-id"):
        first.setdefault(change.object_id, {}).update(change.before)
    return first


def _put_back(run: ImportRun, pk: int, before: dict[str, Any]) -> int:
    record = Recommendation.objects.select_for_update().get(pk=pk)
    facets = set(record.facets)
    if "position" in before:
        facets = {facet for facet in facets if not facet.startswith(f"{Facet.POSITION}:")}
        facets.add(f"{Facet.POSITION}:{before['position'] or 'none'}")
    if "by" in before:
        record.recommending.exclude(state__in=before["by"]).delete()
        facets = {facet for facet in facets if not facet.startswith(f"{Facet.BY}:")} | {
            f"{Facet.BY}:{code}" for code in before["by"]
        }
    if "tags" in before:
        facets = _put_tags_back(pk, [TagRead(*tag) for tag in before["tags"]], facets)
    record.position = before.get("position", record.position)
    record.position_stated = before.get("stated", record.position_stated)
    record.symbol, record.paragraph = before.get("symbol", record.symbol), before.get("paragraph", record.paragraph)
    record.facets, record.version = sorted(facets), record.version + 1
    record.identifier = _identifier(record) if "symbol" in before else record.identifier
    record.save(update_fields=["position", "position_stated", "symbol", "paragraph", "facets", "version", "identifier"])
    return pk


def _identifier(record: Recommendation) -> str:
    return identity.identifier(
        mechanism=record.mechanism_id, state=record.state_id, session=record.session, words=record.text_key,
        position=record.position, symbol=record.symbol, paragraph=record.paragraph,
    )  # fmt: skip


def _put_tags_back(pk: int, tags: list[TagRead], facets: set[str]) -> set[str]:
    wanted = {(tag.scheme, tag.code): tag for tag in tags}
    for tag in Tag.objects.on(KIND, pk):
        if (tag.scheme, tag.code) in wanted:
            del wanted[tag.scheme, tag.code]
        else:
            facets = facets - {TagRead(tag.scheme, tag.code).facet}
            tag.delete()
    for missing in wanted.values():
        Tag.objects.create(
            kind=KIND, object_id=pk, scheme=missing.scheme, code=missing.code, origin=missing.origin,
            reason=missing.reason, decision=Decision.ACCEPTED,
        )  # fmt: skip
        facets = facets | {missing.facet}
    return facets


def _remove_made(run: ImportRun) -> None:
    """Everything that hangs on the records of this import, then they themselves: one statement a table."""
    made = Recommendation.objects.filter(created_in=run)
    ids = list(made.values_list("pk", flat=True))
    remove(SEARCH_KIND, ids)
    Link.objects.filter(Q(from_kind=KIND, from_id__in=ids) | Q(to_kind=KIND, to_id__in=ids))._raw_delete(
        using=connection.alias
    )
    Tag.objects.on(KIND, *ids)._raw_delete(using=connection.alias)
    for model in (PositionTaken, RecommendingState, RecommendationText, SourceRecord):
        model.objects.filter(recommendation__in=ids)._raw_delete(using=connection.alias)
    made._raw_delete(using=connection.alias)
