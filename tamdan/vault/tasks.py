import datetime

from django.utils import timezone
from procrastinate.contrib.django import app as queue

from tamdan.vault.actions import remove_unclaimed
from tamdan.vault.blobs import remove_unreferenced
from tamdan.vault.uploading import sweep

GRACE = datetime.timedelta(days=1)
"""A file whose row is still being written is younger than this."""
UNFINISHED = datetime.timedelta(hours=48)
"""How long a sender has for the whole letter: segments on their way in, and blobs whose letter has not come."""


@queue.periodic(cron="17 3 * * *")
@queue.task(name="vault.remove_unclaimed")
def remove_unclaimed_files(timestamp: int) -> None:
    """Nightly: sealed blobs whose letter never came, then bytes that an interrupted upload or an erasure left behind."""
    remove_unreferenced(timezone.now() - UNFINISHED)
    remove_unclaimed(timezone.now() - GRACE)


@queue.periodic(cron="23 * * * *")
@queue.task(name="vault.sweep_uploads")
def sweep_uploads(timestamp: int) -> None:
    """Hourly: uploads and tickets that expired, and what of them lies in ``incoming``."""
    sweep(timezone.now() - UNFINISHED)
