"""What only whole transactions show: sixteen at once, the ledger's verification, and nothing readable left anywhere."""

import gzip
import io
import logging
import threading
from collections import Counter
from pathlib import Path

import psycopg
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client

from tamdan.audit.models import Event
from tamdan.audit.sequencer import run_once
from tamdan.audit.verify import verify
from tamdan.core.postgres import connection_params
from tamdan.core.tests.solving import solution
from tamdan.intake.enums import ReleasePurpose
from tamdan.intake.models import Envelope, Letter, Receipt
from tamdan.intake.releasing import release
from tamdan.sealing import receipts
from tamdan.sealing.letters import ItemKind
from tamdan.vault.store import address
from tests.cast import make_cast
from tests.leaks import dump, files_below, leaks, wal
from tests.letters import Part, Sender, come_back, identity, make_ring, post, send, story


def test_sixteen_posts_at_once_are_one_letter(committing_db: str) -> None:
    ring = make_ring(make_cast())
    sender = Sender()
    made = sender.submission([story(ring)])
    other = Sender().submission([story(ring)], letter=made["letter"])
    efforts = [solution("letters") for _ in range(16)]
    answers, ready = [], threading.Barrier(16)

    def one(number: int) -> None:
        ready.wait()
        answer = post(Client(), other if number in (5, 11) else made, effort=efforts[number])
        answers.append((answer.status_code, answer.content))
        connections.close_all()

    threads = [threading.Thread(target=one, args=[number]) for number in range(16)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    counts = Counter(status for status, _content in answers)
    assert counts[201] == 1
    assert counts in (Counter({201: 1, 200: 13, 409: 2}), Counter({201: 1, 200: 1, 409: 14}))
    assert len({content for status, content in answers if status in (200, 201)}) == 1
    assert (
        Letter.objects.count() == Receipt.objects.count() == Event.objects.filter(verb="letter.received").count() == 1
    )


def test_verification_names_what_was_done_to_letters(committing_db: str, home: Path) -> None:
    ring = make_ring(make_cast())
    client = Client()
    told = [send(client, ring)[1] for _ in range(6)]
    for letter in told[:2]:
        release(Envelope.objects.get(item__letter=letter), ring.officer, ReleasePurpose.TRIAGE)
    run_once()
    assert verify().ok, [str(one) for one in verify().problems]
    gone, blind, altered, swapped, hidden, lost = told
    hidden = told[0]
    blobs = {letter.pk: letter.items.get().segments.get().blob.digest for letter in told}
    swapped_path = home / "vault" / address(blobs[swapped.pk])
    swapped_path.chmod(0o600)
    swapped_path.write_bytes(b"another")
    (home / "vault" / address(blobs[lost.pk])).unlink()
    with psycopg.connect(**connection_params("super", committing_db)) as root:
        root.execute("SET session_replication_role = replica")
        root.execute(
            "DELETE FROM intake_release WHERE item_id = (SELECT id FROM intake_item WHERE letter_id = %s)", [hidden.pk]
        )
        root.execute(
            "DELETE FROM intake_envelope WHERE item_id = (SELECT id FROM intake_item WHERE letter_id = %s)", [blind.pk]
        )
        root.execute("UPDATE intake_letter SET digest = %s WHERE id = %s", ["0" * 64, altered.pk])
        root.execute("DELETE FROM intake_letter WHERE id = %s", [told[5].pk])
    found = {(one.code, one.where) for one in verify().problems}
    assert ("letter-gone", str(told[5].pk)) in found
    assert ("letter-changed", str(altered.pk)) in found
    assert ("item-without-envelope", blind.items.get().ref) in found
    assert ("opening-hidden", hidden.items.get().ref) in found
    assert ("blob-changed", blobs[swapped.pk]) in found
    assert ("blob-gone", blobs[lost.pk]) in found
    assert all(str(one) for one in verify().problems)
    assert gone.ref


def test_nothing_that_was_told_lies_anywhere(committing_db: str, home: Path, settings, monkeypatch) -> None:
    """With JavaScript (as its client does) and without: story, name, file, file name, digits, in everything that is stored."""
    monkeypatch.setattr("tamdan.intake.views.time.sleep", lambda _seconds: None)
    temporary = home / "temporary"
    temporary.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(temporary)
    monkeypatch.setenv("TMPDIR", str(temporary))
    logged = io.StringIO()
    handler = logging.StreamHandler(logged)
    logging.getLogger().addHandler(handler)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn()")
        (start,) = cursor.fetchone()
    ring, client = make_ring(make_cast()), Client()
    story_told, name, voice, in_file, file_name = (
        "MARKER-STORY-7d1f",
        "MARKER-NAME-a93c",
        "MARKER-VOICE-e2d0",
        "MARKER-FILE-55be",
        "MARKER-FILENAME-0c2e.txt",
    )
    spoken = Part(ItemKind.VOICE, voice.encode() * 900, [ring.office.recipient])
    sender, _letter = send(client, ring, None, story(ring, story_told), identity(ring, name), spoken)
    come_back(client, sender)
    answer = client.post("/en/complain/", {
        "text": story_told, "name": name, "offices": [str(ring.office.office.uuid)],
        "files": [SimpleUploadedFile(file_name, in_file.encode() * 9_000, "text/plain")],
    })  # fmt: skip
    assert answer.status_code == 200, answer.content.decode()[:2000]
    assert Letter.objects.count() == 2
    served = answer.context["digits"]
    assert receipts.read(served)
    assert client.post("/en/receipt/", {"digits": served}).status_code == 200
    logging.getLogger().removeHandler(handler)
    markers = [
        story_told,
        name,
        voice,
        in_file,
        file_name,
        sender.digits,
        sender.digits[:16],
        receipts.read(served),
        served,
    ]
    places = {
        **dump(committing_db), **wal(committing_db, start), **files_below(home), "logs": logged.getvalue().encode(),
    }  # fmt: skip
    assert not leaks(places, markers)
    assert len(places) > 50
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO core_cache (cache_key, value, expires) VALUES ('control', %s, now())", [story_told])
    (home / "control").write_bytes(gzip.compress(name.encode("utf-16-le")))
    control = {**dump(committing_db), **files_below(home)}
    assert {marker for _place, marker in leaks(control, markers)} == {story_told, name}
