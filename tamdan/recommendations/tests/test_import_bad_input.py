"""What people bring that cannot be right: each gets a sentence that says what to do, in both languages, and nothing is stored."""

import csv
import io
import json
import time
from typing import Any

import pytest
from django.utils import translation

from tamdan.core.errors import DomainError
from tamdan.imports.actions import import_file
from tamdan.imports.errors import Cancelled, sentence_of
from tamdan.imports.formats import format_named, reasons_of
from tamdan.imports.models import ImportRun
from tamdan.imports.reasons import sentence
from tamdan.language.script import has_khmer
from tamdan.recommendations.models import Recommendation, SourceRecord
from tamdan.recommendations.tests.uhri_export import ODD, TREATY, as_json, as_workbook, invented
from tamdan.recommendations.tests.upr_info_export import Printed, export
from tamdan.recommendations.tests.upr_info_export import invented as upr_rows

LIMON = "kñúgRbeTskm<úCa RtUv)anGñkrbs; enaH mYyeday RbCaBlrdæ"
"""What a sheet typed in the font Limon holds: Khmer drawn for Latin letters."""
KHMER = [("ហ្វីជី", "បើកពន្ធនាគារ ដើម្បីឱ្យមានការចូលមើល"), ("ហ្វីជី", "ធានាការអប់រំដោយឥតគិតថ្លៃនៅគ្រប់ភូមិ")]


def sheet(rows, head=("State", "Recommendation"), encoding="utf-8", delimiter=","):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([head, *rows])
    return text.getvalue().encode(encoding)


def workbook(rows, head=("State", "Recommendation")):
    from openpyxl import Workbook

    book = Workbook()
    page: Any = book.active
    for row in (head, *rows):
        page.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


