"""What comes first: the page that bears the very name, then recommendations, then reference pages that hold the word."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tamdan.places.models import Place
from tamdan.search.access import search
from tamdan.search.actions import index, reindex
from tamdan.search.reference import STANDING
from tamdan.search.sources import Draft, sources

KIND = "recommendation"
TEXTS = [
    "Strengthen the protection of every child against violence in families, in schools and in places of detention",
    "Ratify the Optional Protocol to the Convention against Torture and train the police of Cambodia on the land law",
    "Continue its efforts so that women with a disability have access to health care and education",
    "Abolish the death penalty and protect freedom of expression",
]
LABELS = ("កុមារ", "ទារុណកម្ម", "Children")


@pytest.fixture
def register(cast):
    drafts = [
        Draft(number, "en", f"A/HRC/26/16 118.{number}", text, LABELS, owner_id=cast.committee.pk,
              identifier=f"A/HRC/26/16 118.{number}", visibility="public")
        for number, text in enumerate(TEXTS, start=900_001)
    ]  # fmt: skip
    index(KIND, drafts)


def first(text, **asked):
    hits = search(AnonymousUser(), text, **asked).hits
    return [(hit.source.kind, hit.document.identifier) for hit in hits]


@pytest.mark.parametrize(
    "word", ["child", "land", "disability", "freedom of expression", "protection", "schools", "law", "ទារុណកម្ម"]
)
def test_a_general_word_finds_recommendations_first(register, word):
    kinds = [kind for kind, _identifier in first(word)]
    found = kinds.count(KIND)
    assert found
    assert kinds[:found] == [KIND] * found


@pytest.mark.parametrize(
    ("typed", "kind", "identifier"),
    [
        ("CAT", "instrument", "CAT"),
        ("cat-2", "article", "CAT-2"),
        ("Convention against Torture", "instrument", "CAT"),
        ("Convention on the Rights of the Child", "instrument", "CRC"),
        ("Committee against Torture", "mechanism", "cat"),
        ("Cambodia", "state", "KHM"),
        ("កម្ពុជា", "state", "KHM"),
        ("egypt", "state", "EGY"),
        ("Death penalty", "theme", "death-penalty"),
        ("children", "group", "children"),
        ("SDG 5", "goal", "5"),
        ("A/HRC/26/16 118.900002", KIND, "A/HRC/26/16 118.900002"),
    ],
)
def test_the_very_name_leads_to_its_own_page(register, typed, kind, identifier):
    assert first(typed)[0] == (kind, identifier)


def test_after_the_very_name_come_recommendations(register):
    kinds = [kind for kind, _identifier in first("children")]
    assert kinds[:2] == ["group", KIND]


def test_headings_that_many_articles_share_do_not_lead(register):
    assert first("education")[:2] == [("theme", "education"), (KIND, "A/HRC/26/16 118.900003")]


def test_every_reference_kind_declares_its_standing():
    assert {kind for kind, source in sources().items() if source.standing < 1} == set(STANDING)


def test_pages_of_mixed_kinds_follow_each_other_without_gap(register):
    seen, after = [], None
    while True:
        results = search(AnonymousUser(), "children", limit=7, after=after)
        seen += [(hit.source.kind, hit.document.object_id) for hit in results.hits]
        after = results.next
        if after is None:
            break
    assert len(seen) == len(set(seen)) == results.total


@pytest.fixture
def abroad(db):
    """A place of another country, with a name that the home country has too."""
    home = Place.objects.filter(country="XA", depth=1).earliest("code")
    Place.objects.create(
        code="ZZ01", country="ZZ", level=home.level, depth=1, name_en=home.name_en, name_km=home.name_km,
        source_code="01", folded=home.folded,
    )  # fmt: skip
    reindex("place")
    return home


def test_places_are_those_of_the_home_country_unless_asked(abroad, client):
    name = abroad.name_en
    assert ("place", "ZZ01") not in first(name)
    assert ("place", abroad.code) in first(name)
    assert {("place", "ZZ01"), ("place", abroad.code)} <= set(first(name, everywhere=True))
    page = client.get("/en/search/", {"q": name, "kind": "place"}).content.decode()
    assert "Search places of other countries too" in page
    page = client.get("/en/search/", {"q": name, "kind": "place", "where": "all"}).content.decode()
    assert "/en/places/ZZ01/" in page
    assert "Search the home country alone" in page
    found = client.get("/api/v1/search", {"q": name, "everywhere": "true"}).json()
    assert "ZZ01" in {hit["id"] for hit in found["hits"]}
