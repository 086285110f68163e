"""Forgetting a complaint, and what the ledger finds out when somebody forgets without asking."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tamdan.audit.enums import Decision as ErasureDecision
from tamdan.audit.enums import Ground
from tamdan.audit.erasing import decide_erasure, request_erasure
from tamdan.audit.erasing import erase as carry_out
from tamdan.audit.models import Event, RecordKey
from tamdan.intake.erasing import quiet_since
from tamdan.intake.models import Envelope, Item, Letter, Receipt, Release
from tamdan.intake.releasing import release
from tamdan.vault.blobs import remove_unreferenced
from tamdan.vault.models import Blob
from tamdan.vault.store import store
from tests.letters import Ring, come_back, identity, post, send, story

pytestmark = pytest.mark.django_db


def test_an_erased_complaint_leaves_its_events_alone(
    client: Client, ring: Ring, monkeypatch, secretary, administrator, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr("tamdan.intake.views.time.sleep", lambda _seconds: None)
    sender, letter = send(client, ring, None, story(ring), identity(ring))
    come_back(client, sender)
    post(client, sender.submission([story(ring)], thread=letter.ref), token=sender.token)
    release(Envelope.objects.filter(item__kind="story").first(), ring.officer, "triage")
    _stranger, other = send(client, ring)
    digests = list(
        Item.objects.filter(letter__in=[letter, *letter.followed_by.all()]).values_list(
            "segments__blob__digest", flat=True
        )
    )
    asked = request_erasure("intake.letter", str(letter.pk), by=secretary, ground=Ground.REQUEST, basis="Letter 3/2026")
    decide_erasure(asked, by=administrator, decision=ErasureDecision.APPROVED)
    with django_capture_on_commit_callbacks(execute=True):
        carry_out(asked)
    assert list(Letter.objects.all()) == [other]
    assert Item.objects.count() == Envelope.objects.count() == Receipt.objects.count() == 1
    assert not Release.objects.exists()
    assert not Blob.objects.filter(digest__in=digests).exists()
    assert not any(store().holds(digest) for digest in digests)
    assert Event.objects.filter(verb="letter.erased").count() == 2
    assert Event.objects.filter(verb="letter.received").count() == 3
    assert not RecordKey.objects.filter(kind="intake.letter", object_id=str(letter.pk)).exists()


def test_blobs_of_letters_are_not_swept(client: Client, ring: Ring) -> None:
    send(client, ring)
    assert remove_unreferenced(timezone.now() + datetime.timedelta(days=1)) == 0


def test_keeping_time_begins_when_nothing_is_added_any_longer(client: Client, ring: Ring, monkeypatch) -> None:
    monkeypatch.setattr("tamdan.intake.views.time.sleep", lambda _seconds: None)
    sender, letter = send(client, ring)
    soon = timezone.now() + datetime.timedelta(days=1)
    assert list(quiet_since(soon)) == [letter]
    assert not quiet_since(timezone.now() - datetime.timedelta(days=1)).exists()
    come_back(client, sender)
    later = sender.submission([story(ring)], thread=letter.ref)
    post(client, later, token=sender.token)
    assert list(quiet_since(soon)) == [letter]  # the second letter is no complaint of its own
