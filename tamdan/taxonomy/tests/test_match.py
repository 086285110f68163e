import pytest
from babel import Locale
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tamdan.taxonomy import match
from tamdan.taxonomy.models import State

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Cambodia", "KHM"),
        ("  cambodia\n", "KHM"),
        ("កម្ពុជា", "KHM"),
        ("Cambodge", "KHM"),
        ("KH", "KHM"),
        ("KHM", "KHM"),
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("COTE DIVOIRE", None),
        ("Korea, Republic of", "KOR"),
        ("Republic of Korea", "KOR"),
        ("Korea, Democratic People's Republic of", "PRK"),
        ("Congo, The Democratic Republic Of The", "COD"),
        ("Republic of Congo", "COG"),
        ("St Vincent & the Grenadines", "VCT"),
        ("St. Vincent and The Grenadines", "VCT"),
        ("St Vincent &amp; the Grenadines", "VCT"),
        ("Trinidad and Tobago\n", "TTO"),
        ("Guinea-bissau", "GNB"),
        ("Guinea", "GIN"),
        ("Micronesia, Federated States Of", "FSM"),
        ("Timor Leste", "TLS"),
        ("TÜRKİYE", "TUR"),
        ("Turkey", "TUR"),
        ("Republic of Türkiye", "TUR"),
        ("Russian Fed.", "RUS"),
        ("Kingdom of Eswatini", "SWZ"),
        ("Sudan, South Sudan", None),
        ("Holy See", "VAT"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("no", None),
        ("NO", "NOR"),
        ("Países Bajos", "NLD"),
        ("Países Bajos (Reino de los)", "NLD"),
        ("Estados Unidos de América", "USA"),
        ("REPUBLICA DE COREA", "KOR"),
        ("República Popular Democrática de Corea", "PRK"),
        ("Irán (República Islámica del)", "IRN"),
        ("República Islámica del Irán", "IRN"),
        ("Guinea Ecuatorial", "GNQ"),
        ("República Dominicana", "DOM"),
        ("Dominica", "DMA"),
        ("Dominique", "DMA"),
        ("État plurinational de Bolivie", "BOL"),
        ("République démocratique du Congo", "COD"),
        ("Royaume-Uni de Grande-Bretagne et d’Irlande du Nord", "GBR"),
        ("Saint-Siège", "VAT"),
        ("Unión Europea", None),
        ("European Union", None),
        ("&#40;Unknown&#41;", None),
        ("(Unknown)", None),
        ("", None),
    ],
)
def test_state_is_found_by_any_spelling_and_never_guessed(name: str, code: str | None):
    assert match.state_by_name(name) == code


@pytest.mark.parametrize("language", ["fr", "es"])
def test_every_state_of_the_united_nations_is_found_by_its_name_in_french_and_spanish(language: str):
    """Against the names of the Common Locale Data Repository, which nobody here wrote."""
    names = Locale(language).territories
    members = State.objects.filter(kind__in=("member", "observer"), fictional=False).values_list("code", "iso2")
    assert len(members) == 195
    colloquial = {"Myanmar (Birmania)", "Myanmar (Birmanie)"}
    wrong = [(code, names[iso2]) for code, iso2 in members if match.state_by_name(names[iso2]) != code]
    assert [one for one in wrong if one[1] not in colloquial] == []


def test_no_name_stands_for_two_states():
    owners: dict[str, set[str]] = {}
    for state in State.objects.filter(fictional=False):
        for name in filter(None, match.labels(state)):
            owners.setdefault(match.state_key(name), set()).add(state.code)
    assert {key: codes for key, codes in owners.items() if len(codes) > 1} == {}


def test_no_two_states_share_a_name():
    owners: dict[str, set[str]] = {}
    for state in State.objects.current():
        for label in match.labels(state):
            owners.setdefault(match.state_key(label), set()).add(state.code)
    assert [(key, codes) for key, codes in owners.items() if len(codes) > 1] == []


def test_issue_is_found_by_its_label_in_both_languages():
    assert match.issue_by_label("Torture and other CID treatment") == "torture"
    assert match.issue_by_label(" HIV - Aids ") == "hiv-aids"
    assert match.issue_by_label("ទោសប្រហារជីវិត") == "death-penalty"
    assert match.issue_by_label("Whatever") is None


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("- Right to health", ("health",)),
        ("Equality and non-discrimination", ("equality",)),
        ("A12 Acceptance of international norms", ("ratification",)),
        ("2.1. Acceptance of international norms", ("ratification",)),
        ("16. Right to an effective remedy, impunity", ("access-to-justice", "rule-of-law")),
        ("F31 Children: definition", ("children-principles",)),
        ("Members of minorities", ("persons-and-groups",)),
        ("13.1. Liberty & security – general", ("liberty",)),
        ("Unheard of", ()),
        ("", ()),
    ],
)
def test_labels_of_old_and_new_lists_give_themes(label: str, codes: tuple[str, ...]):
    assert tuple(sorted(match.themes_by_label(label))) == codes


def test_one_theme_is_given_only_for_a_label_of_today():
    assert match.theme_by_label("Right to health") == "health"
    assert match.theme_by_label("Acceptance of international norms") is None


def test_affected_groups_are_found_by_every_merged_label():
    assert match.groups_by_label("minorities/ racial, ethnic, linguistic, religious or descent-based groups") == (
        "minorities",
    )
    assert match.groups_by_label("women") == ("women-and-girls",)
    assert match.groups_by_label("G3 Indigenous peoples") == ("indigenous-peoples",)


def test_mechanisms_instruments_goals_and_state_groups():
    assert match.mechanism_by_label("- CRC") == "crc"
    assert match.mechanism_by_label("SR Torture") == "sr-torture"
    assert match.mechanism_by_label("Special Rapporteur on human rights in Cambodia") == "sr-cambodia"
    assert match.instrument_by_label("CPED") == match.instrument_by_label("CED") == "ICPPED"
    assert match.instrument_by_label("OP-CEDAW") == "CEDAW-OP"
    assert match.sdg_by_label("16 - PEACE, JUSTICE AND STRONG INSTITUTIONS") == "16"
    assert match.sdg_by_label("SDG 16.3") == "16.3"
    assert match.sdg_by_label("5.A") == "5.a"
    assert match.sdg_by_label("No poverty") == "1"
    assert match.sdg_by_label("99") is None
    assert match.state_group_by_label("GRULAC") == "grulac"
    assert (
        match.asking_group("l’Union européenne") == match.asking_group("Estados miembros de la Unión Europea") == "eu"
    )
    assert match.asking_group("the African Group") == match.asking_group("États d'Afrique") == "africa"
    assert (
        match.asking_group("Oceania") is match.asking_group("Observer States") is match.asking_group("France") is None
    )
    assert match.action_kind_by_label("5") == "5"


def test_thousands_of_names_cost_no_query_after_the_first():
    match.forget()
    match.state_by_name("Cambodia")
    with CaptureQueriesContext(connection) as queries:
        for _ in range(1_000):
            match.state_by_name("Viet Nam")
    assert len(queries) == 0
