"""The calendar of the United Nations as clocks, and what goes out of it: page, feeds, documents."""

import datetime
import io
import re
from typing import Any

import pytest
from django.test import Client
from docx import Document
from icalendar import Calendar

from tamdan.audit.models import Event
from tamdan.clocks.access import deadlines_for
from tamdan.clocks.days import today
from tamdan.clocks.enums import Outcome
from tamdan.clocks.models import Clock
from tamdan.clocks.tests.conftest import day
from tamdan.clocks.un_calendar import KIND, follow_calendar
from tamdan.clocks.watch import watch
from tamdan.core import chromium
from tamdan.taxonomy.models import Deadline, Review, State, UprSession
from tests.cast import Cast

SOURCE = {"source": "Test", "source_date": "2026"}


@pytest.fixture
def own_review(cast: Cast) -> State:
    """The fictional home State, reviewed in session 53."""
    state = State.objects.get(code="XXA")
    Review.objects.create(session=UprSession.objects.get(number=53), state=state, **SOURCE)
    return state


def clock_of(code: str) -> Clock:
    return Clock.objects.get(kind=KIND, object_id=Deadline.objects.get(code=code).pk)


def test_every_dated_step_becomes_a_clock_by_one_event(cast: Cast) -> None:
    assert follow_calendar() == Deadline.objects.current().count() == Clock.objects.filter(kind=KIND).count()
    assert follow_calendar() == 0
    assert Event.objects.filter(verb="clocks.calendar_followed").count() == 1


def test_without_an_installation_nothing_is_owned(db: Any) -> None:
    assert follow_calendar() == 0


def test_steps_of_the_home_state_run_by_its_rules(own_review: State) -> None:
    follow_calendar()
    assert clock_of("53-addendum").rule.code == "upr-addendum"
    assert clock_of("53-outcome-adoption").rule.code == "upr-step"
    assert clock_of("54-addendum").rule.code == "un-calendar"


def test_month_without_a_day_is_due_at_its_end(cast: Cast) -> None:
    follow_calendar()
    clock = clock_of("53-outcome-adoption")
    assert (clock.due_on, clock.opens_on) == (datetime.date(2027, 3, 31), datetime.date(2027, 3, 1))


def test_dates_of_others_pass_without_judgement(cast: Cast) -> None:
    follow_calendar()
    number = Clock.objects.filter(due_on__lt=today()).count()
    assert number
    assert watch().passed == number
    passed = Clock.objects.filter(outcome=Outcome.PASSED).first()
    assert passed is not None
    assert (passed.days_late, passed.stopped_on) == (0, passed.due_on)
    assert not Clock.objects.overdue().exists()


def test_own_step_that_was_missed_is_overdue(own_review: State) -> None:
    follow_calendar()
    Deadline.objects.filter(code="53-national-report").update(on=day(-3))
    follow_calendar()
    watch()
    assert list(Clock.objects.overdue()) == [clock_of("53-national-report")]
    assert clock_of("53-national-report").days_late == 3


def test_clock_follows_a_date_that_moves_and_runs_again(cast: Cast) -> None:
    follow_calendar()
    watch()
    assert clock_of("52-addendum").outcome == Outcome.PASSED
    Deadline.objects.filter(code="52-addendum").update(on=day(90), precision="day")
    assert follow_calendar() == 1
    moved = clock_of("52-addendum")
    assert (moved.due_on, moved.outcome, moved.stopped_on) == (day(90), "", None)
    Deadline.objects.filter(code="52-addendum").update(retired=True)
    assert follow_calendar() == 1
    assert clock_of("52-addendum").outcome == Outcome.DROPPED


def test_title_follows_the_words_of_the_step(cast: Cast) -> None:
    follow_calendar()
    Clock.objects.filter(kind=KIND).update(title_km="ពាក្យចាស់")
    assert follow_calendar() == Deadline.objects.current().count()
    assert not Clock.objects.filter(title_km="ពាក្យចាស់").exists()


def test_state_has_its_own_steps_and_those_of_its_session(own_review: State) -> None:
    follow_calendar()
    found = deadlines_for("XXA")
    assert {step.deadline.session_id for step in found} == {53}
    assert all(step.is_home for step in found)
    assert "52-national-validation-SLE" in {step.deadline.code for step in deadlines_for("SLE")}
    assert deadlines_for("KHM") == []


@pytest.mark.parametrize("language", ["en", "km"])
def test_page_of_a_state_shows_its_steps_with_a_calendar_to_follow(
    client: Client, own_review: State, language: str
) -> None:
    follow_calendar()
    html = client.get(f"/{language}/states/XXA/").content.decode()
    for step in deadlines_for("XXA"):
        assert f'datetime="{step.machine_day}"' in html
    assert 'href="/calendar.ics?state=XXA"' in html
    assert client.get("/calendar.ics?state=XXA").content.count(b"BEGIN:VEVENT") == len(deadlines_for("XXA"))
    assert Deadline.objects.filter(session=53)[0].source in html


