"""The reader on manners of papers elsewhere: pages under one head, wires, offices with what they are of, verbs that no list holds."""

import pytest

from tamdan.press.reading import read
from tamdan.press.reading.shapes import is_menu

LEAD = (
    "{head}\n\nFerry families want an answer\nBy Ona Pell\n\n"
    "Families of the drowned met the minister on Monday and asked for the report. It was promised in May.\n\n"
    "The report names nobody, people who read it say. The minister has not commented on it.\n\n"
    "Rowers win the cup\nBy Jon Marsh\n\n"
    "Twelve rowers from nine provinces took part in the championship at the weekend. Two of them were injured.\n"
)


@pytest.mark.parametrize(
    ("head", "outlet", "day"),
    [
        ("RIVER STANDARD\nThe voice of the basin\nNews   Counties   Sports   Opinion\nTUESDAY, JUNE 14, 2022", "River Standard", "2022-06-14"),
        ("RIVER COURT DIARY\nReports · Hearings · Judgments · Calendar", "River Court Diary", None),
        ("MEDIA SUMMARY\nTuesday, June 14, 2022", None, None),
    ],
)  # fmt: skip
def test_the_head_of_a_page_names_outlet_and_day_of_all(head, outlet, day):
    articles = read(LEAD.format(head=head)).articles
    assert [one.title for one in articles] == ["Ferry families want an answer", "Rowers win the cup"]
    assert {one.outlet for one in articles} == {outlet}
    if outlet:
        assert {one.published for one in articles} == {day}


def test_parts_of_a_page_side_by_side_are_a_menu():
    assert is_menu("News   Counties   Sports")
    assert not is_menu("Ona Pell | River Times")
    assert not is_menu("12 May 2023 | Ona Pell | River Times")


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“All dues have been cleared,” State Minister for Labour and Employment Ona Pell said.", "Ona Pell"),
        ("“A jail is not a hotel,” Inspector General of Prisons Ona Pell remarked.", "Ona Pell"),
        ("Permanent secretary for fisheries Ona Pell said: “The fish do not know our borders.”", "Ona Pell"),
        ("Ona Pell, a builder, was freed. Mr Marsh lost his case.\n\n“I am going to sleep for a week,” Pell grinned.", "Ona Pell"),
        ("“It rained when it should not,” its president, Ona Pell, summed up.", "Ona Pell"),
        ("Bel MP Ona Pell read out a list. The CS denied it.\n\n“Traced by whom?” the MP shot back.", "Ona Pell"),
        ("River Watch executive director Ona Pell wants an inquiry.\n\n“They cannot be trusted,” she argued.", "Ona Pell"),
        ("កម្មករិនី សោម ចន្ធី រៀបរាប់ថា «យើងដេកក្នុងរោងដែលគេទុកជី ហើយត្រូវគេចាក់សោ»។", "សោម ចន្ធី"),
        ("កីឡាការិនី សោម ចន្ធី បានឈ្នះ។\n\nកញ្ញា ចន្ធី បានលើកឡើងថា «មេដាយនេះជូនម្តាយខ្ញុំ ដែលលក់បន្លែចិញ្ចឹមខ្ញុំ»។", "សោម ចន្ធី"),
    ],
)  # fmt: skip
def test_who_says_it(sentence, speaker):
    article = read(
        f"Families met the minister\n\nJon Marsh said on Monday that the report was late.\n\n{sentence}\n"
    ).articles[0]
    assert [quote.speaker and quote.speaker.name for quote in article.quotes][-1] == speaker


def test_words_in_marks_before_a_name_are_nobodys_speech():
    text = (
        "Families met the minister\n\nThe “Land Act” Ona Pell signed in May was never printed, and nobody knows why.\n"
    )
    assert read(text).articles[0].quotes == []


def test_an_agency_behind_the_last_sentence_cuts_no_quotation_off():
    text = "Families met the minister\n\nOna Pell said so on Monday.\n\n«The bullets have a signature, and he can read,» she said. AgenSur\n"
    assert [quote.parts and quote.speaker.name for quote in read(text).articles[0].quotes] == ["Ona Pell"]


def test_a_forwarded_mail_is_read_without_its_marks_of_quoting():
    text = LEAD.format(head="")
    quoted = "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
    plain, found = read(text).articles, read(quoted).articles
    assert [(one.title, one.author) for one in found] == [(one.title, one.author) for one in plain]
    assert read("> one mark alone is a sign of its own\n\nOna Pell said so.\n").text.startswith(">")
