"""Sheets of ministries and rights groups join the register; a document's symbol gives a record its public name."""

import csv
import io

import pytest
from openpyxl import Workbook

from tamdan.imports import actions as imports
from tamdan.imports.models import ImportRun
from tamdan.links.models import Tag
from tamdan.recommendations.exports import export_json
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.upr_info_export import Printed

DETENTION = Printed("Fiji", "Open places of detention to visits", "Japan")
HEAD = ("State", "Recommendation", "Recommending States", "Session", "Position", "Symbol", "Paragraph")


@pytest.fixture
def bring_table(bring):
    def inner(*rows, head=HEAD, name="sheet.csv"):
        text = io.StringIO(newline="")
        csv.writer(text).writerows([head, *rows])
        return bring(text.getvalue().encode(), name, format="table")

    return inner


def test_a_sheet_with_paragraphs_joins_and_names_what_upr_info_brought(bring, bring_table):
    bring([DETENTION, Printed("Fiji", DETENTION.text, "Peru")])
    row = ("Fiji", DETENTION.text, "Japan; Peru", "6", "Supported", "A/HRC/14/8", "71.5")
    found = bring_table(row)
    assert (found["new"], found["attached"]) == (0, 1)
    record = Recommendation.objects.get()
    assert record.identifier == "A/HRC/14/8 71.5"
    assert sorted(record.sources.values_list("format", flat=True)) == ["table", "upr-info", "upr-info"]


def test_in_either_order_the_same_set_comes_out(bring, bring_table):
    bring_table(("Fiji", DETENTION.text, "Japan; Peru", "6", "Supported", "A/HRC/14/8", "71.5"))
    bring([DETENTION, Printed("Fiji", DETENTION.text, "Peru")])
    record = Recommendation.objects.get()
    assert record.identifier == "A/HRC/14/8 71.5"
    assert sorted(record.recommending.values_list("state__code", flat=True)) == ["JPN", "PER"]
    assert record.sources.count() == 3


def test_undoing_takes_the_name_away_again(bring, bring_table, secretary):
    bring([DETENTION])
    before = Recommendation.objects.get().identifier
    found = bring_table(("Fiji", DETENTION.text, "Japan", "6", "Supported", "A/HRC/14/8", "71.5"))
    imports.undo(ImportRun.objects.get(uuid=found["run"]), by=secretary)
    assert Recommendation.objects.get().identifier == before


def test_one_paragraph_said_in_two_ways_is_one_record(bring_table):
    found = bring_table(
        ("Fiji", "Open the prisons", "Japan", "6", "Supported", "A/HRC/14/8", "71.5"),
        ("Fiji", "Open up the prisons", "Peru", "6", "Supported", "A/HRC/14/8", "71.5"),
    )
    assert (found["new"], found["attached"]) == (1, 1)


def test_two_paragraphs_of_the_same_words_are_two_records(bring_table):
    bring_table(
        ("Fiji", "Open the prisons", "Japan", "6", "Supported", "A/HRC/14/8", "71.5"),
        ("Fiji", "Open the prisons", "Peru", "6", "Supported", "A/HRC/14/8", "72.1"),
    )
    assert list(Recommendation.objects.order_by("sort_key").values_list("paragraph", flat=True)) == ["71.5", "72.1"]


def test_paragraph_nine_comes_before_ten(bring_table):
    bring_table(*(("Fiji", f"Do {n}", "Japan", "6", "", "A/HRC/14/8", f"71.{n}") for n in (10, 9, 100)))
    assert list(Recommendation.objects.values_list("paragraph", flat=True)) == ["71.9", "71.10", "71.100"]


def test_what_a_treaty_body_asked_needs_no_session(bring_table):
    found = bring_table(
        ("Fiji", "Report on time", "CRC", "2014-10-01"), head=("State", "Recommendation", "Recommending Body", "Date")
    )
    assert found["new"] == 1
    record = Recommendation.objects.get()
    assert (record.mechanism_id, record.session, str(record.date)) == ("crc", None, "2014-10-01")
    assert "body:crc" in record.facets


def test_states_in_one_cell_may_be_parted_by_commas(bring_table):
    bring_table(("Fiji", "Open it", "Japan, Peru", "6", "Accepted", "", ""))
    record = Recommendation.objects.get()
    assert sorted(record.recommending.values_list("state__code", flat=True)) == ["JPN", "PER"]
    assert (record.position, record.position_stated) == ("supported", "accepted")


