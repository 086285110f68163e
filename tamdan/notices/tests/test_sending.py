"""Mail through a real SMTP server: what it says, when it goes, and what happens when it does not."""

import datetime
import re
from typing import Any

import pytest
from django.core import mail as django_mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.translation import get_language

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.clocks.panels import NOTICE_KINDS
from tamdan.core.notices import Params, notify
from tamdan.core.panels import listed
from tamdan.notices.actions import next_digest, set_delivery
from tamdan.notices.enums import Delivery, Mail
from tamdan.notices.models import Notice
from tamdan.notices.panels import mail_health
from tamdan.notices.sending import MOST_TRIES, send_due
from tamdan.notices.tests.conftest import Sink, subject_of, text_of
from tests.cast import Cast, make_cast, make_user

KHMER = re.compile("[\u1780-\u17b3]")
TITLE = {"en": "Reply to letter 7", "km": "ចម្លើយលិខិតលេខ៧"}
PARAMS: Params = {"title": TITLE, "days": 12}


def tell(user: User, about: Any = None, kind: str = "clocks.late") -> Notice:
    notify([user], kind, about, PARAMS)
    return Notice.objects.latest("id")


def in_khmer(user: User) -> User:
    user.language = "km"
    user.save(update_fields=["language"])
    return user


def test_mail_reaches_the_person_with_the_link_and_nothing_else(sink: Sink, secretary: User, cast: Cast) -> None:
    notice = tell(secretary, cast.ministry)
    assert send_due() == 1
    (mail,) = sink.mails
    assert mail["to"] == secretary.email
    assert subject_of(mail) == "“Reply to letter 7” is 12 days past its date."
    for kind in ("plain", "html"):
        assert "“Reply to letter 7” is 12 days past its date." in text_of(mail, kind)
        assert f"https://tamdan.example.org{cast.ministry.get_absolute_url()}" in text_of(mail, kind)
        assert cast.ministry.name_en not in text_of(mail, kind)
    notice.refresh_from_db()
    assert (notice.mail, notice.mailed_at is not None) == (Mail.SENT, True)
    assert send_due() == 0


def test_mail_speaks_the_language_of_its_reader(sink: Sink, secretary: User, cast: Cast) -> None:
    tell(in_khmer(secretary), cast.ministry)
    before = get_language()
    send_due()
    (mail,) = sink.mails
    assert TITLE["km"] in str(mail["subject"])
    assert "១២" in str(mail["subject"])
    assert mail["content-language"] == "km"
    assert '<html lang="km">' in text_of(mail, "html")
    assert "https://tamdan.example.org/km/office/bodies/" in text_of(mail)
    assert get_language() == before


@pytest.mark.parametrize("kind", sorted(NOTICE_KINDS))
@pytest.mark.parametrize("language", ["en", "km"])
def test_every_kind_of_clocks_renders_in_both_languages(sink: Sink, secretary: User, kind: str, language: str) -> None:
    secretary.language = language
    secretary.save(update_fields=["language"])
    tell(secretary, kind=kind)
    assert send_due() == 1
    assert "%(" not in text_of(sink.mails[0]) + text_of(sink.mails[0], "html") + str(sink.mails[0]["subject"])
    assert TITLE[language] in text_of(sink.mails[0])


