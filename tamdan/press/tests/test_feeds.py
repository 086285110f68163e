"""Fetching from the web: which addresses, how much, how long; feeds read twice, failing, and with a bad page behind them."""

import datetime
import itertools
import socket
import time
import tracemalloc

import pytest
from django.utils import timezone

from tamdan.press import fetching, polling, tasks
from tamdan.press.enums import CaptureState, FeedState, Takes
from tamdan.press.errors import (
    AddressRefused,
    AddressWrong,
    Answered,
    LyingType,
    NotReached,
    TooLargeToFetch,
    TooManyRedirects,
    TooSlow,
)
from tamdan.press.fetching import fetch
from tamdan.press.models import Capture, Feed, Outlet
from tamdan.press.tests.serving import served

STORY = """<html><head><title>Villagers ask court to stop dam</title></head><body><article><h1>Villagers ask court to stop dam</h1>
<p>Mara Tolund, director of the River Rights Centre, said the dam “will drown four villages,” and asked for its study.</p>
<p>“We asked three times,” she told reporters on Monday. “Nobody answered.” The court will hear the human rights case in May.</p>
</article></body></html>""".encode()
ENTRY = '<entry><id>tag:{n}</id><title>Story {n}</title><link href="{link}"/><updated>2024-03-0{n}T08:00:00Z</updated>{more}</entry>'
FEED = '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>River Herald</title>{entries}</feed>'
PAGE = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def outlets(settings):
    settings.PRESS_LOOPBACK = True
    fetching._rules.cache_clear()
    with served() as made:
        yield made


@pytest.fixture
def feed(cast, outlets):
    outlet = Outlet.objects.create(
        owner=cast.committee, visibility="staff", name_en="River Herald", folded=["river herald"]
    )
    return Feed.objects.create(
        owner=cast.committee, visibility="staff", outlet=outlet, address=f"{outlets.address}/feed"
    )


def conditional(body):
    """A server that knows the ETag of what it gave."""
    return lambda headers: (
        (304, {}, b"")
        if headers.get("If-None-Match") == '"1"'
        else (200, {"ETag": '"1"', "Content-Type": "application/atom+xml"}, body)
    )


@pytest.mark.django_db
def test_a_feed_is_read_twice_and_transferred_once(feed, outlets):
    more = "<content type='html'>&lt;p&gt;The ministry said that 120 families have agreed to move by May.&lt;/p&gt;</content>"
    entries = ENTRY.format(n=1, link=f"{outlets.address}/story", more="") + ENTRY.format(
        n=2, link=f"{outlets.address}/closed/2", more=more
    )
    outlets.pages = {
        "/feed": conditional(FEED.format(entries=entries).encode()), "/story": (200, PAGE, STORY),
        "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /closed/\n"),
    }  # fmt: skip
    assert polling.poll(feed) == 2
    for capture in Capture.objects.all():
        tasks.read(capture.pk)
    first, second = Capture.objects.order_by("pk")
    assert (first.state, first.articles.get().title) == (CaptureState.READ, "Villagers ask court to stop dam")
    assert first.articles.get().outlet == feed.outlet
    assert first.articles.get().day.isoformat() == "2024-03-01"
    assert "/closed/2" not in [path for path, _headers in outlets.asked], "robots.txt was asked and heeded"
    assert "120 families" in second.text
    assert "robots.txt" in second.remarks[-1], "why there is no more than the feed carries"
    assert "robots.txt" not in "".join(first.remarks)
    assert polling.poll(feed) == 0
    feed.refresh_from_db()
    assert (feed.state, feed.failures, feed.title) == (FeedState.UNCHANGED, 0, "River Herald")
    assert outlets.asked[-1][1]["If-None-Match"] == '"1"'
    assert "Tamdan/" in outlets.asked[-1][1]["User-Agent"]
    outlets.pages["/feed"] = (200, {}, FEED.format(entries=entries).encode())
    assert (polling.poll(feed), Capture.objects.count()) == (0, 2), "the same entries again"


