"""The office's pages of clocks."""

import pytest
from django.test import Client
from django.urls import reverse

from tamdan.accounts.models import User
from tamdan.clocks.enums import State
from tamdan.clocks.models import Clock
from tamdan.clocks.tests.conftest import Starter, day
from tamdan.core.access import Visibility
from tamdan.core.panels import listed
from tests.cast import Cast


@pytest.fixture
def as_focal_point(client: Client, focal_point: User) -> Client:
    client.force_login(focal_point)
    return client


def address(name: str, clock: Clock) -> str:
    return reverse(f"clocks:{name}", args=[clock.uuid])


def test_lists_hold_the_clocks_of_ones_own_bodies(start: Starter, as_focal_point: Client) -> None:
    clock = start()
    assert clock.title_en in as_focal_point.get(reverse("clocks:list")).content.decode()
    assert clock.title_en not in as_focal_point.get(reverse("clocks:overdue")).content.decode()
    Clock.objects.update(due_on=day(-2))
    html = as_focal_point.get(reverse("clocks:overdue")).content.decode()
    assert clock.title_en in html
    assert "2 days past its date" in html


def test_desk_counts_what_its_lists_show(start: Starter, focal_point: User) -> None:
    start()
    Clock.objects.update(due_on=day(-2))
    counts = {
        entry.url_name: entry.count(focal_point) for entry in listed("DESK") if entry.url_name.startswith("clocks:")
    }
    assert counts == {"clocks:overdue": 1, "clocks:soon": 0}


def test_outsider_gets_404(start: Starter, client: Client, outsider: User) -> None:
    clock = start()
    client.force_login(outsider)
    assert client.get(clock.get_absolute_url()).status_code == 404
    assert client.get(reverse("clocks:list")).status_code == 403


def test_keeper_of_another_body_gets_404(start: Starter, as_secretary: Client) -> None:
    clock = start()
    assert as_secretary.get(clock.get_absolute_url()).status_code == 404
    assert as_secretary.post(address("resume", clock)).status_code == 404


def test_clock_of_another_body_is_read_and_not_touched(start: Starter, as_secretary: Client) -> None:
    clock = start(visibility=Visibility.STAFF)
    html = as_secretary.get(clock.get_absolute_url()).content.decode()
    assert address("pause", clock) not in html
    for name in ("pause", "extend", "stop"):
        assert as_secretary.post(address(name, clock), {}).status_code == 403


def test_clock_leads_to_its_record_only_those_who_may_open_it(
    start: Starter, as_focal_point: Client, focal_point: User, cast: Cast
) -> None:
    for record, opens in ((cast.ministry, True), (focal_point, False)):
        page = record.get_absolute_url()
        html = as_focal_point.get(start(on=record).get_absolute_url()).content.decode()
        assert (f'href="{page}"' in html, as_focal_point.get(page).status_code == 200) == (opens, opens)


def test_pausing_and_resuming(start: Starter, as_focal_point: Client) -> None:
    clock = start()
    as_focal_point.post(address("pause", clock), {"reason": "before-a-court"})
    assert Clock.objects.get().state == State.PAUSED
    html = as_focal_point.get(clock.get_absolute_url()).content.decode()
    assert "The matter is before a court" in html
    assert address("extend", clock) not in html
    as_focal_point.post(address("resume", clock))
    assert Clock.objects.get().state == State.RUNNING


def test_pausing_without_a_reason_is_corrected(start: Starter, as_focal_point: Client) -> None:
    clock = start()
    assert as_focal_point.post(address("pause", clock), {}).status_code == 422
    assert Clock.objects.get().state == State.RUNNING


def test_refusal_stands_in_the_form(start: Starter, as_focal_point: Client) -> None:
    clock = start()
    Clock.objects.update(due_on=day(-1))
    response = as_focal_point.post(address("pause", clock), {"reason": "before-a-court"})
    assert response.status_code == 422
    assert "The last day has passed" in response.content.decode()


def test_extending_asks_for_days_or_a_date(start: Starter, as_focal_point: Client) -> None:
    clock = start()
    later = day(200).isoformat()
    assert as_focal_point.post(address("extend", clock), {"reason": "more"}).status_code == 422
    assert (
        as_focal_point.post(address("extend", clock), {"reason": "more", "days": "2", "to": later}).status_code == 422
    )
    assert as_focal_point.post(address("extend", clock), {"reason": "more", "to": later}).status_code == 302
    assert Clock.objects.get().due_on == day(200)


def test_stopping_says_how_it_ended(start: Starter, as_focal_point: Client) -> None:
    clock = start()
    as_focal_point.post(address("stop", clock), {"outcome": "done"})
    assert Clock.objects.get().outcome == "done"
    assert as_focal_point.post(address("stop", clock), {"outcome": "done"}).status_code == 422
