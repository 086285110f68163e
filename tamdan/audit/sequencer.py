"""The one process that gives events their place in the tree and signs checkpoints (SEALING 8.3, 8.9).

Acts only insert their event; a trigger queues it. Whoever holds the advisory lock drains the queue in the order in
which acts became visible, so an act that commits late is numbered late and never missed. Leaves and nodes go in one
transaction; the checkpoint follows in a second one after ``high-water`` is on disk, because its row is public at once.
"""

import base64
import logging
import threading
import time
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection as django_connection

from tamdan.audit.errors import AuditError, LedgerIsOlder, WrongLedgerKey
from tamdan.audit.notes import SigningKey, TreeHead
from tamdan.audit.publication import high_water, publish, raise_high_water
from tamdan.audit.stored import reader
from tamdan.audit.tree import Edge, leaf_hash, root
from tamdan.core.home import HomeUnusable
from tamdan.core.postgres import connection_params
from tamdan.core.secrets import secret

KEY_FILE = "ledger-checkpoint"
REOPENED = "ledger.reopened"
BATCH = 5000
LATEST = 1.0
"""An act waits at most this long for its place, in seconds."""
PAUSE = 0.2
"""Shortest time between two batches, in seconds: a tree step for each act would cost more than all acts."""
REFUSED_PAUSE = 60.0

Connection = psycopg.Connection[Any]
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class OpenLog:
    """The log that takes new events: the newest one."""

    number: int
    key: SigningKey


def run_once() -> int:
    """Place and sign everything that waits; returns how many events. Waits for another sequencer to finish.

    Raises LedgerIsOlder, WrongLedgerKey, HighWaterUnreadable, DamagedTree: then nothing was signed.
    """
    with connect() as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext('audit_sequencer'))")
        return drain(connection)


def run_forever(stop: threading.Event) -> None:
    """Sequence until ``stop`` is set; another sequencer on any machine is waited for, a lost database found again."""
    while not stop.is_set():
        try:
            with connect() as connection:
                _serve(connection, stop)
        except (psycopg.OperationalError, OSError) as error:
            logger.warning("The sequencer lost its database or disk and tries again: %s", error)
            stop.wait(LATEST)
        except (AuditError, HomeUnusable, psycopg.Error) as refused:
            logger.critical("The sequencer signs nothing: %s", refused)
            stop.wait(REFUSED_PAUSE)


def connect() -> Connection:
    """As the sequencer's own role, to the database that Django uses."""
    params = connection_params("sequencer", dbname=str(django_connection.settings_dict["NAME"]))
    return psycopg.connect(**params, autocommit=True)


def drain(connection: Connection) -> int:
    """Place all that waits, batch by batch, each with its checkpoint. The caller holds the advisory lock."""
    log = _open_log(connection)
    placed = 0
    while True:
        batch = _place(connection, log)
        _sign(connection, log)
        placed += batch
        if batch < BATCH:
            return placed


def _serve(connection: Connection, stop: threading.Event) -> None:
    while not _has_lock(connection):
        if stop.wait(LATEST):
            return
    connection.execute("LISTEN audit_event")
    _republish(connection)
    while not stop.is_set():
        started = time.monotonic()
        drain(connection)
        for _woken in connection.notifies(timeout=LATEST, stop_after=1):
            stop.wait(max(0.0, PAUSE - (time.monotonic() - started)))


def _has_lock(connection: Connection) -> bool:
    return bool(_value(connection, "SELECT pg_try_advisory_lock(hashtext('audit_sequencer'))"))


def _open_log(connection: Connection) -> OpenLog:
    """The newest log, opened when there is none or when two people reopened the ledger after a restore."""
    try:
        return _known_log(connection) or _open(connection, 1, first_origin())
    except (LedgerIsOlder, WrongLedgerKey):
        if not _is_reopened(connection):
            raise
        return _reopen(connection)


def _known_log(connection: Connection) -> OpenLog | None:
    """The newest log if it may be signed further; None before the first."""
    row = connection.execute("SELECT number, origin, key FROM audit_log ORDER BY number DESC LIMIT 1").fetchone()
    if row is None:
        return None
    number, origin, known_key = row
    log = OpenLog(number, SigningKey(origin, _seed()))
    if str(log.key.public) != known_key:
        raise WrongLedgerKey(file=f"secrets/{KEY_FILE}")
    _refuse_older(connection, log)
    return log


def refusal() -> AuditError | None:
    """Why nothing would be signed now, None when all is well."""
    try:
        with connect() as connection:
            _known_log(connection)
    except AuditError as error:
        return error
    return None


