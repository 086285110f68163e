"""The worker ends when it is told to, whenever that comes; what one held that was killed keeps nothing waiting."""

import signal

import pytest
from django.db import connection

from tamdan.core import broken_off, work


@pytest.fixture
def interruptible():
    """As a process of its own is; one that was begun in the background ignores the signal."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class Interrupted:
    """The connection that is closed once the loops run and before the queue listens to signals itself."""

    def close(self):
        signal.raise_signal(signal.SIGINT)


def test_a_signal_that_comes_before_the_queue_listens_ends_the_loops_too(monkeypatch, interruptible):
    told = []
    monkeypatch.setattr(work, "listed", lambda _name: [lambda stopping: told.append(stopping.wait(10))])
    monkeypatch.setattr(work, "give_up_lost_jobs", lambda stopping: told.append(stopping.wait(10)))
    monkeypatch.setattr(work, "connection", Interrupted())
    with pytest.raises(KeyboardInterrupt):
        work.work()
    assert told == [True, True]


@pytest.fixture
def at_work(db):
    """A worker that was heard a moment ago and one that was not for an hour; gives a function that makes a job of one of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()), (now() - interval '1 hour') RETURNING id"
        )
        workers = dict(zip(("alive", "gone"), (number for (number,) in cursor.fetchall()), strict=True))

        def job(lock, who):
            cursor.execute(
                "INSERT INTO procrastinate_jobs (task_name, queue_name, lock, status, worker_id) VALUES ('some.task', 'default', %s, %s, %s) "
                "RETURNING id",
                [lock, "doing" if who else "todo", workers.get(who)],
            )
            return cursor.fetchone()[0]

        yield job


def fetched():
    """The lock of the job that a worker would take now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT lock FROM procrastinate_fetch_job_v2(NULL, NULL)")
        return cursor.fetchone()[0]


def test_what_a_killed_worker_held_keeps_nothing_waiting(at_work):
    kept, lost = at_work("mail", "alive"), at_work("poll", "gone")
    at_work("mail", "")
    at_work("poll", "")
    assert fetched() is None, "both wait behind a lock"
    assert broken_off.lost_jobs() == {lost}
    looks = broken_off.LostJobs()
    assert (looks.look(), looks.look()) == (set(), {lost})
    assert broken_off.lost_jobs() == set()
    assert fetched() == "poll"
    looks.look()
    assert kept not in looks.look(), "what a worker that lives has stays with it"
