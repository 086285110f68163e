"""The reader on shapes of pages that the first invented dump lacks."""

import pytest

from tamdan.press.reading import read
from tamdan.press.reading.days import day_in
from tamdan.press.reading.headers import author_of, outlet_of, sort_of
from tamdan.press.reading.schema import as_json
from tamdan.press.reading.sorts import Sort
from tamdan.press.tests.unseen import DUMP, PAGES


@pytest.fixture(scope="module")
def found():
    return as_json(read(DUMP, "new"))


def test_headers_of_every_manner_open_articles(found):
    assert [(one["title"], one["published"], one["outlet"], one["language"]) for one in found["articles"]] == [
        ("Ferry families say they were never asked", "2025-03-12", "River Times", "en"),
        ("Young rowers shine in Bel", "2025-03-12", "River Times", "en"),
        ("Statement on the report of the River Forum", "2025-03-21", None, "en"),
        ("សេចក្តីប្រកាសព័ត៌មាន", "2025-03-21", None, "km"),
        ("អ្នករកស៊ីតាមទន្លេតវ៉ាមុខសាលាខេត្ត", "2025-08-12", None, "km"),
    ]
    lines = DUMP.split("\n")
    ferry, rowers, statement = found["articles"][:3]
    assert lines[ferry["end_line"] - 1] == "March 10, 2025"
    assert (ferry["author"], rowers["start_line"]) == ("Ona Pell", lines.index("Young rowers shine in Bel") + 1)
    assert (lines[statement["start_line"] - 1], lines[statement["end_line"] - 1]) == (
        "KINGDOM OF CAMBODIA",
        "Phnom Penh, 21 March 2025",
    )
    assert set(range(1, 4)) <= set(found["boilerplate_lines"])


def test_speakers_of_statements_and_short_names(found):
    ferry, _rowers, statement, release, march = found["articles"]
    assert [quote["speaker"] for quote in ferry["quotes"]] == ["Ek Tolund"]
    assert {claim["speaker"] for claim in ferry["claims"]} >= {"Ek Tolund", "Ministry of Rivers"}
    assert {claim["speaker"] for claim in statement["claims"]} == {"National Committee for Rivers (NCR)"}
    assert [claim["speaker"] for claim in release["claims"]] == ["គណៈកម្មាធិការជាតិទន្លេ"]
    assert [(quote["speaker"], quote["parts"]) for quote in march["quotes"]] == [
        ("សុខ ចន្ធី", ["យើងមិនទៅណាទេ"]),
        ("ម៉ៅ ណារ៉ុន", ["អាជ្ញាធរនឹងដោះស្រាយ"]),
    ]
    assert [claim["speaker"] for claim in march["claims"]] == ["ម៉ៅ ណារ៉ុន"]


def test_figures_that_disagree_are_paired(found):
    numbers = {figure["id"]: figure["number"] for article in found["articles"] for figure in article["figures"]}
    pairs = {(numbers[pair["a"]], numbers[pair["b"]]) for pair in found["figure_pairs"]}
    assert pairs == {(6210, 4812), (6340, 6430)}
    post = read(
        "ប្រឡងឆ្នាំនេះជាប់៦២,១៨ភាគរយ ហើយក៏មានក្មួយខ្ញុំម្នាក់ដែរ។ អ្នកមិនជាប់មាន៤៧ភាគរយ។\n\n"
        "This year 61.18% passed the exam, one of my nephews among them. What of the 47% who failed?\n",
        "post",
    )
    assert [(pair.kind, pair.first, pair.second) for pair in post.figure_pairs] == [("F", "post-a1-f1", "post-a1-f3")]


@pytest.mark.parametrize(
    ("line", "sort"),
    [
        ("Updated: 12:30, 5 March 2025", Sort.DATED),
        ("River Herald, 5 March 2025", Sort.DATED),
        ("១២ សីហា ២០២៥ ម៉ោង ៩:៣០ ព្រឹក", Sort.DATED),
        ("WEEKLY DIGEST, 3–9 FEBRUARY 2025", Sort.TEXT),
        ("Reporter : Ona Pell", Sort.BYLINE),
        ("3 hrs ·", Sort.STAMP),
        ("JOINT STATEMENT", Sort.KICKER),
        ("-ENDS-", Sort.ENDS),
        ("Posted by River Voice at 9:41 PM 3 comments:", Sort.CLOSES),
        ("Posted by: | Posted on: May 3, 2025", Sort.OPENS),
        ("Ferry stops in Bel | Rowers win the cup | New port office opens | Flour gets dearer | ", Sort.HEAD),
        ("«យើងមិនទៅណាទេ» លោកបន្ថែម", Sort.TEXT),
        ("Forgot your password?", Sort.FURNITURE),
        ("348 comments 97 shares", Sort.FURNITURE),
        ("Workers rest near a factory in Bel last month. Ona Pell", Sort.CAPTION),
        ("The hearing took place on 3 May 2025.", Sort.TEXT),
        ("She was born in Bel on 3 May 1980 and left it as a child", Sort.TEXT),
    ],
)
def test_what_a_line_is_for(line, sort):
    assert sort_of(line) is sort


def test_what_pages_put_around_articles_is_told_from_them():
    reading = read(PAGES, "pages")
    found = as_json(reading)["articles"]
    lines = PAGES.split("\n")
    assert [(one["title"], one["published"], one["outlet"], one["kind"]) for one in found] == [
        ("Ferry Owners Sue Port Over Closed Pier", None, None, "news"),
        ("Weavers Fear for Their Looms", "2025-03-14", None, "news"),
        ("Court frees miller", "2025-03-15", "Bel Courier", "news"),
        ("Flour prices up again", None, None, "teaser"),
        ("អ្នកត្បាញតវ៉ាថ្លៃអំបោះ", "2025-03-15", None, "news"),
    ]
    assert [lines[one["end_line"] - 1][:12] for one in found[:3]] == ["Rowers win c", "Read Full Po", "He wondered "]
    ferry, _weavers, miller, _flour, looms = found
    assert lines[ferry["start_line"] - 1] == ferry["title"]
    assert [(quote["speaker"], len(quote["parts"])) for quote in ferry["quotes"]] == [("Ona Pell", 3)]
    assert "Tor Venn" in {claim["speaker"] for claim in ferry["claims"]}
    assert [quote["parts"] for quote in miller["quotes"]] == [["Was it the tune?"]]
    assert [quote["speaker"] for quote in looms["quotes"]] == ["ថុល ម៉ារ៉ា"]


def test_what_a_header_line_tells():
    assert (outlet_of("River Herald, 5 March 2025"), day_in("River Herald, 5 March 2025")) == (
        "River Herald",
        "2025-03-05",
    )
    assert (outlet_of("Ona Pell / River Times"), author_of("Ona Pell / River Times")) == ("River Times", "Ona Pell")
    assert outlet_of("Copyright © 2024 Radio Bel. All rights reserved.") == "Radio Bel"
    assert outlet_of("Source: Daily Wire, 1 May 2025") == "Daily Wire"
    assert day_in("ថ្ងៃទី ១២ សីហា ២០២៥") == "2025-08-12"
