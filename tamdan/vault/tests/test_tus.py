"""Segments by tus 1.0.0: what the protocol promises, and what it refuses."""

import datetime

import pytest
from django.utils import timezone

from tamdan.vault import uploading
from tamdan.vault.blobs import LARGEST, open_blob
from tamdan.vault.models import Blob, Ticket, Upload
from tamdan.vault.store import incoming, store
from tamdan.vault.tests.sending import LETTER, Device, checksum, metadata, some_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def device(client, cast):
    return Device(client)


def kept(digest):
    with open_blob(digest) as stream:
        return stream.read()


def test_a_segment_arrives_in_two_parts(device):
    content, digest = some_bytes()
    path = device.begin(digest, 5000)
    assert device.patch(path, 0, content[:1234])["Upload-Offset"] == "1234"
    assert device.offset(path) == 1234
    response = device.patch(path, 1234, content[1234:])
    assert (response.status_code, response["Upload-Offset"]) == (204, "5000")
    assert kept(digest) == content
    assert Blob.objects.get(digest=digest).size == 5000
    assert not list(incoming().iterdir())


def test_a_sender_who_missed_the_last_answer_hears_that_it_is_whole(device):
    content, digest = some_bytes()
    path = device.begin(digest, 5000)
    device.patch(path, 0, content)
    assert device.offset(path) == 5000
    assert device.patch(path, 0, content).status_code == 409


def test_a_segment_comes_with_its_creation(device):
    content, digest = some_bytes()
    response = device.create(digest, 5000, content)
    assert (response.status_code, response["Upload-Offset"]) == (201, "5000")
    assert kept(digest) == content


def test_part_of_a_segment_comes_with_its_creation(device):
    content, digest = some_bytes()
    response = device.create(digest, 5000, content[:10])
    assert response["Upload-Offset"] == "10"
    device.patch(response["Location"], 10, content[10:])
    assert kept(digest) == content


def test_a_creation_whose_answer_was_lost_finds_the_upload_again(device):
    content, digest = some_bytes()
    first = device.create(digest, 5000, content[:4000])
    again = device.create(digest, 5000, content)
    assert again["Location"] == first["Location"]
    assert again["Upload-Offset"] == "4000"
    assert Upload.objects.count() == 1
    assert device.create(digest, 4999).status_code == 400


def test_what_is_here_already_is_whole_at_once(device, client):
    content, digest = some_bytes()
    device.create(digest, 5000, content)
    other = Device(client)
    before = Ticket.objects.get(letter=LETTER, uploads=None).bytes_reserved
    response = other.create(digest, 5000)
    assert response["Upload-Offset"] == "5000"
    assert other.offset(response["Location"]) == 5000
    assert Ticket.objects.order_by("-pk")[0].bytes_reserved == before


def test_capabilities(device):
    for path in ("/uploads", device.begin(some_bytes()[1], 5000)):
        response = device.client.options(path)
        assert response.status_code == 204
        assert response["Tus-Version"] == "1.0.0"
        assert response["Tus-Extension"] == "creation,creation-with-upload,checksum,expiration,termination"
        assert response["Tus-Max-Size"] == str(LARGEST)
        assert response["Tus-Checksum-Algorithm"] == "sha256"


def test_every_answer_names_the_version_and_is_stored_by_nobody(device):
    path = device.begin(some_bytes()[1], 5000)
    for response in (
        device.send("HEAD", path), device.patch(path, 7, b"a"), device.send("GET", path), device.client.options(path)
    ):  # fmt: skip
        assert response["Tus-Resumable"] == "1.0.0"
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies


@pytest.mark.parametrize("version", ["", "0.2.2", "2.0.0"])
def test_another_version_is_refused(device, version):
    response = device.create(some_bytes()[1], 5000, **{"tus-resumable": version})
    assert (response.status_code, response["Tus-Version"]) == (412, "1.0.0")
    assert not Upload.objects.exists()


@pytest.mark.parametrize(("at", "body", "headers", "status"), [
    (1, b"a" * 10, {}, 409),
    (0, b"a" * 10, {"content_type": "application/octet-stream"}, 415),
    (0, b"a" * 5001, {}, 413),
    ("-1", b"a", {}, 400),
    ("many", b"a", {}, 400),
    (0, b"a", {"upload-checksum": "md5 AAAA"}, 400),
    (0, b"a", {"upload-checksum": "sha256 AAAA"}, 400),
    (0, b"a", {"upload-checksum": checksum(b"b")}, 460),
])  # fmt: skip
def test_a_part_that_does_not_fit_is_refused_and_nothing_of_it_kept(device, at, body, headers, status):
    path = device.begin(some_bytes()[1], 5000)
    assert device.patch(path, at, body, **headers).status_code == status
    assert device.offset(path) == 0


def test_a_part_with_its_checksum_is_taken(device):
    content, digest = some_bytes()
    path = device.begin(digest, 5000)
    assert device.patch(path, 0, content[:100], **{"upload-checksum": checksum(content[:100])}).status_code == 204
    assert device.offset(path) == 100


def test_a_segment_that_is_not_what_was_promised_is_thrown_away(device):
    content, digest = some_bytes()
    path = device.begin(digest, 5000)
    reserved = Ticket.objects.get().bytes_reserved
    assert device.patch(path, 0, content[:-1] + bytes([content[-1] ^ 1])).status_code == 460
    assert device.offset(path) == 404
    assert not Blob.objects.exists()
    assert not list(incoming().iterdir())
    assert Ticket.objects.get().bytes_reserved == reserved + 5000
    device.create(digest, 5000, content)
    assert kept(digest) == content


