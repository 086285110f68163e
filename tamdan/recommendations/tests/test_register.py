"""The list: narrowed, searched, sorted, paged, counted in both units, the same for everybody who follows its address."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tamdan.core.access import Visibility
from tamdan.recommendations import counts, rows
from tamdan.recommendations.enums import Position, TextKind
from tamdan.recommendations.models import RecommendationText
from tamdan.recommendations.selection import Selection
from tamdan.recommendations.tests.register import make

URL = "/en/recommendations/"


@pytest.fixture
def three(cast):
    """Two to Fiji, one to Chad; the first asked by two States."""
    return [
        make(cast.committee, "Build schools for girls", by=("JPN", "PER"), themes=("education",), session=18),
        make(
            cast.committee,
            "Open prisons to visits",
            position=Position.NOTED,
            themes=("detention-conditions",),
            session=18,
        ),
        make(cast.committee, "Train teachers", state_id="TCD", session=20, themes=("education",)),
    ]


def shown(client, query=""):
    """The ids in the order of the page."""
    page = client.get(URL + query)
    assert page.status_code == 200
    return [
        int(number)
        for number in re.findall(r'class="words"[^>]*><a href="/\w\w/recommendations/(\d+)/"', page.content.decode())
    ]


def ids(*made):
    return [one.pk for one in made]


def test_newest_session_comes_first(client, three):
    assert shown(client) == ids(three[2], three[0], three[1])


def test_sorted_by_state(client, three):
    assert shown(client, "?sort=state") == ids(three[0], three[1], three[2])


def test_counts_name_both_units(client, three):
    page = client.get(URL)
    assert (page.context["counts"].recommendations, page.context["counts"].pairs) == (3, 4)
    assert "3 recommendations" in page.content.decode()
    assert "4 pairs of a recommendation and a State that made it" in page.content.decode()


def test_values_of_one_facet_add_and_facets_narrow(client, three):
    assert shown(client, "?state=FJI&state=TCD&theme=education") == ids(three[2], three[0])
    assert shown(client, "?state=FJI&theme=education&position=noted") == []


def counts_of(client, query, facet):
    shown = {one.name: one.options for one in client.get(URL + query).context["facets"]}
    return {option.value: option.count for option in shown.get(facet, [])}


def test_facet_counts_what_its_values_would_leave(client, three):
    assert counts_of(client, "?theme=education", "state") == {"FJI": "1", "TCD": "1"}
    assert counts_of(client, "?theme=education", "theme") == {"education": "2", "detention-conditions": "1"}
    assert counts_of(client, "?theme=education&state=FJI", "theme") == {"education": "1", "detention-conditions": "1"}
    assert counts_of(client, "?q=schools&state=FJI", "state") == {"FJI": "1"}


def test_whole_register_is_counted_as_its_rows_say(client, three, cast):
    make(cast.committee, "Internal", visibility=Visibility.STAFF)
    assert counts_of(client, "", "state") == {"FJI": "2", "TCD": "1"}
    three[0].delete()
    assert counts_of(client, "", "position") == {"noted": "1", "supported": "1"}


def test_chosen_value_can_be_taken_away(client, three):
    chosen = client.get(f"{URL}?q=schools&state=FJI&theme=education").context["chosen"]
    assert [(one.label, one.url) for one in chosen] == [
        ("State: Fiji", "?q=schools&theme=education"),
        ("Theme: Right to education", "?q=schools&state=FJI"),
    ]


def test_words_of_the_text_and_khmer_names_find(client, three):
    assert shown(client, "?q=prison") == ids(three[1])
    assert shown(client, "?q=ហ្វីជី&sort=state") == ids(three[0], three[1])
    assert shown(client, "?q=ប្រទេស") == []


def test_match_is_marked_and_nothing_else_is_markup(client, cast):
    make(cast.committee, "End <b>torture</b> & ill-treatment")
    page = client.get(f"{URL}?q=torture").content.decode()
    assert "End &lt;b&gt;<mark>torture</mark>&lt;/b&gt; &amp; ill-treatment" in page


def test_pages_cover_everything_once_in_each_order(client, cast, monkeypatch):
    monkeypatch.setattr(rows, "PAGE_SIZE", 3)
    made = [make(cast.committee, f"School number {number}", session=18 - number % 3) for number in range(7)]
    for query in ("?q=school", "?sort=newest", "?sort=state"):
        seen, page = [], ""
        while True:
            seen += shown(client, f"{query}&page={page}")
            page = client.get(f"{URL}{query}&page={page}").context["page"].next
            if not page:
                break
        assert sorted(seen) == ids(*made), query


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?sort=state",
        "?q=schools",
        "?q=schools&theme=education",
        "?q=។",
        "?theme=education&state=FJI",
        "?q=ហ្វីជី&sort=newest",
    ],
)
def test_list_and_download_hold_the_same_in_the_same_order(client, three, query):
    selection = Selection.read(QueryDict(query.lstrip("?")))
    assert shown(client, query) == ids(*rows.all_of(AnonymousUser(), selection))


def test_going_back_shows_the_page_before(client, cast, monkeypatch):
    monkeypatch.setattr(rows, "PAGE_SIZE", 2)
    for number in range(5):
        make(cast.committee, f"School number {number}", session=20 - number // 2)
    for query in ("?q=school", "?sort=newest", "?sort=state"):
        first = client.get(URL + query)
        second = client.get(f"{URL}{query}&page={first.context['page'].next}").context["page"]
        assert shown(client, f"{query}&page={second.previous}") == shown(client, query)


def test_text_is_in_the_readers_language_or_the_official_one(client, three):
    RecommendationText.objects.create(
        recommendation=three[0], language="km", text="សាងសង់សាលា", kind=TextKind.TRANSLATION, translated_from="x"
    )
    assert "សាងសង់សាលា" not in client.get(URL).content.decode()
    page = client.get(URL.replace("/en/", "/km/")).content.decode()
    assert 'lang="km"><a href="/km/recommendations/' in page
    assert "Open prisons to visits" in page


@pytest.mark.parametrize("query", [
    "?page=damaged", "?sort=unknown", "?state=", "?state=%00", "?q=%00", "?theme=" + "x" * 5000, "?q=" + "x" * 5000, "?all=nothing",
    "?session=none&session=0", "?q=។", "?q=%22%22&state=FJI", "?q=%25s&theme=%7Bx%7D", "?q=%E2%80%AE", "?" + "&".join(f"state=S{number}" for number in range(300)),
])  # fmt: skip
def test_any_address_gives_a_page(client, three, query):
    assert client.get(URL + query).status_code == 200


def test_page_token_of_another_order_shows_the_first_page(client, cast, monkeypatch):
    monkeypatch.setattr(rows, "PAGE_SIZE", 1)
    first, second = make(cast.committee, "One"), make(cast.committee, "Two")
    token = client.get(f"{URL}?sort=state").context["page"].next
    assert shown(client, f"?sort=state&page={token}") == ids(second)
    assert shown(client, f"?sort=newest&page={token}") == ids(first)


def test_staff_see_what_is_not_published_and_visitors_do_not(client, cast, secretary, outsider):
    hidden = make(cast.committee, visibility=Visibility.STAFF)
    assert shown(client) == []
    client.force_login(outsider)
    assert shown(client) == []
    client.force_login(secretary)
    assert shown(client) == ids(hidden)
    assert "Not published" in client.get(URL).content.decode()


def test_empty_list_says_what_to_do(client, db):
    assert "No recommendation fits" in client.get(URL).content.decode()


def test_facet_with_many_values_opens_in_full(client, cast):
    codes = ["AUS", "AUT", "BEL", "BRA", "CAN", "CHL", "DNK", "EGY", "FRA", "JPN", "PER", "VNM"]
    make(cast.committee, by=codes)
    by = {one.name: one for one in client.get(URL).context["facets"]}["by"]
    assert (len(by.options), by.hidden) == (8, 4)
    opened = {one.name: one for one in client.get(by.more_url.split("#")[0].join([URL, ""])).context["facets"]}["by"]
    assert (len(opened.options), opened.hidden) == (12, 0)


def test_a_list_page_costs_at_most_twelve_queries(client, cast, secretary):
    for number in range(12):
        make(cast.committee, f"School {number}", themes=("education",), groups=("children",))
    client.force_login(secretary)
    for query in ("", "?q=school", "?q=school&state=FJI&theme=education&sort=newest"):
        client.get(URL + query)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL + query)
        asked = [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "SET"))]
        assert len(asked) <= 12, "\n".join(asked)


def test_unchanged_list_is_not_sent_again(client, three, cast):
    first = client.get(URL)
    again = client.get(URL, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert "Last-Modified" in first
    make(cast.committee, "Something new")
    assert client.get(URL, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_signed_in_people_always_get_the_page(client, three, secretary):
    tag = client.get(URL)["ETag"]
    client.force_login(secretary)
    assert client.get(URL, headers={"If-None-Match": tag}).status_code == 200


def test_values_beside_a_chosen_one_are_counted_as_if_it_were_not_and_say_when_there_are_more(cast, monkeypatch):
    given = [("noted", "JPN", 18), ("noted", "JPN", 18), ("", "JPN", 18), ("noted", "PER", 18), ("noted", "JPN", 20)]
    for number, (position, by, session) in enumerate([*given, ("noted", "JPN", None), ("supported", "PER", 20)]):
        make(cast.committee, f"School number {number}", position=position, by=(by,), session=session)
    beside = {"position": {"noted": 2, "none": 1}, "by": {"JPN": 2, "PER": 1}, "session": {"18": 2, "20": 1}}
    for words in ("", "q=school&"):
        found = counts.count(AnonymousUser(), Selection.read(QueryDict(f"{words}position=noted&by=JPN&session=18")))
        assert (found.recommendations, found.pairs, found.capped) == (2, 2, frozenset())
        assert {facet: found.facets[facet] for facet in beside} == beside
    monkeypatch.setattr(counts, "COUNT_CAP", 2)
    found = counts.count(AnonymousUser(), Selection.read(QueryDict("position=noted&by=JPN&session=18")))
    assert (found.more, found.capped) == (False, set(beside))
