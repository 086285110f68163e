"""Columns are found by their names or mapped by a person; cells are mended and the mending is counted."""

import io

import pytest

from tamdan.imports.errors import ColumnsMissing, ColumnTwice
from tamdan.imports.formats import Field, Notes, Refusal, Sample
from tamdan.imports.sheets import sample_of
from tamdan.imports.tabular import RowRefused, TabularFormat, heading
from tamdan.imports.tests.files import table
from tamdan.recommendations.imports.register import REGISTER


def understand(values):
    if values["text"] == "refuse me":
        raise RowRefused("odd", why=values["note"])
    return dict(values)


FORMAT = TabularFormat(
    code="t", label="Test", target=REGISTER, reader=lambda _notes: understand, reasons={"odd": "Odd: %(why)s"},
    surely=[frozenset({"text", "name of the state"})],
    fields=(
        Field("state", "State", True, ("name of the state", "state")), Field("text", "Text", True, ("text",)),
        Field("note", "Note", False, ("note", "org")), Field("second", "Second", False, ("org",)),
    ),
)  # fmt: skip


def read(content, mapping=None):
    stream, notes = io.BytesIO(content), Notes()
    sample = sample_of(stream, "file.csv")
    mapping = FORMAT.propose(sample.columns) if mapping is None else mapping
    return list(FORMAT.read(stream, sample, mapping, notes)), notes


def test_headings_are_compared_by_their_words():
    assert heading("Name_of the  STATE:") == heading("name of the state")


def test_a_format_is_sure_when_its_headings_are_all_there():
    assert FORMAT.recognise(Sample("f", "text/plain", b"", ("Text", "Name of the State", "More"))) == 1
    assert FORMAT.recognise(Sample("f", "text/plain", b"", ("Text", "More"))) == 0


def test_names_that_stand_twice_are_taken_in_their_order():
    assert FORMAT.propose(("State", "Org", "Text", "Org")) == {"state": 0, "text": 2, "note": 1, "second": 3}


def test_rows_carry_what_was_printed_and_what_was_read():
    [row], notes = read(table([["Fiji", " Open  it ", "a"]], ["State", "Text", "Note"]))
    assert row.number == 2
    assert row.cells == (("State", "Fiji"), ("Text", " Open  it "), ("Note", "a"))
    assert row.record["text"] == "Open it"
    assert not notes


def test_equal_rows_of_any_file_have_one_digest():
    [first], _notes = read(table([["Fiji", "Open", "a"]], ["State", "Text", "Note"]))
    [second], _notes = read(table([["Fiji", "Open", "a"]], ["State", "Text", "Note"], delimiter=";"))
    [third], _notes = read(table([["Fiji", "Open", "b"]], ["State", "Text", "Note"]))
    assert first.digest == second.digest != third.digest


def test_a_refused_row_says_why_and_the_next_is_read():
    found, _notes = read(
        table([["Fiji", "refuse me", "x"], ["Fiji", "", "y"], ["Fiji", "z", ""]], ["State", "Text", "Note"])
    )
    assert [row.code for row in found if isinstance(row, Refusal)] == ["odd", "field-empty"]
    assert found[2].record["text"] == "z"


@pytest.mark.parametrize(("printed", "read_as", "note"), [
    ("Protect GuaranÃ­ people", "Protect Guaraní people", "encoding-repaired"),
    ("sureté dÃ©jÃ\xa0 vu", "sureté déjà vu", "encoding-repaired"),
    ("áž€áž¶ážšáž¢áž”áŸ‹ážšáŸ†", "ការអប់រំ", "encoding-repaired"),
    ("sžcuritž and libertŽ", "sžcuritž and liberté", "encoding-repaired"),
    ("Women&#39;s &amp; girls", "Women's & girls", "entities-decoded"),
    ("pay\u202egnp.exe", "paygnp.exe", "control-characters-removed"),
    ("bell\x07", "bell", "control-characters-removed"),
    ("half \ufffd letter", "half \ufffd letter", "letters-unreadable"),
    ("Côte d’Ivoire – «déjà»", "Côte d’Ivoire – «déjà»", None),
    ("ការ\u200bអប់រំ", "ការ\u200bអប់រំ", None),
])  # fmt: skip
def test_cells_are_mended_and_it_is_counted(printed, read_as, note):
    [row], notes = read(table([["Fiji", printed, ""]], ["State", "Text", "Note"]))
    assert row.record["text"] == read_as
    assert notes == ({note: 1} if note else {})
    assert row.cells[1][1] == printed


def test_a_needed_column_that_is_missing_is_named():
    with pytest.raises(ColumnsMissing) as caught:
        read(table([["a", "b"]], ["State", "Something"]))
    assert "Text" in str(caught.value)


def test_one_column_is_not_taken_for_two_fields():
    with pytest.raises(ColumnTwice):
        read(table([["a", "b"]], ["x", "y"]), {"state": 0, "text": 0})
