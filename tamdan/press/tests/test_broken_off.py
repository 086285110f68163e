"""A worker that is killed while it reads: the capture is handed over once more and read to its end, or closed with a sentence."""

import os
import signal
import threading
import time

from django.db import connection
from django.test import Client
from django.urls import reverse

from tamdan.accounts.enums import Role
from tamdan.press import storing, tasks
from tamdan.press.broken_off import findings, hand_over_again, look_after
from tamdan.press.models import Article, Capture
from tamdan.press.tests.people import DUMP
from tests.cast import make_cast, make_user

STORIES = 24


def waiting(text: str, owner) -> Capture:
    return Capture.objects.create(
        owner=owner, visibility="staff", how="pasted", digest="0" * 64, text=text, state="reading"
    )


def read_and_be_killed(capture: Capture) -> int:
    """In a process of its own, which gets no chance to say anything; gives how many articles it had stored."""
    connection.close()
    worker = os.fork()
    if not worker:
        tasks.read(capture.pk)
        os._exit(0)
    while not Article.objects.exists():
        time.sleep(0.005)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    return Article.objects.count()


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'press.read' AND status = 'todo'")
        return int(cursor.fetchone()[0])


def test_a_killed_reading_goes_on_by_itself(committing_db, monkeypatch):
    monkeypatch.setattr(storing, "BATCH", 4)
    cast = make_cast()
    story = DUMP.partition("Posted by: Editor | Posted on: March 5")[0]
    capture = waiting("".join(story.replace("Srae", f"Srae {number}") for number in range(STORIES)), cast.committee)
    assert 0 < read_and_be_killed(capture) < STORIES
    client = Client()
    client.force_login(make_user(cast.committee, Role.SECRETARIAT))
    page = client.get(reverse("press:capture", args=[capture.uuid])).content.decode()
    assert "Go on reading" in page
    assert [one.status for one in findings()] == ["warn"]
    stopping = threading.Event()
    stopping.set()
    look_after(stopping)
    assert jobs() == 1
    assert hand_over_again() == [], "the queue has it"
    tasks.read(capture.pk)
    capture.refresh_from_db()
    assert (capture.state, capture.error, Article.objects.count()) == ("read", None, STORIES)
    assert Article.objects.values("start_line").distinct().count() == STORIES, "none is there twice"
    assert [one.status for one in findings()] == ["ok"]


def test_what_breaks_off_twice_is_closed_and_can_be_read_again(as_secretary, cast):
    capture = waiting(DUMP, cast.committee)
    assert hand_over_again() == [capture]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'press.read'")
    assert hand_over_again() == [capture]
    capture.refresh_from_db()
    assert capture.state == "failed"
    assert "ended twice" in capture.reason
    address = reverse("press:reread", args=[capture.uuid])
    assert as_secretary.post(address).status_code == 302
    assert as_secretary.post(address).status_code == 409, "the queue has it"
    tasks.read(capture.pk)
    capture.refresh_from_db()
    assert (capture.state, capture.articles.count()) == ("read", 2)
