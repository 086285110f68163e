"""Reads the stored tree: works on Django's cursors and on psycopg's alike."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from tamdan.audit.errors import DamagedTree
from tamdan.audit.tree import Reader, Subtree

SUBTREES = """
    SELECT 0, seq, hash FROM audit_leaf WHERE log_id = %(log)s AND seq = ANY(%(leaves)s)
    UNION ALL
    SELECT level, position, hash FROM audit_node
    JOIN unnest(%(levels)s::smallint[], %(positions)s::bigint[]) AS wanted (level, position) USING (level, position)
    WHERE log_id = %(log)s
"""
LEAVES = "SELECT hash FROM audit_leaf WHERE log_id = %s AND seq >= %s AND seq < %s ORDER BY seq"
NODES = """
    SELECT hash FROM audit_node WHERE log_id = %s AND level = %s AND position >= %s AND position < %s ORDER BY position
"""


class Cursor(Protocol):
    """What both kinds of cursor offer."""

    def execute(self, query: Any, params: Any = None) -> Any: ...

    def fetchall(self) -> list[Any]: ...


def reader(cursor: Cursor, log: int) -> Reader:
    """A reader of one log's subtrees, one query for each call. Raises DamagedTree when rows are missing."""

    def read(parts: Sequence[Subtree]) -> Mapping[Subtree, bytes]:
        inner = [part for part in parts if part.level]
        cursor.execute(SUBTREES, {
            "log": log,
            "leaves": [part.position for part in parts if not part.level],
            "levels": [part.level for part in inner],
            "positions": [part.position for part in inner],
        })  # fmt: skip
        found = {Subtree(level, position): bytes(value) for level, position, value in cursor.fetchall()}
        if missing := set(parts) - found.keys():
            raise DamagedTree(count=len(missing))
        return found

    return read


def run_of_hashes(cursor: Cursor, log: int, level: int, begin: int, end: int) -> list[bytes]:
    """The hashes of neighbouring subtrees of one level, in order; fewer when the log does not reach ``end``."""
    if level:
        cursor.execute(NODES, [log, level, begin, end])
    else:
        cursor.execute(LEAVES, [log, begin, end])
    return [bytes(value) for (value,) in cursor.fetchall()]