def test_headers_let_a_mail_program_stop_the_mails(sink: Sink, secretary: User, client: Client) -> None:
    tell(secretary)
    send_due()
    (mail,) = sink.mails
    assert mail["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    assert mail["auto-submitted"] == "auto-generated"
    assert re.fullmatch(r"<notice\.\d+\.\d{14}@tamdan\.example\.org>", str(mail["message-id"]))
    address = str(mail["list-unsubscribe"]).strip(" <>").removeprefix("https://tamdan.example.org")
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(address).status_code == 200
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    tell(secretary)
    assert send_due() == 0


def test_line_break_in_a_title_adds_no_header(sink: Sink, secretary: User) -> None:
    notify([secretary], "clocks.due", None, {"title": "one\r\nBcc: thief@example.org"})
    assert send_due() == 1
    assert sink.mails[0]["bcc"] is None
    assert subject_of(sink.mails[0]) == "“one Bcc: thief@example.org” is due today."


def test_markup_in_a_title_is_text_in_the_mail(sink: Sink, secretary: User) -> None:
    notify([secretary], "clocks.due", None, {"title": "<b>a</b>"})
    send_due()
    assert "&lt;b&gt;a&lt;/b&gt;" in text_of(sink.mails[0], "html")
    assert "<b>a</b>" in text_of(sink.mails[0])


def test_server_that_is_away_is_tried_again_later(sink: Sink, secretary: User) -> None:
    notice = tell(secretary)
    sink.refusal = "451 greylisted, try again"
    now = timezone.now()
    waits = []
    for _try in range(3):
        assert send_due(now) == 0
        notice.refresh_from_db()
        assert notice.mail_at is not None
        waits.append((notice.mail_at - now).total_seconds() / 60)
        now = notice.mail_at
    assert waits == [1, 2, 4]
    assert (notice.mail, notice.tries, notice.failure) == (Mail.WAITING, 3, "greylisted, try again")
    sink.refusal = ""
    assert send_due(now - datetime.timedelta(seconds=1)) == 0
    assert send_due(now) == 1
    notice.refresh_from_db()
    assert (notice.mail, notice.failure) == (Mail.SENT, "")


def test_nobody_listening_is_a_failure_like_others(secretary: User, settings: Any) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    notice = tell(secretary)
    assert send_due() == 0
    notice.refresh_from_db()
    assert (notice.mail, notice.tries) == (Mail.WAITING, 1)
    assert "refused" in notice.failure


def test_final_refusal_is_given_up_at_once_and_seen(
    sink: Sink, secretary: User, administrator: User, client: Client
) -> None:
    notice = tell(secretary)
    sink.refusal = "550 no such mailbox"
    send_due()
    notice.refresh_from_db()
    assert (notice.mail, notice.tries) == (Mail.FAILED, 1)
    assert [finding.status for finding in mail_health()] == ["warn"]
    assert sum(entry.count(administrator) for entry in listed("DESK") if entry.url_name == "notices:failures") == 1


def test_attempts_end(sink: Sink, secretary: User) -> None:
    notice = tell(secretary)
    sink.refusal = "451 later"
    now = timezone.now()
    for _try in range(MOST_TRIES):
        send_due(now)
        now += datetime.timedelta(days=1)
    notice.refresh_from_db()
    assert (notice.mail, notice.tries) == (Mail.FAILED, MOST_TRIES)


def test_daily_digest_is_one_mail_in_the_morning(sink: Sink, secretary: User) -> None:
    set_delivery(secretary, delivery=Delivery.DAILY)
    tell(secretary)
    tell(secretary, kind="clocks.due")
    tell(secretary)
    assert send_due() == 0
    morning = Notice.objects.latest("id").mail_at
    assert morning is not None
    assert send_due(morning) == 1
    (mail,) = sink.mails
    assert subject_of(mail) == "3 notices"
    assert text_of(mail).index("Due today") < text_of(mail).index("Past its date")
    assert text_of(mail).count("12 days past its date") == 2
    assert send_due(morning) == 0


def test_digest_leaves_at_seven_in_the_home_state() -> None:
    """The fictional country is seven hours ahead of UTC."""
    before = datetime.datetime(2026, 11, 21, 23, 59, tzinfo=datetime.UTC)
    at = datetime.datetime(2026, 11, 22, 0, 0, tzinfo=datetime.UTC)
    assert next_digest(before) == at
    assert next_digest(at) == at + datetime.timedelta(days=1)


def test_what_was_read_is_not_mailed_any_more(sink: Sink, secretary: User) -> None:
    tell(secretary)
    secretary.notices.all().mark_read()
    assert send_due() == 0
    assert sink.mails == []


def test_sender_is_the_one_of_the_installation(sink: Sink, secretary: User, cast: Cast) -> None:
    from tamdan.institutions.models import Installation

    Installation.objects.update(mail_from="rights@example.org")
    tell(secretary)
    send_due()
    assert sink.mails[0]["from"] == "rights@example.org"


@pytest.mark.commits
def test_mail_goes_by_the_queue_once_the_act_is_committed(committing_db: str, sink: Sink) -> None:
    from django.db import transaction
    from procrastinate.contrib.django import app as queue

    cast = make_cast()
    user = make_user(cast.committee, Role.SECRETARIAT)
    with transaction.atomic():
        notify([user], "clocks.late", None, PARAMS)
        notify([user], "clocks.due", None, PARAMS)
        assert jobs() == 0
    assert jobs() == 1
    connection.close()
    with queue.replace_connector(queue.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, delete_jobs="never")
    assert len(sink.mails) == 2
    assert django_mail.outbox == []


@pytest.mark.commits
def test_act_that_is_rolled_back_told_nobody(committing_db: str) -> None:
    from django.db import transaction

    user = make_user(make_cast().committee, Role.SECRETARIAT)
    with transaction.atomic():
        notify([user], "clocks.late", None, PARAMS)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert jobs() == 0


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.send_mail'")
        return int(cursor.fetchone()[0])
