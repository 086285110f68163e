"""What loading one vocabulary has in common with loading the next."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from tamdan.taxonomy.files import Row, rows_of
from tamdan.taxonomy.models import AffectedGroup, Term, Theme
from tamdan.taxonomy.sync import sync, sync_links

DATA = Path(__file__).parent / "data"


def load_terms(
    model: type[Term], file: str, more: Callable[[Row], dict[str, Any]] = lambda row: {}, *, parents: bool = False
) -> int:
    """Rows of ``model`` added, changed or retired. ``more`` gives the columns that only this vocabulary has."""
    rows = rows_of(DATA / file)
    known = {row.text("code") for row in rows}
    made = []
    for position, row in enumerate(rows, start=1):
        values = named(row, position) | more(row)
        if parents:
            values["parent_id"] = row.code("parent", known)
        made.append(model(**values))
    return sync(model._default_manager.all(), made)


def named(row: Row, position: int) -> dict[str, Any]:
    """The columns that every term has."""
    return {
        "code": row.text("code", longest=80),
        "name_en": row.text("name_en"),
        "km_source": row.optional("km_source", longest=200),
        "aliases": row.many("aliases", split="|"),
        "position": position,
        **row.khmer(),
        **row.source(),
    }


def codes(model: type[Term]) -> set[str]:
    return set(model._default_manager.values_list("code", flat=True))


def link_themes_and_groups(present: QuerySet[Any], rows: list[Row]) -> int:
    """Pairs added or removed so that each row is tied to the themes and affected groups that its file names."""
    themes, groups = codes(Theme), codes(AffectedGroup)
    changed = sync_links(present, "themes", {row.text("code"): row.codes("themes", themes) for row in rows})
    return changed + sync_links(present, "groups", {row.text("code"): row.codes("groups", groups) for row in rows})
