"""What is pasted from a report or a table is read as its recommendations; invented words in genuine shapes."""

from collections import Counter
from pathlib import Path

import pytest

from tamdan.imports.formats import Row, Sample
from tamdan.recommendations.imports.matrix import MATRIX
from tamdan.recommendations.imports.matrix_word import read_word
from tamdan.recommendations.imports.pasted_item import heading_answer
from tamdan.recommendations.imports.pasted_reading import read

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"

REPORT = """A/HRC/99/7
II. Conclusions and/or recommendations
118. The recommendations formulated during the interactive dialogue and listed
below have been examined by Fiji and enjoy the support of Fiji:
118.1 Ratify the second protocol and publish
the text in every language (Germany) (Peru);
118.2. Open places of detention (offices, cells)
to visits, and
GE.19-04321 23
A/HRC/99/7
report on them (Japan, Bosnia and Herzegovina and Viet Nam); 118.3 Build schools in Goal
16.3 districts (Japan);
118.10 Train judges (Chad); and publish their judgements (Mali).
119. The following recommendations will be examined by Fiji, which will provide responses in due time:
119.1 Abolish fees (Atlantis);
24
120. The recommendations below did not enjoy the support of Fiji and would thus be noted:
120.1 Withdraw reservations (Korea, Republic of).
121. All conclusions and/or recommendations contained in the present report reflect the position of the submitting
States and should not be construed as endorsed by the Working Group as a whole.
"""


@pytest.fixture
def items(cast):
    return {item.paragraph: item for item in read(REPORT).items}


def test_paragraphs_of_a_report_are_told_apart(items):
    assert list(items) == ["118.1", "118.2", "118.3", "118.10", "119.1", "120.1"]
    assert items["118.1"].text == "Ratify the second protocol and publish the text in every language"
    assert items["118.2"].text == "Open places of detention (offices, cells) to visits, and report on them"
    assert items["118.3"].text == "Build schools in Goal 16.3 districts"


def test_states_in_brackets_are_who_asks(items):
    assert items["118.1"].states == ("DEU", "PER")
    assert items["118.2"].states == ("JPN", "BIH", "VNM")
    assert items["118.10"].states == ("TCD", "MLI")
    assert items["120.1"].states == ("KOR",)
    assert (items["119.1"].text, items["119.1"].unknown) == ("Abolish fees", ("Atlantis",))


def test_headings_say_what_the_state_answered(items):
    assert {number: item.answer[0] for number, item in items.items()} == {
        "118.1": "supported", "118.2": "supported", "118.3": "supported", "118.10": "supported",
        "119.1": "under_consideration", "120.1": "noted",
    }  # fmt: skip


def test_what_is_no_recommendation_is_told(cast):
    left = read(REPORT).left_out
    assert any(line.startswith("121") for line in left)
    assert {"24", "GE.19-04321 23"} <= set(left)


@pytest.mark.parametrize(
    ("heading", "recorded"),
    [
        ("The following recommendations enjoy the support of Chad, which considers that they are already implemented:", "supported"),
        ("The recommendations listed below could not be accepted by Chad:", "noted"),
        ("The recommendations below were noted by Chad:", "noted"),
        ("អនុសាសន៍ខាងក្រោមត្រូវបានកម្ពុជាគាំទ្រ៖", "supported"),
        ("អនុសាសន៍ខាងក្រោមមិនទទួលបានការគាំទ្រ៖", "noted"),
        ("អនុសាសន៍ខាងក្រោមនឹងត្រូវពិនិត្យ៖", "under_consideration"),
    ],
)  # fmt: skip
def test_headings_in_their_words(cast, heading, recorded):
    said = heading_answer(heading)
    assert said
    assert said[0] == recorded


def test_khmer_text_with_khmer_digits(cast):
    found = read("១១៨.៥ ផ្តល់សច្ចាប័នលើ\nពិធីសារ (អាល្លឺម៉ង់ និងជប៉ុន)។\n១១៨.៦ សាងសង់សាលារៀន (បារាំង)។").items
    assert [(one.paragraph, one.text, one.states) for one in found] == [
        ("118.5", "ផ្តល់សច្ចាប័នលើពិធីសារ", ("DEU", "JPN")),
        ("118.6", "សាងសង់សាលារៀន", ("FRA",)),
    ]


def test_an_unknown_name_in_khmer_is_told(cast):
    [item] = read("១១៨.៥ សាងសង់សាលារៀន (គ្រប់ថ្នាក់) (អាត្លង់ទីស)។").items
    assert (item.text, item.unknown) == ("សាងសង់សាលារៀន (គ្រប់ថ្នាក់)", ("អាត្លង់ទីស",))


