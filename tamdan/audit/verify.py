"""Reads the whole ledger and says what does not fit (SEALING 8.8): streaming, in constant memory, in one snapshot.

Bytes are compared in Python and never cast in SQL, where a zero byte would stop the query instead of being found.
"""

import heapq
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection as django_connection
from django.utils.translation import gettext as _

from tamdan.audit.entries import ENTRIES, Entry, check_entry
from tamdan.audit.notes import PublicKey
from tamdan.audit.report import LogFigures, Report
from tamdan.audit.sequencer import REOPENED
from tamdan.audit.statements import KnownLog, Statement, from_files, from_rows, read_files
from tamdan.audit.tree import Edge, Subtree
from tamdan.core.panels import listed
from tamdan.core.postgres import connection_params

CHUNK = 4096
CHECKPOINTS = "SELECT size, root, note FROM audit_checkpoint WHERE log_id = %s ORDER BY size"
NODES = """
    SELECT node.level, node.position, node.hash FROM audit_node node
    JOIN unnest(%s::smallint[], %s::bigint[], %s::bigint[]) AS run (level, first, beyond)
    ON node.level = run.level AND node.position >= run.first AND node.position < run.beyond
    WHERE node.log_id = %s
"""
BEYOND = "SELECT count(*) FROM audit_node WHERE log_id = %s AND ((position + 1) << level) > %s"
UNPLACED = """
    SELECT event.uuid FROM audit_event event
    WHERE NOT EXISTS (SELECT FROM audit_leaf leaf WHERE leaf.event_id = event.id)
    AND NOT EXISTS (SELECT FROM audit_pending pending WHERE pending.event_id = event.id)
"""
QUEUE_BROKEN = """
    SELECT pending.event_id FROM audit_pending pending
    WHERE NOT EXISTS (SELECT FROM audit_event event WHERE event.id = pending.event_id)
    OR EXISTS (SELECT FROM audit_leaf leaf WHERE leaf.event_id = pending.event_id)
"""

Connection = psycopg.Connection[Any]


def verify(checkpoint_files: Sequence[Path] = ()) -> Report:
    """Check every entry, node and checkpoint, and the given checkpoints that were kept outside.

    A tail that was cut, or a ledger rewritten and signed anew by somebody who holds the key, is found only by a
    checkpoint that this person could not replace: one of ``checkpoint_files``.
    """
    started = time.monotonic()
    report = Report(outside=len(checkpoint_files))
    files = read_files(checkpoint_files, report)
    params = connection_params("app", dbname=str(django_connection.settings_dict["NAME"]))
    with psycopg.connect(**params) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        logs = _logs(connection)
        outside = from_files(files, logs, report)
        declared: dict[str, tuple[int, str]] = {}
        for log in logs:
            check = LogCheck(connection, log, report, declared)
            check.run(outside[log.number])
        _check_queue(connection, report)
        for check in listed("LEDGER_CHECKS"):
            for code, where, what in check(connection):
                report.add(code, where, what)
    report.seconds = time.monotonic() - started
    return report


def _logs(connection: Connection) -> list[KnownLog]:
    """All logs, newest first: a newer one says what its opening lost of the older."""
    rows = connection.execute("SELECT number, origin, key FROM audit_log ORDER BY number DESC")
    return [KnownLog(number, origin, PublicKey.parse(key)) for number, origin, key in rows]


