"""What is on screen as a table to keep, that no spreadsheet runs."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from tamdan.core.access import Visibility
from tamdan.recommendations.downloads import COLUMNS, safe_cell
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.tests.register import add_text, make

URL = "/en/recommendations/download"


def fetched(client, kind, query=""):
    answer = client.get(f"{URL}/{kind}/{query}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="recommendations-')
    return b"".join(answer.streaming_content)


def as_csv(client, query=""):
    text = fetched(client, "csv", query).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_csv_holds_the_whole_selection(client, cast):
    made = make(cast.committee, "Build schools", by=("JPN", "PER"), themes=("education",))
    add_text(made, "km", "សាងសង់សាលារៀន", TextKind.TRANSLATION, translated_from="0" * 64)
    make(cast.committee, "Open prisons")
    rows = as_csv(client, "?theme=education")
    assert len(rows) == 1
    assert tuple(rows[0]) == COLUMNS
    wanted = {
        "text": "Build schools",
        "text_km": "សាងសង់សាលារៀន",
        "state_name": "Fiji",
        "recommending_states": "JPN; PER",
        "themes": "education",
    }
    assert {name: rows[0][name] for name in wanted} == wanted


def test_rows_stand_in_the_order_of_the_list(client, cast):
    for text in ("school", "school school prison", "school of law"):
        make(cast.committee, text)
    for query in ("?q=school", "?sort=state", ""):
        page = client.get(f"/en/recommendations/{query}").context["page"]
        assert [row["text"] for row in as_csv(client, query)] == [row.text.text for row in page.rows]


def test_nobody_downloads_what_they_may_not_see(client, cast, secretary):
    make(cast.committee, visibility=Visibility.STAFF)
    assert as_csv(client) == []
    client.force_login(secretary)
    assert len(as_csv(client)) == 1


DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_starts_a_formula(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1-2", "a=b", "អប់រំ", None, 7])
def test_other_cells_are_left_as_they_are(text):
    assert safe_cell(text) == ("" if text is None else str(text))


def test_formulas_stay_text_in_both_kinds_of_table(client, cast):
    make(cast.committee, '=HYPERLINK("http://example.org")')
    assert as_csv(client)[0]["text"].startswith("'=")
    sheet = load_workbook(io.BytesIO(fetched(client, "xlsx")))["recommendations"]
    assert sheet.freeze_panes == "A2", "the names of the columns stay in sight"
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert [cell.value for cell in cells if str(cell.value).startswith("'=")]


def test_control_characters_do_not_break_a_workbook(client, cast):
    make(cast.committee, "a\x0bb")
    assert load_workbook(io.BytesIO(fetched(client, "xlsx")))["recommendations"].max_row == 2


def test_json_is_a_list_of_the_exports_shape(client, cast):
    assert json.loads(fetched(client, "json")) == []
    make(cast.committee, "One")
    make(cast.committee, "Two", state_id="TCD")
    rows = json.loads(fetched(client, "json", "?sort=state"))
    assert [(row["state"], row["texts"]) for row in rows] == [("FJI", {"en": "One"}), ("TCD", {"en": "Two"})]


def test_unknown_kind_is_not_there(client, db):
    assert client.get(f"{URL}/exe/").status_code == 404