BROKEN_JSON = as_json(ODD)
SOUND_SHEET = as_workbook(ODD)
AS_A_WHOLE = {
    "nothing": (b"", "import-empty"),
    "blanks alone": (b"\xef\xbb\xbf \r\n\r\n", "import-empty"),
    "names of columns alone": (b"State,Recommendation\r\n", "import-empty"),
    "no records in a list": (b"[]", "import-unknown-format"),
    "a list of numbers": (as_json([TREATY])[:-1] + b", 7]", "import-no-records"),
    "JSON that breaks off": (BROKEN_JSON[: len(BROKEN_JSON) // 2], "import-cut-off"),
    "JSON that breaks off between records": (as_json([TREATY])[:-1], "import-cut-off"),
    "JSON with a slip inside": (BROKEN_JSON.replace(b'"Symbol":', b'"Symbol" ', 1), "import-cut-off"),
    "a workbook that breaks off": (SOUND_SHEET[: len(SOUND_SHEET) * 2 // 3], "import-damaged"),
    "a table that breaks off in a quoted text": (
        sheet([("Fiji", 'He said "no", twice')])[:-6],
        "import-unclosed-quote",
    ),
    "another delimiter": (sheet([("Fiji", "Open it")], delimiter="#"), "import-not-a-table"),
    "a code page that is none": (bytes(range(128, 256)) * 40 + b"\n", None),
    "Khmer as question marks": (sheet([("Fiji", "????? ?? ???????? ????"), ("Fiji", "??? ?????")]), None),
    "Khmer of an old font": (sheet([("Fiji", LIMON)] * 3), None),
    "Khmer of an old font as a spreadsheet saves it": (sheet([("Fiji", LIMON)] * 3, encoding="cp1252"), None),
    "Khmer of an old font in a workbook": (workbook([("Fiji", LIMON)] * 3), None),
}


@pytest.mark.parametrize("name", AS_A_WHOLE)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(cast, tmp_path, name):
    content, code = AS_A_WHOLE[name]
    path = tmp_path / f"{name.replace(' ', '-')}.csv"
    path.write_bytes(content)
    with pytest.raises(DomainError) as caught:
        import_file(path, format=None if content[:1] in (b"[", b"P") else "table", owner=cast.committee, by=None)
    assert code in (None, caught.value.code)
    with translation.override("en"):
        assert str(caught.value).endswith(".")
    assert not Recommendation.objects.exists()
    assert not SourceRecord.objects.exists()


ROWS = {
    "a State nobody knows": ([("Cambodja", "Open it")], "state-unknown-near", "Cambodia"),
    "a State nobody knows, in Khmer": ([("កម្ពុ", "បើកវា")], "state-unknown-near", "កម្ពុជា"),
    "a State like none": ([("Zzyzx Qwrt", "Open it")], "state-unknown", "Zzyzx"),
    "a row without a text": ([("Fiji", ""), ("Fiji", "Open it")], "field-empty", ""),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_cannot_be_read_is_refused_with_what_to_do(bring, name):
    rows, code, says = ROWS[name]
    found = bring(sheet(rows), "sheet.csv", format="table")
    [refused] = ImportRun.objects.get(uuid=found["run"]).refused_rows.all()
    assert refused.code == code
    with translation.override("en"):
        assert says in sentence(reasons_of(format_named("table")), refused.code, refused.values)


def test_the_sentences_of_formats_can_be_filled():
    filling = dict.fromkeys(
        ("name", "nearest", "value", "asker", "field", "found", "expected", "limit", "number", "words"), "x"
    )
    for code in ("uhri", "table", "upr-info"):
        reasons = reasons_of(format_named(code))
        assert all("%(" not in sentence(reasons, reason, filling) for reason in reasons)


@pytest.mark.parametrize(("encoding", "is_repaired"), [("utf-16", False), ("utf-8-sig", False), ("utf-8", False)])
def test_khmer_saved_by_a_spreadsheet_is_read(bring, encoding, is_repaired):
    found = bring(sheet(KHMER, head=("រដ្ឋ", "អនុសាសន៍"), encoding=encoding, delimiter="\t"), "sheet.txt", format="table")
    assert found["new"] == 2
    texts = set(Recommendation.objects.values_list("texts__text", "texts__language"))
    assert texts == {(text, "km") for _state, text in KHMER}


def test_khmer_that_was_read_as_windows_letters_is_put_right_and_counted(bring):
    misread = [("Fiji", text.encode().decode("cp1252", errors="replace")) for _state, text in KHMER]
    sound = [row for row in misread if "\ufffd" not in row[1]]
    found = bring(sheet([("Fiji", "áž€áž¶ážšáž¢áž”áŸ‹ážšáŸ†"), *sound]), "sheet.csv", format="table")
    assert ImportRun.objects.get(uuid=found["run"]).notes["repairs"]["encoding-repaired"] >= 1
    assert has_khmer(Recommendation.objects.order_by("pk")[0].texts.get().text)


def test_the_same_number_with_another_text_is_a_source_where_it_is_like_it_and_refused_where_not(bring):
    head = ("State", "Recommendation", "Symbol", "Paragraph", "Body")
    rows = [
        ("Fiji", "Open the prisons", "A/HRC/14/8", "71.5", ""), ("Fiji", "Open up the prisons", "A/HRC/14/8", "71.5", ""),
        ("Fiji", "Pay every teacher", "A/HRC/14/8", "71.5", ""),
        ("Fiji", "Train the judges", "E/C.12/FJI/CO/9", "7", "CESCR"), ("Fiji", "Build schools", "E/C.12/FJI/CO/9", "7", "CESCR"),
    ]  # fmt: skip
    found = bring(sheet(rows, head), "sheet.csv", format="table")
    assert (found["new"], found["attached"], found["refused"]) == (3, 1, 1)
    assert Recommendation.objects.get(paragraph="71.5").sources.count() == 2
    run = ImportRun.objects.get(uuid=found["run"])
    assert run.notes["repairs"] == {"paragraph-said-otherwise": 1}
    [refused] = run.refused_rows.all()
    assert (refused.code, refused.values["words"]) == ("paragraph-twice", "Open the prisons")


def test_two_sessions_in_one_file_are_two_reviews(bring):
    found = bring([Printed("Fiji", "Open it", "Japan", session="6"), Printed("Fiji", "Open it", "Japan", session="18")])
    assert found["new"] == 2
    assert set(Recommendation.objects.values_list("session", "cycle")) == {(6, 1), (18, 2)}


def test_rows_of_one_text_take_time_in_proportion_to_their_number(bring):
    """Ten times the rows take less than thirty times the time: no row looks at all rows before it."""

    def seconds(count, name):
        head = ("State", "Recommendation", "Symbol", "Paragraph")
        rows = [("Fiji", "Consider it", f"A/HRC/{name}/8", f"71.{number}") for number in range(count)]
        begun = time.perf_counter()
        found = bring(sheet(rows, head), f"{name}.csv", format="table", dry_run=True)
        assert found["new"] == count
        return time.perf_counter() - begun

    assert seconds(600, 15) < 30 * seconds(60, 14)


class Cancelling:
    def __call__(self, done, total):
        raise Cancelled

    def waits(self, for_whom):
        raise AssertionError


@pytest.mark.parametrize(
    ("name", "content"), [("export.json", as_json(invented(60))), ("export.csv", export(upr_rows(60)))]
)
def test_a_cancelled_import_leaves_nothing(bring, name, content):
    with pytest.raises(Cancelled):
        bring(content, name, progress=Cancelling())
    assert not Recommendation.objects.exists()
    assert ImportRun.objects.get().state == "cancelled"
    with translation.override("km"):
        assert str(sentence_of("import-cancelled", {}))


def test_records_may_stand_one_after_another_without_a_list(bring):
    lines = b"\n".join(json.dumps(one.record()).encode() for one in ODD[:2])
    assert bring(b"\xef\xbb\xbf" + lines, "export.jsonl")["new"] == 2


def test_a_record_longer_than_a_piece_of_the_file_is_read(bring, monkeypatch):
    monkeypatch.setattr("tamdan.imports.records.PIECE", 64)
    assert bring(as_json(ODD[:2]), "export.json")["new"] == 2
