"""News as Atom: what is in it, for whom, page by page, and only when it changed."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from tamdan.accounts.models import User
from tamdan.core.access import Visibility
from tamdan.portal.models import Follow, News
from tamdan.portal.tests.following import ATOM, entries, follower, next_act, titles
from tamdan.recommendations.merging import merge
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.register import add_text, make
from tests.cast import Cast

FEED = "/en/recommendations/feed/"


def change(record: Recommendation, **values: str) -> None:
    next_act()
    Recommendation.objects.filter(pk=record.pk).update(**values)


def test_news_of_the_register_stands_newest_first_with_lasting_names(cast: Cast) -> None:
    record = make(cast.committee, "Build schools")
    change(record, position="noted", position_stated="rejected")
    next_act()
    add_text(record, "km", "សូមសាងសង់សាលារៀន", "translation", translated_from="x")
    assert titles(FEED) == [
        "Text changed: Recommendation to Fiji, session 18",
        "Answer changed: Recommendation to Fiji, session 18",
        "Published: Recommendation to Fiji, session 18",
    ]
    assert "The text in Khmer is new." in entries(FEED)[0].findtext("a:summary", "", ATOM)
    first = entries(FEED)[1]
    assert first.findtext("a:id", "", ATOM) == f"urn:uuid:{News.objects.all()[1].uuid}"
    summary = first.findtext("a:summary", "", ATOM)
    assert "changed from “Supported” to “Noted”" in summary
    assert "The State now says: “Rejected”" in summary
    assert "Build schools" in summary
    assert [entry.findtext("a:id", "", ATOM) for entry in entries(FEED)] == [
        entry.findtext("a:id", "", ATOM) for entry in entries("/km/recommendations/feed/")
    ]


def test_list_record_and_state_have_feeds_of_their_own(cast: Cast) -> None:
    fiji, chad = make(cast.committee, "Build schools"), make(cast.committee, "Open prisons", state_id="TCD")
    assert len(entries(FEED)) == 2
    assert len(entries(f"{FEED}?state=TCD")) == 1
    assert len(entries(f"{FEED}?q=prisons")) == 1
    assert len(entries(f"/en/recommendations/{fiji.pk}/feed/")) == 1
    assert entries(f"{FEED}?state=TCD&theme=education") == []
    assert Client().get(f"/en/recommendations/{chad.pk + 1000}/feed/").status_code == 404


def test_what_leaves_a_list_by_its_new_answer_is_news_of_the_list(cast: Cast) -> None:
    record = make(cast.committee)
    next_act()
    record.position, record.facets = "noted", [one.replace("supported", "noted") for one in record.facets]
    record.save()
    assert len(entries(f"{FEED}?position=supported")) == 1
    assert len(entries(f"{FEED}?position=noted")) == 2


def test_what_is_not_public_is_in_no_feed_whoever_asks(cast: Cast, as_secretary: Client) -> None:
    record = make(cast.committee, "secret prison", visibility=Visibility.STAFF)
    change(record, position="noted")
    assert entries(FEED) == []
    assert b"secret" not in as_secretary.get(FEED).content
    assert as_secretary.get(f"/en/recommendations/{record.pk}/feed/").status_code == 404
    change(record, visibility="public")
    assert len(entries(FEED)) == 1
    change(record, visibility="staff")
    assert entries(FEED) == []


def test_pages_lead_on_to_older_news(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tamdan.portal.feeds.SIZE", 2)
    for number in range(5):
        make(cast.committee, f"School {number}")
    path, seen = f"{FEED}?state=FJI", []
    while path:
        root = ElementTree.fromstring(Client().get(path).content)
        seen += [entry.findtext("a:id", "", ATOM) for entry in root.findall("a:entry", ATOM)]
        links = {link.get("rel"): link.get("href", "") for link in root.findall("a:link", ATOM)}
        assert links["first"].endswith("/feed/?state=FJI")
        path = links.get("next", "").removeprefix("http://testserver")
    assert len(seen) == len(set(seen)) == 5


def test_unchanged_feed_is_not_sent_again(cast: Cast, client: Client) -> None:
    record = make(cast.committee)
    tag = client.get(FEED)["ETag"]
    assert client.get(FEED, headers={"If-None-Match": tag}).status_code == 304
    change(record, position="noted")
    assert client.get(FEED, headers={"If-None-Match": tag}).status_code == 200


def test_text_that_holds_markup_is_text_in_the_feed(cast: Cast) -> None:
    make(cast.committee, "<script>alert(1)</script>")
    assert "&lt;script&gt;" in (entries(FEED)[0].findtext("a:summary", "", ATOM))


def test_pages_say_where_their_feed_is(cast: Cast, as_secretary: Client) -> None:
    record = make(cast.committee)
    hidden = make(cast.committee, "Another", visibility=Visibility.STAFF)
    for page, feed in (
        ("/en/recommendations/?state=FJI", f"{FEED}?state=FJI"),
        ("/en/recommendations/states/FJI/", f"{FEED}?state=FJI"),
        (f"/en/recommendations/{record.pk}/", f"/en/recommendations/{record.pk}/feed/"),
    ):
        found = f'<link rel="alternate" type="application/atom+xml" href="{feed}">'
        assert found in Client().get(page).content.decode()
        assert found in as_secretary.get(page).content.decode()
    assert "atom+xml" not in as_secretary.get(f"/en/recommendations/{hidden.pk}/").content.decode()
    for other in ("/en/help/", "/en/recommendations/9999999/", "/en/recommendations/states/QQQ/"):
        assert "atom+xml" not in Client().get(other).content.decode()


def test_who_follows_a_record_that_is_merged_follows_what_it_became(cast: Cast, secretary: User) -> None:
    one, other = make(cast.committee, "Build schools"), make(cast.committee, "Build the schools")
    for record in (one, other):
        follower(record=record)
        follower(record=record, address=f"{record.pk}@example.org")
    next_act()
    made = merge(one, other, by=secretary)
    assert {follow.recommendation_id for follow in Follow.objects.all()} == {made.kept_id}
    assert Follow.objects.count() == 3
    assert entries(f"/en/recommendations/{made.lost_id}/feed/") != []


def test_page_of_a_theme_is_followed_as_its_list(cast: Cast) -> None:
    make(cast.committee, themes=("education",))
    page = Client().get("/en/recommendations/about/theme/education/").content.decode()
    assert f'href="{FEED}?theme=education"' in page
    assert 'href="/en/follow/?theme=education"' in page
