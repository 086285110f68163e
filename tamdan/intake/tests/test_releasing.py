"""Releasing: recorded and committed before the lock is off, for those who hold the key, as often as the hour allows."""

import ast
import datetime
import json
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

import tamdan
from tamdan.accounts.models import Membership
from tamdan.audit.models import Event
from tamdan.intake import releasing
from tamdan.intake.access import envelope_or_404, letters
from tamdan.intake.actions import end_lent
from tamdan.intake.enums import ReleasePurpose
from tamdan.intake.errors import EnvelopeGone, NotYours, TooManyReleases
from tamdan.intake.models import Envelope, MoreReleases, Release
from tamdan.intake.releasing import allow_more, left_this_hour, release, rewrap
from tamdan.sealing import age, envelopes, server
from tamdan.sealing.errors import SealBroken
from tamdan.sealing.items import open_item
from tamdan.vault.blobs import open_blob
from tests.letters import Part, Ring, come_back, identity, send, story

pytestmark = pytest.mark.django_db
ROOT = Path(tamdan.__file__).parent


def pieces(item):
    names = list(item.segments.values_list("blob__digest", flat=True))
    found = []
    for name in names:
        with open_blob(name) as stream:
            found.append(stream.read())
    return found, names


def test_two_locks(client: Client, ring: Ring) -> None:
    part = story(ring, "They took our field.")
    _sender, letter = send(client, ring, None, part)
    stored = bytes(Envelope.objects.get().data)
    with pytest.raises(SealBroken):  # an office key and the whole database
        envelopes.open_inner(stored, part.id, ring.office.key.key)
    inner = age.unseal(stored, *server.release_identities())
    with pytest.raises(SealBroken):  # the release key alone
        envelopes.open_inner(inner, part.id, server.release_identities()[0])
    released = release(Envelope.objects.get(), ring.officer, ReleasePurpose.TRIAGE)
    key = envelopes.open_inner(released.inner, part.id, ring.office.key.key)
    assert b"They took our field." in open_item(*pieces(letter.items.get()), key)


def test_a_release_is_recorded_and_shown_to_the_complainant(client: Client, ring: Ring, monkeypatch) -> None:
    monkeypatch.setattr("tamdan.intake.views.time.sleep", lambda _seconds: None)
    sender, letter = send(client, ring)
    released = release(Envelope.objects.get(), ring.officer, ReleasePurpose.HANDLE)
    event = Event.objects.get(verb="item.opened")
    facts = json.loads(bytes(event.body))["facts"]
    assert (facts["item"], facts["purpose"], facts["office"]) == (
        letter.items.get().ref, "handle", str(ring.office.office.uuid),
    )  # fmt: skip
    assert event.who == f"u:{ring.officer.uuid}"
    (shown,) = come_back(client, sender)["access"][0]["releases"]
    assert (shown["leaf"], shown["office"], shown["code"]) == (released.leaf, "Complaints office", "handle")