@pytest.mark.django_db
def test_a_feed_that_fails_is_asked_less_often_and_says_why(feed, outlets):
    outlets.pages["/feed"] = (200, {}, b"<html><body>Please log in</body></html>")
    feed.takes = Takes.ENTRY
    assert polling.poll(feed) == 0
    assert "no feed" in feed.reason
    outlets.pages["/feed"] = (503, {}, b"")
    polling.poll(feed)
    feed.refresh_from_db()
    assert (feed.state, feed.failures) == (FeedState.FAILED, 2)
    assert feed.next_due - timezone.now() > datetime.timedelta(minutes=230)
    assert list(Feed.objects.due()) == []
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "'
        + b"x" * 1000
        + b'"><!ENTITY b "'
        + b"&a;" * 1000
        + b'">]><feed><title>&b;</title></feed>'
    )
    outlets.pages["/feed"] = (200, {}, bomb)
    assert polling.poll(feed) == 0


def atom(*entries):
    return FEED.format(entries="".join(entries)).encode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answer",
    [
        (200, {"Content-Length": "abc"}, atom(ENTRY.format(n=1, link="/one", more=""))),
        (200, {}, atom(ENTRY.format(n=1, link="/one", more="").replace("2024-03-01T08:00:00Z", "9999-12-31T23:59:59-14:00"))),
        (200, {}, atom(ENTRY.format(n=1, link="/one", more="<author><name>&#xD800;&#0;</name></author>"))),
    ],
    ids=["length", "day", "signs"],
)  # fmt: skip
def test_nothing_that_a_feed_holds_keeps_the_others_waiting(feed, outlets, answer):
    outlets.pages = {"/feed": answer, "/one": (200, PAGE, STORY)}
    assert polling.poll_due() == 1
    assert list(Feed.objects.due()) == []


@pytest.mark.django_db
def test_a_feed_on_which_the_program_fails_is_put_back(feed, outlets, monkeypatch):
    monkeypatch.setattr(polling.feedparser, "parse", lambda *_args, **_more: 1 / 0)
    outlets.pages = {"/feed": (200, {}, b"<feed/>")}
    assert polling.poll_due() == 0
    feed.refresh_from_db()
    assert (feed.state, list(Feed.objects.due())) == (FeedState.FAILED, [])
    assert "fault in the program" in feed.reason


@pytest.mark.django_db
def test_a_long_feed_is_taken_in_several_looks(feed, outlets, monkeypatch):
    monkeypatch.setattr(polling, "MOST_FRESH", 2)
    feed.takes = Takes.ENTRY
    more = "<content>The court sat on day {n}.</content>"
    outlets.pages["/feed"] = conditional(
        atom(*(ENTRY.format(n=n, link="", more=more.format(n=n)) for n in range(1, 6)))
    )
    assert [polling.poll(feed) for _look in range(4)] == [2, 2, 1, 0]
    assert feed.etag == '"1"'


@pytest.mark.django_db
def test_a_page_that_is_down_is_asked_for_again_and_after_two_days_no_more(feed, outlets):
    today = timezone.localdate().isoformat()
    entry = ENTRY.format(n=1, link=f"{outlets.address}/story", more="").replace("2024-03-01", today)
    outlets.pages = {"/feed": conditional(atom(entry)), "/story": (503, {}, b"")}
    assert polling.poll(feed) == Capture.objects.count() == 0
    outlets.pages["/story"] = (200, PAGE, STORY)
    assert polling.poll(feed) == 1
    outlets.pages = {
        "/feed": (200, {}, atom(ENTRY.format(n=2, link=f"{outlets.address}/old", more=""))),
        "/old": (503, {}, b""),
    }
    assert polling.poll(feed) == 1
    assert "503" in Capture.objects.latest("pk").remarks[-1]


@pytest.mark.django_db
def test_an_entry_without_an_address_is_kept_as_the_feed_carries_it(feed, outlets):
    entry = ENTRY.format(n=1, link="x", more="<content>The court sat.</content>").replace('<link href="x"/>', "")
    outlets.pages["/feed"] = (200, {}, atom(entry))
    assert polling.poll(feed) == 1
    assert "The court sat." in Capture.objects.get().text


