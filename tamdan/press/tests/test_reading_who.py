"""Who is meant where two people have nearly one name, where one tells what another thinks, where a name stands in what is said."""

import pytest

from tamdan.press.reading import read

HEAD = "Families wait for the report\n\n"
TAIL = "\n\nThe report on the ferry was promised in May and has not been published, people who asked for it say.\n"


def first(sentences: str):
    """The last quotation of a short article, and its speaker."""
    quotes = [quote for article in read(HEAD + sentences + TAIL).articles for quote in article.quotes]
    return quotes[-1].speaker


@pytest.mark.parametrize(
    ("sentences", "name"),
    [
        (
            "“We were stopped,” said Jo Dara Vann, a villager from Bel commune.\n\n"
            "District police chief Jo Dara confirmed that the road was closed.\n\n“How can I let them through,” he said.",
            "Jo Dara",
        ),
        ("Ona Pell, a minister, told reporters that the government hoped to “reach a fair compromise for all”.", "Ona Pell"),
        (
            "Jo Dara, an envoy, left on Monday.\n\n“He sees only bad stories,” said ministry spokesman Vann Sith.\n\n"
            "Dara’s remarks did not reflect the truth, he said.\n\nDara’s report was based on “grudges and guesses,” he added.",
            "Vann Sith",
        ),
        ("The Lake Party’s paper came out.\n\nLake Rights Party President Ona Pell said the paper had “much truth in it”.", "Ona Pell"),
        (
            "“My father was ill,” Jo Dara said.\n\nKampong Cham provincial prison director Vann Sith declined to comment. "
            "“Everything has been finished already,” he said.",
            "Vann Sith",
        ),
        ("Spokesman of the Ministry of Works and International Trade Vann Sith said the report was “wrong in every line of it”.", "Vann Sith"),
        ("Bellwether said in a post that the envoy had “no recognition of what was achieved”.", "Bellwether"),
        (
            "Cambodia released the statement by Ambassador Ona Pell in response to others.\n\n"
            "“The arrogant act of the delegation shows what it thinks of this council,” according to the statement.",
            "Ona Pell",
        ),
        (
            "In a statement released by the Works Ministry, it accused Jo Dara, head of the Lake Party.\n\n"
            "“The ministry would like to inform the public of a plot,” the statement read.",
            "Works Ministry",
        ),
        ("The arrest was declared a “disastrous setback” by Ona Pell, a director at Lake Watch.", "Ona Pell"),
        (
            "The Lake Daily will close on Monday, “as a result of threats by the government,” according to a statement released by the paper.",
            "Lake Daily",
        ),
        (
            "The Lake Court decided to prolong the detention “for the sake of the inquiry” into the case, "
            "court spokesman Jo Dara told reporters after the ruling.",
            "Jo Dara",
        ),
        ("Mr. Jo Dara, State Secretary for the Ministry of Works said that “the two had done what is illegal”.", "Jo Dara"),
        ("Mr. General Jo Dara Spokesman for the Works Ministry said he would “bring charges against the two”.", "Jo Dara"),
        (
            "“He asked police to let them go,” Jo Dara, an adviser, said. The prime minister, Vann Sith, is concerned about the press, "
            "Dara said. “Even so they should not be detained,” he said.",
            "Jo Dara",
        ),
        ("Lake Association Secretary General Ona Pell left.\n\n“We have prayed for him,” she said.", "Ona Pell"),
        (
            "The Permanent Mission of the Kingdom of Cambodia sent a letter.\n\nThe Cambodian Mission stressed that the office is "
            "“under the obligation to respect sovereignty”.",
            "Permanent Mission of the Kingdom of Cambodia",
        ),
        ("The Inspector-General of Police, Jo Dara, met the press.\n\n“My men had whistles,” the IG insisted.", "Jo Dara"),
        (
            "Ona Pell, Executive Director of Prison Light Sierra Leone, said her monitors had seen four people. "
            "She called it “a shame on a country that has buried enough”.",
            "Ona Pell",
        ),
        ("The president of the guild, Jo Dara, counted the boats.\n\n“The devil pays his taxes too,” joked the leader.", "Jo Dara"),
        ("According to Human Rights Commission member Lok Dara, there will be a workshop.\n\n“They can bring it up,” Dara said.", "Lok Dara"),
        (
            "In Dara, the ambassador to the offices in Geneva, rebuffed it.\n\n“It is with regret that they took one side,” he said.",
            "In Dara",
        ),
        ("“It violates what the court holds,” lawyer Ona Pell, Watch spokesperson, said.", "Ona Pell"),
        ("“Please tell us of any inquiry,” reads the correspondence by the envoy Ona Pell.", "Ona Pell"),
        ("Lake Watch International asked for an inquiry.\n\n“There is no record of such deaths,” LWI said.", "Lake Watch International"),
        ("For Ona Pell, a day begins at the well.\n\n“Nobody can help me,” she told the paper.", "Ona Pell"),
        ("“They opened fire first,” Superintendent of Police Jo Dara Vann said.", "Jo Dara Vann"),
        ("The Lake Committee’s (LKC) chair left.\n\nThe LKC said the party had failed to bring “any of the papers asked for”.", "Lake Committee (LKC)"),
        (
            "“We are deeply concerned,” said the Lake Union's ambassador to Cambodia, Ona Pell, in a post.\n\n"
            "“We call for respect of what was agreed,” it was added.",
            "Ona Pell",
        ),
        (
            "A statement posted on the Norland embassy's X account said Norland was “seriously concerned about all of it”.",
            "Norland embassy",
        ),
        (
            "“The members are deeply concerned about the arrests,” said a June 2 statement, released by the Lake Union in Cambodia.",
            "Lake Union",
        ),
        ("“We have told our troops not to fire,” Army Commander in Chief Gen Jo Dara said.", "Jo Dara"),
        (
            "“Fever has killed 24 people,” Jo Dara, director of the National Centre for Floods, Fevers and River Control, said on Thursday.",
            "Jo Dara",
        ),
        ("“Every day more come,” Jo Dara, deputy director of the hospital, was quoted by the Lake Post as saying.", "Jo Dara"),
        (
            "Jo Dara, head of Lake Watch, called the ruling improper, while Vann Sith, head of the teachers, called on all members to resign.\n\n"
            "“They cannot defend themselves,” he said.",
            "Vann Sith",
        ),
        ("The Lake Centre sent out a note.\n\nCentre chair Ona Pell in her own words:\n\n“There is no point in a law without judges.”", "Ona Pell"),
        ("Ona Pell, head of administration, dismissed the group’s report as “contrary to the truth”.", "Ona Pell"),
        (
            "Members say they may not meet, with the provincial police chief yesterday saying he would “not allow the party to talk”.",
            "provincial police chief",
        ),
        ("Jo Dara, head of Lake Watch, complained.\n\n“He told me to be careful,” the owner of the house said.", "owner of the house"),
        ("The court refused bail in a decision their families and lawyer claimed was “unfair to all of them”.", "families and lawyer"),
        ("Family members and colleagues of the union leader Jo Dara said the court had been “deaf to every word of theirs”.",
         "Family members and colleagues of the union leader Jo Dara"),
    ],
)  # fmt: skip
def test_whose_words_they_are(sentences, name):
    assert first(sentences).name == name


