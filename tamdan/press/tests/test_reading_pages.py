"""Manners of real pages, with invented people: names, offices, sides and mouths as newspapers of the region write them."""

import pytest

from tamdan.press.reading import read
from tamdan.press.reading.days import day_in
from tamdan.press.reading.headers import author_of, outlet_of


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
        (["The trial of the four boat builders opened on Monday after a case decried by his family as a “farce”."], "farce", "family"),
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


def test_a_label_above_each_title_begins_an_article():
    rows = [
        ("Land Rights:", "Union Calls for Talks on Sale of Landings", "A new report by the Lake Union links two officers of the district to the sale […]"),
        ("Sea News:", "Two Navies to Share One Pier, Captain Says", "The two navies of the gulf are placing their tugs under one harbour master, says […]"),
        ("Land Rights:", "Lake Families Fear They Will Be Paid Too Little", "Some 120 families in five villages say that they do not want to leave their […]"),
    ]  # fmt: skip
    articles = read("\n\n".join("\n\n".join(row) for row in rows) + "\n").articles
    assert [(one.start_line, one.end_line) for one in articles] == [(1, 5), (7, 11), (13, 17)]
    assert [one.title for one in articles] == [row[1] for row in rows]


def test_comments_below_a_post_are_no_article():
    text = (
        "Seven taken in an old quarrel over fields\n\nBy Chun Sary, KRV Khmer\nOriginal report from Tol\n19 November 2009\n\n"
        "Rights groups on Thursday asked the province to stop taking people in a quarrel that has gone on for ten years.\n\n"
        "“We say that the province should stop,” said Nhem Sarun, who watches prisons for the lake network.\n\n\n"
        "Anonymous said...\n\nShame on the province!\n"
    )
    (article,) = read(text).articles
    assert (article.title, article.outlet, article.author, article.published) == (
        "Seven taken in an old quarrel over fields",
        "KRV Khmer",
        "Chun Sary",
        "2009-11-19",
    )


def test_a_blogs_notice_about_itself_is_no_article():
    text = (
        "The Other Shore\n\nPlease read more lake news and listen to Lake Radio at The Lake Page.\n"
        "Follow The Other Shore on Facebook: https://www.facebook.example/othershore\n\nTuesday, 15 June 2010\n\n"
        "Sit-in at the pagoda ended by guards\n\nGuards of the district on Monday removed about 80 villagers from the pagoda by the bridge.\n\n"
        "Chhem Thy, 44, said guards came to his village on Friday to say that he and five others would be taken.\n"
    )
    (article,) = read(text).articles
    assert (article.title, article.published) == ("Sit-in at the pagoda ended by guards", "2010-06-15")


def test_a_day_glued_to_the_text_or_to_a_name_is_read():
    text = "Two sisters win the prize of the lake\nMay 2, 2018The two sisters who kept the only open page of the valley have won.\nThey said so at noon.\n"
    assert [one.published for one in read(text).articles] == ["2018-05-02"]
    assert (author_of("By Lake Radio2024.12.10"), day_in("By Lake Radio2024.12.10")) == ("Lake Radio", "2024-12-10")
    assert author_of("By Sat, Jan 11, 2014 12:38PM UTC 3 Comments") is None


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The UN rapporteur for rights in Kenya Tomás Ojo Quell has welcomed the release. “It is a step,” Quell said.", "Tomás Ojo Quell"),
        ("The Mission’s spokeswoman, Ek Sophy, was quoted as saying “we remain open to a visit at any time”.", "Ek Sophy"),
        ("I went to the hall. A clerk told me that it was “still being signed” and to come back.", "clerk"),
        ("Sharon Chelo, the youngest at 18, took up running to be on time. “It was eight kilometres,” she giggled.", "Sharon Chelo"),
        ("County executive for markets Linus Gavo insisted the stalls were illegal and known “since last year”.", "Linus Gavo"),
        ("Interior Principal Secretary Ezra Kip spoke. The PS did not answer. He later posted that people “should learn what an arrest is”.", "Ezra Kip"),
        ("“Torture is an abuse,” UN Secretary-General Ana Bell said. It goes on, the UN chief pointed out, “even where it is forbidden”.", "Ana Bell"),
        (
            "The Chairman of the Lake Rights Committee, Keo Ratha, met the expert. The LRC Chairman said, “We do a lot of work without a word about it.”",
            "Keo Ratha",
        ),
        (
            "Council spokesman Phal Siphon said the post was assigned. The decree moves Mak Sambo.\n\nMr. Sambo had vouched for him.\n\n“I have "
            "announced that this change has no reason” he said.",
            "Mak Sambo",
        ),
        ("“ខ្ញុំទទួលស្គាល់ថាការសម្រេចនេះជាការសម្រេចរបស់ខ្ញុំ”។ នេះជាការលើកឡើងរបស់លោក សោម ចន្ធី ក្នុងពិធីបើកស្ពាន។", "សោម ចន្ធី"),
        (
            "The Permanent Mission of Ruma in Geneva has regretted remarks of the expert, which it described as “hasty and one-sided”.",
            "Permanent Mission of Ruma in Geneva",
        ),
    ],
)  # fmt: skip
def test_who_says_it_in_other_manners(sentence, speaker):
    quote = _quotes(_page(sentence))[-1]
    assert quote.speaker is not None
    assert quote.speaker.name == speaker


