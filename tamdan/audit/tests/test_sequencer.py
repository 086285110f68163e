import stat
import threading
import time

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tamdan.accounts.models import User
from tamdan.audit import sequencer
from tamdan.audit.errors import HighWaterUnreadable, LedgerIsOlder, SecondPersonNeeded, WrongLedgerKey
from tamdan.audit.models import Checkpoint, Event, Leaf, Log, Pending
from tamdan.audit.notes import PublicKey, SigningKey, TreeHead, open_note
from tamdan.audit.publication import checkpoint_folder, high_water_file
from tamdan.audit.reopening import ReopeningNotNeeded, reopen
from tamdan.audit.served import newest_checkpoint
from tamdan.audit.tests.conftest import act
from tamdan.audit.tree import leaf_hash, root_of
from tamdan.audit.verify import verify
from tamdan.core.home import home
from tamdan.core.postgres import connection_params

pytestmark = pytest.mark.commits


def insert_event(open_connection):
    """An event as the application writes it, in a transaction of its own."""
    open_connection.execute(
        "INSERT INTO audit_event (uuid, verb, at, who, kind, object_id, about_kind, about_id, body) "
        "VALUES (gen_random_uuid(), 'ledger.read', now(), 'system', '', '', '', '', gen_random_uuid()::text::bytea)"
    )


def test_acts_are_numbered_as_they_become_visible_and_none_is_lost(committing_db, monkeypatch):
    """Two transactions are open at once: the earlier one commits last, after the sequencer has passed its number."""
    monkeypatch.setattr(sequencer, "BATCH", 3)
    params = connection_params("app", committing_db)
    with psycopg.connect(**params) as early, psycopg.connect(**params) as late:
        insert_event(early)
        insert_event(late)
        late.commit()
        assert sequencer.run_once() == 1
        early.commit()
        assert sequencer.run_once() == 1
        insert_event(late)
        late.rollback()
    for _ in range(7):
        act()
    assert sequencer.run_once() == 7
    assert sequencer.run_once() == 0

    placed = list(Leaf.objects.order_by("seq").values_list("seq", "event_id"))
    assert [seq for seq, _event in placed] == list(range(9))
    assert placed[0][1] > placed[1][1]
    assert {event for _seq, event in placed} == set(Event.objects.values_list("id", flat=True))
    assert not Pending.objects.exists()

    bodies = [bytes(leaf.event.body) for leaf in Leaf.objects.order_by("seq").select_related("event")]
    assert [bytes(leaf.hash) for leaf in Leaf.objects.order_by("seq")] == [leaf_hash(body) for body in bodies]
    log = Log.objects.get()
    assert log.origin == f"{settings.ALLOWED_HOSTS[0]}/ledger"
    for checkpoint in Checkpoint.objects.all():
        head = TreeHead.parse(open_note(checkpoint.note, PublicKey.parse(log.key)).text)
        assert head == TreeHead(log.origin, checkpoint.size, root_of(bodies[: checkpoint.size]))
    assert list(Checkpoint.objects.values_list("size", flat=True)) == [9, 8, 5, 2, 1]

    newest = Checkpoint.objects.filter(size=9).get().note
    copies = {path.name: path.read_text() for path in checkpoint_folder().iterdir()}
    assert set(copies.values()) == {high_water_file().read_text()} == {newest}
    assert "latest.txt" in copies
    assert len(copies) == 2
    key_file = home() / "secrets" / sequencer.KEY_FILE
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_the_sequencer_wakes_at_once_and_waits_for_another(committing_db, monkeypatch):
    stop, stop_second = threading.Event(), threading.Event()
    first = threading.Thread(target=sequencer.run_forever, args=[stop])
    second = threading.Thread(target=sequencer.run_forever, args=[stop_second])
    first.start()
    try:
        act()
        wait_until(Checkpoint.objects.exists, 3)
        started = time.monotonic()
        act()
        wait_until(Checkpoint.objects.filter(size=2).exists, 3)
        assert time.monotonic() - started < sequencer.LATEST / 2
        monkeypatch.setattr(sequencer, "LATEST", 0.1)
        second.start()
        stop.set()
        first.join(3)
        act()
        wait_until(Checkpoint.objects.filter(size=3).exists, 3)
    finally:
        stop.set()
        stop_second.set()
        first.join(3)
        second.join(3)
    assert not first.is_alive()
    assert not second.is_alive()


