"""Mail of notices by SMTP. Each mail is one transaction that holds its rows, so two workers never send the same one.

A failure is written beside the notice, tried again after 1, 2, 4 … minutes, and given up after ``MOST_TRIES``; a refusal that
the server calls final is given up at once.
"""

import datetime
import smtplib
from collections.abc import Sequence

import procrastinate.exceptions
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from tamdan.notices.emails import mail_for
from tamdan.notices.enums import Mail
from tamdan.notices.models import Notice

MOST_TRIES = 8
FINAL = range(500, 600)
"""SMTP replies that no later attempt will change (RFC 5321, 4.2.1)."""


def send_soon() -> None:
    """Ask the worker to send what waits; once is enough however many ask."""
    from tamdan.notices.tasks import send_mail  # noqa: PLC0415 the task calls this module

    try:
        send_mail.configure().defer(timestamp=0)
    except procrastinate.exceptions.AlreadyEnqueued:
        return


def send_due(now: datetime.datetime | None = None) -> int:
    """Send every mail that is due; gives how many left. What fails waits for its next attempt."""
    now = now or timezone.now()
    due = Notice.objects.to_mail(now).order_by("id")
    sent = sum(_send([pk], now) for pk in list(due.filter(in_digest=False).values_list("pk", flat=True)))
    digests: dict[int, list[int]] = {}
    for pk, user in due.filter(in_digest=True).values_list("pk", "user_id"):
        digests.setdefault(user, []).append(pk)
    return sent + sum(_send(keys, now) for keys in digests.values())


@transaction.atomic
def _send(keys: Sequence[int], now: datetime.datetime) -> bool:
    rows = Notice.objects.to_mail(now).filter(pk__in=keys).select_for_update(of=("self",), skip_locked=True)
    notices = list(rows.select_related("user").order_by("id"))
    if not notices:
        return False
    failure = failure_of(mail_for(notices))
    for notice in notices:
        _note(notice, failure, now)
    Notice.objects.bulk_update(notices, ["mail", "mail_at", "mailed_at", "tries", "failure"])
    return failure is None


def failure_of(mail: EmailMessage) -> tuple[str, bool] | None:
    """Sends a mail. What went wrong and whether that is final; None when the server took it."""
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes, said = zip(*error.recipients.values(), strict=True)
        return _plain(said[0]), all(code in FINAL for code in codes)
    except smtplib.SMTPResponseException as error:
        return _plain(error.smtp_error), error.smtp_code in FINAL
    except (smtplib.SMTPException, OSError) as error:
        return str(error) or type(error).__name__, False
    return None


def _plain(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said


def _note(notice: Notice, failure: tuple[str, bool] | None, now: datetime.datetime) -> None:
    if failure is None:
        notice.mail, notice.mailed_at, notice.failure = Mail.SENT, now, ""
        return
    notice.failure, is_final = failure[0][:300], failure[1]
    notice.tries += 1
    if is_final or notice.tries >= MOST_TRIES:
        notice.mail = Mail.FAILED
    else:
        notice.mail_at = now + datetime.timedelta(minutes=2 ** (notice.tries - 1))
