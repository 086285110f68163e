"""The shipped files against the collected originals, where those are at hand."""

import csv
from pathlib import Path

import pytest

from tamdan.taxonomy import match
from tamdan.taxonomy.files import rows_of
from tamdan.taxonomy.terms import DATA

SHARED = Path(__file__).parents[4] / "shared" / "data"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is not beside this checkout"),
]


def table(path: str) -> list[dict[str, str]]:
    with (SHARED / path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def code(found: str | None) -> str:
    assert found
    return found


def test_every_label_of_the_originals_is_found():
    """One test, so that a checkout without the originals skips little."""
    aliases = table("countries/upr_name_aliases.csv")
    assert len(aliases) == 214
    assert [row for row in aliases if match.state_by_name(row["name_as_found"]) != row["iso3"]] == []
    assert [
        row
        for row in table("treaty_ratification/ratification_status_2022.csv")
        if not match.state_by_name(row["member"])
    ] == []
    assert [row for row in table("upr_calendar/states_s52_54.csv") if not match.state_by_name(row["state"])] == []
    themes = [row["theme"] for row in table("taxonomies/uhri_themes_2026.csv")]
    assert [label for label in themes if not match.theme_by_label(label)] == []
    legacy = [f"{row['code']} {row['label']}" for row in table("taxonomies/uhri_themes_legacy_codes_A-H.csv")]
    legacy += [f"{row['code']} {row['label']}" for row in table("taxonomies/ohchr_rights_codes_2014_matrix.csv")]
    assert [label for label in legacy if not match.themes_by_label(label)] == []
    groups = [row["affected_person"] for row in table("taxonomies/affected_persons.csv")]
    assert [label for label in groups if not match.groups_by_label(label)] == []
    bodies = [row["body"] for row in table("taxonomies/uhri_bodies_2026.csv")]
    assert [label for label in bodies if not match.mechanism_by_label(label)] == []
    issues = [row["issue"] for row in table("upr_info/issues_list.csv") if row["issue"]]
    assert len(issues) == 56
    assert [label for label in issues if not match.issue_by_label(label)] == []


def test_matrices_are_understood():
    rows = table("ohchr_upr_matrices/matrices_parsed.csv")
    states = {name.strip() for row in rows for name in row["recommending_states"].split(";") if name.strip()}
    unknown = {name for name in states if not match.state_by_name(name)}
    assert len(unknown) <= len(states) // 20, unknown
    sdgs = {label.strip() for row in rows for label in row["sdgs"].split(";") if label.strip()}
    assert [label for label in sdgs if not match.sdg_by_label(label)] == []
    groups = {label.strip() for row in rows for label in row["affected_persons"].split(";") if label.strip()}
    assert [label for label in groups if not match.groups_by_label(label)] == []
    themes = {label.strip() for row in rows for label in row["themes"].split("|") if label.strip()}
    whole = {label for label in themes if ";" not in label}
    assert [label for label in whole if not match.themes_by_label(label)] == []


def test_ratifications_say_what_the_original_says():
    ours = {
        (row.text("instrument"), row.text("state")): row.optional("year")
        for row in rows_of(DATA / "ratifications.csv", key=("instrument", "state"))
    }
    originals = table("treaty_ratification/ratification_status_2022.csv")
    assert len(originals) == len(ours)
    different = [
        row
        for row in originals
        if row["iso2"] != "MS"  # listed there in place of Gabon
        and ours[code(match.instrument_by_label(row["treaty"])), code(match.state_by_name(row["member"]))]
        != row["year_ratification_or_accession"]
    ]
    # The newer list of OHCHR (October 2025) differs for Saint Kitts and Nevis, South Sudan and Tuvalu.
    assert sorted((row["treaty"], row["iso2"]) for row in different) == [
        ("ICESCR", "KN"),
        ("ICESCR", "SS"),
        ("ICESCR", "TV"),
    ]
