"""The shipped files themselves: complete, in both languages, and consistent. No database."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tamdan.language.normalise import order
from tamdan.taxonomy.files import Row, mapping_of, rows_of
from tamdan.taxonomy.terms import DATA

KHMER = re.compile("[\u1780-\u17b3]")
LATIN = re.compile("[A-Za-z]")
COUNTS = {
    "state_groups.yaml": 40,
    "states.csv": 248,
    "themes.yaml": 100,
    "affected_groups.yaml": 39,
    "sdg.csv": 186,
    "mechanisms.yaml": 75,
    "instruments.yaml": 19,
    "articles.csv": 512,
    "upr_issues.yaml": 56,
    "action_kinds.yaml": 5,
    "deadline_kinds.yaml": 9,
}


def rows(name: str, *key: str) -> list[Row]:
    return rows_of(DATA / name, key=key or ("code",))


@cache
def codes(name: str) -> set[str]:
    return {row.text("code") for row in rows(name)}


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_every_entry_is_named_in_both_languages_with_source_and_date(name: str, count: int):
    found = rows(name)
    assert len(found) == count
    for row in found:
        khmer = row.khmer()
        assert KHMER.search(khmer["name_km"]), row
        assert not LATIN.search(khmer["name_km"]), row
        assert khmer["name_km"] != row.text("name_en")
        # The letter below is stored as it was published, ត or ដ; everything else in canonical order, nothing invisible.
        assert order(khmer["name_km"]) == khmer["name_km"].replace("្ដ", "្ត"), row
        row.source()


@pytest.mark.parametrize("name", [name for name in COUNTS if name != "states.csv"])
def test_parents_are_in_their_list_and_no_entry_is_its_own_ancestor(name: str):
    parents = {row.text("code"): row.code("parent", codes(name)) for row in rows(name)}
    for start in parents:
        above = [start]
        while parent := parents[above[-1]]:
            assert parent not in above
            above.append(parent)


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*") if path.name != "sources.yaml"))
def test_every_file_names_its_source_and_terms(name: str):
    told = mapping_of(DATA / "sources.yaml").inner(name)
    assert told.text("source")
    assert told.text("terms")


def test_193_member_states_in_five_regional_groups():
    members = [row for row in rows("states.csv") if row.text("kind") == "member"]
    assert len(members) == 193
    groups = Counter(row.text("regional_group") for row in members)
    assert groups == {"africa": 54, "asia-pacific": 54, "eeg": 23, "grulac": 33, "weog": 29}
    assert {row.text("code") for row in rows("states.csv") if row.text("kind") == "observer"} == {"PSE", "VAT"}
    assert all(row.number("un_member_since") >= 1945 for row in members)


def test_17_goals_and_169_targets():
    levels = Counter(row.text("level") for row in rows("sdg.csv"))
    assert levels == {"goal": 17, "target": 169}
    assert all(
        row.text("code").split(".")[0] == row.text("parent") for row in rows("sdg.csv") if row.text("level") == "target"
    )


def test_legacy_codes_stand_for_themes_of_today():
    found = rows("legacy_themes.csv")
    assert Counter(row.text("scheme") for row in found) == {"a-h": 83, "2014": 50}
    for row in found:
        assert row.codes("themes", codes("themes.yaml"))
        row.codes("groups", codes("affected_groups.yaml"))


def test_every_issue_stands_for_a_theme():
    for row in rows("upr_issues.yaml"):
        assert row.codes("themes", codes("themes.yaml"))
        row.codes("groups", codes("affected_groups.yaml"))


def test_every_theme_has_one_of_five_headings():
    headings = {row.text("code") for row in rows("themes.yaml") if not row.optional("parent")}
    assert headings == {
        "framework", "cross-cutting", "civil-political-rights", "economic-social-cultural-rights", "persons-and-groups",
    }  # fmt: skip


def test_18_treaties_and_the_declaration_with_their_articles():
    instruments = rows("instruments.yaml")
    assert Counter(row.text("kind") == "declaration" for row in instruments) == {False: 18, True: 1}
    for row in instruments:
        row.code("monitored_by", codes("mechanisms.yaml"))
        assert row.text("kind") == "declaration" or row.day("adopted_on") < row.day("in_force_on")
    articles = Counter(row.text("instrument") for row in rows("articles.csv"))
    whole = {
        "UDHR": 30,
        "ICCPR": 53,
        "ICESCR": 31,
        "ICERD": 25,
        "CEDAW": 30,
        "CAT": 33,
        "CRC": 54,
        "ICMW": 93,
        "ICPPED": 45,
        "CRPD": 50,
    }
    assert {code: articles[code] for code in whole} == whole
    assert articles.keys() == codes("instruments.yaml")


def test_article_codes_are_instrument_and_number():
    for row in rows("articles.csv"):
        assert row.text("code") == f"{row.text('instrument')}-{row.number('number')}"
        row.codes("themes", codes("themes.yaml"))
        assert len(row.text("name_en").split()) <= 9, "a heading of ours, not a sentence of the treaty"


def test_3474_ratifications_of_18_treaties_by_193_states():
    found = rows("ratifications.csv", "instrument", "state")
    assert len(found) == 3474
    assert set(Counter(row.text("instrument") for row in found).values()) == {193}
    members = {row.text("code") for row in rows("states.csv") if row.text("kind") == "member"}
    assert {row.text("state") for row in found} == members
    for row in found:
        row.source()
        assert (row.text("status") in {"party", "denounced"}) == (row.optional_number("year") is not None), row
        assert row.text("status") == "unclear" or row.optional("note") != "unclear"


def test_cambodia_is_party_to_twelve_treaties():
    status = {
        row.text("instrument"): (row.text("status"), row.optional_number("year"))
        for row in rows("ratifications.csv", "instrument", "state")
        if row.text("state") == "KHM"
    }
    assert Counter(kind for kind, year in status.values()) == {"party": 12, "signatory": 3, "none": 3}
    assert status["ICERD"] == ("party", 1983)


def test_54_sessions_in_four_cycles():
    cycles = {row.number("number"): row.number("cycle") for row in rows("upr_sessions.csv", "number")}
    assert sorted(cycles) == list(range(1, 55))
    assert Counter(cycles.values()) == {1: 12, 2: 14, 3: 14, 4: 14}
    years = [row.number("year") for row in rows("upr_sessions.csv", "number")]
    assert years == sorted(years)
    assert (years[0], years[-1]) == (2008, 2027)


def test_no_state_is_reviewed_twice_in_a_cycle():
    cycles = {row.text("number"): row.text("cycle") for row in rows("upr_sessions.csv", "number")}
    found = rows("upr_reviews.csv", "session", "state")
    twice = [
        key
        for key, count in Counter((row.text("state"), cycles[row.text("session")]) for row in found).items()
        if count > 1
    ]
    assert twice == []
    assert [row.number("session") for row in found if row.text("state") == "KHM"] == [6, 18, 32, 46]


def test_deadlines_know_their_step_and_how_exact_they_are():
    found = rows("upr_deadlines.csv")
    assert len(found) == 25
    for row in found:
        row.code("kind", codes("deadline_kinds.yaml"))
        assert (row.text("precision") == "month") == (row.day("on").day == 1)


def test_all_labels_of_a_merged_group_are_kept():
    women = next(row for row in rows("affected_groups.yaml") if row.text("code") == "women-and-girls")
    assert {"Women", "ស្ត្រី"} <= set(women.many("aliases"))


def test_no_ratification_of_the_invented_state_is_among_the_real():
    path = Path(DATA).parents[2] / "country" / "xa" / "ratifications.csv"
    invented = rows_of(path, key=("instrument", "state"))
    assert {row.text("state") for row in invented} == {"XXA"}
    assert {row.text("instrument") for row in invented} == codes("instruments.yaml") - {"UDHR"}
