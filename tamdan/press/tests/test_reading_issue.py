"""The reader on whole issues: a masthead above many articles, posts of one page, an interview, and what an article is about."""

import pytest

from tamdan.press.reading import read
from tamdan.press.reading.headers import author_of, outlet_of, sort_of
from tamdan.press.reading.schema import as_json
from tamdan.press.reading.sorts import Sort
from tamdan.press.reading.subjects import evidence

ISSUE = """THE RIVER EXAMINER   |   Issue 41   |   Saturday, 3 June 2023

Weavers of Bel wait for a judge

Interview by Ona Pell

Mara Tolund has defended the weavers of Bel in court for nine years. We met her in a recess.

What do you write down?

Most trials that I watch last less than an hour, and half of the accused have no lawyer.

Do the judges know you?

They know my shoes and my notebook, and they know that I come back every week.

Has anything become better?

The right to an interpreter is respected more often than it was nine years ago.


Ek Venn: ‘I was a terrible miller’

By Mara Quill

“I dropped the flour on a minister,” Ek Venn laughs. The singer has a new album, and the concert tickets are on sale.


Letters

A plea for quieter bells

Sir, the bells by the market begin at four in the morning. I ask the bell ringers to begin at five.

Name and address known to the editor
"""
POSTS = """ក្រសួងទន្លេ - Ministry of Rivers
3 ម៉ោង · 🌏
សេចក្ដីបំភ្លឺអំពីការឃាត់ខ្លួនអ្នកត្បាញ

ក្រសួងទន្លេ សូមបដិសេធថា អ្នកត្បាញម្នាក់ត្រូវបានឃាត់ខ្លួន និងវាយដំ ដោយសារការតវ៉ា។
1.1K 👍 · 402 Comments

សមាគមអ្នកត្បាញ - Weavers
ម្សិលមិញ ម៉ោង 16:05 · 🌏
អ្នកស្រីពេជ្រតារា បានរៀបរាប់ថា អ្នកត្បាញ ៩នាក់ត្រូវបានចាប់ខ្លួន ក្រោយតវ៉ាទាមទារយុត្តិធម៌ «យើងមានតែអំបោះក្នុងដៃ» និងថា «គេមានដំបង»។
#អំបោះ
3.8K ❤ · 611 មតិ
"""


def test_a_masthead_names_what_its_articles_do_not():
    found = as_json(read(ISSUE, "issue"))["articles"]
    assert [(one["title"], one["outlet"], one["published"], one["kind"], one["relevant"]) for one in found] == [
        ("Weavers of Bel wait for a judge", "The River Examiner", "2023-06-03", "news", True),
        ("Ek Venn: ‘I was a terrible miller’", "The River Examiner", "2023-06-03", "news", False),
        ("A plea for quieter bells", "The River Examiner", "2023-06-03", "op-ed", False),
    ]
    talk, singer, _letter = found
    assert {claim["speaker"] for claim in talk["claims"]} == {"Mara Tolund"}
    assert [(quote["speaker"], quote["parts"]) for quote in singer["quotes"]] == [
        ("Ek Venn", ["I dropped the flour on a minister,"])
    ]


def test_a_name_in_brackets_in_each_dateline_is_the_outlet_of_all():
    told = "{} ({}) - A judge in {} freed nine weavers on Friday, and their lawyer asked for their looms back.\n"
    dump = "\n".join(
        f"Weavers of {place} leave jail\n\n{told.format(place.upper(), service, place)}"
        for place, service in (("Bel", "Northern Cable"), ("Ama", "Northern Cable"), ("Sal", "Sal News"))
    )
    assert [one.outlet for one in read(dump, "wire").articles] == ["Northern Cable", "Northern Cable", None]


def test_posts_of_a_page_are_parted_by_their_age():
    ministry, weavers = as_json(read(POSTS, "posts"))["articles"]
    assert (ministry["title"], ministry["end_line"]) == ("សេចក្ដីបំភ្លឺអំពីការឃាត់ខ្លួនអ្នកត្បាញ", 6)
    assert [claim["speaker"] for claim in ministry["claims"]] == ["ក្រសួងទន្លេ"]
    assert (weavers["title"], weavers["start_line"], weavers["relevant"]) == (None, 8, True)
    assert [(quote["speaker"], len(quote["parts"])) for quote in weavers["quotes"]] == [("ពេជ្រតារា", 2)]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Teachers held after march",
            "Police detained nine teachers who had marched for back pay, and a judge refused them bail.",
        ),
        ("ពលរដ្ឋតវ៉ាការបណ្តេញចេញពីដី", "ប្រជាពលរដ្ឋ ៩គ្រួសារ តវ៉ាទាមទារសំណង ក្រោយក្រុមហ៊ុនឈូសឆាយដីស្រែ។"),
    ],
)
def test_an_article_is_about_rights_by_its_subjects_and_not_by_one_word(title, body):
    sport = "The striker scored twice in the final, and the coach of the league’s champions thanked the fans at the stadium."
    assert evidence(title, body) > 0
    assert evidence("Late goal wins the cup", sport) < 0
    assert evidence("Late goal wins the cup", f"{sport} “We fought for our right to this cup,” he joked.") < 0


@pytest.mark.parametrize(
    ("line", "sort"),
    [
        ("em/rjc/dv", Sort.ENDS),
        ("BEL, May 7, 2024 (Northern Cable)", Sort.DATED),
        ("(Adds reaction of the port in paragraph four)", Sort.FURNITURE),
        ("River Minute staff", Sort.BYLINE),
        ("Ferries wait at the closed pier in heavy rain. RT/Ona Pell", Sort.CAPTION),
        ("---", Sort.RULE),
        ("EN | FR | ES", Sort.HEAD),
        ("Shares in flour mills sprint ahead", Sort.TEXT),
        ("2 ថ្ងៃ · 🌏", Sort.STAMP),
        ("You are receiving this bulletin because you signed up at a meeting.", Sort.HEAD),
        ("អ្នកនិពន្ធ ថុល ម៉ារ៉ា បានស្រែកថា៖ «ចាប់វចនានុក្រមផង!»", Sort.TEXT),
    ],
)
def test_what_more_lines_are_for(line, sort):
    assert sort_of(line) is sort


def test_outlets_beside_authors_and_days():
    assert outlet_of("BEL, May 7, 2024 (Northern Cable)") == "Northern Cable"
    assert outlet_of("The River Herald, 4 September 2026") == "The River Herald"
    assert outlet_of("River Courier, 8 March 2022, Ona Pell") == "River Courier"
    assert author_of("River Courier, 8 March 2022, Ona Pell") == "Ona Pell"
    assert outlet_of("ដោយ ថុល ម៉ារ៉ា វិទ្យុបែល") == "វិទ្យុបែល"