def test_rows_with_a_wrong_date_or_body_are_refused(bring_table):
    head = ("State", "Recommendation", "Body", "Date")
    found = bring_table(("Fiji", "a", "Nobody", ""), ("Fiji", "b", "", "30.13.2019"), head=head)
    codes = ImportRun.objects.get(uuid=found["run"]).refused_rows.values_list("code", flat=True)
    assert list(codes) == ["mechanism-unknown", "date-unknown"]


HEAD_OF_LABELS = ("State", "Recommendation", "Themes", "Affected persons", "SDGs")


def codes(scheme):
    return set(Tag.objects.filter(scheme=scheme).values_list("code", flat=True))


def test_themes_groups_and_goals_are_read_by_label_and_by_code(bring_table):
    labels = "Right to education; health; Prohibition of torture & ill-treatment (including cruel, inhuman or degrading treatment)"
    found = bring_table(("Fiji", "Build it", labels, "Children\n- Women & girls", "4.7, 16"), head=HEAD_OF_LABELS)
    assert found["new"] == 1
    assert len(codes("theme")) == 3
    assert codes("group") == {"children", "women-and-girls"}
    assert codes("sdg") == {"4.7", "16"}
    assert not notes_of(found)


def test_a_label_that_no_vocabulary_has_is_counted(bring_table):
    found = bring_table(("Fiji", "Build it", "Rights of robots", "", "99.9"), head=HEAD_OF_LABELS)
    assert notes_of(found) == {"labels-unknown": 1}


def notes_of(found):
    return ImportRun.objects.get(uuid=found["run"]).notes["repairs"]


@pytest.mark.parametrize(
    "printed", ["30.1.2019", "30/01/2019", "30 January 2019", "៣០ មករា ២០១៩", "2019-01-30", "43495"]
)
def test_a_day_is_read_in_any_form_of_either_language(bring_table, printed):
    bring_table(("Fiji", "Report on time", "CRC", printed), head=("State", "Recommendation", "Body", "Date"))
    assert str(Recommendation.objects.get().date) == "2019-01-30"


def test_a_pledge_is_a_pledge(bring_table):
    head = ("State", "Recommendation", "Kind")
    found = bring_table(("Fiji", "We will report", "Voluntary pledge"), ("Fiji", "b", "Wish"), head=head)
    assert Recommendation.objects.get().kind == "pledge"
    assert list(ImportRun.objects.get(uuid=found["run"]).refused_rows.values_list("code", flat=True)) == [
        "kind-unknown"
    ]


def test_a_body_outside_the_united_nations_needs_to_say_as_what_it_asks(bring_table):
    head = ("State", "Recommendation", "Body", "Asked by")
    found = bring_table(
        ("Fiji", "a", "Civil society", "Coalition of villages"), ("Fiji", "b", "", "Coalition"), head=head
    )
    record = Recommendation.objects.get()
    assert (record.mechanism_id, record.asker_name) == ("civil-society", "Coalition of villages")
    assert list(ImportRun.objects.get(uuid=found["run"]).refused_rows.values_list("code", flat=True)) == [
        "body-missing"
    ]


def test_a_value_that_no_column_of_the_register_holds_is_refused(bring_table):
    found = bring_table(("Fiji", "a", "", "", "", "A" * 61, "1"))
    assert list(ImportRun.objects.get(uuid=found["run"]).refused_rows.values_list("code", flat=True)) == [
        "value-too-long"
    ]


def test_the_state_may_be_given_once_for_the_whole_file(bring):
    found = bring(
        "Recommendation,Position\nOpen it,គាំទ្រ\nClose it,បានបដិសេធ\n".encode(), "sheet.csv",
        format="table", fixed={"state": "Fiji", "symbol": "A/HRC/14/8"},
    )  # fmt: skip
    assert found["new"] == 2
    assert set(Recommendation.objects.values_list("state_id", "symbol", "position", "position_stated")) == {
        ("FJI", "A/HRC/14/8", "supported", ""),
        ("FJI", "A/HRC/14/8", "noted", "rejected"),
    }


