"""How the rooms write to the ledger: one event for each act, in the act's own transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from tamdan.audit.events import Entry, write
from tamdan.audit.models import Event
from tamdan.audit.tree import Edge, leaf_hash
from tamdan.core.access import Viewer


def record(
    verb: str,
    obj: models.Model | None = None,
    *,
    by: Viewer | None = None,
    about: models.Model | None = None,
    detail: Mapping[str, Any] | None = None,
    rows_root: bytes | None = None,
    count: int | None = None,
) -> Event:
    """Write one event: ``by`` did ``verb`` to ``obj``, as part of the life of ``about``.

    ``by`` is a user, ``acting.VISITOR`` or ``request.user`` of a visitor, or None for a task of our own. ``obj`` must
    be saved and not yet deleted: its present content enters as a keyed digest. ``detail`` (JSON values) is kept apart
    and can be erased; the event holds only its salted hash. Raises UnknownVerb, and OutsideTransaction outside
    ``atomic``.
    """
    facts: dict[str, str | int] = {}
    if rows_root is not None:
        facts["rows"] = rows_root.hex()
    if count is not None:
        facts["count"] = count
    return write(Entry(verb, obj, about, by, detail, facts))


def record_bulk(
    verb: str,
    rows_digests: Iterable[bytes],
    *,
    obj: models.Model | None = None,
    by: Viewer | None = None,
    about: models.Model | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Event:
    """Write one event for many rows: it holds their number and the RFC 6962 root over their digests, in this order.

    ``digests.digests(rows)`` makes the digests. Whoever holds a row's key can later prove that it was among them.
    """
    edge = Edge()
    for row in rows_digests:
        edge.append(leaf_hash(row))
    return record(verb, obj, by=by, about=about, detail=detail, rows_root=edge.root(), count=edge.size)
