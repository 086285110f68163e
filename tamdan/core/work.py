"""The worker: background jobs of the queue in PostgreSQL, and the ledger's sequencer beside them, in one process."""

import threading

from django.db import connection
from procrastinate.contrib.django import app as queue

from tamdan.core.broken_off import give_up_lost_jobs
from tamdan.core.panels import listed

CONCURRENCY = 2
POLL_SECONDS = 5.0
"""Only for jobs whose notification was lost; otherwise the queue wakes us."""


def work() -> None:
    """Work until told to stop; jobs that run are finished first. Rooms add loops in ``panels.LOOPS``: callables of a stop event."""
    stopping = threading.Event()
    loops = [
        threading.Thread(target=loop, args=[stopping], name=loop.__name__)
        for loop in [give_up_lost_jobs, *listed("LOOPS")]
    ]
    try:
        # Within the block: a signal that comes while they begin would otherwise leave them running, and the process with them.
        for thread in loops:
            thread.start()
        connection.close()
        with queue.replace_connector(queue.connector.get_worker_connector()) as app:  # type: ignore[attr-defined]
            app.run_worker(concurrency=CONCURRENCY, fetch_job_polling_interval=POLL_SECONDS)
    finally:
        stopping.set()
        for thread in loops:
            if thread.is_alive():
                thread.join()