def test_a_khmer_column_beside_the_english_one_is_a_translation_of_it(bring_table):
    head = ("State", "Recommendation", "Text in Khmer", "Position", "Position date", "Addendum")
    bring_table(("Fiji", "Open it", "បើកវា", "Supported", "1.7.2014", "A/HRC/26/16/Add.1"), head=head)
    [made] = export_json()
    assert made["texts"] == {"en": "Open it", "km": "បើកវា"}
    assert made["positions"] == [
        {"recorded": "supported", "stated": None, "date": "2014-07-01", "document": "A/HRC/26/16/Add.1"}
    ]
    text = Recommendation.objects.get().texts.get(language="km")
    assert text.kind == "translation"
    assert not text.is_behind(Recommendation.objects.get().texts.get(language="en"))


ORDERLY = (
    "State under review",
    "UPR session",
    "Para.",
    "Recommendation text",
    "Recommending State(s)",
    "Response of the State",
)
HEADS = {
    "en": ORDERLY,
    "fr": ("État examiné", "Session", "Paragraphe", "Recommandation", "État auteur de la recommandation", "Position"),
    "es": ("Estado examinado", "Período de sesiones", "Párrafo", "Recomendación", "Estado recomendante", "Posición"),
    "km": ("រដ្ឋ", "សម័យប្រជុំ", "កថាខណ្ឌ", "អនុសាសន៍", "រដ្ឋផ្តល់អនុសាសន៍", "ជំហរ"),
}
PRINTED = (
    ("Republic of Fiji", "46th session", "132.1", "Open the prisons", "Türkiye", "Supported in part"),
    ("Fiji", "Session 46", "132.2", "Pay the teachers", "Cote d'Ivoire/Viet Nam", "Takes note"),
    ("Fiji", "46.0", "132.3.", "Train the judges", "Sudan, South Sudan and Timor-Leste", "Accepted/Noted"),
    ("Fiji", "៤៦", "", "132.4 Print the books (Bosnia & Herzegovina; Lao PDR);", "", "Non acceptée"),
    (
        "Fiji",
        "28th Session - Cycle 2",
        "Para. 132.5",
        "Give land titles",
        "Chile, on behalf of a group; JPN",
        "No aceptada",
    ),
)
READ = [
    ("132.1", 46, "partially_supported", ["TUR"], "Open the prisons"), ("132.2", 46, "noted", ["CIV", "VNM"], "Pay the teachers"),
    ("132.3", 46, "partially_supported", ["SDN", "SSD", "TLS"], "Train the judges"),
    ("132.4", 46, "noted", ["BIH", "LAO"], "Print the books"), ("132.5", 28, "noted", ["CHL", "JPN"], "Give land titles"),
]  # fmt: skip


@pytest.mark.parametrize("language", HEADS)
def test_headings_and_values_are_read_as_ministries_write_them(bring, language):
    """No column is mapped by hand; a title in two cells stands above the names."""
    order = (3, 5, 0, 4, 2, 1)
    text = io.StringIO(newline="")
    rows = [HEADS[language], *PRINTED]
    csv.writer(text, delimiter=";").writerows(
        [["Review of Fiji", "2024"], *([row[place] for place in order] for row in rows)]
    )
    found = bring(text.getvalue().encode("utf-16"), "feuille.csv")
    assert (found["new"], found["refused"]) == (5, 0)
    records = Recommendation.objects.order_by("paragraph")
    assert [
        (one.paragraph, one.session, one.position, sorted(one.recommending.values_list("state__code", flat=True)), one.texts.get().text)
        for one in records
    ] == READ  # fmt: skip


def test_a_group_of_states_asks_without_a_pair(bring_table):
    groups = ("African Group", "Union européenne", "Grupo de los Estados de América Latina y el Caribe")
    rows = [
        ("Fiji", f"Open school {n}", by, "6", "Supported", "A/HRC/14/8", f"71.{n}") for n, by in enumerate(groups, 1)
    ]
    led = ("Fiji", "Open the prisons", "Angola, on behalf of the African Group", "6", "Supported", "A/HRC/14/8", "71.4")
    beside = ("Fiji", "Open the courts", "European Union; France", "6", "Supported", "A/HRC/14/8", "71.5")
    found = bring_table(*rows, led, beside)
    assert (found["new"], found["refused"]) == (5, 0)
    records = Recommendation.objects.order_by("sort_key")
    assert [one.asker_name for one in records] == [*groups, "", ""]
    assert [list(one.recommending.values_list("state_id", flat=True)) for one in records] == [
        [],
        [],
        [],
        ["AGO"],
        ["FRA"],
    ]
    assert ImportRun.objects.get(uuid=found["run"]).notes["repairs"] == {"asker-group": 4}
    assert bring_table(("African Group", "Open", "Japan", "6", "Noted", "", ""))["refused"] == 1


