"""Telling people, and how they choose to be told. Mail goes out by tasks.py once the act is committed."""

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import override

from tamdan.accounts.models import User
from tamdan.core import bulk
from tamdan.core.ledger import record
from tamdan.core.models import BulkAct
from tamdan.core.notices import Params
from tamdan.core.panels import merged
from tamdan.notices.enums import Delivery, Mail
from tamdan.notices.models import Notice, Preference
from tamdan.notices.sending import send_soon
from tamdan.taxonomy.country import country

READ_ALL = "notices.read_all"
DIGEST_HOUR = 7
"""Digests leave at seven in the morning of the home State."""
NEUTRAL = "en"


class UnknownKind(LookupError):
    """A kind that no room declares in ``NOTICE_KINDS``."""


@transaction.atomic
def notify(users: Iterable[User], kind: str, about: models.Model | None, params: Params) -> int:
    """One notice to each user who may sign in; gives how many. Three queries. Raises UnknownKind.

    Runs in the caller's transaction: what is rolled back was never told. Mails begin after the commit.
    """
    if kind not in merged("NOTICE_KINDS"):
        raise UnknownKind(f"{kind} is in no room's NOTICE_KINDS (panels.py)")
    told = {user.pk: user for user in users if user.is_active}
    wishes = dict(Preference.objects.filter(user__in=told).values_list("user_id", "delivery"))
    made = [_notice(user, kind, about, params, wishes.get(pk, Delivery.IMMEDIATE)) for pk, user in told.items()]
    Notice.objects.bulk_create(made)
    if any(notice.mail == Mail.WAITING and not notice.in_digest for notice in made):
        transaction.on_commit(send_soon)
    return len(made)


def _notice(user: User, kind: str, about: models.Model | None, params: Params, delivery: str) -> Notice:
    now = timezone.now()
    notice = Notice(user=user, kind=kind, params=dict(params), made_at=now)
    if about is not None:
        notice.object_kind, notice.object_id, notice.path = about._meta.label_lower, about.pk, path_of(about)
    if delivery != Delivery.NONE:
        notice.mail, notice.in_digest = Mail.WAITING, delivery == Delivery.DAILY
        notice.mail_at = next_digest(now) if notice.in_digest else now
    return notice


def path_of(about: models.Model) -> str:
    """The address of a record's page without its language; empty for a record without a page."""
    find = getattr(about, "get_absolute_url", None)
    if find is None:
        return ""
    with override(NEUTRAL):
        return str(find()).removeprefix(f"/{NEUTRAL}")


def next_digest(now: datetime.datetime) -> datetime.datetime:
    """The next morning at DIGEST_HOUR in the home State."""
    here = now.astimezone(ZoneInfo(country(settings.COUNTRY).time_zone))
    morning = here.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return morning if morning > here else morning + datetime.timedelta(days=1)


@transaction.atomic
def set_delivery(user: User, *, delivery: Delivery) -> Preference:
    """How this person wants mail from now on; what waited for a mail that they no longer want is not mailed."""
    preference, _made = Preference.objects.update_or_create(user=user, defaults={"delivery": delivery})
    if delivery == Delivery.NONE:
        user.notices.filter(mail=Mail.WAITING).update(mail=Mail.NONE)
    record("notices.delivery_set", preference, by=user, about=user, detail={"delivery": delivery})
    return preference


@transaction.atomic
def read_all(user: User) -> BulkAct:
    """Mark everything as read; ``unread_again`` takes it back within 30 days. Raises core.bulk.NothingToChange."""
    user.notices.all().need_no_mail()
    return bulk.change(user.notices.unread(), verb=READ_ALL, by=user, read_at=timezone.now())


def unread_again(act: BulkAct, *, by: User) -> bulk.Undone:
    """Raises core.bulk.AlreadyUndone and TooLateToUndo. What was not mailed meanwhile is not mailed any more."""
    return bulk.undo(act, by=by)


@transaction.atomic
def try_again(notice: Notice, *, by: User) -> None:
    """Mail a notice whose mail had failed for good; its attempts are counted anew."""
    Notice.objects.filter(pk=notice.pk, mail=Mail.FAILED).update(mail=Mail.WAITING, mail_at=timezone.now(), tries=0)
    record("notices.mail_tried_again", notice, by=by)
    transaction.on_commit(send_soon)
