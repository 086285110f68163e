from pathlib import Path

import pytest
from django.utils.translation import override

from tamdan.places import load
from tamdan.places.models import Place
from tamdan.taxonomy.files import FaultyFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(tmp_path: Path, settings) -> Path:
    """The invented country's table, as a copy that a test may change."""
    folder = tmp_path / "country" / "xa"
    folder.mkdir(parents=True)
    for name in ("country.yaml", "sources.yaml", "places.csv"):
        (folder / name).write_bytes((settings.COUNTRY_ROOT / "xa" / name).read_bytes())
    settings.COUNTRY_ROOT = tmp_path / "country"
    return folder / "places.csv"


def test_second_run_changes_nothing():
    """The first was the test database's own."""
    assert load.load_reference() == {"places.Place": 0}


def test_place_keeps_the_published_code_and_knows_its_trail():
    village = Place.objects.with_ancestors().get(code="XA91010102")
    assert (village.source_code, village.pcode, village.level) == ("91010102", "XA91010102", "village")
    with override("en"):
        assert [str(label) for label in village.trail()] == ["Phnum Bavelu", "Stung Lirane", "Oranet", "Selora"]
    with override("km"):
        assert str(village) == "ភ្នំបាវេលូ"


def test_trail_costs_no_query_once_asked_for(django_assert_num_queries):
    with django_assert_num_queries(1):
        Place.objects.with_ancestors().get(code="XA91010102").trail()


def test_place_gone_from_the_table_is_retired_and_never_deleted(table: Path):
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(line for line in lines if not line.startswith("village,91010102,")), encoding="utf-8")
    assert load.load_country("xa") == 1
    assert Place.objects.get(code="XA91010102").retired
    assert load.load_country("xa") == 0


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("hamlet,95,,ក,A,,,", "“hamlet” is not allowed as “level”"),
        ("district,95,96,ក,A,,,", "“96” under “parent_code” names nothing"),
        ("district,95,,ក,A,,,", "must lie in one of a higher level"),
        ("province,95,91,ក,A,,,", "must lie in one of a higher level"),
        ("province,95,,,A,,,", "“name_km” is missing"),
        ("province,91,,ក,A,,,", "“91” stands already on line 2"),
    ],
)
def test_faulty_table_is_refused_and_changes_nothing(table: Path, line: str, problem: str):
    with table.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(FaultyFile, match=problem):
        load.load_country("xa")
    assert not Place.objects.filter(code="XA95").exists()


def test_invented_places_go_without_a_trace_and_real_ones_stay():
    real = Place.objects.create(
        code="KH01",
        country="KH",
        level="province",
        depth=1,
        name_en="A",
        name_km="ក",
        km_status="official",
        source_code="01",
        folded="|a|",
    )
    load.remove_country("xa")
    load.remove_country("kh")
    assert list(Place.objects.all()) == [real]
    assert load.load_country("xa") == 162
