"""A letter on paper is read before it is sealed: in memory, with limits, and every refusal in words. Nothing of it stays."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

from tamdan.audit.models import Event
from tamdan.intake.models import Letter
from tamdan.intake.scans import program, reading
from tamdan.intake.tests import scans
from tests.letters import Ring

LETTER = "The village chief took our field\non 3 March. We ask for it back."
KHMER = "មេភូមិបានយកដីស្រែរបស់យើង\nសូមជួយដោះស្រាយជូនផង"
STROKES = "េមភូមិបានយកដីែ្រស របស់េយើង\nសូមជួយេដាះ្រសាយជូនផង"
"""The same as a careless program stores it: vowels that are drawn before a letter stand before it."""


@pytest.fixture
def without_reader(settings: Any) -> None:
    settings.SCAN_READER = ""


@pytest.mark.django_db
def test_an_officer_has_the_text_of_a_letter_and_nobody_else_has_anything(
    ring: Ring, client: Client, without_reader: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    client.force_login(ring.officer)
    before = Event.objects.count(), Letter.objects.count()

    def post(content: bytes) -> Any:
        return client.post(reverse("grievances:new_scan"), content, content_type="application/octet-stream")

    page = client.get(reverse("grievances:new")).content.decode()
    assert "it sees the scan for a moment in its memory" in page, "said before a file is chosen"
    assert "has no program that reads letters from pictures" in page

    answer = post(scans.with_layer(LETTER))
    assert "no-store" in answer["Cache-Control"]
    told = answer.json()
    assert told["pages"][0]["text"].split() == LETTER.split()
    assert (told["pages"][0]["source"], told["has_khmer"], told["unread"], told["left_out"]) == ("layer", False, 0, 0)
    assert told["pages"][0]["preview"], "beside the text stands the page"

    khmer, broken = post(scans.with_layer(KHMER)).json(), post(scans.with_layer(STROKES)).json()
    assert khmer["has_khmer"]
    assert not khmer["pages"][0]["is_broken"]
    assert broken["pages"][0]["is_broken"], "signs without their letter: the page warns"

    long = post(scans.with_layer(LETTER, count=300)).json()
    assert (len(long["pages"]), long["left_out"]) == (reading.MOST_PAGES, 300 - reading.MOST_PAGES)
    paper = post(scans.as_picture_of_pdf(["Nothing but dots"])).json()
    assert (paper["pages"][0]["source"], paper["unread"]) == ("none", 1)
    assert "no program that reads letters" in paper["why"]
    assert (Event.objects.count(), Letter.objects.count()) == before
    assert not list(tmp_path.iterdir()), "no temporary file"
    assert "field" not in caplog.text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "scan-empty"),
        (b"MZ\x90 a program", "scan-unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "scan-unknown"),
        (scans.with_layer(LETTER)[:300], "scan-damaged"),
        (b"%PDF-1.7 and nothing", "scan-damaged"),
        (scans.with_layer(LETTER, trailer=scans.LOCK), "scan-locked"),
        (scans.png_that_says(50_000, 50_000), "scan-too-many-points"),
        (scans.jpeg_that_says(60_000, 60_000), "scan-too-many-points"),
        (b"\xff\xd8\xff\xe0", "scan-damaged"),
        (scans.png_that_says(100, 100), "no-reader"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, code: str, without_reader: None) -> None:
    with pytest.raises(reading.ScanRefused) as refused:
        reading.read(content)
    assert refused.value.code == code
    assert "%(" not in str(refused.value)


def test_too_large_and_two_at_once_are_refused(without_reader: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 10)
    with pytest.raises(reading.ScanTooLarge):
        reading.read(bytes(11))
    monkeypatch.setattr(reading, "WAIT", 0)
    with reading.one_at_a_time, pytest.raises(reading.ReaderBusy):
        reading.read(b"%PDF-")


def test_a_photo_is_drawn_as_large_as_a_sheet_in_any_number_of_dots() -> None:
    kind, size, most, rows = reading._program("draw", 0, scans.HALF_BLACK, 110).split(b"\n", 3)
    assert (kind, size, most) == (b"P5", b"1287 644", b"255")
    middle = rows[320 * 1287 :][:1287]
    assert middle[100] < 60
    assert middle[1200] > 200


def test_a_program_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "LOOK_SECONDS", 0.2)
    monkeypatch.setattr(program, "__file__", str(tmp_path / "endless.py"))
    (tmp_path / "endless.py").write_text("while True: pass")
    with pytest.raises(reading.ScanTooHard):
        reading.read(b"%PDF-")


@pytest.mark.skipif(
    not shutil.which(configured.SCAN_READER or "tesseract"),
    reason="no Tesseract here (Debian: tesseract-ocr); the layer of a PDF is read above",
)
def test_letters_are_read_from_pictures() -> None:
    lines = ["The village chief", "took our field"]
    for content in (scans.as_png(lines), scans.as_picture_of_pdf(lines)):
        found = reading.read(content)
        assert found.pages[0].text.split() == " ".join(lines).split()
        assert (found.pages[0].source, found.unread) == ("letters", 0)
