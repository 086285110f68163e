"""Manners of real pages, with invented people: names, offices, sides and mouths as newspapers of the region write them."""

import pytest

from tamdan.press.reading import read


def _quotes(text):
    return [quote for article in read(text, "page").articles for quote in article.quotes]


def _page(*paragraphs):
    return "\n\n".join(("Villagers Speak of Their Land", *paragraphs)) + "\n"


@pytest.mark.parametrize(
    ("paragraphs", "words", "speaker"),
    [
        (
            ["“You may shut my office out,” UN rights chief Omar Ra’ad Al Nasri said, opening the session.", "“We stay,” Al Nasri said."],
            "We stay",
            "Omar Ra’ad Al Nasri",
        ),
        (["Am Sarun Vy, head of the forest network, noted the delay.", "“The report is old,” he said."], "The report is old", "Am Sarun Vy"),
        (
            ["Sophal, 57, a villager who gave one name for fear of the guards, said soldiers took thumbprints. “They tricked us,” she said."],
            "They tricked us",
            "Sophal",
        ),
        (["Prime Minster Vuth Rany said the letter had gone. “It is false,” Vuth Rany said."], "It is false", "Vuth Rany"),
        (
            ["Ministry spokesman Kong Dara on Monday rejected a report by a group of unions that the port faced a “lasting labour crisis”."],
            "lasting labour crisis",
            "group of unions",
        ),
        (["The trial opened after a case decried by his family as a “farce”."], "farce", "family"),
        (
            ["The union said the ministry’s safety report on the port, which came out on Friday, was “an old story”."],
            "an old story",
            "union",
        ),
        (["The account quotes two unnamed harbour officials who told the station that “nobody asked us”."], "nobody asked us", "two unnamed harbour officials"),
    ],
)  # fmt: skip
def test_who_says_it(paragraphs, words, speaker):
    quote = next(one for one in _quotes(_page(*paragraphs)) if one.parts and words in _shown(one, _page(*paragraphs)))
    assert quote.speaker is not None
    assert quote.speaker.name == speaker


def _shown(quote, text):
    return " ".join(text[part.start : part.end] for part in quote.parts)


def test_two_mouths_of_one_sentence_have_a_quotation_each():
    text = _page(
        "Haki Rights Watch called the trial “a mockery of justice,” while the US Department of State has said the charges “appear to be political.”"
    )
    assert [(one.speaker.name, one.speaker.side) for one in _quotes(text)] == [
        ("Haki Rights Watch", "civil-society"),
        ("US Department of State", "foreign-state"),
    ]


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("Chab Sarin, 35, said police came to his village. “I will not let the authorities take me,” he said.", "other"),
        ("“If this had come earlier, I would have fought,” said Sim Vanna, adding that she was furious with the government.", "other"),
        ("“Since spring nothing has moved,” said a villager named Sal Mony, in a meeting that was surrounded by police.", "other"),
        ("“Space is narrowing,” UN rights envoy Surin Bhatt said on leaving.", "un"),
        ("“They will touch on it,” said Laila Orban, a deputy director at Haki Watch responsible for monitoring the United Nations.", "civil-society"),
        ("“It embarrasses us,” said Cambodia’s ambassador to Geneva, Ney Vuthy.", "government"),
        ("“We hope so,” said Nhem Sarith, investigator for Adhoc.", "civil-society"),
        ("“If they follow our policy, we stop,” Kampot police chief, Phan Soriya, said.", "government"),
    ],
)  # fmt: skip
def test_a_side_is_told_by_what_is_said_of_somebody(sentence, side):
    assert [one.speaker.side for one in _quotes(_page(sentence))] == [side]


def test_the_minister_of_two_offices_is_meant_by_either():
    text = _page(
        "The Deputy Prime Minister and Minister of Public Works H.E. Hor Samnang met the visiting secretary general, H.E. Surin Thana, today.",
        "The Cambodian deputy prime minister said sanctions are no solution. Every answer is talk and compromise, he added.",
    )
    claims = [claim for article in read(text, "page").articles for claim in article.claims if claim.line > 3]
    assert {claim.speaker.name for claim in claims} == {"Hor Samnang"}


def test_who_is_urged_is_not_who_urges():
    text = "Statement for the Dialogue on the Rights of Workers\n\nMadam President,\n\nWe urge the Royal Government of Cambodia to talk to its unions.\n"
    claims = [claim for article in read(text, "page").articles for claim in article.claims]
    assert all("Royal Government" not in claim.speaker.name for claim in claims)


def test_a_briefing_note_is_spoken_by_whom_its_head_names():
    text = (
        "Press briefing note on threats against experts\n\nSpokesperson for the UN High Commissioner for Human Rights:  Rupert Marlow\n\n"
        "21 November 2017 – Geneva\n\nWe are concerned by continuing efforts of several States to undermine the experts of the Council.\n\n"
        "We urge those States to reconsider their position and to cease threatening members of the inquiry.\n"
    )
    (article,) = read(text, "page").articles
    assert article.title == "Press briefing note on threats against experts"
    assert {(claim.speaker.name, claim.speaker.side) for claim in article.claims} == {("Rupert Marlow", "un")}
