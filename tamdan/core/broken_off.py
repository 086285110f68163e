"""Work whose process was killed: rooms look now and then for what still says that it is at work though no job of the queue has it."""

import contextlib
import threading
from collections.abc import Callable, Sequence

from django.db import OperationalError, connection

SILENT = 60
"""Seconds: a worker without a sign of life for so long is gone."""
_HELD = """
SELECT 1 FROM procrastinate_jobs AS job LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
WHERE job.task_name = ANY(%s) AND (job.args ->> %s)::bigint = %s
AND (job.status = 'todo' OR job.status = 'doing' AND worker.last_heartbeat > now() - make_interval(secs => %s))
"""
_LOST = """
SELECT job.id FROM procrastinate_jobs AS job LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
WHERE job.status = 'doing' AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %s))
"""
_GIVE_UP = "SELECT procrastinate_finish_job_v1(id, 'failed', false) FROM unnest(%s::bigint[]) AS id"


def has_job(tasks: Sequence[str], argument: str, number: int) -> bool:
    """Whether a job of one of these tasks with this number as ``argument`` waits, or is in the hands of a worker that lives."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [list(tasks), argument, number, SILENT])
        return cursor.fetchone() is not None


def keep_looking(look: Callable[[], object], every: float, stopping: threading.Event) -> None:
    """For ``panels.LOOPS``: at once, and again after ``every`` seconds, until told to stop."""
    while True:
        with contextlib.suppress(OperationalError):  # the database may be the one that was stopped
            look()
        connection.close()
        if stopping.wait(every):
            return


def lost_jobs() -> set[int]:
    """Jobs that are being done by nobody: their worker gives no sign of life. Their locks keep all later jobs of their kind waiting."""
    with connection.cursor() as cursor:
        cursor.execute(_LOST, [SILENT])
        return {number for (number,) in cursor.fetchall()}


class LostJobs:
    """Gives up jobs that two looks in a row find lost: a machine that slept gives its signs of life late."""

    def __init__(self) -> None:
        self.before: set[int] = set()

    def look(self) -> set[int]:
        """Those that the queue calls failed now; what waited behind their locks goes on."""
        lost = lost_jobs()
        given_up, self.before = lost & self.before, lost - self.before
        if given_up:
            with connection.cursor() as cursor:
                cursor.execute(_GIVE_UP, [sorted(given_up)])
        return given_up


def give_up_lost_jobs(stopping: threading.Event) -> None:
    """Beside the worker: when it starts, and once a minute."""
    keep_looking(LostJobs().look, SILENT, stopping)