def test_nothing_is_released_where_the_event_cannot_be_written(client: Client, ring: Ring, monkeypatch) -> None:
    send(client, ring)
    stripped = []
    monkeypatch.setattr(releasing, "_stripped", stripped.append)
    monkeypatch.setattr(releasing.chain, "leaf_of", lambda _event: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        release(Envelope.objects.get(), ring.officer, ReleasePurpose.TRIAGE)
    assert not stripped
    assert not Release.objects.exists()
    assert not Event.objects.filter(verb="item.opened").exists()


def test_an_opening_that_fails_afterwards_is_still_shown(client: Client, ring: Ring, monkeypatch) -> None:
    send(client, ring)
    monkeypatch.setattr(releasing, "_stripped", lambda _data: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        release(Envelope.objects.get(), ring.officer, ReleasePurpose.TRIAGE)
    assert Event.objects.filter(verb="item.opened").count() == Release.objects.count() == 1


def test_the_release_key_is_asked_for_in_one_module() -> None:
    asking = set()
    for path in ROOT.rglob("*.py"):
        text = "" if "tests" in path.parts or path == ROOT / "sealing/server.py" else path.read_text()
        if "release_identities" in text:
            tree = ast.parse(text)
            names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
            names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
            if "release_identities" in names:
                asking.add(str(path.relative_to(ROOT)))
    assert asking == {"intake/releasing.py"}


def test_only_holders_of_the_key_get_it(client: Client, ring: Ring) -> None:
    send(client, ring, None, story(ring), identity(ring))
    told = Envelope.objects.get(item__kind="story")
    name = Envelope.objects.get(item__kind="identity")
    for stranger, envelope in (
        (ring.second.officers[0].user, told), (ring.custodian.officers[0].user, told), (ring.officer, name),
    ):  # fmt: skip
        with pytest.raises(NotYours):
            release(envelope, stranger, ReleasePurpose.TRIAGE)
    assert not Release.objects.exists()
    release(name, ring.custodian.officers[0].user, ReleasePurpose.LEND)


def test_who_left_the_role_gets_nothing(client: Client, ring: Ring) -> None:
    send(client, ring)
    Membership.objects.filter(user=ring.officer).update(end=datetime.date(2021, 1, 1))
    with pytest.raises(NotYours):
        release(Envelope.objects.get(), ring.officer, ReleasePurpose.TRIAGE)


def test_letters_are_seen_by_their_offices_alone(client: Client, ring: Ring, administrator, outsider) -> None:
    _sender, letter = send(client, ring)
    assert list(letters(ring.officer)) == [letter]
    for stranger in (ring.second.officers[0].user, administrator, outsider):
        assert not letters(stranger).exists()
    assert envelope_or_404(ring.officer, letter.items.get().ref).item.letter == letter


def test_beyond_the_limit_a_second_officer_lets_the_first_go_on(client: Client, ring: Ring, settings) -> None:
    settings.RELEASES_AN_HOUR = 1
    send(client, ring)
    envelope, colleague = Envelope.objects.get(), ring.office.officers[1].user
    release(envelope, ring.officer, ReleasePurpose.TRIAGE)
    with pytest.raises(TooManyReleases):
        release(envelope, ring.officer, ReleasePurpose.TRIAGE)
    for stranger in (ring.officer, ring.second.officers[0].user):
        with pytest.raises(NotYours):
            allow_more(ring.officer, by=stranger)
    allow_more(ring.officer, by=colleague)
    assert left_this_hour(ring.officer) == 1
    release(envelope, ring.officer, ReleasePurpose.TRIAGE)
    assert Event.objects.get(verb="release.allowed").who == f"u:{colleague.uuid}"
    MoreReleases.objects.update(at=timezone.now() - datetime.timedelta(hours=2))
    assert left_this_hour(ring.officer) == -1


def test_what_was_lent_ends(client: Client, ring: Ring) -> None:
    send(client, ring)
    ended = Envelope.objects.get()
    Envelope.objects.update(until=timezone.now() - datetime.timedelta(seconds=1))
    with pytest.raises(EnvelopeGone):
        release(ended, ring.officer, ReleasePurpose.TRIAGE)
    assert end_lent() == 1
    assert not Envelope.objects.exists()
    assert Event.objects.filter(verb="envelope.ended").count() == 1


def test_the_ciphertext_goes_to_whom_its_item_was_released(client: Client, ring: Ring) -> None:
    send(client, ring)
    envelope = Envelope.objects.get()
    digest = envelope.item.segments.get().blob.digest
    client.force_login(ring.officer)
    assert client.get(f"/blobs/{digest}").status_code == 404
    release(envelope, ring.officer, ReleasePurpose.TRIAGE)
    answer = client.get(f"/blobs/{digest}")
    assert age.digest(b"".join(answer.streaming_content)) == digest
    client.logout()
    assert client.get(f"/blobs/{digest}").status_code == 404


def test_a_former_release_key_opens_nothing_after_the_monthly_change(client: Client, ring: Ring, monkeypatch) -> None:
    part = story(ring)
    send(client, ring, None, part)
    (former,) = server.release_identities()
    in_a_backup = bytes(Envelope.objects.get().data)
    (server.folder("secrets") / "release-2099-01").write_text(age.new_identity())
    try:
        assert rewrap() == 0
        stored = bytes(Envelope.objects.get().data)
        with pytest.raises(SealBroken):
            age.unseal(stored, former)
        for present in (
            server.release_identities()[0],
            ring.office.key.key,
        ):  # once the former key is destroyed, an erased letter is
            with pytest.raises(SealBroken):
                age.unseal(in_a_backup, present)
        assert Event.objects.get(verb="envelopes.rewrapped").body
        rewrap()
        assert bytes(Envelope.objects.get().data) == stored  # what is done is passed over
        released = release(Envelope.objects.get(), ring.officer, ReleasePurpose.TRIAGE)
        assert envelopes.open_inner(released.inner, part.id, ring.office.key.key) == part.key
    finally:
        server.destroy("release-2099-01")


def test_an_envelope_that_nobody_can_open_does_not_keep_old_keys(client: Client, ring: Ring) -> None:
    send(client, ring)
    Envelope.objects.update(data=age.seal(b"x", age.recipient_of(age.new_identity())))
    assert rewrap() == 0


def test_a_large_file_travels_in_pieces(client: Client, ring: Ring) -> None:
    from tamdan.vault.blobs import store_blob

    large = Part("file", b"x" * (3 << 20), [ring.office.recipient])
    for segment in large.segments:
        store_blob(segment.sealed, segment.digest)
    _sender, letter = send(client, ring, None, story(ring), large)
    item = letter.items.get(kind="file")
    assert item.segments.count() == 4
    released = release(item.envelopes.get(), ring.officer, ReleasePurpose.HANDLE)
    key = envelopes.open_inner(released.inner, large.id, ring.office.key.key)
    assert open_item(*pieces(item), key) == large.content
