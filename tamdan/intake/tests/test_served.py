"""The path without JavaScript: sealed in memory, nothing in the clear on a disk, and back with the digits."""

import base64
import io
import json
import resource
import secrets
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings as conf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from django.views.debug import get_exception_reporter_class

from tamdan.cli.serve import no_core_dumps
from tamdan.intake import served
from tamdan.intake.access import asking_for_a_call
from tamdan.intake.enums import ReleasePurpose
from tamdan.intake.errors import Busy, NobodyChosen, NoList, ReceiptUnknown, VisitOver
from tamdan.intake.forms import ComplaintForm
from tamdan.intake.models import Envelope, Item, Letter
from tamdan.intake.releasing import release
from tamdan.intake.sealed_files import MOST, SealingItem
from tamdan.intake.served import more_served, seal_served, take_files
from tamdan.intake.served_visits import (
    COOKIE,
    change_served,
    come_back,
    decide_served,
    read_message,
    remember,
    remembered,
)
from tamdan.intake.shown import page_of
from tamdan.sealing import age, envelopes, receipts, server
from tamdan.sealing.items import open_item
from tamdan.sealing.models import KeyListVersion
from tamdan.sealing.padding import HEAD, padded
from tamdan.sealing.published import current
from tamdan.vault.blobs import open_blob
from tamdan.vault.models import Blob
from tests.letters import Ring

pytestmark = pytest.mark.django_db


def told(ring: Ring, **more):
    return {
        "text": "MARKER-STORY they took our field", "kind": "land", "safety": ["reprisal"], "day": "2026-11-20",
        "offices": [str(ring.office.office.uuid)], "name": "MARKER-NAME Sok Dara", "consents": ["handle"], **more,
    }  # fmt: skip


def opened(item, key):
    pieces = []
    for name in item.segments.values_list("blob__digest", flat=True):
        with open_blob(name) as stream:
            pieces.append(stream.read())
    return open_item(pieces, list(item.segments.values_list("blob__digest", flat=True)), key)


def content(item, staffed):
    """What an officer of this office reads."""
    inner = age.unseal(bytes(item.envelopes.get().data), *server.release_identities())
    return opened(item, envelopes.open_inner(inner, item.ref, staffed.key.key))


def test_a_form_is_sealed_and_received(ring: Ring) -> None:
    sent = seal_served(told(ring))
    letter = Letter.objects.get()
    assert (letter.kind, letter.urgency, letter.week, letter.channel) == ("land", "reprisal", "2026-W47", "web")
    story = json.loads(content(letter.items.get(kind="story"), ring.office))
    assert story["answers"]["text"].startswith("MARKER-STORY")
    who = json.loads(content(letter.items.get(kind="identity"), ring.custodian))
    assert who["name"] == "MARKER-NAME Sok Dara"
    assert receipts.read(sent.digits) == sent.digits
    assert sent.received.letter.accepted


def test_offices_may_call_where_the_person_says_so_and_learn_no_name(ring: Ring) -> None:
    number = {"contact": "MARKER-NUMBER 012 345 678, in the evening", "contact_words": "It is about rice"}
    form = ComplaintForm({**told(ring), "call_me": "on"})
    assert "contact" in form.errors, "a tick without a number"
    form = ComplaintForm({**told(ring, **number), "call_me": "on"})
    assert form.is_valid(), form.errors
    letter = seal_served(form.cleaned_data).received.letter
    assert letter.consents == ["contact", "handle"], "who gives a number agrees to be contacted"
    item = letter.items.get(kind="call")
    assert json.loads(content(item, ring.office)) == {"v": 1, **number}
    officer, other = ring.office.officers[0].user, ring.second.officers[0].user
    assert ([*asking_for_a_call(officer)], asking_for_a_call(other)) == ([letter], [])
    release(item.envelopes.get(), officer, ReleasePurpose.HANDLE)
    assert asking_for_a_call(officer) == [], "whoever was called is asked for no longer"
    seal_served(told(ring, **number))
    assert Item.objects.filter(kind="call").count() == 1, "without the tick only those who keep names have it"


def test_the_office_that_the_letter_is_about_never_gets_it(ring: Ring) -> None:
    both = [str(ring.office.office.uuid), str(ring.second.office.uuid)]
    seal_served(told(ring, offices=both, recused=both[:1]))
    offices = {one.epoch.office for one in Envelope.objects.filter(item__kind="story")}
    assert offices == {ring.second.office}
    with pytest.raises(NobodyChosen):
        seal_served(told(ring, offices=both, recused=both))


def test_without_a_list_nothing_is_taken(ring: Ring) -> None:
    KeyListVersion.objects.update(published_at=None, anchor=None)
    with pytest.raises(NoList):
        seal_served(told(ring))
    assert not Letter.objects.exists()


