"""Bringing text in: what a file is, what comes out of it, and one plain sentence for each kind of bad input."""

import io
import time
import zipfile

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Word

from tamdan.press import actions, tasks
from tamdan.press.enums import CaptureState, How, Note
from tamdan.press.errors import (
    CapturedAlready,
    DamagedFile,
    NoText,
    NothingPasted,
    PressRefused,
    ReadingStopped,
    RemovedBefore,
    TooManyPages,
    UnknownKind,
)
from tamdan.press.extracting import extract, kind_of, pdf, recognition
from tamdan.press.models import Article, Capture
from tamdan.press.tests.dump import DUMP
from tamdan.search.models import Document
from tamdan.vault.models import Custody

STORY = (
    "Mara Tolund, director of the River Rights Centre, said the dam “will drown four villages,” and asked for its study. "
    * 4
)
PAGE = f"""<!doctype html><html><head><title>Dam</title><meta property="og:site_name" content="River Herald">
<meta name="author" content="Marta Quill"><meta property="article:published_time" content="2024-03-04"></head>
<body><nav><a href="/">Home</a><a href="/more">More</a></nav><article><h1>Villagers ask court to stop dam</h1><p>{STORY}</p><p>{STORY}</p></article>
<footer>All rights reserved</footer></body></html>"""
MAIL = f"""From: Marta Quill <marta@example.org>
Subject: Villagers ask court to stop dam
Date: Mon, 04 Mar 2024 08:00:00 +0700
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{STORY}
"""
ARCHIVE = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://herald.example/dam
Subject: Dam
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Transfer-Encoding: 8bit