def test_a_group_that_asks_for_gifts_is_no_outlet():
    text = (
        "Open Lake Courts\n\nWho we are   Countries   News   Library   Donate\n\nNews and statements\n\n"
        "Tol: Thirty years are long enough, return the files\n\nTol, 7 February 2024: The commission should return the files, Open Lake Courts said today.\n\n"
        "“Every family has waited,” said Gita Hama, its director for Tol.\n"
    )
    assert [one.outlet for one in read(text).articles] == [None]


def test_a_word_in_brackets_is_a_short_form_in_khmer_too():
    text = 'អ្នកភូមិសុំដីវិញ\n\nយើងខ្ញុំជាអង្គការសង្គមស៊ីវិល បារម្ភចំពោះសំណើរបស់រាជរដ្ឋាភិបាល (“រដ្ឋាភិបាល”) ក្នុងការកែរដ្ឋធម្មនុញ្ញ ("ច្បាប់") និងស្នើឱ្យមានបទល្មើសថ្មី។\n'
    assert _quotes(text) == []


def test_an_expert_for_a_state_speaks_for_the_united_nations():
    text = _page(
        "The minister received visiting United Nations Special Rapporteur on Human Rights in Kenya Ms. Rhoda Small.",
        "From her side, Ms. Rhoda Small said “thank you for the meeting and for sharing your figures”.",
    )
    assert [(one.speaker.name, one.speaker.side) for one in _quotes(text)] == [("Rhoda Small", "un")]


def test_a_motto_in_khmer_is_no_title_of_an_english_article():
    text = (
        "លឿន ទុកចិត្តបាន នៅពេលណា ទីណាក៏បាន\n\nCommittee President Receives the Expert\n\nLNA Tol, November 06, 2018 —\n\n"
        "H.E. Keo Ratha, President of the Lake Rights Committee, has received the visiting expert Ms. Rhoda Small.\n\n"
        "He said the committee was open at any hour and to everybody who came.\n\nBy Lim Narin\n"
    )
    (article,) = read(text).articles
    assert (article.title, article.published, article.author) == (
        "Committee President Receives the Expert",
        "2018-11-06",
        "Lim Narin",
    )


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Sam Ath Vy spoke. Haki Rights Watch last month condemned the trial as an attempt to “muzzle the critics of policy”.", "Haki Rights Watch"),
        ("Reading out Ana Bell’s comment “advocacy against the regime”, prosecutor Seng Hean said it was a plot.", "Ana Bell"),
    ],
)  # fmt: skip
def test_whose_attempt_and_whose_comment(sentence, speaker):
    assert [one.speaker.name for one in _quotes(_page(sentence))] == [speaker]


def test_the_groups_director_speaks_for_civil_society():
    text = _page(
        "New York-based Haki Cause published its report.",
        "“Nobody is above the law,” said Brad Adam, the group’s Asia director.",
    )
    assert [one.speaker.side for one in _quotes(text)] == ["civil-society"]


def test_a_province_is_nobody():
    text = _page(
        "The coast of the province of Preah Moni is given to families of rank.",
        "“I do not leave my home for a day,” says 42-year-old Khun Dany. “We are birds in a cage.”",
    )
    assert {one.speaker.name for one in _quotes(text)} == {"Khun Dany"}


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Appeal judge Dav Chhay put it more bluntly at our table: “We lock people up because the form has one box.”", "Dav Chhay"),
        ("Karin Holt, a hydrologist at the Lower Lake Institute, begged to differ: “Put a wall in a river and it is a lake.”", "Karin Holt"),
        (
            "The Ministry of Justice is determined to empty its prisons through bail, shorter sentences and quicker trials, said H.E. Chap Rith, "
            "Secretary of State, at a workshop.\n\n“No inmate will sleep in turns any more,” he affirmed.",
            "Chap Rith",
        ),
    ],
)  # fmt: skip
def test_a_colon_and_a_tag_behind_a_list_name_the_speaker(sentence, speaker):
    assert _quotes(_page(sentence))[-1].speaker.name == speaker