def test_a_sentence_about_what_she_said_is_not_about_whom_she_names():
    text = (
        HEAD
        + "Ona Pell, a vendor, showed 16 titles. She said Jo Dara is ignoring these papers because he may get some land."
        + TAIL
    )
    claims = [claim for article in read(text).articles for claim in article.claims]
    assert "Ona Pell" in [
        claim.speaker.name
        for claim in claims
        if claim.speaker and "ignoring" in text[claim.span.start : claim.span.end]
    ]


def test_a_province_is_nobody_and_an_envoy_of_the_united_nations_is_theirs():
    envoy = first(
        "UN special rights envoy Ona Pell, who met families in Kompong Cham, said: “They are afraid of the company.”"
    )
    assert (envoy.name, envoy.role, envoy.side) == ("Ona Pell", "UN special rights envoy", "un")
    chief = first(
        "UN High Commissioner for Human Rights Ona Pell answered.\n\n“I am concerned about the measures,” she said."
    )
    assert (chief.role, chief.side) == ("UN High Commissioner for Human Rights", "un")
    spokesman = first("Ona Pell, justice spokesman, said of the opposition’s report: “We do not count it as abuse.”")
    assert spokesman.side == "government"
    assert "Kampong Cham" not in {claim.speaker.name for one in read(HEAD + "Jo Dara, a cook, left.\n\nIn Kampong Cham prison, up to 23 people are kept in one room, he said." + TAIL).articles for claim in one.claims if claim.speaker}  # fmt: skip


def test_on_which_side_ambassadors_relatives_and_lawyers_speak():
    ambassador = first(
        "Ambassador Ona Pell, the permanent Cambodian representative to the United Nations, said: “It is a tool for some.”"
    )
    assert ambassador.side == "government"
    wife = first(
        "“We have not met them for three months,” Ona Pell, the wife of jailed CNRP activist Jo Dara, told reporters."
    )
    assert wife.side == "other"
    lawyer = first(
        "Ona Pell, the lawyer representing the two, was at the court.\n\n“They have no reason to flee,” she said."
    )
    assert lawyer.side == "other"


def test_a_ministry_of_two_matters_keeps_its_whole_name():
    person = first(
        "The Ministry of Works and International Cooperation called the remarks “misleading and one-sided in every line”."
    )
    assert person.name == "Ministry of Works and International Cooperation"


@pytest.mark.parametrize("code", ["kh", "xa", "zz"])
def test_a_country_is_read_with_what_its_files_hold(code):
    quotes = [
        quote
        for article in read(HEAD + "“It is late,” Ona Pell said." + TAIL, country=code).articles
        for quote in article.quotes
    ]
    assert [one.speaker.name for one in quotes] == ["Ona Pell"]


def test_a_quotation_and_who_says_it_are_no_statement_besides():
    words = "“We have not met our husbands for three months and nobody tells us why,” {} told the Lake Service."
    for who, found in (
        ("Ona Pell, the wife of jailed union activist Jo Dara,", False),
        ("Ona Pell, adding that the jail had shut its doors,", True),
    ):
        claims = [claim for article in read(HEAD + words.format(who) + TAIL).articles for claim in article.claims[:-1]]
        assert bool(claims) is found, who


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Jo Dara, the member for Bel, wanted to know on what ground the ministry had asked for the films.", "Jo Dara"),
        (
            "Jo Dara, the minister, brought to the attention of the meeting that 612 groups have been registered.",
            "Jo Dara",
        ),
        (
            "The chairwoman of the Fifth Commission, Ona Pell, then closed the sitting, noting that the time had been kept.",
            "Ona Pell",
        ),
    ],
)
def test_who_makes_a_statement_without_marks(sentence, name):
    claims = [claim for article in read(HEAD + sentence + TAIL).articles for claim in article.claims]
    assert claims[0].speaker.name == name
