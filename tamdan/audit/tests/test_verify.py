"""What a superuser can do to the ledger, and what finds it (SEALING 13, row "tampering")."""

import base64
from pathlib import Path

import pytest

from tamdan.audit import sequencer
from tamdan.audit.models import Checkpoint, Event, Log
from tamdan.audit.notes import SigningKey, TreeHead
from tamdan.audit.publication import checkpoint_folder
from tamdan.audit.statements import own_copies
from tamdan.audit.tests.conftest import act
from tamdan.audit.tree import Edge, leaf_hash
from tamdan.audit.verify import verify
from tamdan.core.secrets import secret

pytestmark = pytest.mark.commits

# One statement of a superuser, and what the verification must say about it (others may be said besides).
ATTACKS = [
    ("UPDATE audit_event SET body = replace(body::text, '6c', '6d')::bytea WHERE id = 4", "event-changed"),
    ("UPDATE audit_event SET body = body || '\\x00'::bytea WHERE id = 4", "event-changed"),
    ("UPDATE audit_event SET body = '\\x00ff' WHERE id = 4", "event-unreadable"),
    ("UPDATE audit_event SET verb = 'ledger.reopened' WHERE id = 4", "column-changed"),
    ("UPDATE audit_event SET who = 'u:somebody' WHERE id = 4", "column-changed"),
    ("UPDATE audit_event SET at = at + interval '1 second' WHERE id = 4", "column-changed"),
    ("UPDATE audit_event SET kind = 'a.b', object_id = '1' WHERE id = 4", "column-changed"),
    ("DELETE FROM audit_event WHERE id = 4", "event-gone"),
    ("DELETE FROM audit_leaf WHERE seq = 3", "gap"),
    ("DELETE FROM audit_leaf WHERE seq = 3; UPDATE audit_leaf SET seq = seq - 1 WHERE seq > 3", "checkpoint-root"),
    ("UPDATE audit_leaf SET hash = sha256('x') WHERE seq = 3", "event-changed"),
    (
        "UPDATE audit_event e SET body = o.body FROM audit_event o WHERE e.id + o.id = 19 AND e.id IN (9, 10)",
        "event-changed",
    ),
    ("UPDATE audit_node SET hash = sha256('x') WHERE level = 2 AND position = 1", "node-wrong"),
    ("DELETE FROM audit_node WHERE level = 1 AND position = 0", "node-wrong"),
    ("INSERT INTO audit_node (log_id, level, position, hash) VALUES (1, 5, 0, '')", "node-beyond"),
    ("UPDATE audit_checkpoint SET root = sha256('x') WHERE size = 10", "checkpoint-root"),
    ("UPDATE audit_checkpoint SET note = replace(note, 'ledger', 'Ledger')", "checkpoint-signature"),
    ("UPDATE audit_checkpoint SET size = 11 WHERE size = 10", "checkpoint-text"),
    ("UPDATE audit_eventdetail SET detail = '{}'", "detail-changed"),
    ("DELETE FROM audit_eventdetail", "detail-gone"),
    ("INSERT INTO audit_eventdetail (event_id, salt, detail) VALUES (2, '', '')", "detail-changed"),
    ("DELETE FROM audit_pending", "unplaced"),
    ("INSERT INTO audit_pending VALUES (1)", "queue-broken"),
    ("INSERT INTO audit_pending VALUES (999)", "queue-broken"),
    ("DELETE FROM audit_log", "orphans"),
    ("UPDATE audit_log SET origin = 'another/ledger'", "checkpoint-stranger"),
    # The end is cut off: found by our own copies outside the database, which a superuser of the database cannot change.
    (
        "DELETE FROM audit_leaf WHERE seq >= 10; DELETE FROM audit_node WHERE (position + 1) << level > 10; "
        "DELETE FROM audit_event WHERE id > 10; DELETE FROM audit_checkpoint WHERE size > 10; DELETE FROM audit_pending",
        "tail-cut",
    ),
]


@pytest.fixture
def ledger_of_fifteen(committing_db, superuser):
    """Ten entries signed, five more signed, one that waits; entry 1 has a detail. Events have the ids 1 to 16."""
    superuser.execute("ALTER SEQUENCE audit_event_id_seq RESTART")
    act(detail={"reason": "written down"})
    for size in (9, 5, 1):
        for _ in range(size):
            act()
        if size > 1:
            sequencer.run_once()