def test_people_in_the_outlets_place_wrote_for_the_page_they_stand_on():
    rows = [("Riders park bikes and demand contracts", "Kong Sreymol"), ("Council hears the riders", "Ith Borin")]
    text = "The Lake Courier\nTag: Tol\n\n" + "\n\n".join(
        f"{title}\n{author} | Publication date 17 February 2023 | 09:12 ICT\n\nAbout 350 riders of the town switched off their telephones on Thursday.\n\n"
        "They asked the company for contracts, sick pay and a day of rest in each week."
        for title, author in rows
    )
    articles = read(text + "\n").articles
    assert [(one.author, one.outlet) for one in articles] == [(author, "The Lake Courier") for _title, author in rows]


def test_the_owner_stands_behind_the_khmer_words_for_copyright():
    assert outlet_of("រក្សាសិទ្ធិ © សារព័ត៌មានទឹកថ្លា") == "សារព័ត៌មានទឹកថ្លា"


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Karin Holt, a hydrologist at the Lower Lake Institute, said: “A wall makes a lake.”", "hydrologist at the Lower Lake Institute"),
        ("In a letter to the meeting its vice president, Leang Sophy, said “we were not asked about any of it”.", "vice president"),
        ("Paul Beck, the permanent representative of Ruma to the U.N. office in Geneva, said “we are concerned about the arrests”.", "U.N. office in Geneva"),
    ],
)  # fmt: skip
def test_what_somebody_is_stands_beside_the_name(sentence, role):
    shown = _quotes(_page(sentence))[-1].speaker.role
    assert shown is not None
    assert shown.endswith(role)
    assert len(shown.split()) <= 12


def test_khmer_with_a_zero_width_space_between_all_words_is_read_as_without():
    plain = (
        "អ្នកភូមិសុំដីវិញ\n\nលោក សុខ រតនា បាននិយាយថា «យើងមិនទៅណាទេ ទាល់តែមានចម្លើយ»។\n\nលោកបន្តថា «យើងសុំដីស្រែរបស់យើងវិញមុនរដូវធ្វើស្រែ»។\n"
    )
    parted = plain.replace("បាននិយាយថា", "បាន\u200bនិយាយ\u200bថា").replace("លោកបន្តថា", "លោក\u200bបន្ត\u200bថា")
    parted = parted.replace("យើងមិនទៅណាទេ", "យើង\u200bមិន\u200bទៅ\u200bណា\u200bទេ")
    assert (
        [one.speaker.name for one in _quotes(parted)] == [one.speaker.name for one in _quotes(plain)] == ["សុខ រតនា"] * 2
    )
    assert _shown(_quotes(parted)[0], parted).count("\u200b") == 4


def test_words_that_end_in_a_comma_go_on_with_who_says_them():
    text = _page(
        "“Police gave him tea and biscuits an hour before,” spokesperson Bishwo Poudel informed at a press meet."
    )
    assert [one.speaker.name for one in _quotes(text)] == ["Bishwo Poudel"]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Marcus Tey in Mae Ramat", "Marcus Tey"),
        ("Posted on November 18, 2018 by Prak Sothearom", "Prak Sothearom"),
        ("By JANET WERE-ADONGO", "Janet Were-Adongo"),
        ("By Alusine Fornah, The Cotton Tree Courier", "Alusine Fornah"),
        ("By: Tetch Alibud - Reporter / @talibud", "Tetch Alibud"),
        ("By CHEA Rithy", "Chea Rithy"),
        ("By Staff Writer, The Cotton Tree Courier", None),
        ("By Cotton Newswire", None),
        ("By Batool Al Ghaith - Oct 22,2023 - Last updated at Oct 22,2023", "Batool Al Ghaith"),
    ],
)
def test_an_author_is_named_as_people_write_names(line, author):
    assert author_of(line) == author


def test_the_name_of_a_page_is_that_of_its_articles_also_in_the_other_script():
    head = "LAKESIDE NEWS SERVICE\n\nIndependent reporting from the lakes\n\nTopic: Rights\n\n"
    article = (
        "{day} May 2023 | Environment\n\n{title}\n\nPaulin Achter, Geneva\n\n© River Peoples | Canoes block the river at Sucum.\n\n"
        "Families who fish the river asked the court on Monday to hear them. It was promised in March.\n\n"
        "The court has not said when it will, a clerk told them.\n\n"
    )
    titles = ("Fishing families ask to be heard", "Court promises an answer by the rains")
    text = head + "".join(article.format(day=day, title=title) for day, title in zip((17, 18), titles, strict=True))
    assert [(one.title, one.outlet) for one in read(text).articles] == [
        (title, "Lakeside News Service") for title in titles
    ]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("From: The Northern Ledger", "The Northern Ledger"),
        ("Source: Report on the moving of families rejected – Northern Times", "Northern Times"),
        ("From: Ana Bell <ana@herald.invalid>", None),
        ("© River Peoples | Canoes block the river at Sucum.", None),
        ("© All rights reserved, The Northern Post", "The Northern Post"),
    ],
)
def test_lines_that_name_an_outlet_and_lines_that_do_not(line, outlet):
    assert outlet_of(line) == outlet
