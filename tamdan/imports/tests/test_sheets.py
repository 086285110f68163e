"""Tables are read from whatever people save them as; what cannot be read is refused with what to do."""

import io

import pytest

from tamdan.imports import errors
from tamdan.imports.formats import MOST_COLUMNS, Refusal
from tamdan.imports.sheets import open_sheet, sample_of
from tamdan.imports.tests.files import HEAD, ROWS, bomb, shared_workbook, table, workbook
from tamdan.imports.workbooks import rows_of
from tamdan.language.errors import LegacyKhmer
from tamdan.vault.media import XLSX


def read(content, name="file.csv"):
    stream = io.BytesIO(content)
    sample = sample_of(stream, name)
    sheet = open_sheet(stream, sample.media_type)
    return list(sheet.columns), [row if isinstance(row, Refusal) else list(row[1]) for row in sheet.checked()]


def refused(content, name="file.csv"):
    with pytest.raises(errors.ImportRefused) as caught:
        read(content, name)
    assert "%(" not in str(caught.value)
    return type(caught.value)


@pytest.mark.parametrize("content", [
    table(),
    b"\xef\xbb\xbf" + table(),
    table(delimiter=";"),
    table(delimiter="\t", encoding="utf-16"),
    table(delimiter="\t", encoding="utf-16-le"),
    table(delimiter="|", end="\n"),
    table(end="\r"),
    table().replace(b"\r\n", b"\n", 1),
    table() + b"\r\n\r\n,,\r\n",
    workbook(),
    workbook(title_rows=[["Table 1"], []]),
    b"Table 1,,\r\n" + table(),
], ids=["utf-8", "bom", "semicolon", "utf-16", "utf-16 without mark", "bar", "old mac", "mixed ends", "empty rows", "xlsx",
        "xlsx with a title", "csv with a title"])  # fmt: skip
def test_every_honest_form_gives_the_same_rows(content):
    assert read(content) == (HEAD, ROWS)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_code_pages_of_western_europe_are_told_apart(encoding):
    rows = [["São Tomé", "“Élargir” l’accès à l’école", "ñ"], ["Côte d’Ivoire", "Ratifier déjà", "ü"]]
    assert read(table(rows, ["État", "Texte", "Note"], encoding=encoding))[1] == rows


def test_cells_keep_their_line_breaks_and_separators():
    rows = [["a\r\nb", "x, y; z", 'the "title"']]
    assert read(table(rows))[1] == rows


def test_a_column_name_may_stand_twice():
    assert read(table([["1", "2"]], ["Org", "Org"])) == (["Org", "Org"], [["1", "2"]])


def test_a_row_of_another_width_is_refused_and_the_rest_is_read():
    found = read(table() + b"only one\r\n" + table([["1", "2", "3", "4"]]).split(b"\r\n", 1)[1])[1]
    assert found[:2] == ROWS
    assert [(row.code, row.number) for row in found[2:]] == [("row-too-short", 4), ("row-too-long", 5)]


def test_a_file_cut_inside_a_letter_loses_its_last_row_alone():
    found = read(table([*ROWS, ["សុខ", "cut", "ខែ"]])[:-4])[1]
    assert found[:2] == ROWS
    assert len(found) == 3


def test_numbers_and_days_of_a_workbook_are_read_as_written():
    import datetime

    found = read(workbook([[1.0, datetime.date(2019, 1, 30), 2.5]]))[1]
    assert found == [["1", "2019-01-30", "2.5"]]


def test_a_number_keeps_the_zeros_that_its_format_shows():
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(workbook([[118.1, 118.1, 118]])))
    book.active["A2"].number_format, book.active["B2"].number_format = "0.00", "0.0"
    book.active["C2"].number_format = "0.00"
    made = io.BytesIO()
    book.save(made)
    assert read(made.getvalue())[1] == [["118.10", "118.1", "118"]]


def test_formulas_of_a_workbook_are_never_computed():
    assert read(workbook([["=1+1", "x", "y"]]))[1] == [["", "x", "y"]]


def test_a_nul_character_does_no_harm():
    assert read(b"a,b\r\n1\x00,2\r\n" + b"3,4\r\n" * 40)[1][0] == ["1", "2"]


