"""What ``tamdan doctor`` finds by itself, without the rooms' own looks."""

import os
import time

import pytest
from django.db import connection

from tamdan.core import health
from tamdan.core.home import home

pytestmark = pytest.mark.django_db


def test_failed_work_open_keys_and_an_old_backup_are_named_with_what_to_do():
    (home() / "secrets").mkdir(parents=True, exist_ok=True)
    (home() / "secrets" / "ledger").write_text("key")
    (home() / "secrets" / "ledger").chmod(0o644)
    (home() / "last-backup.json").write_text('{"file": "/elsewhere/saved.tar"}')
    os.utime(home() / "last-backup.json", times=(time.time(), time.time() - 9 * 86400))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', 'notices.mail') RETURNING id"
        )
        number = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [number])
    found = {
        one.name: (one.status, *one.said()) for look in (health.keys, health.backups, health.worker) for one in look()
    }
    assert found["failed work"][:2] == ("warn", "Background work: failed within a week: notices.mail (1).")
    assert found["keys"][0] == "bad"
    assert found["keys"][2].startswith("Run: `chmod 600 /")
    assert found["backup"] == (
        "warn", "Backup: the last one is 9 days old: /elsewhere/saved.tar", "Run: `tamdan backup FILE`",
    )  # fmt: skip
    assert found["worker"][2] == "Run: `tamdan serve`, or `tamdan worker`"
