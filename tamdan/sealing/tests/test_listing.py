"""The list of keys: who signs, when it is published, what a reader refuses, what is served."""

import datetime
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tamdan.audit.notes import PublicKey, SigningKey
from tamdan.sealing import access, actions, age, founding, health, listing, published, recovery
from tamdan.sealing.enums import Purpose
from tamdan.sealing.errors import (
    DraftOutdated,
    DraftWaits,
    ExpiryUnclear,
    MayNotServe,
    NoStewards,
    NotASteward,
    NothingToList,
    SignatureFalse,
    SignaturesMissing,
    StewardTaken,
)
from tamdan.sealing.keylist import KeyList, Previous, note_text, signers
from tamdan.sealing.kit import SHEETS
from tamdan.sealing.models import KeyListVersion, Steward
from tamdan.sealing.tests.people import founded, officer, set_up
from tamdan.sealing.waiting import lists_that_end
from tests.matrix import sign_in

SOON = timezone.localdate() + datetime.timedelta(days=100)


def line_of(key: SigningKey, text: str) -> str:
    return key.sign(text).rpartition("\n\n")[2].strip()


def test_published_list_verifies_for_everybody(cast, client):
    found = founded(cast)
    assert published.refusal() is None
    canonical = client.get("/keyring.json").content
    note = client.get("/keyring").content.decode()
    script = client.get("/anchor.js").content.decode()
    anchor = json.loads(re.fullmatch(r"self\.tamdanAnchor=Object\.freeze\((.*)\);\n", script)[1])
    assert anchor["minimum"] == 1
    keys = [PublicKey.parse(text) for text in anchor["stewards"]]
    assert len(keys) == 3
    assert len(signers(note, keys)) == 2
    assert note.startswith(note_text("localhost", 1, canonical))
    listed = published.current()
    assert [key.id for key in listed.offices] == [str(found.office.uuid)]
    assert listed.offices[0].recipient == found.key.recipient
    assert list(published.offices()) == [found.office]


def test_served_files_are_tagged_and_the_servers_locks_are_not_kept(cast, client):
    for path in ("/keyring", "/keyring.json", "/anchor.js"):
        assert client.get(path).status_code == 404
    founded(cast)
    for path in ("/keyring", "/keyring.json", "/anchor.js"):
        answer = client.get(path)
        assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
        assert client.get(path).content == answer.content
    locks = client.get("/locks.json")
    assert "no-store" in locks["Cache-Control"]
    assert locks.json()["release"]["recipient"].startswith("age1")
    assert locks.json()["intake"]["name"].startswith("intake-")


def test_two_of_three_sign_through_the_page(cast, administrator):
    found = founded(cast)
    founding.new_epoch(found.office, [found.ann, found.ben])
    client = Client()
    sign_in(client, administrator)
    assert client.post(reverse("sealing:draft_list"), {"expires": SOON.isoformat()}).status_code == 302
    draft = access.draft()
    assert draft.number == 2
    assert client.post(reverse("sealing:publish_list")).status_code == 409
    assert client.post(reverse("sealing:sign_list"), {"line": "x"}).status_code == 403, "administrators sign nothing"
    for keeper, key in zip(found.keepers[:2], found.stewards[:2], strict=True):
        sign_in(client, keeper.user)
        page = client.get(reverse("sealing:stewards")).content.decode()
        assert "changed" in page
        assert client.post(reverse("sealing:sign_list"), {"line": line_of(key, draft.text)}).status_code == 302
    assert client.post(reverse("sealing:publish_list")).status_code == 302
    assert published.current().number == 2
    assert published.current().offices[0].epoch == 2


def test_a_list_vouches_for_all_before_it_and_they_stay_to_be_had(cast, client):
    found = founded(cast)
    first = client.get("/keyring.json").content
    founding.new_epoch(found.office, [found.ann, found.ben])
    listing.drop_draft(listing.draft_list(expires=SOON, by=None), by=None)
    founding.publish(found.stewards)
    listing.draft_list(expires=SOON, by=None)
    assert [(one.number, one.offices[0].epoch) for one in published.vouched()] == [(3, 2), (1, 1)]
    assert published.current().previous == Previous.of(1, first)
    answer = client.get("/keyring/1.json")
    assert answer.content == first
    assert "immutable" in answer["Cache-Control"]
    assert client.get("/keyring/1").content.decode().startswith(note_text("localhost", 1, first))
    assert [client.get(f"/keyring/{number}.json").status_code for number in (2, 4, 5)] == [404] * 3, "never published"