@pytest.mark.django_db
def test_a_server_that_asks_for_rest_has_it(feed, outlets):
    outlets.pages["/feed"] = (429, {"Retry-After": "40000"}, b"")
    polling.poll(feed)
    feed.refresh_from_db()
    assert feed.next_due - timezone.now() > datetime.timedelta(hours=11)


def test_what_comes_with_a_redirect_is_not_read_and_drops_come_to_an_end(outlets, monkeypatch):
    def drops():
        for _drop in range(100):
            time.sleep(0.02)
            yield b"x"

    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 0.3)
    outlets.pages = {
        "/heavy": (302, {"Location": "/page"}, itertools.repeat(b"x" * 65536, 640)), "/page": (200, PAGE, STORY),
        "/drops": (200, PAGE, drops()), "/picture": (200, {"Content-Type": "image/jpeg"}, STORY),
        "/program": (200, PAGE, b"MZ\x90\0\3\0\0\0"),
    }  # fmt: skip
    tracemalloc.start()
    assert fetch(f"{outlets.address}/heavy").body == STORY
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()
    for path, refusal in [("/drops", TooSlow), ("/picture", LyingType), ("/program", LyingType)]:
        with pytest.raises(refusal):
            fetch(outlets.address + path)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/x", "file:///etc/passwd", "https://user:pw@example.org/", "http://example.org:5432/", "http://", "http://[::1/",
        "javascript:alert(1)",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web(address):
    with pytest.raises(AddressWrong):
        fetch(address)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.1.2.3",
        "169.254.169.254",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "192.168.0.1",
        "2130706433",
        "100.64.1.1",
    ],
)
def test_private_and_local_addresses_are_refused(host):
    with pytest.raises((AddressRefused, AddressWrong, NotReached)) as refused:
        fetch(f"http://{host}/")
    assert not isinstance(refused.value, NotReached) or host == "localhost"


def test_a_name_that_leads_into_the_house_is_refused_when_it_is_connected(monkeypatch):
    """The address that was checked is the one that is connected: a name whose second answer differs gains nothing."""
    answers = [[(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", 80))]]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: answers[0])
    with pytest.raises(AddressRefused):
        fetch("http://outlet.example/")


def test_redirects_size_and_lies(outlets, monkeypatch):
    def to(place):
        return (302, {"Location": place}, b"")

    outlets.pages = {
        "/round": to("/round"), "/home": to("http://10.0.0.1/"), "/file": to("file:///etc/passwd"), "/once": to("/page"),
        "/page": (200, PAGE, STORY), "/large": (200, PAGE | {"Content-Length": str(2 << 30)}, b"<html>"),
        "/endless": (200, PAGE, b"<html>" + b"x" * 3000), "/pdf": (200, {"Content-Type": "application/pdf"}, STORY),
        "/zip": (200, PAGE, b"PK\x03\x04" + bytes(100)), "/gone": (410, {}, b""), "/cut": (200, PAGE | {"Content-Length": "9999"}, b"<html>"),
    }  # fmt: skip
    assert fetch(f"{outlets.address}/once").address.endswith("/page")
    for path, refusal in [
        ("/round", TooManyRedirects), ("/home", AddressRefused), ("/file", AddressWrong), ("/large", TooLargeToFetch), ("/pdf", LyingType),
        ("/zip", LyingType), ("/gone", Answered),
    ]:  # fmt: skip
        with pytest.raises(refusal):
            fetch(outlets.address + path)
    with pytest.raises(TooLargeToFetch):
        fetch(f"{outlets.address}/endless", limit=2000)
    assert len([path for path, _headers in outlets.asked if path == "/round"]) == fetching.MOST_REDIRECTS + 1


def test_production_has_no_way_to_fetch_from_this_machine():
    text = (fetching.settings.COUNTRY_ROOT.parent / "config/settings/prod.py").read_text()
    assert "PRESS_LOOPBACK = False" in text
    assert (
        "TAMDAN_PRESS_LOOPBACK" not in (fetching.settings.COUNTRY_ROOT.parent / "config/settings/base.py").read_text()
    )