def _refuse_older(connection: Connection, log: OpenLog) -> None:
    """A log never signs what contradicts what it signed: its tree has to contain the highest signed one."""
    signed = high_water()
    if signed is None:
        return
    number = _value(connection, "SELECT number FROM audit_log WHERE origin = %s", signed.origin)
    if number is not None and number < log.number:
        return  # a newer log was opened since, by two people who knew
    here = size_of(connection, log.number)
    read = reader(connection.cursor(), log.number)
    if number is None or here < signed.size or root(signed.size, read) != signed.root:
        raise LedgerIsOlder(here=here, signed=signed.size)


def _is_reopened(connection: Connection) -> bool:
    sql = "SELECT count(*) FROM audit_pending JOIN audit_event ON id = event_id WHERE verb = %s"
    return bool(_value(connection, sql, REOPENED))


def _reopen(connection: Connection) -> OpenLog:
    """Open the next log under a name that was never used, not even by logs that the restore took away."""
    first = _value(connection, "SELECT origin FROM audit_log WHERE number = 1")
    number = _value(connection, "SELECT max(number) FROM audit_log")
    signed = high_water()
    lost = signed.origin.rpartition("/")[2] if signed else ""
    number = max(number, int(lost) if lost.isdecimal() else 1) + 1
    return _open(connection, number, f"{first}/{number}")


def _open(connection: Connection, number: int, origin: str) -> OpenLog:
    log = OpenLog(number, SigningKey(origin, _seed()))
    connection.execute(
        "INSERT INTO audit_log (number, origin, key, opened_at) VALUES (%s, %s, %s, now())",
        [number, origin, str(log.key.public)],
    )
    return log


def first_origin() -> str:
    """The name of an installation's first log: its public host name."""
    return f"{settings.ALLOWED_HOSTS[0]}/ledger"


def _seed() -> bytes:
    return base64.urlsafe_b64decode(secret(KEY_FILE, 32) + "=")


def _place(connection: Connection, log: OpenLog) -> int:
    """Move one batch from the queue into the tree, in one transaction."""
    with connection.transaction():
        # The event that reopened the ledger is the first leaf of the new log.
        waiting = connection.execute(
            "SELECT event_id, body FROM audit_pending JOIN audit_event ON id = event_id "
            "ORDER BY verb = %s DESC, event_id LIMIT %s",
            [REOPENED, BATCH],
        ).fetchall()
        if not waiting:
            return 0
        connection.execute("DELETE FROM audit_pending WHERE event_id = ANY(%s)", [[row[0] for row in waiting]])
        _grow(connection, log, waiting)
    return len(waiting)


def _grow(connection: Connection, log: OpenLog, waiting: list[tuple[int, bytes]]) -> None:
    edge = Edge.at(size_of(connection, log.number), reader(connection.cursor(), log.number))
    leaves, nodes = [], []
    for event_id, body in waiting:
        value = leaf_hash(body)
        leaves.append((log.number, edge.size, event_id, value))
        nodes += [(log.number, part.level, part.position, found) for part, found in edge.append(value)]
    cursor = connection.cursor()
    with cursor.copy("COPY audit_leaf (log_id, seq, event_id, hash) FROM STDIN") as copy:
        for leaf in leaves:
            copy.write_row(leaf)
    with cursor.copy("COPY audit_node (log_id, level, position, hash) FROM STDIN") as copy:
        for node in nodes:
            copy.write_row(node)


def _sign(connection: Connection, log: OpenLog) -> None:
    """Sign the tree as it stands, unless that was done: durable first, then public."""
    size = size_of(connection, log.number)
    signed = _value(connection, "SELECT max(size) FROM audit_checkpoint WHERE log_id = %s", log.number) or 0
    if size == signed:
        return
    value = root(size, reader(connection.cursor(), log.number))
    note = log.key.sign(str(TreeHead(log.key.name, size, value)))
    raise_high_water(note)
    connection.execute(
        "INSERT INTO audit_checkpoint (log_id, size, root, note, at) VALUES (%s, %s, %s, %s, now())",
        [log.number, size, value, note],
    )
    publish(note)


def _republish(connection: Connection) -> None:
    """Mend the copies after a crash between signing and copying."""
    note = _value(connection, "SELECT note FROM audit_checkpoint ORDER BY log_id DESC, size DESC LIMIT 1")
    if note is not None:
        publish(note)


def size_of(connection: Connection, number: int) -> int:
    """How many leaves a log has."""
    last = _value(connection, "SELECT max(seq) FROM audit_leaf WHERE log_id = %s", number)
    return 0 if last is None else last + 1


def _value(connection: Connection, query: Any, *params: object) -> Any:
    row = connection.execute(query, params).fetchone()
    return None if row is None else row[0]