def test_an_unsigned_list_vouches_for_nothing(cast):
    found = founded(cast)
    told = KeyList("localhost", 2, SOON, previous=Previous.of(1, bytes(published.version().canonical)))
    KeyListVersion.objects.create(
        number=2, canonical=told.canonical(), text=told.text(), expires=SOON, published_at=timezone.now(),
        anchor=published.anchor_of([key.public for key in found.stewards], 2),
    )  # fmt: skip
    assert list(published.vouched()) == []


def test_the_chain_ends_where_a_list_is_not_the_one_that_was_named(cast, monkeypatch):
    found = founded(cast)
    monkeypatch.setattr(Previous, "of", classmethod(lambda cls, number, _canonical: cls(number, "another")))
    founding.publish(found.stewards)
    assert [one.number for one in published.vouched()] == [2]


def test_sheets_of_the_kit_stand_in_the_list_and_a_new_kit_needs_a_new_one(cast):
    found = founded(cast)
    assert published.current().kit == {}
    draft = listing.draft_list(expires=SOON, by=None)
    sheets = {letter: age.recipient_of(age.new_identity()) for letter in SHEETS}
    recovery.make_kit(sheets, dict.fromkeys(SHEETS, "Safe"), by=None)
    assert listing.is_outdated(draft)
    listing.drop_draft(draft, by=None)
    before = published.current()
    founding.publish(found.stewards)
    assert published.current().kit == sheets
    assert [line.change for line in listing.sheets(published.current(), before)] == ["added"] * 3


def test_false_signatures_are_not_stored(cast):
    found = founded(cast)
    draft = listing.draft_list(expires=SOON, by=None)
    first, second = found.stewards[:2]
    keeper = found.keepers[0].user
    for line in (
        "", "— x y", line_of(second, draft.text), line_of(first, "another\n"),
        line_of(SigningKey(first.name, b"1" * 32), draft.text), line_of(first, draft.text) + "\n— a b",
    ):  # fmt: skip
        with pytest.raises(SignatureFalse):
            listing.sign_list(draft, line=line, by=keeper)
    with pytest.raises(NotASteward):
        listing.sign_list(draft, line=line_of(first, draft.text), by=found.ann.user)
    assert not draft.signatures.exists()
    listing.sign_list(draft, line=line_of(first, draft.text), by=keeper)
    listing.sign_list(draft, line=line_of(first, draft.text), by=keeper)
    assert draft.signatures.count() == 1
    with pytest.raises(SignaturesMissing, match="2 stewards; it has 1"):
        listing.publish_list(draft, by=None)


def test_drafting_refuses(cast):
    with pytest.raises(NoStewards):
        listing.draft_list(expires=SOON, by=None)
    ann = officer(cast.committee, "Ann")
    founding.name_stewards([ann])
    with pytest.raises(NothingToList):
        listing.draft_list(expires=SOON, by=None)
    founding.found(set_up(cast.committee), [ann])
    for day in (timezone.localdate(), timezone.localdate() + datetime.timedelta(days=800)):
        with pytest.raises(ExpiryUnclear):
            listing.draft_list(expires=day, by=None)
    draft = listing.draft_list(expires=SOON, by=None)
    with pytest.raises(DraftWaits):
        listing.draft_list(expires=SOON, by=None)
    listing.drop_draft(draft, by=None)
    with pytest.raises(DraftOutdated):
        listing.drop_draft(draft, by=None)
    assert listing.draft_list(expires=SOON, by=None).number == 2


