import datetime

from django.utils import timezone
from procrastinate.contrib.django import app as queue

from tamdan.vault.actions import remove_unclaimed

GRACE = datetime.timedelta(days=1)
"""A file whose row is still being written is younger than this."""


@queue.periodic(cron="17 3 * * *")
@queue.task(name="vault.remove_unclaimed")
def remove_unclaimed_files(timestamp: int) -> None:
    """Nightly: bytes that an interrupted upload or an erasure left behind."""
    remove_unclaimed(timezone.now() - GRACE)