def test_each_change_by_a_superuser_is_named(ledger_of_fifteen, tampered):
    whole = verify()
    assert whole.ok, whole.lines()
    assert (whole.logs[0].size, whole.logs[0].checkpoints, whole.waiting) == (15, 2, 1)
    for statement, code in ATTACKS:
        with tampered(statement):
            report = verify()
        assert code in {problem.code for problem in report.problems}, (statement, report.lines())
        assert not report.ok
        assert report.as_dict()["problem_count"] == len(report.problems)
    assert verify().ok


def carry_outside(folder: Path) -> Path:
    """A witness keeps today's checkpoint."""
    kept = folder / "kept by a witness"
    kept.write_text((checkpoint_folder() / "latest.txt").read_text())
    return kept


def rewrite_and_sign(superuser):
    """Root on this machine: changes the first event, computes the whole tree anew and signs it with the log's own key."""
    superuser.execute(
        "UPDATE audit_event SET body = replace(convert_from(body, 'UTF8'), '\"r\":\"', '\"r\":\"0')::bytea WHERE id = 1"
    )
    log, edge = Log.objects.get(), Edge()
    key = SigningKey(log.origin, base64.urlsafe_b64decode(secret(sequencer.KEY_FILE, 32) + "="))
    superuser.execute("DELETE FROM audit_node")
    for seq, (event_id, body) in enumerate(
        Event.objects.filter(leaf__isnull=False).order_by("id").values_list("id", "body")
    ):
        superuser.execute("UPDATE audit_leaf SET hash = %s WHERE event_id = %s", [leaf_hash(bytes(body)), event_id])
        for part, value in edge.append(leaf_hash(bytes(body))):
            superuser.execute(
                "INSERT INTO audit_node (log_id, level, position, hash) VALUES (1, %s, %s, %s)", [*part, value]
            )
        note = key.sign(str(TreeHead(log.origin, seq + 1, edge.root())))
        superuser.execute(
            "UPDATE audit_checkpoint SET root = %s, note = %s WHERE size = %s", [edge.root(), note, seq + 1]
        )
    for path in own_copies():
        path.write_text(note)


def cut_the_end(superuser):
    """Root on this machine: the last five entries never were, and our own copies are put back to an older state."""
    older = Checkpoint.objects.get(size=10).note
    superuser.execute(ATTACKS[-1][0])
    for path in own_copies():
        path.write_text(older)


def test_who_holds_the_key_is_found_only_by_a_checkpoint_outside(ledger_of_fifteen, superuser, tampered, tmp_path):
    kept = carry_outside(tmp_path)
    assert verify([kept]).ok
    own = {path: path.read_text() for path in own_copies()}
    for attack, code in ((rewrite_and_sign, "checkpoint-root"), (cut_the_end, "tail-cut")):
        with tampered():
            attack(superuser)
            assert verify().ok
            assert sequencer.refusal() is None
            report = verify([kept])
            assert [(problem.code, problem.where) for problem in report.problems] == [(code, str(kept))]
            assert str(kept) in str(report.problems[0])
        for path, text in own.items():
            path.write_text(text)
    false_checkpoints_are_told_apart(tmp_path)


def false_checkpoints_are_told_apart(tmp_path):
    files = {
        "not a note": "hello\n",
        "forged": SigningKey(Log.objects.get().origin, bytes(32)).sign(
            str(TreeHead(Log.objects.get().origin, 1, bytes(32)))
        ),
        "stranger": SigningKey("another/ledger", bytes(32)).sign(str(TreeHead("another/ledger", 1, bytes(32)))),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    report = verify([*(tmp_path / name for name in files), tmp_path / "absent"])
    assert {(Path(problem.where).name, problem.code) for problem in report.problems} == {
        ("not a note", "checkpoint-unreadable"),
        ("forged", "checkpoint-signature"),
        ("stranger", "checkpoint-stranger"),
        ("absent", "checkpoint-unreadable"),
    }
    assert report.outside == 4