@pytest.mark.parametrize("size", [0, 1, 4_088, 4_089, (1 << 20) - 8, (1 << 20) - 7, (1 << 20) + 1, 3_000_000])
def test_an_item_sealed_as_it_comes_is_a_usual_item(size: int) -> None:
    made, whole = SealingItem(), (b"0123456789abcdef" * (size // 16 + 1))[:size]
    for start in range(0, size, 65_536):
        made.add(whole[start : start + 65_536])
    made.finish()
    pieces = []
    for name in made.segments:
        with open_blob(name) as stream:
            pieces.append(stream.read())
    assert open_item(pieces, made.segments, made.key) == whole
    assert sum(len(age.unseal(piece, made.key)) for piece in pieces) == padded(HEAD + size)


def uploaded(*files: SimpleUploadedFile):
    request = RequestFactory().post("/", {"text": "x", "files": list(files)})
    take_files(request)
    return request.FILES.getlist("files")


def test_a_file_is_sealed_while_it_comes_and_never_lies_in_the_clear(ring: Ring, tmp_path: Path, monkeypatch) -> None:
    written = []
    real = io.open

    def watched(path, mode="r", *args, **kwargs):
        if "w" in mode or "x" in mode:
            written.append(Path(str(path)))
        return real(path, mode, *args, **kwargs)

    monkeypatch.setattr("builtins.open", watched)
    marker = b"MARKER-FILE" * 300_000
    (file,) = uploaded(SimpleUploadedFile("MARKER-FILENAME.jpg", marker, "image/jpeg"))
    monkeypatch.undo()
    assert (file.name, file.size, file.is_too_large) == ("MARKER-FILENAME.jpg", len(marker), False)
    assert Blob.objects.count() == len(file.item.segments) == 4
    assert written
    assert all("vault" in str(path) for path in written)
    seal_served(told(ring, files=[file]))
    letter = Letter.objects.get()
    assert content(letter.items.get(kind="file"), ring.office) == marker
    row = json.loads(content(letter.items.get(kind="story"), ring.office))["items"][0]
    assert (row["name"], row["type"], row["size"]) == ("MARKER-FILENAME.jpg", "image/jpeg", len(marker))


def test_a_file_that_is_too_large_is_not_taken() -> None:
    (file,) = uploaded(SimpleUploadedFile("large.bin", bytes(MOST + 1)))
    assert file.is_too_large
    assert Blob.objects.count() <= MOST >> 20


def test_digits_bring_back_what_the_office_wrote_and_the_keys(ring: Ring) -> None:
    sent = seal_served(told(ring))
    visit = come_back(sent.digits)
    assert visit.receipt.thread == sent.received.letter
    response = HttpResponse()
    remember(response, visit)
    cookie = response.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", 1200)
    assert response["Cache-Control"] == "no-store"
    assert visit.own.key not in cookie.value
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = cookie.value
    receipt, own = remembered(request)
    assert (receipt, own) == (visit.receipt, visit.own)
    decided = decide_served(receipt, own, "rate", "4")
    assert decided.by_officer is None
    more = more_served(own, {"text": "They came again."}, receipt.thread, [ring.office.recipient])
    assert more.letter.thread == receipt.thread
    digits = change_served(receipt, own)
    with pytest.raises(ReceiptUnknown):
        come_back(sent.digits)
    with pytest.raises(VisitOver):
        remembered(request)
    assert come_back(digits).own == own, "the same keys under new digits, with what proves what was sent"


def test_a_message_is_shown_under_a_listed_offices_signature_alone(ring: Ring) -> None:
    from tamdan.intake.answering import answer
    from tamdan.intake.enums import Side
    from tamdan.intake.reading import read_parts
    from tamdan.intake.tests.test_answering import message
    from tests.letters import Sender

    sent = seal_served(told(ring))
    visit = come_back(sent.digits)
    writer = Sender(key=visit.own.key, seed=visit.own.seed)
    thread = sent.received.letter
    answer(thread, read_parts(message(ring, writer, thread)), side=Side.OFFICE, by=ring.officer)
    page = page_of(come_back(sent.digits).opened)
    (item,) = next(one for one in page["letters"] if one["side"] == "office")["items"]
    keys = current()
    assert keys is not None
    read = read_message(item, thread, visit.own, [keys])
    assert (read.office.id, read.words, read.is_former) == (
        str(ring.office.office.uuid),
        "We came to the field.",
        False,
    )
    strangers = type(keys)(keys.host, keys.number, keys.expires)
    assert read_message(item, thread, visit.own, [strangers]).words == ""
    assert read_message(item, thread, visit.own, [strangers, keys]).is_former


def test_wrong_digits_open_nothing(ring: Ring) -> None:
    seal_served(told(ring))
    with pytest.raises(ReceiptUnknown):
        come_back(receipts.new_digits())


@pytest.mark.parametrize("value", ["", "x", base64.urlsafe_b64encode(b"x" * 100).decode()])
def test_a_forged_cookie_is_a_visit_that_is_over(value: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = value
    with pytest.raises(VisitOver):
        remembered(request)


def test_two_derivations_at_a_time(monkeypatch) -> None:
    monkeypatch.setattr(served, "WAIT_SECONDS", 0.01)
    held = threading.BoundedSemaphore(2)
    monkeypatch.setattr(served, "_two_at_a_time", held)
    held.acquire()
    held.acquire()
    with pytest.raises(Busy):
        served.derive(receipts.new_digits())


def test_an_error_report_holds_nothing_that_was_sent() -> None:
    story, digits, cookie, worked_on = (secrets.token_hex(8) for _ in range(4))
    request = RequestFactory().post("/", {"text": story, "digits": digits})
    request.COOKIES["x"] = cookie

    def fails(told, kept):
        raise ValueError(len(told) + len(kept))

    try:
        fails(request.POST["text"], worked_on)
    except ValueError:
        reporter = get_exception_reporter_class(request)(request, *sys.exc_info())
    for text in (reporter.get_traceback_text(), reporter.get_traceback_html()):
        assert "fails" in text
        assert not [marker for marker in (story, digits, cookie, worked_on) if marker in text]
    assert conf.DEFAULT_EXCEPTION_REPORTER == "tamdan.core.reporting.WithoutBodies"


def test_no_core_is_written_when_a_process_dies() -> None:
    before = resource.getrlimit(resource.RLIMIT_CORE)
    no_core_dumps()
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    assert before[0] >= 0
