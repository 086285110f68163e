"""Every layout of a matrix, in any order of its columns, says the same demands."""

import csv
import io
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tamdan.imports.formats import Refusal, Row
from tamdan.imports.sheets import sample_of
from tamdan.imports.tests.files import table as table_of
from tamdan.imports.tests.files import workbook
from tamdan.recommendations.imports.matrix import MATRIX
from tamdan.recommendations.imports.matrix_asking import states_in
from tamdan.recommendations.imports.matrix_tags import Labels
from tamdan.recommendations.tests.ohchr_matrix import (
    GENUINE,
    GOALS,
    INVENTED,
    LAYOUTS,
    LETTERS,
    NAMES,
    NUMERIC,
    STATES,
    WIDE,
    Writing,
    features,
    matrix,
)

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "ohchr_upr_matrices" / "original"
POSITIONS = {"Supported": "supported", "Noted": "noted", "Supported/Noted": "partially_supported"}


def read(content, name="matrix.docx", **mapping):
    """Rows and refusals of a file, and what was noted."""
    notes = Counter()
    stream = io.BytesIO(content)
    return list(MATRIX.read(stream, sample_of(stream, name), mapping, notes)), notes


def demands(content, name="Fiji session 20.docx", **mapping):
    rows, _notes = read(content, name, **mapping)
    assert all(isinstance(row, Row) for row in rows), [row for row in rows if isinstance(row, Refusal)]
    return {row.record.paragraph: row.record for row in rows}


def said(demand):
    """What does not depend on the layout."""
    return (
        demand.state, demand.session, demand.cycle, demand.paragraph, demand.text, demand.position, sorted(demand.recommending),
        sorted(tag.facet for tag in demand.tags),
    )  # fmt: skip


@pytest.fixture
def genuine():
    """The genuine matrices beside the checkout, where they are."""
    if not SHARED.is_dir():
        pytest.skip("the genuine OHCHR matrices are not beside this checkout (../shared/data/ohchr_upr_matrices)")
    return {name: (SHARED / name).read_bytes() for name in GENUINE}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_each_layout_gives_every_recommendation_whole(db, layout):
    found = demands(matrix(layout))
    assert list(found) == [asked.number for asked in INVENTED]
    for asked in INVENTED:
        demand = found[asked.number]
        assert (demand.state, demand.session, demand.cycle) == ("FJI", 20, 2)
        assert demand.position == POSITIONS[asked.position]
        assert sorted(demand.recommending) == sorted(STATES[asked.number])
        assert demand.text.endswith(asked.text)
        assert demand.symbol == ("A/HRC/28/8" if layout.source else "")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_themes_groups_and_goals_are_found_in_each_layout(db, layout):
    found = demands(matrix(layout))
    codes = {number: {tag.facet for tag in demand.tags} for number, demand in found.items()}
    assert "theme:ratification" in codes["104.1"]
    assert {"theme:education", "group:migrants", "group:children"} <= codes["104.9"]
    assert ("theme:torture" in codes["104.9"]) == ("themes" in dict(layout.columns)), (
        "a list of themes beside the main one"
    )
    assert "group:deprived-of-liberty" in codes["104.11"]
    has_goals = "sdg" in dict(layout.columns)
    assert {code for code in codes["104.9"] if code.startswith("sdg")} == ({"sdg:4", "sdg:16"} if has_goals else set())
    assert not any(demand.unknown for demand in found.values())


def test_a_clause_keeps_its_states_in_the_text_and_all_of_them_asked(db):
    demand = demands(matrix())["104.9"]
    assert (
        demand.text
        == "Train the teachers (Japan); print the school books (Peru, Chad); open the schools to children of migrants"
    )
    assert demand.recommending == ("JPN", "PER", "TCD", "BIH", "VNM")


def test_an_acronym_in_the_last_brackets_is_no_state(db):
    assert demands(matrix())["104.2"].text.endswith("(OP-INV)")


def test_labels_of_older_lists_say_what_they_stood_for(db):
    [theme] = [tag for tag in demands(matrix(NUMERIC))["104.1"].tags if tag.scheme == "theme"]
    assert (theme.code, theme.origin, theme.reason) == (
        "ratification",
        "mapped",
        "2.1. Acceptance of international norms",
    )
    [theme] = [tag for tag in demands(matrix(NAMES))["104.1"].tags if tag.scheme == "theme"]
    assert theme.origin == "official"