def test_page_of_a_state_without_dates_shows_no_dates(client: Client, own_review: State) -> None:
    follow_calendar()
    html = client.get("/en/states/KHM/").content.decode()
    assert "Dates of the reviews" not in html
    assert "calendar.ics?state" not in html


@pytest.mark.parametrize("language", ["en", "km"])
def test_page_shows_what_comes_and_what_has_passed(client: Client, own_review: State, language: str) -> None:
    follow_calendar()
    watch()
    html = client.get(f"/{language}/calendar/").content.decode()
    coming, past = html.split('id="past"')
    assert str(clock_of("53-outcome-adoption").uuid) in coming
    assert str(clock_of("52-addendum").uuid) in past
    assert {"en": "March 2027", "km": "ខែមីនា ឆ្នាំ២០២៧"}[language] in coming


def test_page_costs_few_queries(client: Client, own_review: State, django_assert_max_num_queries: Any) -> None:
    follow_calendar()
    with django_assert_max_num_queries(12):
        client.get("/en/calendar/")


def test_page_of_one_state_and_of_none(client: Client, own_review: State) -> None:
    follow_calendar()
    html = client.get("/en/calendar/?state=SLE").content.decode()
    assert "Sierra Leone" in html
    assert str(clock_of("54-addendum").uuid) not in html
    assert client.get("/en/calendar/?state=KHM").status_code == 404
    assert client.get("/en/calendar/?state=%00").status_code == 404


def test_feed_is_read_by_a_calendar_program(client: Client, own_review: State) -> None:
    follow_calendar()
    response = client.get("/calendar.ics?lang=km")
    assert response["content-type"].startswith("text/calendar")
    events = {str(event["uid"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}
    assert len(events) == Deadline.objects.current().count()
    addendum = clock_of("53-addendum")
    event = events[f"{addendum.uuid}@tamdan"]
    assert event.decoded("dtstart") == datetime.date(2027, 1, 1)
    assert event.decoded("dtend") == datetime.date(2027, 2, 1)
    assert str(event["summary"]) == addendum.title_km
    assert "វគ្គ" in str(event["summary"]) or re.search("[ក-អ]", str(event["summary"]))
    assert str(event["url"]).startswith("http://testserver/km/calendar/#")
    assert max(map(len, response.content.split(b"\r\n"))) <= 75


def test_feed_of_one_state(client: Client, own_review: State) -> None:
    follow_calendar()
    feed = Calendar.from_ical(client.get("/calendar.ics?state=XXA&lang=en").content)
    assert {str(event["uid"]) for event in feed.walk("VEVENT")} == {
        f"{step.clock.uuid}@tamdan" for step in deadlines_for("XXA")
    }


def test_news_feed_names_what_changed(client: Client, own_review: State) -> None:
    follow_calendar()
    feed = client.get("/km/calendar/changes.atom").content.decode()
    assert feed.count("<entry>") == Deadline.objects.current().count()
    assert f"urn:uuid:{clock_of('53-addendum').uuid}" in feed


@pytest.mark.parametrize("language", ["en", "km"])
def test_word_file_holds_every_step(client: Client, own_review: State, language: str) -> None:
    follow_calendar()
    document = Document(io.BytesIO(client.get(f"/{language}/calendar/calendar.docx").content))
    titles = [row.cells[1].text for row in document.tables[0].rows[1:]]
    assert sorted(titles) == sorted(Clock.objects.values_list(f"title_{language}", flat=True))


@pytest.mark.browser
@pytest.mark.skipif(chromium.find() is None, reason="no Chromium on this machine: install it or run make")
def test_pdf_is_printed_once(client: Client, own_review: State, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setenv("TAMDAN_HOME", str(tmp_path))
    follow_calendar()
    first = client.get("/km/calendar/calendar.pdf")
    assert first.content.startswith(b"%PDF-")
    monkeypatch.setenv("TAMDAN_CHROMIUM", "/nowhere")
    assert client.get("/km/calendar/calendar.pdf").content == first.content
    assert client.get("/en/calendar/calendar.pdf").status_code == 503


def test_without_chromium_the_page_to_print_is_offered(
    client: Client, own_review: State, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("TAMDAN_HOME", str(tmp_path))
    monkeypatch.setenv("TAMDAN_CHROMIUM", "/nowhere")
    refused = client.get("/en/calendar/calendar.pdf")
    assert refused.status_code == 503
    assert "Word" in refused.content.decode()
    assert client.get("/en/calendar/print/").status_code == 200
