"""Statements written by hand for pages that are asked often: compiling one by the ORM takes longer there than running it.

They are put together of fragments, each with its values, so that none is lost or takes another's place. The rule who may see
a row stays ``Reach.condition``, which is compiled once for each reach.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL

from tamdan.core.access import Reach


@dataclass(frozen=True)
class Fragment:
    """A part of a statement with ``%s`` where each of its ``values`` belongs; a percent sign of its own is written ``%%``."""

    sql: str
    values: tuple[Any, ...] = ()

    def fetch(self) -> list[tuple[Any, ...]]:
        """The rows; one query."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def filled(template: str, **fragments: Fragment) -> Fragment:
    """The template with a fragment in the place of each ``{name}``. Never made of what somebody typed: that is a value."""
    values = tuple(value for name in _names(template) for value in fragments[name].values)
    return Fragment(template.format(**{name: one.sql for name, one in fragments.items()}), values)


@lru_cache(maxsize=256)
def _names(template: str) -> tuple[str, ...]:
    return tuple(name for _text, name, _form, _as in Formatter().parse(template) if name)


def joined(by: str, fragments: Sequence[Fragment]) -> Fragment:
    """The fragments with ``by`` between them."""
    return Fragment(by.join(one.sql for one in fragments), tuple(value for one in fragments for value in one.values))


@lru_cache(maxsize=512)
def within(reach: Reach, model: type[models.Model]) -> Fragment:
    """The rows of an owned model within a reach, as a condition on its table, which the statement calls by its own name."""
    return compiled(model._default_manager.filter(reach.condition()))


def compiled(rows: models.QuerySet[Any]) -> Fragment:
    """The condition of a queryset without joins, on its table."""
    sql, values = rows.query.get_compiler(connection=connection).compile(rows.query.where)
    return Fragment(sql, tuple(values))


def value(one: Any) -> Fragment:
    """A value in its place."""
    return Fragment("%s", (one,))


# Fragments are written by hand of constants; what was typed is among the values.
def condition(fragment: Fragment) -> RawSQL:
    """For a queryset of the table that the fragment is a condition on."""
    return RawSQL(fragment.sql, fragment.values, output_field=models.BooleanField())  # noqa: S611 see above


def subquery(fragment: Fragment) -> RawSQL:
    """A whole statement of one column, for a queryset's ``__in``."""
    return RawSQL(fragment.sql, fragment.values)  # noqa: S611 see above


def overlaps(column: str, entries: Sequence[str]) -> Fragment:
    """Whether an array of texts holds one of the entries."""
    return Fragment(f"{column} && %s::varchar[]", (list(entries),))