@settings(derandomize=True, max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.permutations(range(len(WIDE.columns))), heads=st.integers(0, 3))
def test_any_order_of_the_columns_says_the_same(db, places, heads):
    rows = INVENTED[1:3]
    usual = demands(matrix(WIDE, rows))
    turned = demands(matrix(replace(WIDE.order(places), heads=heads), rows))
    assert [said(demand) for demand in turned.values()] == [said(demand) for demand in usual.values()]


@pytest.mark.parametrize("layout", [NUMERIC, LETTERS, NAMES], ids=lambda layout: layout.name)
def test_unknown_headings_are_told_by_what_stands_below_them(db, layout):
    usual = demands(matrix(layout))
    odd = replace(
        layout, columns=tuple((name, f"Xyz {place}") for place, (name, _heading) in enumerate(layout.columns))
    )
    assert [said(demand) for demand in demands(matrix(odd)).values()] == [said(demand) for demand in usual.values()]


TRANSLATED = {
    "fr": (
        "Recommandation",
        "Position",
        "Liste complète des thèmes",
        "Évaluation/commentaires sur le niveau de mise en œuvre",
    ),
    "es": (
        "Recomendación",
        "Posición",
        "Lista completa de temas",
        "Evaluación/comentarios sobre el nivel de cumplimiento",
    ),
}


@pytest.mark.parametrize("language", TRANSLATED)
def test_headings_in_french_and_spanish_are_known_and_tell_the_language(db, language):
    columns = tuple((name, new) for (name, _old), new in zip(LETTERS.columns, TRANSLATED[language], strict=True))
    found = demands(matrix(replace(LETTERS, columns=columns)))
    assert {demand.language for demand in found.values()} == {language}
    assert [demand.position for demand in found.values()] == [POSITIONS[asked.position] for asked in INVENTED]


def test_a_row_across_the_table_may_say_the_position(db):
    layout = replace(LETTERS, columns=(("text", "Recommendation"), ("themes", "Themes")))
    writing = Writing(layout)
    writing.document.sections[0].header.paragraphs[0].text = "UPR of Fiji, 20th session"
    writing.table = writing.document.add_table(0, 2)
    writing.head()
    for line, asked in zip(
        ("Recommendations that enjoy the support of Fiji", "Recommendations noted by Fiji"), INVENTED, strict=False
    ):
        writing.across(line)
        writing.row(asked)
    assert [demand.position for demand in demands(writing.bytes()).values()] == ["supported", "noted"]


def test_a_matrix_cut_into_two_tables_goes_on_without_headings(db):
    writing = Writing(LETTERS)
    writing.write(INVENTED[:3])
    writing.document.add_paragraph("continued")
    writing.table = writing.document.add_table(0, 4)
    for asked in INVENTED[3:]:
        writing.row(asked)
    assert list(demands(writing.bytes())) == [asked.number for asked in INVENTED]


def test_a_matrix_inside_a_cell_of_another_table_is_found(db):
    writing = Writing(LETTERS)
    writing.write(INVENTED)
    frame = writing.document.add_table(1, 1).rows[0].cells[0]
    frame._tc.insert(1, writing.table._tbl)
    assert list(demands(writing.bytes())) == [asked.number for asked in INVENTED]


def test_a_deleted_row_is_not_read_and_one_that_begins_further_right_keeps_its_columns(db):
    writing = Writing(LETTERS.order((3, 0, 1, 2)))
    writing.write(INVENTED[:3])
    rows = list(writing.table._tbl.tr_lst)
    rows[2].get_or_add_trPr().append(OxmlElement("w:del"))
    shifted = rows[3]
    shifted.remove(shifted.tc_lst[0])
    before = OxmlElement("w:gridBefore")
    before.set(qn("w:val"), "1")
    shifted.get_or_add_trPr().append(before)
    found = demands(writing.bytes())
    assert list(found) == ["104.2", "104.10"]
    assert found["104.2"].position == "partially_supported"


