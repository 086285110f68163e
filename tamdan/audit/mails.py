"""The day's checkpoint to those outside who keep it."""

from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from tamdan.audit.models import Checkpoint, Witness


def checkpoint_mail(witness: Witness, checkpoint: Checkpoint) -> EmailMessage:
    """A mail in the witness's language. Its attachment is what ``tamdan audit verify --checkpoint`` reads."""
    with override(witness.language):
        context = {"witness": witness, "checkpoint": checkpoint}
        mail = EmailMessage(
            subject=_("Checkpoint of the ledger: %(size)s entries") % {"size": checkpoint.size},
            body=render_to_string("audit/emails/checkpoint.txt", context),
            to=[str(witness.email)],
        )
    mail.attach(f"checkpoint-{checkpoint.size}.txt", checkpoint.note, "text/plain")
    return mail


def send_to_witnesses(checkpoint: Checkpoint) -> tuple[int, list[Witness]]:
    """Mail every witness; returns how many went out and who could not be reached, so that one failure stops no other."""
    sent, failed = 0, []
    for witness in Witness.objects.exclude(email=None):
        try:
            sent += checkpoint_mail(witness, checkpoint).send()
        except (SMTPException, OSError):
            failed.append(witness)
    return sent, failed