def wait_until(condition, seconds):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_restored_ledger_signs_nothing_until_two_people_reopen_it(committing_db, superuser):
    """A backup at 3 entries is restored over a log that was public at 5."""
    administrator, auditor = (User.objects.create_user(f"{name}@example.org") for name in ("first", "second"))
    for _ in range(3):
        act()
    sequencer.run_once()
    at_three = high_water_file().read_text()
    for table in ("audit_event", "audit_leaf", "audit_node", "audit_checkpoint"):
        superuser.execute(f"CREATE TABLE backup_{table} AS TABLE {table}")
    act()
    act()
    sequencer.run_once()
    at_five = high_water_file().read_text()
    with pytest.raises(ReopeningNotNeeded):
        reopen(by=administrator, second=auditor, reason="nothing happened")
    with pytest.raises(SecondPersonNeeded):
        reopen(by=administrator, second=administrator, reason="alone")

    for table in ("audit_event", "audit_leaf", "audit_node", "audit_checkpoint"):
        superuser.execute(f"DELETE FROM {table}; INSERT INTO {table} TABLE backup_{table}")
    act()
    with pytest.raises(LedgerIsOlder):
        sequencer.run_once()
    assert isinstance(sequencer.refusal(), LedgerIsOlder)
    assert (Pending.objects.count(), Leaf.objects.count()) == (1, 3)
    assert "tail-cut" in {problem.code for problem in verify().problems}

    reopen(by=administrator, second=auditor, reason="the disk failed; the backup of Friday was restored")
    assert sequencer.run_once() == 2
    new, old = Log.objects.all()
    assert (old.origin, new.origin) == (f"{settings.ALLOWED_HOSTS[0]}/ledger", f"{settings.ALLOWED_HOSTS[0]}/ledger/2")
    assert Leaf.objects.get(log=new, seq=0).event.verb == sequencer.REOPENED
    assert high_water_file().read_text().startswith(f"{new.origin}\n")

    newest = newest_checkpoint()
    assert newest is not None
    assert newest.log == new

    folder = checkpoint_folder()
    (folder / "kept-outside-3").write_text(at_three)
    (folder / "kept-outside-5").write_text(at_five)
    report = verify([folder / "kept-outside-3", folder / "kept-outside-5"])
    assert report.ok, report.lines()
    assert [(log.origin, log.size) for log in report.logs] == [(new.origin, 2), (old.origin, 3)]
    assert "3" in report.notes[0]
    assert "5" in report.notes[0]
    assert sequencer.run_once() == 0


def test_a_lost_key_or_a_damaged_memory_stops_the_signing(committing_db, monkeypatch):
    act()
    sequencer.run_once()
    act()
    note = high_water_file().read_text()
    high_water_file().write_text("torn")
    with pytest.raises(HighWaterUnreadable):
        sequencer.run_once()
    high_water_file().write_text(note)
    forged = SigningKey(f"{settings.ALLOWED_HOSTS[0]}/ledger", bytes(32)).sign(
        str(TreeHead(f"{settings.ALLOWED_HOSTS[0]}/ledger", 1, bytes(32)))
    )
    high_water_file().write_text(forged)
    with pytest.raises(LedgerIsOlder):
        sequencer.run_once()
    high_water_file().write_text(note)
    monkeypatch.setattr(sequencer, "KEY_FILE", "another-key")
    with pytest.raises(WrongLedgerKey):
        sequencer.run_once()
    (home() / "secrets" / "another-key").unlink()
    monkeypatch.undo()
    connection.close()
    assert sequencer.run_once() == 1
