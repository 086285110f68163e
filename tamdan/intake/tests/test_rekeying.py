"""Another pepper and another lock: old receipts are found as before, and what is former goes when nothing needs it."""

import datetime
import hashlib
import shutil

import pytest
from django.test import Client
from django.utils import timezone

from tamdan.audit.models import Event
from tamdan.core.home import home
from tamdan.intake import binding, rekeying, views
from tamdan.intake.errors import ReceiptKeyNew
from tamdan.intake.misses import Misses
from tamdan.intake.models import Receipt
from tamdan.intake.visits import end_receipt
from tamdan.sealing import server
from tests.letters import Ring, Sender, ask_receipt, come_back, identity, post, send, story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def apart(tmp_path, monkeypatch: pytest.MonkeyPatch, ring: Ring) -> None:
    """Secrets that this test alone changes, without the wait for an answer and without what other tests missed."""
    shutil.copytree(home() / "secrets", tmp_path / "secrets")
    monkeypatch.setenv("TAMDAN_HOME", str(tmp_path))
    monkeypatch.setattr(views, "misses", Misses())
    monkeypatch.setattr(views.time, "sleep", lambda _seconds: None)


def names() -> set[str]:
    return {path.name for path in (home() / "secrets").glob("receipt-*")}


def test_old_digits_are_found_and_move_to_the_new_key(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    before = bytes(Receipt.objects.get().lookup)
    made = rekeying.change(by=ring.officer, reason="A disk was sent away for repair.")
    assert (made.locked, made.waiting) == (1, 1)
    assert bytes(Receipt.objects.get().lookup) == before != server.lookup(sender.derived.handle)
    assert come_back(client, sender)["thread"] == letter.ref
    assert bytes(Receipt.objects.get().lookup) == server.lookup(sender.derived.handle)
    assert come_back(client, sender)["thread"] == letter.ref
    assert Event.objects.filter(verb=rekeying.CHANGED).count() == 1


def test_a_copy_that_lies_beside_the_keys_is_no_key(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    kept = home() / "secrets"
    for name in ("receipt-pepper.old", "receipt-pepper-2026-11-23.bak", "receipt-lock~"):
        shutil.copy(kept / "receipt-pepper", kept / name)
    assert come_back(client, sender)["thread"] == letter.ref
    again, other = send(client, ring)
    assert come_back(client, again)["thread"] == other.ref
    assert not server.former_receipt_keys()


def test_former_secrets_tell_nothing_of_new_receipts(client: Client, ring: Ring) -> None:
    rekeying.change(by=ring.officer, reason="Rehearsal.")
    sender, _letter = send(client, ring)
    receipt = Receipt.objects.get()
    for path in (home() / "secrets").glob("receipt-*-*-*"):
        path.unlink()
    assert bytes(receipt.lookup) not in server.lookups(sender.derived.handle)
    with pytest.raises(server.SealBroken):
        server.unlock_u(bytes(receipt.u))


def test_a_hit_by_either_key_and_a_miss_try_both_in_one_select(
    client: Client, ring: Ring, django_assert_num_queries
) -> None:
    old, _letter = send(client, ring)
    rekeying.change(by=ring.officer, reason="Rehearsal.")
    new, _letter = send(client, ring)
    for handle, is_found in ((old.derived.handle, True), (new.derived.handle, True), (b"x" * 32, False)):
        with django_assert_num_queries(1):
            assert (rekeying.find(handle) is not None) is is_found
        assert len(server.lookups(handle)) == 2
    locks = {server.relocked(bytes(receipt.u)) for receipt in Receipt.objects.all()}
    assert locks == {None}  # so that one decryption is enough for each


def test_digits_of_an_old_receipt_are_taken(client: Client, ring: Ring) -> None:
    sender, _letter = send(client, ring)
    rekeying.change(by=ring.officer, reason="Rehearsal.")
    again = Sender(digits=sender.digits)
    answer = post(client, again.submission([story(ring), identity(ring)]))
    assert (answer.status_code, answer.json()["code"]) == (422, "receipt-taken")


def test_the_key_changes_once_a_day(ring: Ring) -> None:
    rekeying.change(by=ring.officer, reason="Rehearsal.")
    with pytest.raises(ReceiptKeyNew):
        rekeying.change(by=ring.officer, reason="Once more.")


def test_a_former_key_goes_when_no_receipt_and_no_backup_needs_it(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    rekeying.change(by=ring.officer, reason="Rehearsal.")
    day = f"{timezone.localdate()}"
    both = names()
    assert both == {"receipt-pepper", "receipt-lock", f"receipt-pepper-{day}", f"receipt-lock-{day}"}
    last = timezone.localdate() + server.KEEP
    later = last + datetime.timedelta(days=1)
    assert rekeying.destroy_former(later) == []  # a receipt of before lives
    end_receipt(letter, by=None)
    assert rekeying.destroy_former(last) == []  # backups of before are kept
    assert rekeying.destroy_former(later) == [timezone.localdate()]
    assert names() == {f"receipt-pepper-{day}", f"receipt-lock-{day}"}
    assert ask_receipt(client, sender.derived.handle).status_code == 404
    assert Event.objects.filter(verb=rekeying.DESTROYED).count() == 1


def test_e_mails_of_before_are_known(ring: Ring) -> None:
    mark = hashlib.sha256(b"<one@example.org>").digest()
    binding.TakenMessage.objects.create(mark=binding.lookups(mark)[0], on=timezone.localdate())
    rekeying.change(by=ring.officer, reason="Rehearsal.")
    assert binding.known_since([mark]) == {mark: timezone.localdate().isoformat()}
