"""Each change of a public record reaches each follower once, by a real mail server, and the feed once; what is not public never."""

import os
import signal
import threading
from typing import Any

import pytest
from django.db import connection, transaction

from tamdan.core.models import BulkAct
from tamdan.imports import actions as imports
from tamdan.notices.enums import Mail
from tamdan.notices.tests.conftest import Sink, subject_of, text_of
from tamdan.portal.enums import Pace
from tamdan.portal.models import Bulletin, News, Telling
from tamdan.portal.telling import distribute, send_due
from tamdan.portal.tests.conftest import FIRST, NEWER, OTHER, Register
from tamdan.portal.tests.following import entries, follower, titles, work
from tamdan.recommendations import actions
from tamdan.recommendations.models import Recommendation, RecommendationText

FEED = "/en/recommendations/feed/"


@pytest.fixture
def published(register: Register) -> Recommendation:
    """One record that everybody sees, of which everybody who wanted was told."""
    imports.publish([register.bring([FIRST], "first.csv")], by=register.secretary)
    work()
    return Recommendation.objects.get()


def test_second_import_of_a_changed_row_reaches_mail_and_feed_once(
    sink: Sink, register: Register, published: Recommendation
) -> None:
    follower("state=FJI")
    follower(record=published)  # the same address, twice concerned
    follower("q=detention", address="second@example.org")
    follower("state=TCD", address="elsewhere@example.org")
    register.bring([NEWER, OTHER], "newer.csv")
    for _again in range(3):
        work()
    assert sorted(str(mail["to"]) for mail in sink.mails) == ["reader@example.org", "second@example.org"]
    assert Telling.objects.count() == 2, "nobody else is written down"
    mail = sink.mails[0]
    assert subject_of(mail) == "Answer changed: Recommendation to Fiji, session 6"
    for kind in ("plain", "html"):
        assert "changed from “Supported” to “Noted”" in text_of(mail, kind)
        assert FIRST.text in text_of(mail, kind)
        assert OTHER.text not in text_of(mail, kind)
    assert titles(FEED)[0].startswith("Answer changed")
    assert len(titles(FEED)) == 2
    register.bring([NEWER, OTHER], "newer.csv")  # the same file again
    work()
    assert (len(sink.mails), len(titles(FEED))) == (2, 2)


def test_import_of_what_is_internal_tells_nobody(sink: Sink, register: Register) -> None:
    follower()
    register.bring([FIRST], "first.csv")
    register.bring([NEWER], "newer.csv")
    work()
    assert sink.mails == []
    assert (Bulletin.objects.count(), entries(FEED)) == (0, [])


def test_publication_is_told_whole_and_its_withdrawal_takes_it_back(sink: Sink, register: Register) -> None:
    follower()
    run = register.bring([FIRST, OTHER], "first.csv")
    imports.publish([run], by=register.secretary)
    work()
    (mail,) = sink.mails
    assert subject_of(mail) == "2 changes in the register"
    assert len(entries(FEED)) == 2
    actions.withdraw(BulkAct.objects.get(), by=register.secretary)
    work()
    assert (len(sink.mails), entries(FEED)) == (1, [])


def test_what_is_withdrawn_before_the_mail_left_is_not_mailed(sink: Sink, register: Register) -> None:
    follower()
    imports.publish([register.bring([FIRST], "first.csv")], by=register.secretary)
    assert distribute() == 1
    actions.withdraw(BulkAct.objects.get(), by=register.secretary)
    assert send_due() == 0
    assert (sink.mails, Telling.objects.get().mail) == ([], Mail.NONE)


def test_undone_import_tells_what_the_public_record_says_again(
    sink: Sink, register: Register, published: Recommendation
) -> None:
    follower()
    newer = register.bring([NEWER, OTHER], "newer.csv")
    work()
    imports.undo(newer, by=register.secretary)
    work()
    assert len(sink.mails) == 2
    assert "changed from “Noted” to “Supported”" in text_of(sink.mails[1])
    assert all(OTHER.text not in text_of(mail) for mail in sink.mails)


