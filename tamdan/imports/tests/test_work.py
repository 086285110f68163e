"""With the real worker and real transactions: stored whole or not at all, one after the other, and seen while it runs."""

import threading
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app as queue

from tamdan.accounts.enums import Role
from tamdan.core.errors import DomainError
from tamdan.imports import actions
from tamdan.imports.carrying import Silent
from tamdan.imports.enums import RunState
from tamdan.imports.errors import Cancelled
from tamdan.imports.models import ImportRun
from tamdan.imports.progress import Told
from tamdan.imports.tasks import check
from tamdan.institutions.models import Body
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.upr_info_export import export, invented
from tests.cast import make_cast, make_user

ROWS = invented(60)


@pytest.fixture
def people(committing_db):
    cast = make_cast()
    return cast.committee, make_user(cast.committee, Role.SECRETARIAT)


def a_run(people, rows=ROWS, name="export.csv"):
    owner, by = people
    content = export(rows)
    return actions.receive([content], name=name, size=len(content), owner=owner, by=by)


def work():
    connector: Any = queue.connector
    with queue.replace_connector(connector.get_worker_connector()) as app:
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def test_a_worker_checks_and_stores_and_tells(people):
    run = a_run(people)
    actions.begin(run, RunState.CHECKING)
    check.defer(run_id=run.pk)
    work()
    run.refresh_from_db()
    assert (run.state, run.done, run.total) == ("previewed", len(ROWS), len(ROWS))
    assert not Recommendation.objects.exists()
    from tamdan.imports.tasks import commit

    actions.begin(run, RunState.COMMITTING)
    commit.defer(run_id=run.pk)
    work()
    run.refresh_from_db()
    assert run.state == "done"
    assert Recommendation.objects.count() == run.new


def test_progress_is_seen_while_the_import_is_open_and_a_cancel_is_heard(people):
    run = a_run(people)
    seen = []

    class Watched(Told):
        def __call__(self, done, total):
            super().__call__(done, total)
            with self.side.cursor() as cursor:
                cursor.execute(
                    "SELECT done, (SELECT count(*) FROM recommendations_recommendation) FROM imports_importrun"
                )
                seen.append(cursor.fetchone())
                cursor.execute("UPDATE imports_importrun SET cancel_asked = true")
            self.last = 0.0
            super().__call__(done, total)

    run.state = RunState.COMMITTING
    run.save()
    with Watched(run) as told, pytest.raises(Cancelled):
        actions.commit(run, told)
    assert seen == [(len(ROWS), 0)], "others see the progress, and nothing of what is not committed"
    run.refresh_from_db()
    assert run.state == "cancelled"
    assert not Recommendation.objects.exists()


def test_two_who_import_one_file_at_once_get_it_once(people):
    runs = [a_run(people, name=f"{place}.csv") for place in "ab"]
    ImportRun.objects.update(state=RunState.COMMITTING)
    waited, failed = [], []

    class Waiting(Silent):
        def waits(self, for_whom):
            waited.append(for_whom)

    def store(pk):
        try:
            actions.commit(ImportRun.objects.get(pk=pk), Waiting())
        except DomainError as error:
            failed.append(error)
        finally:
            connection.close()

    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        actions._take_turn(runs[0], Silent())
        threads = [threading.Thread(target=store, args=[run.pk]) for run in runs]
        for thread in threads:
            thread.start()
        while len(waited) < 2:
            threading.Event().wait(0.02)
        cursor.execute("ROLLBACK")
    for thread in threads:
        thread.join()
    assert not failed
    assert all(name.startswith("a.csv") for name in waited)
    found = sorted((run.new, run.unchanged) for run in ImportRun.objects.all())
    assert found[0] == (0, len(ROWS))
    assert found[1][0] == Recommendation.objects.count()


def store_alone(pk):
    actions.commit(ImportRun.objects.get(pk=pk))
    connection.close()


def test_two_bodies_do_not_wait_for_each_other(people):
    run = a_run(people)
    other = Body.objects.create(code="t-other", kind="rights_group", name_en="Other")
    theirs = a_run((other, people[1]))
    ImportRun.objects.update(state=RunState.COMMITTING)
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        actions._take_turn(run, Silent())
        thread = threading.Thread(target=store_alone, args=[theirs.pk])
        thread.start()
        thread.join(10)
        cursor.execute("ROLLBACK")
    assert not thread.is_alive()
    assert Recommendation.objects.exists()
