"""Makes a table say what its file says: new and changed rows are written, the rest stays untouched, what is gone is retired."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import ManyToManyField, Model, QuerySet

M = TypeVar("M", bound=Model)
BATCH = 2_000


def sync(present: QuerySet[M], wanted: Sequence[M], *, key: tuple[str, ...] = ("code",)) -> int:
    """Rows of ``present`` added, changed or retired so that it equals ``wanted``; both have a ``retired`` field.

    ``key`` names the fields that tell rows apart, under a unique constraint. Two statements and one a batch of 2,000.
    """
    fields = [field for field in present.model._meta.concrete_fields if not field.primary_key]
    names = [field.attname for field in fields]
    key_names = [field.attname for name in key for field in fields if field.name == name]
    before = {tuple(row[name] for name in key_names): row for row in present.values("pk", *names)}
    after = {tuple(getattr(row, name) for name in key_names): row for row in wanted}
    changed = [row for found, row in after.items() if not _same(before.get(found), row, names)]
    gone = [row["pk"] for found, row in before.items() if found not in after and not row["retired"]]
    present.model._default_manager.bulk_create(
        changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=list(key),
        update_fields=[field.name for field in fields if field.name not in key],
    )
    present.filter(pk__in=gone).update(retired=True)
    return len(changed) + len(gone)


def _same(before: Mapping[str, Any] | None, row: Model, names: Iterable[str]) -> bool:
    return before is not None and all(before[name] == getattr(row, name) for name in names)


def sync_links(present: QuerySet[M], name: str, wanted: Mapping[str, Sequence[str]]) -> int:
    """Pairs of a many-to-many field added or removed so that each code in ``wanted`` has the codes it names; other rows keep theirs."""
    field = present.model._meta.get_field(name)
    assert isinstance(field, ManyToManyField)
    through, related = field.remote_field.through, field.related_model
    assert through is not None
    ours, theirs = field.m2m_column_name(), field.m2m_reverse_name()
    left = dict(present.filter(code__in=wanted).values_list("code", "pk"))
    right = dict(related._default_manager.values_list("code", "pk"))
    pairs = {(left[code], right[other]) for code, others in wanted.items() for other in others}
    linked = through._default_manager.filter(**{f"{ours}__in": left.values()})
    before = {(mine, other): pk for pk, mine, other in linked.values_list("pk", ours, theirs)}
    gone = [pk for pair, pk in before.items() if pair not in pairs]
    new = [through(**{ours: mine, theirs: other}) for mine, other in sorted(pairs - before.keys())]
    through._default_manager.bulk_create(new, batch_size=BATCH)
    through._default_manager.filter(pk__in=gone).delete()
    return len(new) + len(gone)