class LogCheck:
    """The walk through one log, from its first leaf to its last."""

    def __init__(
        self, connection: Connection, log: KnownLog, report: Report, declared: dict[str, tuple[int, str]]
    ) -> None:
        self.connection, self.log, self.report, self.declared = connection, log, report, declared
        self.cursor = connection.cursor()
        self.edge = Edge()
        self.figures = LogFigures(log.origin)
        self.broken = False

    def run(self, outside: Sequence[Statement]) -> None:
        """Walk; every statement is compared at the moment when the tree has its size."""
        with self.connection.cursor("checkpoints") as rows:
            rows.execute(CHECKPOINTS, [self.log.number])
            statements = heapq.merge(self._counted(from_rows(rows, self.log, self.report)), outside)
            self.waiting = next(statements, None)
            self._compare(statements)
            for chunk in self._chunks():
                self._walk(chunk, statements)
            self._check_rest(statements)
        self.figures.size, self.figures.root = self.edge.size, self.edge.root()
        self.report.logs.append(self.figures)

    def _counted(self, statements: Iterator[Statement]) -> Iterator[Statement]:
        for statement in statements:
            self.figures.checkpoints += 1
            yield statement

    def _chunks(self) -> Iterator[list[Entry]]:
        with self.connection.cursor("entries") as rows:
            rows.execute(ENTRIES, [self.log.number])
            while chunk := rows.fetchmany(CHUNK):
                yield [Entry(*row) for row in chunk]

    def _walk(self, chunk: Sequence[Entry], statements: Iterator[Statement]) -> None:
        before = self.edge.size
        completed: dict[Subtree, bytes] = {}
        for entry in chunk:
            where = f"{self.log.origin} {entry.seq}"
            content = check_entry(entry, where, self.cursor, self.report)
            if entry.seq == 0:
                self._note_reopening(content)
            if self.broken or entry.seq != self.edge.size:
                self._note_gap(where)
                continue
            # The stored hash goes on, so that a changed event is one finding and does not hide the next.
            completed.update(self.edge.append(entry.hash))
            self._compare(statements)
        self._check_nodes(before, completed)

    def _note_gap(self, where: str) -> None:
        if not self.broken:
            self.report.add("gap", where)
        self.broken = True

    def _compare(self, statements: Iterator[Statement]) -> None:
        while self.waiting is not None and self.waiting.size <= self.edge.size:
            if self.waiting.root != self.edge.root():
                self.report.add("checkpoint-root", self.waiting.source)
            self.waiting = next(statements, None)

    def _check_nodes(self, before: int, completed: dict[Subtree, bytes]) -> None:
        """Every inner node that this chunk completed is stored, with the right hash."""
        levels = range(1, self.edge.size.bit_length() + 1)
        firsts, beyonds = [before >> level for level in levels], [self.edge.size >> level for level in levels]
        self.cursor.execute(NODES, [list(levels), firsts, beyonds, self.log.number])
        stored = {Subtree(level, position): value for level, position, value in self.cursor}
        for part, value in completed.items():
            if stored.get(part) != value:
                self.report.add("node-wrong", f"{self.log.origin} {part.level}/{part.position}")

    def _check_rest(self, statements: Iterator[Statement]) -> None:
        size = self.edge.size
        beyond = self.connection.execute(BEYOND, [self.log.number, size]).fetchone()
        if self.broken:
            return
        if beyond and beyond[0]:
            self.report.add("node-beyond", self.log.origin, beyond[0])
        while self.waiting is not None:
            if not self._is_declared(self.waiting):
                self.report.add("tail-cut", self.waiting.source, f"{self.waiting.size} > {size}")
            self.waiting = next(statements, None)

    def _is_declared(self, statement: Statement) -> bool:
        """Whether the loss of these entries was declared when the ledger was reopened after a restore."""
        known = self.declared.get(self.log.origin)
        if known is None or statement.size > known[0]:
            return False
        return statement.size < known[0] or statement.root.hex() == known[1]

    def _note_reopening(self, content: dict[str, Any]) -> None:
        """The first entry of a later log says where the earlier one ended in public."""
        facts = content.get("facts", {})
        if content.get("t") != REOPENED or not facts:
            return
        self.declared[facts["old"]] = (facts["size"], facts["root"])
        told = _("%(origin)s was restored from a backup at %(here)s of %(size)s entries and continued as %(next)s.")
        self.report.notes.append(told % {
            "origin": facts["old"], "here": facts["restored"], "size": facts["size"], "next": self.log.origin,
        })  # fmt: skip


def _check_queue(connection: Connection, report: Report) -> None:
    """Every event has its place or waits for it, once."""
    for table in ("audit_leaf", "audit_node", "audit_checkpoint"):
        sql = f"SELECT count(*) FROM {table} WHERE log_id NOT IN (SELECT number FROM audit_log)"  # noqa: S608 our names
        (count,) = connection.execute(sql).fetchone() or (0,)
        if count:
            report.add("orphans", table, count)
    with connection.cursor("unplaced") as rows:
        rows.execute(UNPLACED)
        for (uuid,) in rows:
            report.add("unplaced", uuid)
    with connection.cursor("broken") as rows:
        rows.execute(QUEUE_BROKEN)
        for (event_id,) in rows:
            report.add("queue-broken", event_id)
    (report.waiting,) = connection.execute("SELECT count(*) FROM audit_pending").fetchone() or (0,)
