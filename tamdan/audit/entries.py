"""One entry under verification: do its bytes, its columns and its detail say the same?"""

import json
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from tamdan.audit.events import detail_hash, written_time
from tamdan.audit.report import Report
from tamdan.audit.tree import leaf_hash

ENTRIES = """
    SELECT leaf.seq, leaf.hash, event.body, event.uuid, event.verb, event.at, event.who, event.kind, event.object_id,
        event.about_kind, event.about_id, event.digest, detail.salt, detail.detail
    FROM audit_leaf leaf
    LEFT JOIN audit_event event ON event.id = leaf.event_id
    LEFT JOIN audit_eventdetail detail ON detail.event_id = leaf.event_id
    WHERE leaf.log_id = %s ORDER BY leaf.seq
"""
EXPLAINED = """
    SELECT EXISTS (
        SELECT FROM audit_erasuretarget target JOIN audit_erasure erasure ON erasure.id = target.erasure_id
        WHERE erasure.executed_at IS NOT NULL
        AND ((target.kind = %s AND target.object_id = %s) OR (target.kind = %s AND target.object_id = %s))
    )
"""


class Entry(NamedTuple):
    """A leaf with the event and the detail that it stands for; None where the row is gone."""

    seq: int
    hash: bytes
    body: bytes | None
    uuid: UUID
    verb: str
    at: datetime
    who: str
    kind: str
    object_id: str
    about_kind: str
    about_id: str
    digest: bytes | None
    salt: bytes | None
    detail: bytes | None


def check_entry(entry: Entry, where: str, cursor: Any, report: Report) -> dict[str, Any]:
    """Compare everything that is stored about one entry; returns the event's content, empty when it cannot be read."""
    if entry.body is None:
        report.add("event-gone", where)
        return {}
    if leaf_hash(entry.body) != entry.hash:
        report.add("event-changed", where)
    content = _content(entry.body)
    if content is None:
        report.add("event-unreadable", where)
        return {}
    for name, shown in _columns(entry).items():
        if content.get(name) != shown:
            report.add("column-changed", where, name)
    _check_detail(entry, content, where, cursor, report)
    return content


def _content(body: bytes) -> dict[str, Any] | None:
    try:
        content = json.loads(body)
    except ValueError:
        return None
    return content if isinstance(content, dict) else None


def _columns(entry: Entry) -> dict[str, str | None]:
    """What the columns claim, in the words of the event; None for what the event should not hold."""
    return {
        "id": str(entry.uuid),
        "t": entry.verb,
        "at": written_time(entry.at),
        "who": entry.who,
        "obj": f"{entry.kind}:{entry.object_id}" if entry.kind else None,
        "about": f"{entry.about_kind}:{entry.about_id}" if entry.about_kind else None,
        "digest": None if entry.digest is None else entry.digest.hex(),
    }


def _check_detail(entry: Entry, content: dict[str, Any], where: str, cursor: Any, report: Report) -> None:
    promised = content.get("detail")
    if entry.salt is not None and entry.detail is not None:
        if promised != detail_hash(entry.salt, entry.detail):
            report.add("detail-changed", where)
    elif promised is not None:
        cursor.execute(EXPLAINED, [entry.kind, entry.object_id, entry.about_kind, entry.about_id])
        if cursor.fetchone()[0]:
            report.erased_details += 1
        else:
            report.add("detail-gone", where)