@pytest.mark.parametrize(
    ("length", "status"), [(0, 400), (LARGEST, 201), (LARGEST + 1, 413), (5 << 30, 413), ("", 400)]
)
def test_the_length_of_a_segment(device, length, status):
    response = device.create(some_bytes()[1], length)
    assert response.status_code == status, response.content


@pytest.mark.parametrize("named", [
    {}, {"ticket": "guessed"}, {"letter": "b2" * 16}, {"ticket": ""},
], ids=str)  # fmt: skip
def test_without_the_letters_ticket_nothing_is_begun(device, named):
    digest = some_bytes()[1]
    told = metadata(**{"letter": LETTER, "sha256": digest, "ticket": device.token, **named}) if named else ""
    assert device.create(digest, 5000, **{"upload-metadata": told}).status_code in (400, 403)
    assert not Upload.objects.exists()
    assert not list(incoming().iterdir())


@pytest.mark.parametrize("told", ["sha256 !!!!", "ticket /w==", "letter", ",,,"])
def test_metadata_that_cannot_be_read(device, told):
    assert device.create(some_bytes()[1], 5000, **{"upload-metadata": told}).status_code in (400, 403)


@pytest.mark.parametrize(
    ("letter", "digest"), [(LETTER.upper(), "0" * 64), (LETTER, "../../etc/passwd"), ("", "0" * 64)]
)
def test_names_that_are_no_names(device, letter, digest):
    told = metadata(letter=letter, sha256=digest, ticket=device.token)
    assert device.create("", 5000, **{"upload-metadata": told}).status_code == 400


def test_an_expired_ticket_begins_nothing_but_ends_what_it_began(device):
    content, digest = some_bytes()
    path = device.begin(digest, 5000)
    Ticket.objects.update(expires=timezone.now())
    assert device.create(some_bytes()[1], 5000).status_code == 403
    assert device.patch(path, 0, content).status_code == 204


def test_a_ticket_is_for_what_was_announced(client, cast):
    device = Device(client, size=9000)
    device.begin(some_bytes()[1], 5000)
    assert device.create(some_bytes()[1], 5000).status_code == 413
    assert device.create(some_bytes()[1], 4000).status_code == 201


def test_a_ticket_does_not_fill_the_disk_with_crumbs(client, cast):
    device = Device(client, size=LARGEST)
    statuses = [device.create(some_bytes()[1], 1).status_code for _crumb in range(uploading.SHORT_ENDS + 3)]
    assert statuses == [201] * (uploading.SHORT_ENDS + 2) + [413]


def test_what_the_sender_gives_up_is_gone(device):
    path = device.begin(some_bytes()[1], 5000)
    assert device.send("DELETE", path).status_code == 204
    assert device.offset(path) == 404
    assert not list(incoming().iterdir())
    assert Ticket.objects.get().bytes_reserved == Ticket.objects.get().bytes_allowed
    assert device.send("DELETE", path).status_code == 404


def test_an_upload_says_when_it_expires_and_then_is_unknown(device):
    path = device.begin(some_bytes()[1], 5000)
    assert device.send("HEAD", path)["Upload-Expires"].endswith("GMT")
    Upload.objects.update(expires=timezone.now())
    assert device.offset(path) == 404


def test_a_proxy_that_refuses_patch_is_passed(device):
    content, digest = some_bytes()
    path = device.begin(digest, 5000)
    sent = {"upload-offset": "0", "x-http-method-override": "PATCH"}
    assert device.send("POST", path, content, **sent).status_code == 204
    assert kept(digest) == content


def test_refusals_are_in_the_language_that_was_asked_for(device):
    path = device.begin(some_bytes()[1], 5000)
    english, khmer = (device.patch(path, 9, b"a", **{"accept-language": code}).json() for code in ("en", "km"))
    assert english["code"] == khmer["code"] == "wrong-offset"
    assert english["values"] == {"offset": 0}
    assert english["message"].startswith("0 bytes of this part are here")


def test_an_upload_whose_bytes_were_kept_before_a_crash_is_whole(device):
    content, digest = some_bytes()
    path = device.begin(digest, 5000)
    device.patch(path, 0, content)
    # As a crash leaves it between the store's rename and the commit: bytes in the store, neither blob nor offset.
    Blob.objects.all().delete()
    Upload.objects.update(offset=3000)
    assert device.offset(path) == 5000
    assert Blob.objects.get().digest == digest


def test_an_upload_whose_bytes_are_lost_is_unknown_and_gives_its_room_back(device):
    content, digest = some_bytes()
    path = device.begin(digest, 5000)
    next(incoming().iterdir()).unlink()
    assert device.patch(path, 0, content).status_code == 404
    assert Ticket.objects.get().bytes_reserved == Ticket.objects.get().bytes_allowed
    device.create(digest, 5000, content)
    assert kept(digest) == content


def test_what_expired_is_swept(device):
    _content, digest = some_bytes()
    device.begin(digest, 5000)
    (incoming() / "left-by-a-crash").write_bytes(b"half")
    now = timezone.now()
    assert uploading.sweep(now - datetime.timedelta(hours=1)) == 0
    assert Upload.objects.count() == 1
    assert uploading.sweep(now + datetime.timedelta(hours=1)) == 1
    assert len(list(incoming().iterdir())) == 1
    Upload.objects.update(expires=now)
    Ticket.objects.update(expires=now)
    assert uploading.sweep(now + datetime.timedelta(hours=1)) == 1
    assert not Ticket.objects.exists()
    assert not store().holds(digest)
