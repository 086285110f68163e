"""The reader on an invented dump: what a person would mark by hand."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tamdan.cli.main import main
from tamdan.press.reading import read, read_bytes
from tamdan.press.reading.schema import as_json
from tamdan.press.tests.dump import DUMP

GOLD = Path(__file__).resolve().parents[4] / "shared" / "data" / "press"


@pytest.fixture(scope="module")
def found():
    return as_json(read(DUMP, "sample"))


def test_articles_end_where_the_page_says_so(found):
    articles = found["articles"]
    assert [(one["kind"], one["title"]) for one in articles] == [
        ("op-ed", "Villagers ask court to stop dam"),
        ("news", "New bridge opens in the north"),
        ("news", "ក្រសួងការងារប្រកាសដំឡើងប្រាក់ឈ្នួល"),
        ("teaser", "Ten schools to get new roofs"),
        ("teaser", "Port traffic grows"),
    ]
    dam, bridge, wages = articles[:3]
    assert (dam["start_line"], dam["published"], dam["outlet"], dam["author"]) == (
        3,
        "2024-03-03",
        "River Herald",
        "Marta Quill",
    )
    assert (bridge["outlet"], bridge["published"]) == ("Northern Agency", None)
    assert (wages["language"], wages["published"], wages["author"]) == ("km", "2025-11-22", "សុខ ដារា")
    assert [one["relevant"] for one in articles] == [True, False, True, False, False]
    assert 1 in found["boilerplate_lines"]
    assert dam["end_line"] == DUMP.split("\n").index("Read More …") + 1 in dam["boilerplate_lines"]


def test_exact_words_and_who_said_them(found):
    dam = found["articles"][0]
    assert [(quote["speaker"], quote["side"], quote["parts"]) for quote in dam["quotes"]] == [
        ("Mara Tolund", "civil-society", ["will drown four villages,"]),
        ("Mara Tolund", "civil-society", ["We asked three times,", "Nobody answered."]),
        (
            "Jon Hale",
            "government",
            ["Every family was heard. Nobody was forced to sign.", "We have paid 62.5 per cent of the compensation,"],
        ),
    ]
    assert {(one["text"], one["reason"]) for one in found["skipped_quotes"]} == {
        ("Great River", "name or title"),
        ("Water For All", "name or title"),
    }
    khmer = found["articles"][2]["quotes"]
    assert [(quote["speaker"], quote["speaker_role"]) for quote in khmer] == [("ចាន់ វិបុល", "អ្នកនាំពាក្យក្រសួង")] * 2


def test_claims_figures_promises_and_pairs(found):
    dam, bridge, wages = found["articles"][:3]
    said = {(claim["speaker"], claim["text"][:24]) for claim in dam["claims"]}
    assert ("Ministry of Works", "The Ministry of Works de") in said
    assert ("Ministry of Works", "In a press release on Mo") in said
    assert [(one["number"], one["unit"]) for one in dam["figures"]] == [
        (4, "villages"),
        (120, "families"),
        (62.5, "percent"),
        (5, "days"),
        (14, "witnesses"),
    ]
    assert [(one["number"], one["unit"]) for one in bridge["figures"]] == [(4200000, "USD"), (35, "people")]
    assert [(one["number"], one["unit"]) for one in wages["figures"]] == [(120, "កន្លែង"), (4, "percent")]
    promise = next(one for one in dam["commitments"] if one["due_text"])
    assert (promise["who"], promise["due_text"], promise["within"]) == (
        "Ministry of Works",
        "in a matter of weeks",
        "P6W",
    )
    tolund = next(quote["id"] for quote in dam["quotes"] if "Nobody answered." in quote["parts"])
    hale = dam["quotes"][2]["id"]
    assert hale in found["suggested"][tolund]
    assert len([pair for pair in found["pairs"] if pair["a"].startswith("sample-a1-")]) <= 1


@pytest.mark.parametrize(
    ("text", "parts", "speaker"),
    [
        ('Ana Bell said: "It is over."', ["It is over."], "Ana Bell"),
        ("«It is over,» said Ana Bell, a lawyer.", ["It is over,"], "Ana Bell"),
        ("„It is over,“ Ana Bell said.", ["It is over,"], "Ana Bell"),
        ("‘It isn’t over,’ Ana Bell said.", ["It isn’t over,"], "Ana Bell"),
        ("‘‘It isn’t over,’’ Ana Bell said.", ["It isn’t over,"], "Ana Bell"),
        ("‘She told me ‘go home’’, Ana Bell said.", ["She told me ‘go home’"], "Ana Bell"),
        ("“It’s no longer ‘one for all,’” Ana Bell said.", ["It’s no longer ‘one for all,’"], "Ana Bell"),
        ("Ana Bell called the vote “a farce” and “deeply unfair”.", ["a farce", "deeply unfair"], "Ana Bell"),
        ("“We will not go, she said.\n\nAna Bell left.", ["We will not go,"], "Ana Bell"),
        ("Ana Bell said the trial was “nothing but a show.“ She left.", ["nothing but a show."], "Ana Bell"),
        ("According to Ana Bell, the court “never met”.", ["never met"], "Ana Bell"),
        ("Mr Cole’s lawyer, Ana Bell, argued that he had been “silenced”.", ["silenced"], "Ana Bell"),
        ("Ana Bell met the president. “I was not heard,” she said.", ["I was not heard,"], "Ana Bell"),
        ("“It is over,” said Dr. Ana Bell, head of the centre.", ["It is over,"], "Ana Bell"),
        ("“It is over,” said the union’s head, Ana Bell. She left.", ["It is over,"], "Ana Bell"),
        ("“It is over,” Ana Bell thundered to jeers from the benches. “Go.”", ["It is over,", "Go."], "Ana Bell"),
        (
            "Mia Oss, the UN Special Rapporteur on prisons, came. “It is over,” the expert said.",
            ["It is over,"],
            "Mia Oss",
        ),
    ],
)
def test_marks_of_every_kind(text, parts, speaker):
    lead = "Court hears the activists of the river\n\nAna Bell, a lawyer, spoke on Monday outside the court.\n\n"
    (article,) = read(lead + text).articles
    shown = [
        [" ".join((lead + text)[part.start : part.end].split()) for part in quote.parts] for quote in article.quotes
    ]
    assert shown == [parts]
    assert article.quotes[0].speaker.name == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The Centre (“RRC”) and its “Clean Water” programme were named in the so-called “river file”.",
        "He was accused of “treason” and belongs to the group known as the “River Five”.",
        "They took part in the course on “Law And Rivers” under the theme “Water First”.",
        "She looked 6'2\" tall and read the '90s papers of the workers' union.",
    ],
)
def test_titles_terms_and_scare_quotes_are_nobody_s_words(text):
    (article,) = read(f"A title of the day in the town\n\n{text}\n").articles
    assert article.quotes == []


def test_what_is_no_article_is_said():
    assert read("").notes == ["empty"]
    assert read(" \n\u00a0\n").notes == ["empty"]
    assert read("Sign in\nPassword\nSubscribe to continue\nCreate an account").notes == ["login"]
    cookies = (
        "We use cookies to improve this site.\n\nManage cookies or give consent to all of them here.\nPrivacy settings"
    )
    assert read(cookies).notes == ["cookies"]
    assert read(cookies).articles == []


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Please log in to continue.", "login"),
        ("ចូលគណនី\nឈ្មោះអ្នកប្រើ\nពាក្យសម្ងាត់", "login"),
        ("Nous utilisons des traceurs. Tout accepter. Tout refuser. Personnaliser mes choix.", "cookies"),
        ("We and our 842 partners store and access information on a device and process personal data for ads.", "cookies"),
        ("Just a moment...\nChecking your browser before you go on.\nThis process is automatic.\nRay ID: 7d1f", "no-article"),
        ("404\nPage not found\nThe page you are looking for does not exist.\nGo to the home page", "no-article"),
    ],
)  # fmt: skip
def test_what_stands_before_an_article_is_none(text, note):
    assert (read(text).notes, read(text).articles) == ([note], [])


def test_a_sentence_before_a_paywall_is_an_article():
    head = "Ministry denies eviction of 200 families\nBy Marta Quill\nMarch 4, 2024\n"
    wall = "\nTo continue reading, subscribe now. Already a subscriber? Sign in. Subscribe to read the full story."
    (article,) = read(f"{head}The Ministry of Works said on Monday that no family would be moved.{wall}").articles
    assert (article.title, article.published) == ("Ministry denies eviction of 200 families", "2024-03-04")


@pytest.mark.parametrize(
    "text",
    [
        "SATIRE | The Duck Post\nMinister promises to arrest the rain\nMarch 4, 2024\n\n“We will jail clouds,” said Dorn Velik.",
        "រឿងកំប្លែង៖ រដ្ឋមន្ត្រីសន្យាចាប់ភ្លៀង\nថ្ងៃទី៤ ខែមីនា ឆ្នាំ២០២៤\nលោក ដន វេលិក បានថ្លែងថា «យើងនឹងចាប់ពពកទាំងអស់»។",
    ],
)
def test_satire_is_marked_wherever_it_is_said(text):
    (article,) = read(text).articles
    assert article.marks == ["satire"]
    assert article.outlet in {"The Duck Post", None}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("the dam will bring light to the villages", "the dam will not bring light to the villages", "D"),
        ("the dam will bring light to the four villages of Srae", "the dam will bring light to the villages of Srae", "R"),
        ("the dam is safe for the villages", "the villages need schools and the dam was built too fast", "T"),
        ("the dam is safe for the villages", "the villages need schools, in response to Velik, who built the dam too fast", "A"),
    ],
)  # fmt: skip
def test_contradicts_is_said_only_where_one_denies(one, other, kind):
    head = "Villagers ask court to stop dam\nBy Marta Quill\nMarch 4, 2024\n\n"
    both = f"Dorn Velik, Minister of Works, said that {one}.\n\nMara Tolund, director of the River Rights Centre, said that {other}."
    assert [pair.kind for pair in read(f"{head}{both}\n\nThe human rights case goes on.").pairs] == [kind]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("By the end of 2022 there were 38,000 prisoners, up from 21,000 in 2015.", ["2022", "2015"]),
        ("In 2019, 30 journalists were jailed; in 2023, 12 journalists were jailed.", ["2019", "2023"]),
        ("គិតត្រឹមចុងឆ្នាំ២០២២ មានអ្នកជាប់ពន្ធនាគារ ៣៨.០០០ នាក់។", ["2022"]),
    ],
)
def test_each_figure_has_its_own_year(text, found):
    (article,) = read(f"Villagers ask court to stop dam\nBy Marta Quill\nMarch 4, 2024\n\n{text}").articles
    assert [figure.as_of for figure in article.figures] == found


def test_so_called_terms_are_nobodys_words():
    text = "Villagers ask court to stop dam\nBy Marta Quill\nMarch 4, 2024\n\nMara Tolund met the minister on Monday. The so-called “great river” project went on."
    assert read(text).articles[0].quotes == []


def test_an_article_that_quotes_an_article_is_one():
    text = "Paper sorry for story\n\nThe editor, Ola Brand, said the paper had written: “The mayor said ‘I will go’ and left.”\n\nCorrection: The mayor stayed.\n\nThis article has been removed at the mayor’s request. It was satire."
    (article,) = read(text).articles
    assert set(article.marks) == {"correction", "removed", "satire"}
    assert [len(quote.parts) for quote in article.quotes] == [1]


def test_lines_in_two_encodings_are_each_read_in_their_own():
    data = "Café owner speaks\n".encode("cp1252") + "លោក ចាន់ វិបុល បានថ្លែងថា «យើងនឹងបន្តការពារសិទ្ធិកម្មករ»។\n".encode()
    reading = read_bytes(data)
    assert "mixed-encodings" in reading.notes
    assert reading.text.startswith("Café owner speaks\nលោក")
    assert reading.articles[0].quotes[0].speaker.name == "ចាន់ វិបុល"


@pytest.mark.parametrize("unit", ["The minister, Jo Dara, said “no”. ", "“a ", ". ", "Abc, ", "‘b ", "១,"])
def test_one_long_line_costs_no_more_than_its_length(unit):
    reading = read(unit * (8_000 // len(unit)))
    assert len(reading.text) <= 8_000


def test_khmer_without_a_space_is_read():
    words = "ក្រសួងការងារបានប្រកាសថាប្រាក់ឈ្នួលអប្បបរមានឹងកើនឡើង៤ភាគរយនៅឆ្នាំក្រោយនិងកម្មករទាំងអស់នឹងទទួលបាន។"
    (article,) = read(f"ដំឡើងប្រាក់ឈ្នួល\n\n{words}").articles
    assert (article.language, article.title) == ("km", "ដំឡើងប្រាក់ឈ្នួល")
    assert [claim.speaker.name for claim in article.claims] == ["ក្រសួងការងារ"]


def test_the_command_prints_one_object_without_a_database(tmp_path, monkeypatch):
    monkeypatch.setenv("TAMDAN_HOME", str(tmp_path / "none"))
    dump, noise = tmp_path / "sample.txt", tmp_path / "noise.txt"
    dump.write_text(DUMP, encoding="utf-8")
    noise.write_bytes(bytes(range(1, 32)) * 200)
    done = CliRunner().invoke(main, ["read", str(dump), "--json"])
    printed = json.loads(done.stdout)
    assert (done.exit_code, printed["file"], len(printed["articles"])) == (0, "sample.txt", 5)
    assert (
        "“We asked three times, … Nobody answered.” — Mara Tolund"
        in CliRunner().invoke(main, ["read", str(dump)]).stdout
    )
    refused = CliRunner().invoke(main, ["read", str(noise), "--json"])
    assert (refused.exit_code, json.loads(refused.stdout)["error"]["code"]) == (1, "encoding_unknown")
    assert CliRunner().invoke(main, ["read", str(tmp_path / "absent.txt")]).exit_code == 1
    assert not (tmp_path / "none").exists()


def test_the_gold_stays_reached():
    if not GOLD.is_dir():
        pytest.skip("the shared press dumps are not beside the project")
    from benchmarks.press import scoring

    wanted = json.loads((GOLD / "gold" / "002.json").read_text(encoding="utf-8"))
    figures = scoring.figures(
        scoring.score(wanted, as_json(read((GOLD / "002.txt").read_text(encoding="utf-8"), "002")))
    )
    assert figures["boundaries F1"] >= 0.95
    assert figures["quotations F1"] >= 0.95
    assert figures["speaker"] >= 0.92


def test_the_command_takes_the_words_out_of_a_page_and_refuses_a_picture(tmp_path):
    body = (
        "<p>Mara Tolund, director of the River Rights Centre, said the dam “will drown four villages,” and asked for its study.</p>"
        "<p>“We asked three times,” she told reporters on Monday. “Nobody answered.” The court will hear the case in May.</p>"
    )
    page, dump, picture = (tmp_path / name for name in ("page.html", "page.txt", "page.png"))
    page.write_text(f"<html><body><article><h1>Villagers ask court to stop dam</h1>{body}</article></body></html>")
    found = json.loads(CliRunner().invoke(main, ["read", str(page), "--json"]).stdout)
    assert [one["title"] for one in found["articles"]] == ["Villagers ask court to stop dam"]
    assert "<" not in json.dumps(found)
    dump.write_text(
        "From: Ana Bell\nDate: 4 March 2024\nSubject: dam\n\nVillagers ask court to stop dam\n\n“No,” said Ana Bell.\n"
    )
    found = json.loads(CliRunner().invoke(main, ["read", str(dump), "--json"]).stdout)
    assert found["articles"][0]["quotes"][0]["line"] == 7, "lines are the dump's own"
    picture.write_bytes(b"\x89PNG" + bytes(20))
    assert "PNG" in CliRunner().invoke(main, ["read", str(picture)]).output