def test_two_reviews_in_one_document_are_told_by_their_titles(db):
    writing = Writing(replace(LETTERS, header=""))
    for state, session, symbol in (("Fiji", 20, "A/HRC/28/8"), ("Chad", 48, "A/HRC/59/4")):
        writing.state, writing.session, writing.symbol = state, session, symbol
        writing.document.add_paragraph(f"UPR of {state}, {session}th session")
        writing.add_table(INVENTED[:2])
    rows, _notes = read(writing.bytes())
    assert {(row.record.state, row.record.session, row.record.symbol) for row in rows} == {
        ("FJI", 20, "A/HRC/28/8"), ("TCD", 48, "A/HRC/59/4"),
    }  # fmt: skip
    assert len(rows) == 4


def test_columns_may_name_state_and_session(db):
    columns = (("reviewed", "State under review"), ("session", "Session"), *LETTERS.columns[:3])
    layout = replace(LETTERS, columns=columns, header="Matrix of Chad, 19th session", source="")
    writing = Writing(layout)
    writing._reviewed = lambda asked: ["Fiji"]
    writing._session = lambda asked: ["20"]
    rows, _notes = read(writing.write(INVENTED[:2]))
    assert {(row.record.state, row.record.session) for row in rows} == {("FJI", 20)}


def test_goals_are_read_in_any_manner(db):
    manners = {
        "SDG 5": ["sdg:5"], "Goal 16": ["sdg:16"], "5.2": ["sdg:5.2"], "SDG 5, 10 and 16": ["sdg:10", "sdg:16", "sdg:5"],
        "ODD 4": ["sdg:4"], GOALS[1]: ["sdg:16"], "SDGs: 4; 16.3": ["sdg:16.3", "sdg:4"],
    }  # fmt: skip
    for manner, wanted in manners.items():
        writing = Writing(NAMES)
        writing._sdg = lambda asked, manner=manner: [manner]
        [demand] = demands(writing.write(INVENTED[:1])).values()
        assert sorted(tag.facet for tag in demand.tags if tag.scheme == "sdg") == wanted, manner


def test_generated_files_have_the_features_of_the_genuine_ones(genuine):
    for name, content in genuine.items():
        shown = features(content)
        rows = [asked for asked in INVENTED if asked.position in shown["positions"]]
        assert features(matrix(GENUINE[name], rows)) == shown, name


COUNTS = {
    "EgyptMatriceRecommendations.docx": (
        "EGY",
        20,
        "A/HRC/28/16",
        {"supported": 224, "noted": 53, "partially_supported": 23},
    ),
    "UPR20__Slovenia_ThematicListRecommendations_E.docx": ("SVN", 20, "A/HRC/28/15", {"supported": 142, "noted": 21}),
    "upr48-slovenia-thematic-list-of-recommendatio.docx": ("SVN", 48, "A/HRC/59/15", {"supported": 217, "noted": 37}),
}


PARSED = SHARED.parent / "matrices_parsed.csv"
DIFFERENT = {
    ("SVN", 20, "115.38"): "two clauses before the last have States of their own",
    ("SVN", 20, "115.106"): "a clause before the last has a State of its own",
    ("SVN", 20, "115.124"): "three clauses before the last have States of their own",
    ("EGY", 20, "166.16"): "a remark of the editors stands behind the States",
}
"""Where the older parse beside the originals names the States of the last clause alone, or keeps a remark in the text."""


def test_genuine_matrices_say_what_the_older_parse_of_them_says(db, genuine):
    with PARSED.open(encoding="utf-8") as file:
        parsed = {(row["country"], int(row["session"]), row["rec_no"]): row for row in csv.DictReader(file)}
    names = {"EGY": "Egypt", "SVN": "Slovenia"}
    found = [demand for name, content in genuine.items() for demand in demands(content, name).values()]
    assert len(found) == len(parsed) == 717
    different = set()
    for demand in found:
        row = parsed[names[demand.state], demand.session, demand.paragraph]
        labels = Labels({})
        labels.add_themes([*row["themes"].split("; "), "Affected persons:", *row["affected_persons"].split("; ")])
        labels.add_goals(row["sdgs"].split("; "))
        wanted = (
            row["text"],
            sorted(states_in(row["recommending_states"])[0]),
            POSITIONS[row["position"]],
            sorted(labels.tags),
        )
        tags = sorted((tag.scheme, tag.code) for tag in demand.tags)
        if wanted != (demand.text, sorted(demand.recommending), demand.position, tags):
            different.add((demand.state, demand.session, demand.paragraph))
    assert different == set(DIFFERENT)


