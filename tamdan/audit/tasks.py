"""The ledger's daily work."""

import logging

from django.db import transaction
from procrastinate.contrib.django import app as queue

from tamdan.audit.cosigning import ask_witnesses
from tamdan.audit.erasing import apply_retention
from tamdan.audit.events import Entry, write
from tamdan.audit.mails import send_to_witnesses
from tamdan.audit.models import Checkpoint

logger = logging.getLogger(__name__)


def mail_checkpoint() -> int:
    """Send the last checkpoint to every witness and record that it left; returns how many mails went out."""
    checkpoint = Checkpoint.objects.select_related("log").first()
    if checkpoint is None:
        return 0
    sent, failed = send_to_witnesses(checkpoint)
    for witness in failed:
        logger.error("The checkpoint could not be mailed to witness %s", witness.pk)
    if sent:
        with transaction.atomic():
            write(Entry("checkpoint.mailed", facts={"size": checkpoint.size, "witnesses": sent}))
    return sent


@queue.periodic(cron="7 4 * * *")
@queue.task(name="audit.mail_checkpoint")
def mail_checkpoint_daily(timestamp: int) -> None:
    """Daily: what was signed leaves the machine."""
    mail_checkpoint()


@queue.periodic(cron="*/5 * * * *")
@queue.task(name="audit.ask_witnesses")
def ask_witnesses_regularly(timestamp: int) -> None:
    """Every five minutes: programs of witnesses cosign what was added, or each hour that nothing was."""
    ask_witnesses()


@queue.periodic(cron="47 2 * * *")
@queue.task(name="audit.apply_retention")
def apply_retention_daily(timestamp: int) -> None:
    """Daily: what may not be kept any longer is deleted or proposed for erasure."""
    apply_retention()