{PAGE}
--b--
"""


def word(*lines: str) -> bytes:
    made, out = Word(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def a_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", STORY)
    return out.getvalue()


def a_pdf(pages: int) -> bytes:
    made, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        made.new_page(200, 200)
    made.save(out)
    return out.getvalue()


def read(data: bytes, name: str = ""):
    return extract(io.BytesIO(data), name)


@pytest.mark.parametrize(
    ("data", "name", "how"),
    [
        (PAGE.encode(), "a.html", How.PAGE), (ARCHIVE.encode(), "a.mht", How.PAGE), (MAIL.encode(), "a.eml", How.EMAIL),
        (word(STORY), "a.docx", How.DOCX), (STORY.encode(), "a.txt", How.TEXT),
    ],
)  # fmt: skip
def test_each_kind_gives_its_words(data, name, how):
    found = read(data, name)
    assert (found.how, found.notes) == (how, [])
    assert "will drown four villages" in found.text
    assert "All rights reserved" not in found.text
    if name in ("a.html", "a.mht"):
        assert (found.told["author"], found.told["outlet"], found.told["published"]) == (
            "Marta Quill",
            "River Herald",
            "2024-03-04",
        )
    if name == "a.eml":
        assert (found.told["author"], found.told["published"]) == ("Marta Quill", "2024-03-04")


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00", "a.png", UnknownKind), (b"PK\x03\x04 nothing", "a.docx", DamagedFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", UnknownKind), (a_zip(), "a.docx", UnknownKind),
        (b"%PDF-1.7 cut off", "a.pdf", DamagedFile), (b"<html><body><script>var a</script></body></html>", "a.html", NoText),
        (a_pdf(pdf.MOST_PAGES + 1), "a.pdf", TooManyPages), (a_pdf(2), "a.pdf", NoText),
    ],
)  # fmt: skip
def test_bad_files_are_refused_with_a_sentence(data, name, refusal):
    with pytest.raises(refusal) as refused:
        read(data, name)
    assert str(refused.value).endswith(".")
    assert "%" not in str(refused.value)


def test_a_file_is_what_its_bytes_are():
    found = read(PAGE.encode(), "report.pdf")
    assert (found.how, found.notes) == (How.PAGE, [Note.LYING_TYPE])
    assert kind_of("ភាសាខ្មែរ".encode("utf-16")) == How.TEXT


def test_mixed_encodings_and_a_line_of_a_megabyte():
    mixed = read("Straße\n".encode() * 3 + "“Café,” she said.\n".encode("cp1252"), "a.txt")
    assert "Café" in mixed.text
    assert Note.MIXED_ENCODINGS in mixed.notes
    begun = time.process_time()
    assert len(read(b"a word " * 150_000).text) == 7 * 150_000
    assert time.process_time() - begun < 2


def test_a_damaged_khmer_layer_is_known_by_what_no_right_text_holds(settings):
    right = "ក្រសួងការងារបានប្រកាសដំឡើងប្រាក់ឈ្នួលដល់កម្មករនិយោជិតទាំងអស់នៅក្នុងប្រទេស។ "
    assert not pdf.is_damaged(right * 3)
    assert pdf.is_damaged(right.replace("្រ", "្ ").replace("ឹ", " ឹ") * 3)
    assert not pdf.is_damaged("Plain English words only, nothing else. " * 5)
    damaged = right.replace("្រ", "្ ") * 3
    assert pdf.is_better(right * 3, damaged)
    assert not pdf.is_better("Letters of a program that knows no Khmer. " * 9, damaged), (
        "Latin letters are no reading of it"
    )
    assert Capture(notes=[Note.DAMAGED_LAYER]).remarks[-1].startswith("Its pages were read as pictures too (Tesseract)")
    assert len(Capture(notes=[Note.DAMAGED_LAYER, Note.NO_RECOGNITION]).remarks) == 3
    assert (
        pdf.paragraphs("A line that goes on to the\nnext one and ends here.\nAnother one.")
        == "A line that goes on to the next one and ends here.\nAnother one."
    )
    settings.SCAN_READER = ""
    assert recognition.words_of(lambda _dots: (2, 2, bytes(4))) is None


@pytest.mark.django_db
def test_the_original_is_kept_once_and_removed_text_is_not_taken_again(cast, secretary):
    capture = actions.capture_text(DUMP, owner=cast.committee, by=secretary)
    with pytest.raises(CapturedAlready):
        actions.capture_text(DUMP, owner=cast.committee, by=secretary)
    actions.begin_reading(capture)
    tasks.read(capture.pk)
    capture.refresh_from_db()
    assert capture.state == CaptureState.READ
    assert capture.file.digest == capture.digest
    ids = list(capture.articles.values_list("pk", flat=True))
    assert set(Document.objects.filter(kind="press_article").values_list("object_id", flat=True)) == set(ids)
    actions.remove_capture(capture, reason="A person in it asked for it", by=secretary)
    assert not Document.objects.filter(kind="press_article").exists()
    assert not Article.objects.standing().exists()
    with pytest.raises(RemovedBefore) as refused:
        actions.capture_text(DUMP, owner=cast.committee, by=secretary)
    assert "A person in it asked for it." in str(refused.value)
    with pytest.raises(NothingPasted):
        actions.capture_text("  \n", owner=cast.committee, by=secretary)


@pytest.mark.django_db
def test_a_login_page_and_a_damaged_file_say_so_and_lose_nothing(cast, secretary):
    login = "<html><body><h1>Please sign in</h1><p>Sign in with your password to read this article.</p><p>Create an account</p></body></html>"
    made = [
        actions.capture_file(io.BytesIO(data), name=name, size=len(data), owner=cast.committee, by=secretary)
        for data, name in [(login.encode(), "a.html"), (b"%PDF-1.7 cut off", "b.pdf")]
    ]
    for capture in made:
        actions.begin_reading(capture)
        tasks.read(capture.pk)
        capture.refresh_from_db()
        assert capture.file is not None
    assert (made[0].notes, list(made[0].articles.all())) == ([Note.LOGIN], [])
    assert made[1].state == CaptureState.FAILED
    assert "damaged" in made[1].reason


@pytest.mark.django_db
def test_pasting_and_choosing_a_file_on_the_page(cast, as_secretary):
    data = {"text": DUMP, "owner": cast.committee.pk, "file": SimpleUploadedFile("dam.html", PAGE.encode())}
    assert as_secretary.post(reverse("press:add"), data).status_code == 302
    assert sorted(Capture.objects.values_list("how", flat=True)) == [How.PAGE, How.PASTED]
    again = as_secretary.post(reverse("press:add"), {"text": DUMP, "owner": cast.committee.pk})
    assert again.status_code == 422
    assert "captured already" in again.content.decode()
    empty = as_secretary.post(reverse("press:add"), {"text": " ", "owner": cast.committee.pk})
    assert empty.status_code == 422
    capture = Capture.objects.get(how=How.PAGE)
    tasks.read(capture.pk)
    page = as_secretary.get(capture.get_absolute_url()).content.decode()
    assert "Villagers ask court to stop dam" in page
    answer = as_secretary.post(reverse("press:original", args=[capture.uuid]))
    assert b"".join(answer.streaming_content) == PAGE.encode()
    assert Custody.objects.filter(file=capture.file, act="viewed").exists()
    assert PressRefused.__subclasses__()


@pytest.mark.django_db
def test_several_files_at_once_keep_no_other_back_and_a_reading_is_stopped(cast, as_secretary, secretary):
    files = [
        SimpleUploadedFile("a.txt", f"{DUMP}\na".encode()), SimpleUploadedFile("b.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00"),
        SimpleUploadedFile("c.txt", f"{DUMP}\nc".encode()),
    ]  # fmt: skip
    data = {"text": "", "owner": cast.committee.pk, "file": files}
    page = as_secretary.post(reverse("press:add"), data, follow=True).content.decode()
    assert sorted(Capture.objects.values_list("name", flat=True)) == ["a.txt", "c.txt"]
    assert "“b.png”: This kind of file cannot be read" in page
    capture = Capture.objects.get(name="a.txt")
    assert "Stop reading" in as_secretary.get(capture.get_absolute_url()).content.decode()
    stop = reverse("press:stop", args=[capture.uuid])
    assert as_secretary.post(stop).status_code == 302
    assert as_secretary.post(stop).status_code == 409
    with pytest.raises(ReadingStopped):
        actions.read_capture(capture, by=secretary, progress=tasks.Shown(capture))
    capture.refresh_from_db()
    assert capture.state == CaptureState.FAILED
    assert "Go on reading" in as_secretary.get(capture.get_absolute_url()).content.decode()
    as_secretary.post(reverse("press:reread", args=[capture.uuid]))
    tasks.read(capture.pk)
    capture.refresh_from_db()
    assert (capture.state, capture.articles.exists()) == (CaptureState.READ, True)