def test_dry_run_is_no_news(register: Register, published: Recommendation, tmp_path: Any) -> None:
    before = News.objects.count()
    path = tmp_path / "first.csv"
    imports.import_file(path, owner=register.owner, by=None, dry_run=True)
    with transaction.atomic():
        Recommendation.objects.update(position="noted")
        transaction.set_rollback(True)
    assert News.objects.count() == before


def test_change_and_back_within_one_act_is_no_news(register: Register, published: Recommendation) -> None:
    before = len(entries(FEED))
    with transaction.atomic():
        Recommendation.objects.update(position="noted")
        Recommendation.objects.update(position="supported")
    assert len(entries(FEED)) == before


def test_new_text_is_news_and_the_mail_speaks_the_followers_language(
    sink: Sink, published: Recommendation, register: Register
) -> None:
    follower(record=published, language="km")
    RecommendationText.objects.update(text="Open every place of detention")
    work()
    (mail,) = sink.mails
    assert mail["content-language"] == "km"
    assert "/km/recommendations/" in text_of(mail)
    assert "Open every place of detention" in text_of(mail)


def test_mail_server_that_is_away_is_tried_again(sink: Sink, published: Recommendation, register: Register) -> None:
    follower()
    register.bring([NEWER], "newer.csv")
    sink.refusal = "451 try again"
    work()
    assert (Telling.objects.get().mail, Telling.objects.get().tries) == (Mail.WAITING, 1)
    sink.refusal = ""
    assert send_due(Telling.objects.get().mail_at) == 1
    assert len(sink.mails) == 1


def test_worker_that_is_killed_while_it_mails_mails_once(
    sink: Sink, published: Recommendation, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower()
    register.bring([NEWER], "newer.csv")
    distribute()
    connection.close()
    child = os.fork()
    if child == 0:
        sends_until_killed()
    taken = type(sink).handle_DATA

    async def kills(self: Sink, *_arguments: Any) -> str:
        os.kill(child, signal.SIGKILL)
        return "451 the worker is gone"

    monkeypatch.setattr(type(sink), "handle_DATA", kills)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    monkeypatch.setattr(type(sink), "handle_DATA", taken)
    assert Telling.objects.get().mail == Mail.WAITING
    work()
    assert len(sink.mails) == 1


def sends_until_killed() -> None:
    """The life of the child: it mails again and again, until the mail server kills it."""
    try:
        while True:
            send_due()
            Telling.objects.update(mail=Mail.WAITING)
    finally:
        os._exit(1)


def test_worker_that_dies_while_it_writes_down_whom_to_tell_begins_anew(
    published: Recommendation, register: Register
) -> None:
    follower()
    register.bring([NEWER], "newer.csv")
    with transaction.atomic():
        assert distribute() == 1
        transaction.set_rollback(True)
    assert (Telling.objects.count(), distribute(), distribute()) == (0, 1, 0)


def test_two_workers_and_two_imports_at_once_tell_each_change_once(
    sink: Sink, published: Recommendation, register: Register
) -> None:
    follower()
    imports.publish([register.bring([OTHER], "other.csv")], by=register.secretary)
    register.bring([NEWER], "newer.csv")

    def one_worker() -> None:
        try:
            distribute()
            send_due()
        finally:
            connection.close()

    workers = [threading.Thread(target=one_worker) for _number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    work()
    assert Telling.objects.count() == 2
    assert sorted(subject_of(mail).partition(":")[0] for mail in sink.mails) == ["Answer changed", "Published"]


def test_daily_digest_is_one_mail_in_the_morning(sink: Sink, published: Recommendation, register: Register) -> None:
    follower(pace=Pace.DAILY)
    register.bring([NEWER], "newer.csv")
    imports.publish([register.bring([OTHER], "other.csv")], by=register.secretary)
    work()
    assert sink.mails == []
    due = Telling.objects.latest("mail_at").mail_at
    assert send_due(due) == 1
    (mail,) = sink.mails
    assert subject_of(mail) == "2 changes in the register"
