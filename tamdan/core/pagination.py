"""Pages by key, not by number: the millionth row costs what the first one does."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet

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


def paginate(rows: QuerySet[Any], order: Sequence[str], token: str = "", size: int = 50) -> Page:
    """A page of ``rows`` ordered by ``order`` (non-null fields, the last one unique; "-" for falling). One query."""
    read = _read(order, token) if token else None
    forward = read is None or read[0] == "after"
    wanted = list(order) if forward else [field[1:] if field.startswith("-") else f"-{field}" for field in order]
    ordered = rows.order_by(*wanted)
    if read:
        ordered = ordered.filter(_beyond(order, read[1], forward))
    found = list(ordered[: size + 1])
    more, found = len(found) > size, found[:size]
    if not forward:
        found.reverse()
    if not found:
        return Page(())
    ends = [[_value(row, field.lstrip("-")) for field in order] for row in (found[0], found[-1])]
    has_next, has_previous = (more, read is not None) if forward else (True, more)
    after = _token(order, "after", ends[1]) if has_next else ""
    return Page(found, after, _token(order, "before", ends[0]) if has_previous else "")


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def capped_count(rows: QuerySet[Any], cap: int = COUNT_CAP) -> int:
    """The number of rows, at most ``cap`` + 1 (which pages show as "more than")."""
    return rows.order_by()[: cap + 1].count()
