"""Pages by key, not by number: the millionth row costs what the first one does."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet

from tamdan.core.statements import Fragment, filled

COUNT_CAP = 10_000
"""Totals are exact up to here; above it pages say "more than"."""


@dataclass(frozen=True)
class Page:
    """One page of rows, and the tokens of the pages before and after (empty where there is none)."""

    rows: Sequence[Any]
    next: str = ""
    previous: str = ""


def _signer(order: Sequence[str]) -> Signer:
    """Tokens are signed for one order: their values go into a comparison, where one of another type would be an error."""
    return Signer(salt=f"core.pagination {' '.join(order)}")


def _token(order: Sequence[str], direction: str, values: Sequence[Any]) -> str:
    raw = json.dumps([direction, *values], default=str, separators=(",", ":")).encode()
    return _signer(order).sign(base64.urlsafe_b64encode(raw).decode().rstrip("="))


def _read(order: Sequence[str], token: str) -> tuple[str, list[Any]] | None:
    """The direction and values of a token; None for a damaged one or one of another order, which shows the first page."""
    try:
        raw = _signer(order).unsign(token)
    except BadSignature:
        return None
    found = json.loads(base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4)))
    return found[0], found[1:]


def _beyond(fields: Sequence[str], values: Sequence[Any], forward: bool) -> Q:
    condition = Q()
    for place, field in enumerate(fields):
        name = field.lstrip("-")
        up = field.startswith("-") != forward
        same = Q(**{fields[i].lstrip("-"): values[i] for i in range(place)})
        condition |= same & Q(**{f"{name}__{'gt' if up else 'lt'}": values[place]})
    # Follows from the rest, and is what an index that begins with the first field can start from.
    up = fields[0].startswith("-") != forward
    return Q(**{f"{fields[0].lstrip('-')}__{'gte' if up else 'lte'}": values[0]}) & condition


def _beyond_statement(fields: Sequence[str], values: Sequence[Any], forward: bool) -> Fragment:
    """The same condition in a statement."""
    signs = [">" if field.startswith("-") != forward else "<" for field in fields]
    names = [field.lstrip("-") for field in fields]
    cases, asked = [], [values[0]]
    for place, (name, sign) in enumerate(zip(names, signs, strict=True)):
        cases.append(" AND ".join([*(f"{same} = %s" for same in names[:place]), f"{name} {sign} %s"]))
        asked += values[: place + 1]
    return Fragment(f"{names[0]} {signs[0]}= %s AND ({' OR '.join(cases)})", tuple(asked))


def paginate(rows: QuerySet[Any], order: Sequence[str], token: str = "", size: int = 50) -> Page:
    """A page of ``rows`` ordered by ``order`` (non-null fields, the last one unique; "-" for falling). One query."""
    read = _read(order, token) if token else None
    ordered = rows.order_by(*_wanted(order, read))
    if read:
        ordered = ordered.filter(_beyond(order, read[1], read[0] == "after"))
    ends = partial(_values, [field.lstrip("-") for field in order])
    return _page(list(ordered[: size + 1]), order, read, size, ends)


def paginate_statement(rows: Fragment, order: Sequence[str], token: str = "", size: int = 50) -> Page:
    """The same of a statement whose first columns are the fields of ``order``; the rows are tuples. One query."""
    statement, page = paginated(rows, order, token, size)
    return page(statement.fetch())


def paginated(
    rows: Fragment, order: Sequence[str], token: str = "", size: int = 50
) -> tuple[Fragment, Callable[[list[Any]], Page]]:
    """The statement of such a page, for one that asks more at once, and what makes the page of its rows."""
    read = _read(order, token) if token else None
    beyond = _beyond_statement(order, read[1], read[0] == "after") if read else Fragment("true")
    wanted = ", ".join(f"{field[1:]} DESC" if field.startswith("-") else field for field in _wanted(order, read))
    last = Fragment(f"ORDER BY {wanted} LIMIT {size + 1}")
    found = filled("SELECT * FROM ({rows}) AS found WHERE {beyond} {last}", rows=rows, beyond=beyond, last=last)
    return found, lambda fetched: _page(fetched, order, read, size, lambda row: row[: len(order)])


def _wanted(order: Sequence[str], read: tuple[str, list[Any]] | None) -> Sequence[str]:
    """The order in which rows are read: the other way round before a row."""
    if read is None or read[0] == "after":
        return order
    return [field[1:] if field.startswith("-") else f"-{field}" for field in order]


def _page(
    found: list[Any], order: Sequence[str], read: tuple[str, list[Any]] | None, size: int, ends: Callable[[Any], Any]
) -> Page:
    """``found`` is one row longer than a page where there are more; ``ends`` gives a row's values of ``order``."""
    forward = read is None or read[0] == "after"
    more, found = len(found) > size, found[:size]
    if not forward:
        found.reverse()
    if not found:
        return Page(())
    has_next, has_previous = (more, read is not None) if forward else (True, more)
    after = _token(order, "after", ends(found[-1])) if has_next else ""
    return Page(found, after, _token(order, "before", ends(found[0])) if has_previous else "")


def _values(fields: Sequence[str], row: Any) -> list[Any]:
    return [_value(row, field) for field in fields]


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def capped_count(rows: QuerySet[Any], cap: int = COUNT_CAP) -> int:
    """The number of rows, at most ``cap`` + 1 (which pages show as "more than")."""
    return rows.order_by()[: cap + 1].count()
