import pytest

from tamdan.core.history import former_states
from tamdan.institutions.load import load_institutions
from tamdan.institutions.models import Body
from tamdan.taxonomy.files import FaultyFile

FILE = """
- code: z-interior
  acronym: ZI
  name_en: Ministry of Z
  name_km: ក្រសួងហ្ស
  kind: ministry
  status: unconfirmed
- code: z-prisons
  name_en: Prisons of Z
  kind: office
  parent: z-interior
  status: unconfirmed
"""


@pytest.fixture
def country(db, settings, tmp_path):
    settings.COUNTRY_ROOT, settings.COUNTRY = tmp_path, "zz"
    folder = tmp_path / "zz"
    folder.mkdir()

    def write(text):
        (folder / "institutions.yaml").write_text(text, encoding="utf-8")
        return load_institutions()["institutions.body"]

    return write


def test_bodies_come_unconfirmed_with_their_parents(country):
    assert country(FILE) == 2
    office = Body.objects.get(code="z-prisons")
    assert (str(office.parent), office.is_confirmed, office.name_km) == ("Ministry of Z", False, "")


def test_the_same_file_changes_nothing(country):
    country(FILE)
    assert country(FILE) == 0
    assert not former_states(Body.objects.get(code="z-prisons")).exists()


def test_a_new_wording_reaches_bodies_that_nobody_touched(country):
    country(FILE)
    assert country(FILE.replace("Prisons of Z", "General Department of Prisons")) == 1
    assert Body.objects.get(code="z-prisons").name_en == "General Department of Prisons"


@pytest.mark.parametrize("touched", [{"is_confirmed": True}, {"version": 2}])
def test_a_persons_word_outlives_the_file(country, touched):
    country(FILE)
    Body.objects.filter(code="z-prisons").update(name_en="As we call it", **touched)
    assert country(FILE) == 0
    assert Body.objects.get(code="z-prisons").name_en == "As we call it"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("kind: minstry", "kind: ministry"),
        ("parent: z-nowhere", "parent: z-interior"),
        ("parent: z-prisons", "parent: z-interior"),
        ("status: confirmed", "status: unconfirmed"),
        ("code: z-prisons\n  acronym: AVERYLONGACRONYMTHATNOBODYWOULDEVERUSEANYWHERE", "code: z-prisons"),
    ],
)
def test_a_faulty_file_names_its_line_and_loads_nothing(country, wrong, right):
    with pytest.raises(FaultyFile, match=r"institutions\.yaml, line"):
        country(FILE.replace(right, wrong))
    assert not Body.objects.filter(code__startswith="z-").exists()


def test_a_country_without_a_file_has_no_bodies(db, settings, tmp_path):
    settings.COUNTRY_ROOT = tmp_path
    assert load_institutions("yy") == {"institutions.body": 0}


def test_the_suites_own_country_is_loaded(db):
    assert Body.objects.filter(code__startswith="x-", is_confirmed=False).count() >= 5