def test_the_zero_that_a_spreadsheet_cut_off_is_put_back_where_neighbours_show_it(bring_table):
    places = ["118.1", "118.8", "118.9", "118.1", "118.11", "118.19", "118.2", "118.21", "118.2", "118.5"]
    shown = ["118.1", "118.8", "118.9", "118.10", "118.11", "118.19", "118.20", "118.21", "118.2", "118.5"]
    words = (
        "Plant trees",
        "Pay women alike",
        "Free debtors",
        "Feed pupils",
        "Print books",
        "Train judges",
        "Clean rivers",
    )
    demands = (*words, "Register births", "Abolish executions", "Protect witnesses")
    found = bring_table(
        *[("Fiji", said, "Japan", "6", "Noted", "", at) for said, at in zip(demands, places, strict=True)]
    )
    assert list(Recommendation.objects.order_by("pk").values_list("paragraph", flat=True)) == shown
    assert ImportRun.objects.get(uuid=found["run"]).notes["repairs"] == {"zero-restored": 2}


ABOVE = ("State", "Session", "Recommendation", "", "", "Answer", "")
BELOW = ("", "", "No", "Text", "Recommending State", "Position", "Date of the position")
OF_FIJI = (
    ("104.1", "Open the prisons", "Chile", "Supported", 43495),
    ("104.2", "Train the judges", "Peru", "Noted", "43495.75"),
)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_names_may_be_parted_over_two_rows_and_cells_merged_downwards(bring, ending):
    """State and session stand once, beside all rows that they hold for; a sheet without merged cells repeats them."""
    rows = [("Fiji", 20, *cells) for cells in OF_FIJI]
    if ending == "csv":
        text = io.StringIO(newline="")
        csv.writer(text).writerows([ABOVE, BELOW, *rows])
        found = bring(text.getvalue().encode(), "sheet.csv")
    else:
        book = Workbook()
        for row in (ABOVE, BELOW, rows[0], ("", "", *OF_FIJI[1])):
            book.active.append(row)
        for merged in ("A1:A2", "B1:B2", "C1:E1", "F1:G1", "A3:A4", "B3:B4"):
            book.active.merge_cells(merged)
        out = io.BytesIO()
        book.save(out)
        found = bring(out.getvalue(), "sheet.xlsx")
    assert (found["new"], found["refused"]) == (2, 0)
    assert [
        (one["state"], one["session"], one["paragraph"], one["position"], one["positions"][0]["date"])
        for one in export_json()
    ] == [("FJI", 20, "104.1", "supported", "2019-01-30"), ("FJI", 20, "104.2", "noted", "2019-01-30")]


def test_a_row_with_a_remark_below_no_name_is_no_second_row_of_names(bring_table):
    found = bring_table(("Fiji", "Open it", "a remark", ""), head=("State", "Recommendation", "", "Session"))
    assert found["new"] == 1


def test_separators_inside_texts_do_not_part_columns_and_a_number_in_the_list_may_be_the_paragraph(bring):
    """A comma in each text, and fewer rows without one than with: the names are parted by another separator."""
    rows = [
        f'{number}|Noted|"Open school {number}; train, ""pay""\nand house teachers"|Chile|20|Fiji'
        for number in ("104.1", "104.2")
    ]
    head = "Rec. no.|Position|Text of the recommendation|Made by|UPR session|Reviewed State"
    found = bring("\r\n".join(["Review of Fiji", head, *rows]).encode(), "sheet.csv")
    assert (found["new"], found["refused"]) == (2, 0)
    assert list(Recommendation.objects.order_by("pk").values_list("paragraph", "number", "state_id")) == [
        ("104.1", "104.1", "FJI"), ("104.2", "104.2", "FJI"),
    ]  # fmt: skip
