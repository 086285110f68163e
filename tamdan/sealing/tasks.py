import datetime
import re

from django.utils import timezone
from procrastinate.contrib.django import app as queue

from tamdan.accounts.models import User
from tamdan.core.panels import listed
from tamdan.sealing import server
from tamdan.sealing.actions import leave_all
from tamdan.sealing.recovery import forget_former_kits, store_secrets
from tamdan.sealing.server import KEEP


@queue.periodic(cron="11 4 1 * *")
@queue.task(name="sealing.rotate_server_keys", queueing_lock="sealing.rotate_server_keys")
def rotate_server_keys(timestamp: int) -> None:
    """Monthly: new release and intake keys; what is sealed to former ones is sealed again; keys of past backups are destroyed."""
    for purpose in (server.RELEASE, server.INTAKE):
        server.make_key(purpose)
    rewrappers = listed("REWRAPPERS")
    left = sum(rewrap() for rewrap in rewrappers)
    if rewrappers and not left:
        for purpose in (server.RELEASE, server.INTAKE):
            for name in server.former(purpose):
                if is_past(name, timezone.localdate()):
                    server.destroy(name)
    store_secrets()


@queue.periodic(cron="41 * * * *")
@queue.task(name="sealing.keep_keys", queueing_lock="sealing.keep_keys")
def keep_keys(timestamp: int) -> None:
    """Hourly: people whose role ended leave their offices; the kit gets the server's keys when they changed."""
    for user in User.objects.filter(officer_keys__copies__epoch__retired_at__isnull=True).distinct():
        leave_all(user, by=None)
    store_secrets()
    forget_former_kits()


def is_past(name: str, today: datetime.date) -> bool:
    """Whether ``release-2026-07`` went out of use more than ``KEEP`` before ``today``: it was in use for at least its month."""
    found = re.search(r"(\d{4})-(\d{2})$", name)
    assert found, name
    first = datetime.date(int(found[1]), int(found[2]), 1)
    after = (first + datetime.timedelta(days=32)).replace(day=1)
    return after + KEEP < today
