"""The inbox, the choice of mails, and the administrator's list of failures."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tamdan.accounts.models import User
from tamdan.audit.models import Event
from tamdan.core.models import BulkAct
from tamdan.core.notices import Params, notify
from tamdan.notices.actions import UnknownKind
from tamdan.notices.enums import Delivery, Mail
from tamdan.notices.models import Notice, Preference
from tamdan.notices.panels import forget
from tests.cast import Cast

PARAMS: Params = {"title": {"en": "Reply to letter 7", "km": "ចម្លើយលិខិតលេខ៧"}, "days": 12}
INBOX = "notices:inbox"


@pytest.fixture
def notice(secretary: User, cast: Cast) -> Notice:
    notify([secretary], "clocks.late", cast.ministry, PARAMS)
    return Notice.objects.get()


def shown(client: Client, address: str = "") -> str:
    return client.get(address or reverse(INBOX)).content.decode()


def test_each_person_is_told_once_and_nobody_who_left(secretary: User, auditor: User, focal_point: User) -> None:
    focal_point.is_active = False
    assert notify([secretary, auditor, secretary, focal_point], "clocks.late", None, PARAMS) == 2
    assert set(Notice.objects.values_list("user", flat=True)) == {secretary.pk, auditor.pk}


def test_telling_many_costs_a_fixed_number_of_queries(
    secretary: User, auditor: User, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(4):  # savepoint, wishes, rows, end of savepoint
        notify([secretary, auditor], "clocks.late", None, PARAMS)


def test_kind_that_no_room_declares_is_a_fault(secretary: User) -> None:
    with pytest.raises(UnknownKind):
        notify([secretary], "clocks.nonsense", None, PARAMS)


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "“Reply to letter 7” is 12 days past its date."), ("km", "ចម្លើយលិខិតលេខ៧")]
)
def test_inbox_speaks_the_language_of_the_page(
    as_secretary: Client, notice: Notice, language: str, sentence: str
) -> None:
    assert sentence in shown(as_secretary, f"/{language}/notices/")


def test_one_day_is_said_in_the_singular(as_secretary: Client, secretary: User) -> None:
    notify([secretary], "clocks.late", None, {**PARAMS, "days": 1})
    assert "1 day past its date" in shown(as_secretary)


def test_empty_inbox_says_so(as_secretary: Client) -> None:
    assert "Nothing is unread." in shown(as_secretary)
    assert "You have not been told anything yet." in shown(as_secretary, reverse(INBOX) + "?show=all")


def test_reading_one_notice(as_secretary: Client, notice: Notice, cast: Cast) -> None:
    response = as_secretary.post(reverse("notices:read", args=[notice.pk]), {"open": "1"})
    assert response.headers["location"] == cast.ministry.get_absolute_url()
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert "Nothing is unread." in shown(as_secretary)
    assert "Reply to letter 7" in shown(as_secretary, reverse(INBOX) + "?show=all")


def test_marking_keeps_the_list_that_one_was_in(as_secretary: Client, notice: Notice) -> None:
    response = as_secretary.post(reverse("notices:read", args=[notice.pk]), {"show": "all"})
    assert response.headers["location"] == reverse(INBOX) + "?show=all"


def test_marking_all_as_read(as_secretary: Client, secretary: User, auditor: User) -> None:
    for _number in range(3):
        notify([secretary, auditor], "clocks.late", None, PARAMS)
    as_secretary.post(reverse("notices:read_all"))
    assert secretary.notices.unread().count() == 0
    assert auditor.notices.unread().count() == 3
    act = BulkAct.objects.get(by=secretary.uuid)
    undo = reverse("notices:unread_again", args=[act.pk])
    assert undo in shown(as_secretary)
    client = Client()
    client.force_login(auditor)
    assert client.post(undo).status_code == 404
    as_secretary.post(undo)
    assert secretary.notices.unread().count() == 3
    assert undo not in shown(as_secretary)
    assert as_secretary.post(undo).status_code == 409


def test_notice_of_somebody_else_is_404(client: Client, auditor: User, notice: Notice) -> None:
    client.force_login(auditor)
    assert client.post(reverse("notices:read", args=[notice.pk])).status_code == 404
    assert "Reply to letter 7" not in shown(client)
    notice.refresh_from_db()
    assert notice.read_at is None


def test_long_inbox_has_pages(as_secretary: Client, secretary: User, django_assert_max_num_queries: Any) -> None:
    for _number in range(31):
        notify([secretary], "clocks.late", None, PARAMS)
    with django_assert_max_num_queries(12):
        html = shown(as_secretary)
    assert html.count('<li id="notice-') == 30
    assert 'rel="next"' in html


def test_page_of_a_record_is_linked_in_the_language_of_the_reader(
    as_secretary: Client, notice: Notice, cast: Cast
) -> None:
    notice.user.notices.all().mark_read()
    assert f'href="/km/office/bodies/of/{cast.ministry.code}/"' in shown(as_secretary, "/km/notices/?show=all")


@pytest.mark.parametrize(
    ("delivery", "mail", "in_digest"),
    [("immediate", Mail.WAITING, False), ("daily", Mail.WAITING, True), ("none", Mail.NONE, False)],
)
def test_choice_of_mails(as_secretary: Client, secretary: User, delivery: str, mail: str, in_digest: bool) -> None:
    assert as_secretary.post(reverse("notices:preferences"), {"delivery": delivery}).status_code == 302
    assert Preference.objects.get().delivery == delivery
    assert Event.objects.get(verb="notices.delivery_set").who == f"u:{secretary.uuid}"
    notify([secretary], "clocks.late", None, PARAMS)
    made = Notice.objects.get()
    assert (made.mail, made.in_digest) == (mail, in_digest)


def test_choice_that_does_not_exist_is_corrected(as_secretary: Client) -> None:
    assert as_secretary.post(reverse("notices:preferences"), {"delivery": "pigeon"}).status_code == 422
    assert not Preference.objects.exists()


def test_choosing_no_mails_stops_those_that_wait(as_secretary: Client, notice: Notice) -> None:
    as_secretary.post(reverse("notices:preferences"), {"delivery": Delivery.NONE})
    notice.refresh_from_db()
    assert notice.mail == Mail.NONE


def test_token_that_we_did_not_make_is_404(client: Client, db: Any) -> None:
    assert client.get("/en/notices/stop/nonsense/").status_code == 404


def test_failures_are_for_administrators(client: Client, administrator: User, secretary: User, notice: Notice) -> None:
    Notice.objects.update(mail=Mail.FAILED, failure="no such mailbox", tries=1)
    client.force_login(secretary)
    assert client.get(reverse("notices:failures")).status_code == 403
    assert "The mail could not be sent" in shown(client)
    client.force_login(administrator)
    html = shown(client, reverse("notices:failures"))
    assert "no such mailbox" in html
    assert "Reply to letter 7" not in html
    client.post(reverse("notices:try_again", args=[notice.pk]))
    notice.refresh_from_db()
    assert (notice.mail, notice.tries) == (Mail.WAITING, 0)
    assert client.post(reverse("notices:try_again", args=[notice.pk])).status_code == 404


def test_notices_go_with_the_record_that_was_erased(notice: Notice, cast: Cast) -> None:
    forget(
        [("institutions.body", str(cast.committee.pk)), ("other.kind", str(cast.ministry.pk)), ("x.y", "not a number")]
    )
    assert Notice.objects.exists()
    forget([("institutions.body", str(cast.ministry.pk))])
    assert not Notice.objects.exists()


def test_notice_of_a_room_that_is_gone_is_still_shown(as_secretary: Client, notice: Notice) -> None:
    Notice.objects.update(kind="gone.kind")
    assert "no longer there" in shown(as_secretary)


def test_waiting_mail_has_a_time(notice: Notice) -> None:
    with pytest.raises(IntegrityError, match="notices_waiting_mail_has_a_time"), transaction.atomic():
        Notice.objects.update(mail=Mail.WAITING, mail_at=None)
