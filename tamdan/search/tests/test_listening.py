"""A process that serves pages knows of changes by notification: a 304 costs it no query, and a doubt costs the one query."""

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tamdan.institutions.models import Body, Installation
from tamdan.search import listening
from tamdan.search.reference import REFERENCE
from tamdan.search.stamps import stamped, touch

URL = "/en/states/"
REGISTER = (
    "recommendations/",
    "recommendations/?state=FJI",
    "recommendations/states/",
    "recommendations/turns/",
    "recommendations/compare/",
    "data/",
)
"""Pages of the register that a visitor asks for, without their language."""


def until(wanted, seconds=10):
    """Wait for what another thread does."""
    end = time.monotonic() + seconds
    while not wanted():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.005)


def again(tag, url=URL):
    """Status of a visitor's repeated request, and how many queries it cost."""
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(url, headers={"If-None-Match": tag})
    return answer.status_code, len(queries)


@pytest.fixture
def serving(committing_db, monkeypatch):
    """This process as a web server; gives its listener once that is sure, and the tag of a page."""
    body = Body.objects.create(code="committee", kind="national_committee", name_en="Committee")
    Installation.objects.create(body=body, country="kh", state_iso3="KHM", default_language="en")
    monkeypatch.setattr(listening, "_listeners", [])
    listening.serve_from_memory()
    try:
        tag = Client().get(URL)["ETag"]
        listener = listening._listeners[0]
        until(lambda: listening.remembered() is not None)
        yield listener, tag
    finally:
        listening._serving.clear()
        listening._listeners[0].end()


def test_an_unchanged_page_costs_no_query_until_a_change_is_committed(serving):
    _listener, tag = serving
    assert again(tag) == (304, 0)
    for url in (f"/{language}/{page}" for language in ("en", "km") for page in REGISTER):
        assert again(Client().get(url)["ETag"], url) == (304, 0), url
    assert listening.remembered(REFERENCE) == stamped(REFERENCE), "tags are alike from memory and from the database"
    assert listening.remembered() == stamped()
    touch(REFERENCE)
    until(lambda: listening.remembered(REFERENCE) == stamped(REFERENCE))
    assert again(tag)[0] == 200


def cut_off():
    """What a database does that is restarted: every other connection ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


def test_while_the_listener_is_cut_off_the_database_is_asked(serving, monkeypatch):
    listener, _tag = serving
    monkeypatch.setattr(listening, "RETRY_SECONDS", 0.05)
    cut_off()
    touch(REFERENCE)
    until(lambda: listening.remembered() == stamped())
    assert listening._listeners == [listener], "the same thread listens again"

    monkeypatch.setattr(listening, "RETRY_SECONDS", 60)
    cut_off()
    until(lambda: listening.remembered() is None)
    tag = Client().get(URL)["ETag"]
    assert again(tag) == (304, 1)
    touch(REFERENCE)
    assert again(tag)[0] == 200, "what nobody notified is seen at once"


def test_a_process_that_serves_no_pages_does_not_listen(db):
    assert listening.remembered(REFERENCE) is None
    assert not [one for one in listening._listeners if one.is_alive()]


def test_what_was_read_too_long_ago_is_not_believed():
    listener = listening.Listener()
    listener._known = time.monotonic() + 1, {"site": listening.Stamped(3, None)}
    assert listener.remembered(("site", "news")) == listening.Stamped(3, None)
    listener._known = time.monotonic() - 0.001, {"site": listening.Stamped(3, None)}
    assert listener.remembered(("site",)) is None
