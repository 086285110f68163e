"""Imports whose process or database died: they say so, and only they do."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tamdan.accounts.enums import Role
from tamdan.imports import actions
from tamdan.imports.broken_off import close_broken_off, findings, look_after
from tamdan.imports.enums import RunState
from tamdan.imports.models import ImportRun
from tamdan.imports.tasks import commit
from tamdan.recommendations.tests.upr_info_export import export, invented
from tests.cast import make_cast, make_user


@pytest.fixture
def run(cast):
    return a_run(cast)


def a_run(cast):
    content = export(invented(30))
    made = actions.receive(
        [content], name="export.csv", size=len(content), owner=cast.committee,
        by=make_user(cast.committee, Role.SECRETARIAT),
    )  # fmt: skip
    old = timezone.now() - timedelta(hours=1)
    ImportRun.objects.filter(pk=made.pk).update(state=RunState.COMMITTING, created_at=old)
    made.refresh_from_db()
    return made


def test_one_that_nobody_works_on_is_closed_with_a_sentence(run):
    assert close_broken_off() == [run]
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "Nothing was stored" in run.reason
    actions.begin(_read_again(run), RunState.CHECKING)


def _read_again(run):
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.READ)
    return ImportRun.objects.get(pk=run.pk)


def test_one_that_waits_for_a_worker_is_left_alone(run):
    commit.defer(run_id=run.pk)
    assert close_broken_off() == []


def test_one_whose_worker_is_gone_is_closed(run):
    commit.defer(run_id=run.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE task_name = 'imports.commit'",
            cursor.fetchone(),
        )
    assert close_broken_off() == [run]


def test_a_young_one_is_left_alone(run):
    ImportRun.objects.update(created_at=timezone.now())
    assert close_broken_off() == []


def test_doctor_closes_it_and_says_so(run):
    [found] = findings()
    assert found.status == "warn"
    assert "export.csv" in found.said()[0]
    assert [one.status for one in findings()] == ["ok"]


def test_the_worker_looks_when_it_starts(committing_db):
    a_run(make_cast())
    stopping = threading.Event()
    stopping.set()
    look_after(stopping)
    assert ImportRun.objects.get().state == RunState.FAILED


def test_one_that_holds_its_turn_is_left_alone(committing_db):
    run = a_run(make_cast())
    with transaction.atomic():
        assert actions.is_turn_free(run)
        answers = []

        def look() -> None:
            answers.append(close_broken_off())
            connection.close()

        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert answers == [[]]