@pytest.mark.parametrize(("content", "error"), [
    (b"", errors.EmptyTable),
    (b"\xef\xbb\xbf\r\n", errors.EmptyTable),
    (b"just one column\r\nwith words\r\n", errors.NotATable),
    (table(head=[f"c{n}" for n in range(10_000)], rows=[]), errors.TooManyColumns),
    (workbook(head=[f"c{n}" for n in range(1_000)], rows=[]), errors.TooManyColumns),
    (b'a,b\r\n1,"never closed\r\n2,3\r\n', errors.UnclosedQuote),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), errors.OldOffice),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), errors.OldOffice),
    (workbook()[:2000], errors.Damaged),
    (workbook().replace(b"PK\x01\x02", b"PK\x09\x02"), errors.Damaged),
    (bomb(), errors.TooLargeInside),
    (b"%PDF-1.7", errors.NotReadable),
    (b"a,b\r\n" + b"\x93\xa8\xb9\xd1,\x81\x8d\x8f\x9d\r\n" * 20, errors.UnknownEncoding),
    (table([["???? ????", "?????? ???", "???"]]), errors.LettersLost),
    (b"\x00\x01\x02\x03" * 100, errors.NotReadable),
], ids=["nothing", "only a mark", "one column", "10,000 columns", "xlsx with 1,000 columns", "open quotation mark", "old Excel",
        "old Word", "cut workbook", "damaged workbook", "zip bomb", "PDF", "unknown letters", "Khmer lost by Excel", "binary"])  # fmt: skip
def test_what_cannot_be_read_is_refused(content, error):
    assert refused(content) is error


def test_an_old_khmer_font_is_not_taken_for_latin():
    """Limon and its kin put Khmer shapes on Latin letters and signs; no reading of them is Khmer."""
    words = bytes([0xC3, 0xB1, 0xEF, 0xFE, 0xB5, 0xD7, 0xF0, 0xDE, 0xAC, 0xB6])
    content = b"eQ\xb5aH,Gnusasn_\r\n" + (words + b"," + words[::-1] + b"\r\n") * 30
    assert refused(content) is errors.UnknownEncoding


LIMON = "RksYgyutþiFm’ kñúgraCFanIPñMeBj elakrdæmRnþI )aneFVIdMeNIreTA RbeTs CamYynwgRbsasn_"


@pytest.mark.parametrize(
    "content", [table([[LIMON, LIMON, "x"]]), workbook([[LIMON, LIMON, "x"]])], ids=["csv", "xlsx"]
)
def test_letters_of_an_old_khmer_font_in_a_sound_file_are_told(content):
    with pytest.raises(LegacyKhmer, match="Convert it to Unicode"):
        read(content)


def test_the_row_of_an_open_quotation_mark_is_named():
    with pytest.raises(errors.UnclosedQuote) as caught:
        read(b'a,b\r\n1,2\r\n3,"open\r\n')
    assert "row 3" in str(caught.value)


def test_more_columns_than_the_limit_are_counted_from_names_alone():
    assert refused(table(head=["x"] * (MOST_COLUMNS + 1), rows=[])) is errors.TooManyColumns


def test_a_cell_beyond_all_measure_refuses_its_row():
    found = read(table([["a", "x" * 100_001, "b"], ROWS[0]]))[1]
    assert found[0].code == "cell-too-long"
    assert found[1] == ROWS[0]


def test_a_workbook_with_an_entity_bomb_is_refused():
    """The parser under openpyxl is defusedxml's, which knows no entities."""
    import zipfile

    source, made = io.BytesIO(workbook()), io.BytesIO()
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, evil if name.startswith("xl/worksheets/") else old.read(name))
    assert refused(made.getvalue()) is errors.Damaged


def test_texts_of_a_workbook_are_read_as_far_as_cells_ask_for_them():
    rows = [[f"text {n % 700}", "ខ្មែរ <&> \n- two", n, 46078.5] for n in range(3000)]
    content = shared_workbook([["a", "b", "c", "d"], *rows])
    _title, found = rows_of(io.BytesIO(content))
    read = [cells[:4] for _number, cells in found]
    assert read == [("a", "b", "c", "d"), *((text, other, str(n), "46078.5") for text, other, n, _day in rows)]


def test_a_cell_that_names_a_text_which_is_not_there_means_a_damaged_workbook():
    with pytest.raises(errors.Damaged):
        open_sheet(io.BytesIO(shared_workbook([HEAD, *ROWS], texts_lost=True)), XLSX)
