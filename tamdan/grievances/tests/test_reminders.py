"""A file comes back on the day that an officer set: on their desk, told once, in their calendar, and to nobody else."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client

from tamdan.accounts.models import User
from tamdan.audit.models import Event
from tamdan.clocks.days import today
from tamdan.grievances import actions, handing
from tamdan.grievances.models import Case
from tamdan.grievances.reminders import Reminder, Why
from tamdan.grievances.reminding import number_due, remind, reminders_of, tell_what_is_due
from tamdan.grievances.tests.files import file_for
from tamdan.notices.models import Notice
from tamdan.taxonomy.country import country
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LIST = "/en/office/letters/reminders/"
ONE = datetime.timedelta(days=1)


@pytest.fixture
def case(cast: Cast) -> Case:
    return file_for(cast.committee)


def told(user: User) -> int:
    return Notice.objects.filter(user=user, kind="grievances.reminded").count()


def at(hour: int, day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour), ZoneInfo(country(settings.COUNTRY).time_zone))


def test_a_file_comes_back_on_its_day_and_goes_when_done(
    client: Client, case: Case, case_officer: User, intake_officer: User
) -> None:
    client.force_login(case_officer)
    page, day = f"{case.get_absolute_url()}remind/", today() + ONE
    for wrong in (today(), today() + 800 * ONE, "2026-13-45"):
        refused = client.post(page, {"day": wrong, "why": "call"})
        assert (refused.status_code, Reminder.objects.count()) == (422, 0)
    assert "Choose a day after today" in client.post(page, {"day": today(), "why": "call"}).content.decode()
    before = Event.objects.count()
    client.post(page, {"day": day + 30 * ONE, "why": "look"})
    assert "The file comes back" in client.post(page, {"day": day, "why": "call"}, follow=True).content.decode()
    assert [(one.day, one.why) for one in reminders_of(case_officer)] == [(day, "call")], "the last day stands"
    assert Event.objects.count() == before, "a plan is no act on the file"
    assert number_due(case_officer) == 0
    assert tell_what_is_due(at(12, today())) == tell_what_is_due(at(5, day)) == 0, "not before the morning of its day"
    assert (tell_what_is_due(at(6, day)), tell_what_is_due(at(7, day))) == (1, 0)
    assert (told(case_officer), told(intake_officer)) == (1, 0)
    Reminder.objects.update(day=today())
    assert number_due(case_officer) == 1
    assert case.number in client.get(LIST).content.decode()
    made = client.get(f"{LIST}calendar.ics").content.decode()
    assert f"SUMMARY;LANGUAGE=en:File {case.number}" in made
    assert f"DTSTART;VALUE=DATE:{today():%Y%m%d}" in made
    assert "land" not in made
    assert "Make a call" not in made
    client.post(f"{case.get_absolute_url()}remind/done/", {"from": "list"})
    assert "You are reminded of no file." in client.get(LIST).content.decode()


def test_a_reminder_goes_with_the_file_and_not_to_whom_it_is_about(
    cast: Cast, case: Case, case_officer: User, intake_officer: User
) -> None:
    actions.assign(case, case_officer, version=None, by=case_officer)
    remind(case, today() - ONE, Why.WRITE, by=case_officer)
    given = handing.hand_over(case_officer, intake_officer, owner=cast.committee, by=intake_officer)
    assert (number_due(case_officer), number_due(intake_officer)) == (0, 1)
    handing.take_back(given.handover, by=intake_officer)
    assert (number_due(case_officer), number_due(intake_officer)) == (1, 0)
    actions.recuse(case, bodies=[], people=[case_officer], version=None, by=intake_officer)
    assert number_due(case_officer) == 0
    assert tell_what_is_due(at(12, today())) == 0
    assert not Reminder.objects.exists()
    assert not told(case_officer)
