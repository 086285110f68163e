"""Following by mail: asked, confirmed by a link, stopped by a link; an address is kept for this alone and no longer."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.audit.enums import Decision, Ground
from tamdan.audit.erasing import apply_retention, decide_erasure, erase, request_erasure
from tamdan.audit.models import Event
from tamdan.core.access import Visibility
from tamdan.notices.enums import Mail
from tamdan.notices.tests.conftest import Sink, text_of
from tamdan.portal import actions
from tamdan.portal.access import confirm_token, mine_token
from tamdan.portal.emails import news_mail
from tamdan.portal.enums import Pace
from tamdan.portal.models import Follow, Follower, News, Telling
from tamdan.portal.panels import follow_health
from tamdan.portal.telling import distribute, send_due
from tamdan.portal.tests.following import follower
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.register import make
from tests.cast import Cast

SITE = "https://tamdan.example.org"
ASKED = {"address": "reader@example.org", "pace": Pace.AT_ONCE}


def ask(path: str = "/en/follow/?state=FJI", **other: str) -> Any:
    return Client(enforce_csrf_checks=True).post(path, {**ASKED, **other})


def link(mail: Any, word: str) -> str:
    found = re.search(rf"{SITE}(/\w\w/follow/{word}/\S+)", text_of(mail))
    assert found
    return found[1]


def test_visitor_follows_a_list_after_confirming_it(sink: Sink, cast: Cast) -> None:
    make(cast.committee)
    page = Client().get("/en/follow/?state=FJI")
    assert "Recommendations: State: Fiji" in page.content.decode()
    assert not page.cookies
    assert ask().status_code == 302
    assert Follow.objects.get().confirmed_at is None
    assert send_due() == 1
    (mail,) = sink.mails
    assert mail["to"] == "reader@example.org"
    assert mail["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    path = link(mail, "confirm")
    assert Client().get(path).status_code == 200
    assert Follow.objects.get().confirmed_at is None, "a program that opens links confirms nothing"
    answer = Client(enforce_csrf_checks=True).post(path)
    assert Follow.objects.get().confirmed_at is not None
    assert "Recommendations: State: Fiji" in Client().get(answer["Location"]).content.decode()
    assert send_due() == 0


def test_page_and_mail_speak_khmer_to_who_asked_in_khmer(sink: Sink, cast: Cast) -> None:
    ask("/km/follow/")
    send_due()
    assert sink.mails[0]["content-language"] == "km"
    assert link(sink.mails[0], "confirm").startswith("/km/")


def test_record_is_followed_only_while_it_is_public(cast: Cast, secretary: User, client: Client) -> None:
    shown, hidden = make(cast.committee), make(cast.committee, "Another", visibility=Visibility.STAFF)
    client.force_login(secretary)
    assert client.get(f"/en/follow/?record={shown.pk}").status_code == 200
    assert secretary.email in client.get(f"/en/follow/?record={shown.pk}").content.decode()
    assert client.get(f"/en/follow/?record={hidden.pk}").status_code == 404
    assert client.post(f"/en/follow/?record={hidden.pk}", ASKED).status_code == 404
    assert client.get("/en/follow/?record=99999999999999999999").status_code == 200


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b", "a@example.org\nBcc: c@example.org", "x" * 300 + "@example.org"]
)
def test_mistaken_address_is_told_and_kept_in_the_form(cast: Cast, address: str) -> None:
    refused = ask(address=address)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.content.decode()
    assert not Follower.objects.exists()


def test_asking_again_within_the_hour_sends_nothing_more_and_says_the_same(sink: Sink, cast: Cast) -> None:
    assert [ask().status_code for _again in range(3)] == [302] * 3
    assert [ask(address="READER@example.org").status_code for _again in range(2)] == [302] * 2
    assert send_due() == 1
    Follow.objects.update(asked_at=timezone.now() - datetime.timedelta(hours=2))
    ask()
    assert send_due() == 1
    assert sink.mails[0]["message-id"] != sink.mails[1]["message-id"]


def test_one_address_is_asked_five_times_an_hour(cast: Cast) -> None:
    answers = [ask(f"/en/follow/?session={number}") for number in range(6)]
    assert [one.status_code for one in answers] == [302] * 5 + [422]
    assert "try again in an hour" in answers[-1].content.decode()


def test_installation_asks_so_many_an_hour(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_OF_ALL_AN_HOUR", 2)
    assert [ask(address=f"{name}@example.org").status_code for name in "abc"] == [302, 302, 422]


def test_one_address_follows_a_hundred_things(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_FOLLOWED", 1)
    follower("state=TCD")
    assert "follows 1 things already" in ask().content.decode()


def test_one_click_of_the_mail_program_forgets_the_address(cast: Cast) -> None:
    path = f"/en/follow/mine/{mine_token(follower('state=FJI'))}/"
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(path).status_code == 200
    assert Follower.objects.exists()
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Follower.objects.exists()
    assert strict.get(path).status_code == 410


def test_one_thing_is_stopped_and_the_last_one_forgets_the_address(cast: Cast) -> None:
    made = follower("state=FJI")
    follower("state=TCD")
    path = f"/en/follow/mine/{mine_token(made)}/"
    first, second = made.follows.order_by("pk")
    Client().post(path, {"stop": first.pk})
    assert list(made.follows.all()) == [second]
    answer = Client().post(path, {"stop": second.pk})
    assert "You follow nothing any more" in answer.content.decode()
    assert not Follower.objects.exists()


def test_nobody_stops_what_somebody_else_follows(cast: Cast) -> None:
    mine, other = follower("state=FJI"), follower("state=FJI", address="other@example.org")
    Client().post(f"/en/follow/mine/{mine_token(mine)}/", {"stop": other.follows.get().pk})
    assert other.follows.exists()


def test_pace_is_changed(cast: Cast) -> None:
    made = follower("state=FJI")
    Client().post(f"/en/follow/mine/{mine_token(made)}/", {"pace": "daily"})
    made.refresh_from_db()
    assert made.pace == Pace.DAILY


@pytest.mark.parametrize("path", ["confirm/x", "mine/x", "confirm/MQ:1t:x"])
def test_link_that_we_did_not_make_is_refused(cast: Cast, path: str) -> None:
    assert Client().get(f"/en/follow/{path}/").status_code == 410


def test_link_of_one_kind_opens_no_other(cast: Cast) -> None:
    made = follower("state=FJI")
    assert Client().get(f"/en/follow/mine/{confirm_token(made.follows.get())}/").status_code == 410
    assert Client().get(f"/en/follow/confirm/{mine_token(made)}/").status_code == 410


def test_unconfirmed_is_forgotten_after_seven_days(cast: Cast) -> None:
    ask()
    kept = follower("state=TCD", address="kept@example.org")
    apply_retention(timezone.now() + datetime.timedelta(days=6))
    assert Follow.objects.count() == 2
    assert apply_retention(timezone.now() + datetime.timedelta(days=8))["portal.follow"] == 1
    assert actions.forget_unfollowing() == 1
    assert list(Follower.objects.all()) == [kept]


def test_what_was_mailed_is_forgotten_after_thirty_days_and_not_mailed_again(cast: Cast) -> None:
    follower()
    make(cast.committee)
    assert distribute() == 1
    Telling.objects.update(mail=Mail.SENT)
    assert apply_retention(timezone.now() + datetime.timedelta(days=31))["portal.telling"] == 1
    assert (distribute(), Follower.objects.count()) == (0, 1)


def test_attempts_at_one_mail_have_one_name_and_other_mails_another(cast: Cast) -> None:
    one, other = follower(), follower(address="other@example.org")
    make(cast.committee)
    distribute()
    names = [
        news_mail([telling], News.objects.public()).extra_headers["Message-ID"]
        for person in (one, one, other)
        for telling in person.tellings.all()
    ]
    assert names[0] == names[1] != names[2]


def test_list_with_too_long_an_address_is_refused_with_what_to_do(cast: Cast) -> None:
    refused = ask("/en/follow/?" + "&".join(f"by={'X' * 60}{number}" for number in range(40)))
    assert refused.status_code == 400
    assert "Take some away" in refused.content.decode()


def test_withdrawn_record_is_named_nowhere(sink: Sink, cast: Cast) -> None:
    record = make(cast.committee, symbol="A/HRC/99/7", paragraph="1.1")
    ask(f"/en/follow/?record={record.pk}")
    Recommendation.objects.update(visibility=Visibility.STAFF)
    send_due()
    page = Client().get(link(sink.mails[0], "mine")).content.decode()
    for shown in (text_of(sink.mails[0]), text_of(sink.mails[0], "html"), page):
        assert "A/HRC" not in shown
        assert "A recommendation that is not public any more" in shown


def test_doctor_counts_mails_that_failed_and_names_nobody(cast: Cast) -> None:
    (finding,) = follow_health()
    assert finding.status == "ok"
    follower().follows.update(mail=Mail.FAILED, failure="550 reader@example.org unknown")
    (finding,) = follow_health()
    assert (finding.status, finding.said()[0]) == ("warn", "Mail: 1 to followers could not be sent.")


def carried_out(kind: str, pk: int, asks: User, decides: User) -> None:
    asked = request_erasure(kind, str(pk), by=asks, ground=Ground.REQUEST, basis="Letter 7")
    erase(decide_erasure(asked, by=decides, decision=Decision.APPROVED))


def test_address_is_erased_and_goes_with_its_account(
    cast: Cast, administrator: User, secretary: User, outsider: User
) -> None:
    carried_out("portal.follower", follower().pk, secretary, administrator)
    assert not Follower.objects.exists()
    follower(address=outsider.email.upper())
    carried_out("accounts.user", outsider.pk, secretary, administrator)
    assert not Follower.objects.exists()


def test_ledger_holds_nothing_of_a_visitor_who_follows(sink: Sink, cast: Cast) -> None:
    before = Event.objects.count()
    ask()
    send_due()
    Client().post(link(sink.mails[0], "confirm"))
    Client().post(link(sink.mails[0], "mine"), {"all": "1"})
    assert Event.objects.count() == before