def test_genuine_matrices_give_their_known_counts(db, genuine):
    for name, (state, session, symbol, positions) in COUNTS.items():
        found = demands(genuine[name], name).values()
        assert Counter(demand.position for demand in found) == positions
        assert {(demand.state, demand.session, demand.symbol) for demand in found} == {(state, session, symbol)}
        assert all(demand.recommending for demand in found)
        assert not any(demand.unknown for demand in found)


def test_a_column_for_each_position_is_ticked(db):
    layout = replace(LETTERS, columns=(LETTERS.columns[0], ("yes", "Supported"), ("no", "Noted"), LETTERS.columns[2]))
    writing = Writing(layout)
    writing._yes = lambda asked: ["X"] if asked.position == "Supported" else []
    writing._no = lambda asked: ["–"] if asked.position == "Supported" else ["x"]
    found = demands(writing.write([INVENTED[0], INVENTED[2]]))
    assert [demand.position for demand in found.values()] == ["noted", "supported"]


@pytest.mark.parametrize(
    "headings",
    [
        ("No.", "Recommendation", "State", "Status", "Human rights area"),
        ("Paragraph", "Recommendation received", "Recommended by", "Government's response", "Issue"),
        ("#", "UPR recommendation", "Country", "Accepted/Noted", "Thematic cluster"),
        ("Number of the recommendation", "Text", "Delegation", "Position of Fiji", "Right"),
    ],
)  # fmt: skip
def test_headings_of_tables_that_ministries_keep_are_known_too(db, headings):
    fields = ("number", "text", "by", "position", "themes")
    layout = replace(WIDE, columns=tuple(zip(fields, headings, strict=True)), themes_down=False, prefix="Theme: ")
    found = demands(matrix(layout))
    for asked in INVENTED:
        demand = found[asked.number]
        assert (demand.position, sorted(demand.recommending)) == (
            POSITIONS[asked.position],
            sorted(STATES[asked.number]),
        )
        assert any(tag.scheme == "theme" for tag in demand.tags)


def test_goals_and_codes_that_the_table_lacks_stand_among_the_themes(db):
    writing = Writing(LETTERS)
    writing._themes = lambda asked: [
        "D39 Something of liberty",
        "S16 SDG 16 - peace, justice and strong institutions",
        "Affected persons:",
        "- youth",
    ]
    [demand] = demands(writing.write(INVENTED[:1])).values()
    assert {tag.facet for tag in demand.tags} == {"theme:ratification", "theme:liberty", "sdg:16", "group:youth"}
    assert demand.unknown == ()


def test_a_sentence_above_each_table_says_what_the_state_answered(db):
    """As the outcome of a report is laid out: no column of positions, one table under each sentence."""
    layout = replace(LETTERS, columns=(LETTERS.columns[0], LETTERS.columns[2]), source="")
    writing = Writing(layout)
    writing.document.add_paragraph(
        "104. The recommendations listed below have been examined by Fiji and enjoy its support:"
    )
    writing.add_table(INVENTED[:2])
    writing.document.add_paragraph(
        "105. The following recommendations do not enjoy the support of Fiji and would thus be noted:"
    )
    content = writing.write(INVENTED[2:])
    assert [one.position for one in demands(content).values()] == ["supported"] * 2 + ["noted"] * 4


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_matrix_saved_as_a_sheet_says_the_same(bring, ending):
    """Cells as a spreadsheet takes them over from Word: what lies across the table stands in the first cell."""
    word = matrix(NAMES)
    [table] = Document(io.BytesIO(word)).tables
    rows = [["\n".join(part.text for part in cell.paragraphs) for cell in row.cells] for row in table.rows]
    rows = [cells[:1] + [""] * (len(cells) - 1) if len(set(cells)) == 1 else cells for cells in rows]
    name, write = f"Fiji session 20.{ending}", workbook if ending == "xlsx" else table_of
    content = write(rows, ["Universal Periodic Review of Fiji, 20th session"])
    found = bring(content, name, dry_run=True)
    assert (found["new"], found["refused"]) == (len(INVENTED), 0)
    of_sheet, of_word = (rows for rows, _notes in (read(content, name), read(word)))
    assert [said(row.record) for row in of_sheet] == [said(row.record) for row in of_word]