def test_a_draft_whose_keys_changed_is_neither_signed_nor_published(cast):
    found = founded(cast)
    draft = listing.draft_list(expires=SOON, by=None)
    for keeper, key in zip(found.keepers[:2], found.stewards[:2], strict=True):
        listing.sign_list(draft, line=line_of(key, draft.text), by=keeper.user)
    founding.new_epoch(found.office, [found.ann, found.ben])
    with pytest.raises(DraftOutdated):
        listing.sign_list(draft, line=line_of(found.stewards[2], draft.text), by=found.keepers[2].user)
    with pytest.raises(DraftOutdated):
        listing.publish_list(draft, by=None)


def test_custodian_of_one_person_is_left_out(cast):
    found = founded(cast)
    custodian = set_up(cast.committee, Purpose.CUSTODIAN, "Custodian of Tests")
    founding.found(custodian, [found.ann])
    ready, out = listing.listable()
    assert custodian not in ready
    assert [(one.office, one.officers, one.needed) for one in out] == [(custodian, 1, 2)]
    cleo = officer(cast.committee, "Cleo")
    asked = actions.ask_to_join(custodian, by=cleo.user)
    actions.admit(asked, digits=cleo.key.fingerprint, copies={1: b"x"}, by=found.ann.user)
    assert [key.id for key in founding.publish(found.stewards) and published.current().custodians] == [
        str(custodian.uuid)
    ]


def test_one_steward_alone_is_said(cast, administrator):
    ann = officer(cast.committee, "Ann")
    founding.found(set_up(cast.committee), [ann])
    founding.publish(founding.name_stewards([ann]))
    client = Client()
    sign_in(client, administrator)
    assert "1 of 1" in client.get(reverse("sealing:stewards")).content.decode()


def test_replaced_steward_counts_from_the_next_list_on(cast):
    found = founded(cast)
    before = published.version()
    listing.end_steward(Steward.objects.get(position=1), by=None)
    fay = officer(cast.committee, "Fay")
    listing.name_steward(fay.user, position=1, by=None)
    assert published.version() == before
    assert published.refusal() is None
    assert listing.unlisted_stewards(before) == []  # she has no key yet
    with pytest.raises(StewardTaken):
        listing.name_steward(found.keepers[1].user, position=1, by=None)
    with pytest.raises(StewardTaken):
        listing.make_steward_key(Steward.objects.get(position=2), verify="x", seed=b"", by=found.keepers[1].user)
    with pytest.raises(NotASteward):
        listing.make_steward_key(access.steward_of(fay.user), verify="x", seed=b"", by=found.ann.user)


def test_administrator_cannot_be_a_steward(administrator):
    with pytest.raises(MayNotServe):
        listing.name_steward(administrator, position=1, by=administrator)


def test_expired_or_absent_list_refuses_letters(cast):
    assert "not been published" in str(published.refusal())
    founded(cast)
    late = timezone.localdate() + datetime.timedelta(days=listing.YEAR)
    assert published.refusal(late) is None
    assert "out of date" in str(published.refusal(late + datetime.timedelta(days=1)))


def test_versions_only_grow(cast):
    found = founded(cast)
    for number in (2, 3):
        assert founding.publish(found.stewards).number == number
    assert [one.number for one in KeyListVersion.objects.all()] == [3, 2, 1]
    assert b'"minimum":3' in bytes(published.version().anchor)


def test_an_expired_list_says_what_to_do_and_the_next_one_ends_it(cast, client, administrator, monkeypatch):
    found = founded(cast)
    ann = found.keepers[0].user
    assert lists_that_end(ann) == 0
    first = published.version()
    later = first.expires + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: first.expires - datetime.timedelta(days=9))
    assert (lists_that_end(ann), lists_that_end(administrator), lists_that_end(found.ben.user)) == (1, 1, 0)
    assert published.refusal() is None
    monkeypatch.setattr(timezone, "localdate", lambda *_args: later)
    (said,) = (one for one in health.findings() if one.name == "key list")
    assert (said.status, said.values["days"]) == ("bad", 1)
    page = client.get("/en/complain/").content.decode()
    assert "<form id" not in page
    assert "Try again tomorrow" in page
    assert "/en/receipt/" in page
    sign_in(client, ann)
    assert "Draft the next list below" in client.get(reverse("sealing:stewards")).content.decode()
    monkeypatch.undo()
    founding.publish(found.stewards)
    assert lists_that_end(ann) == 0