def test_lines_without_numbers_end_with_their_states(cast):
    found = read("• Build schools in\nvillages (Japan)\n• Ratify the protocol (Peru);\n\nTrain judges (Chad)").items
    assert [(one.text, one.states) for one in found] == [
        ("Build schools in villages", ("JPN",)), ("Ratify the protocol", ("PER",)), ("Train judges", ("TCD",)),
    ]  # fmt: skip


def test_cells_of_a_table_by_their_headings(cast):
    found = read(
        "No.\tRecommendation\tRecommending State\tPosition\n"
        '118.5\t"Ratify the\nprotocol"\tGermany; Peru\tSupported\n118.6\tBuild schools (Japan)\t\tRejected\n'
    ).items
    assert [(one.paragraph, one.text, one.states, one.answer) for one in found] == [
        ("118.5", "Ratify the protocol", ("DEU", "PER"), ("supported", "")),
        ("118.6", "Build schools", ("JPN",), ("noted", "rejected")),
    ]


def test_themes_between_the_rows_and_what_editors_add_are_left_out(cast):
    found = read(
        "Recommendation\tPosition\nTheme: A12 Legal framework\t\n"
        "118.5 Ratify the protocol (Peru) Source of position: A/HRC/99/7/Add.1\tSupported\n118.6 Build schools (Japan)\tNoted\n"
    )
    assert [(one.paragraph, one.text, one.states) for one in found.items] == [
        ("118.5", "Ratify the protocol", ("PER",)), ("118.6", "Build schools", ("JPN",)),
    ]  # fmt: skip
    assert found.left_out == ["Theme: A12 Legal framework\t"]


def test_cells_of_a_table_without_headings(cast):
    found = read(
        "Enjoys support\t\t\n118.5\tRatify the protocol\tGermany\n118.6 Build schools (Japan)\t\tnoted\n"
    ).items
    assert [(one.paragraph, one.text, one.states, one.answer[0]) for one in found] == [
        ("118.5", "Ratify the protocol", ("DEU",), "supported"), ("118.6", "Build schools", ("JPN",), "noted"),
    ]  # fmt: skip


def test_paragraphs_of_a_treaty_body_have_plain_numbers(cast):
    found = read(
        "12. The Committee recommends that the State party\nbuild schools.\n13. It also recommends training."
    ).items
    assert [(one.paragraph, one.text) for one in found] == [
        ("12", "The Committee recommends that the State party build schools."),
        ("13", "It also recommends training."),
    ]


def test_a_review_of_198_is_read_whole(cast):
    lines = [f"110.{number} Do the {number}th thing for every person (Japan, Peru);" for number in range(1, 174)]
    noted = [f"111.{number} Undo the {number}th thing (Chad);" for number in range(1, 26)]
    heads = (
        "110. The recommendations below enjoy the support of Fiji:",
        "111. The recommendations below were noted by Fiji:",
    )
    found = read("\n".join([heads[0], *lines, heads[1], *noted])).items
    assert len(found) == 198
    assert sum(one.answer[0] == "supported" for one in found) == 173


@pytest.mark.parametrize("pasted", ["", "   \n\n", "\t\t\n", "123\n", "(((((", "118.", "118.5"])
def test_nothing_is_made_of_nothing(cast, pasted):
    assert read(pasted).items == []


@pytest.mark.parametrize("start", ["Egypt", "UPR20", "upr48"])
def test_genuine_matrices_pasted_as_rows_give_what_the_files_give(cast, start):
    file = next(SHARED.rglob(f"{start}*.docx"), None) if SHARED.is_dir() else None
    if file is None:
        pytest.skip("the genuine matrices are not beside this checkout (../shared/data)")
    with file.open("rb") as stream:
        rows = list(MATRIX.read(stream, Sample(file.name, "", b""), {}, Counter()))
    with file.open("rb") as stream:
        tables = [block for block in read_word(stream).blocks if not isinstance(block, str)]
    pasted = ["\t".join(" ".join(cell.lines) for cell in row.cells) for table in tables for row in table.rows]
    found = {one.paragraph: (one.text.split(), set(one.states), one.answer[0]) for one in read("\n".join(pasted)).items}
    wanted = [row.record for row in rows if isinstance(row, Row)]
    assert found == {one.paragraph: (one.text.split(), set(one.recommending), one.position) for one in wanted}
