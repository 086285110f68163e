"""Who is told of a bulletin, and the mails. A bulletin becomes one row for each follower whom it concerns, in one transaction,
and each mail is one transaction that holds its rows: whichever worker dies, nobody is told twice or passed over.

A mail that the server took before its transaction ended goes out again under the same Message-ID, which mail programs show once.
"""

import datetime
from collections.abc import Iterator, Sequence

import procrastinate.exceptions
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tamdan.notices.actions import next_digest
from tamdan.notices.enums import Mail
from tamdan.notices.sending import MOST_TRIES, failure_of
from tamdan.portal.access import selection_of
from tamdan.portal.emails import confirmation, news_mail
from tamdan.portal.enums import Pace
from tamdan.portal.models import Bulletin, Follow, Follower, News, NewsQuerySet, Outgoing, Telling
from tamdan.portal.news import news_about, news_of


def send_soon() -> None:
    """Ask the worker to send what waits; once is enough however many ask."""
    from tamdan.portal.tasks import tell  # noqa: PLC0415 the task calls this module

    try:
        tell.configure().defer(timestamp=0)
    except procrastinate.exceptions.AlreadyEnqueued:
        return


def distribute() -> int:
    """Write down who is to be told of every bulletin that is new; gives how many tellings."""
    waiting = list(Bulletin.objects.filter(told_at=None).order_by("id").values_list("pk", flat=True))
    return sum(_distribute(pk) for pk in waiting)


@transaction.atomic
def _distribute(pk: int) -> int:
    bulletin = Bulletin.objects.select_for_update(skip_locked=True).filter(pk=pk, told_at=None).first()
    if bulletin is None:
        return 0
    now = timezone.now()
    made = [
        Telling(follower=one, bulletin=bulletin, mail_at=next_digest(now) if one.pace == Pace.DAILY else now)
        for one in Follower.objects.filter(pk__in=concerned(bulletin)).order_by("pk")
    ]
    Telling.objects.bulk_create(made)
    Bulletin.objects.filter(pk=pk).update(told_at=now)
    return len(made)


def concerned(bulletin: Bulletin) -> set[int]:
    """The followers of something that the bulletin has public news of. One query for each followed list."""
    follows = Follow.objects.confirmed()
    news = News.objects.public().filter(bulletin=bulletin)
    records = Q(recommendation__in=news.values("recommendation")) | Q(
        recommendation__in=news.values("recommendation__parent")
    )
    found = set(follows.filter(records).values_list("follower", flat=True))
    lists = follows.filter(recommendation=None)
    for query in set(lists.values_list("query", flat=True)):
        if news_of(selection_of(query)).filter(bulletin=bulletin).exists():
            found |= set(lists.filter(query=query).values_list("follower", flat=True))
    return found


def send_due(now: datetime.datetime | None = None) -> int:
    """Send every mail that is due; gives how many left."""
    now = now or timezone.now()
    asked = Follow.objects.filter(mail=Mail.WAITING, mail_at__lte=now).order_by("pk").values_list("pk", flat=True)
    sent = sum(_ask(pk, now) for pk in list(asked))
    return sent + sum(_tell(keys, now) for keys in _mails(now))


def _mails(now: datetime.datetime) -> Iterator[list[int]]:
    """The tellings of each mail: one by one, or those of a follower's day together."""
    digests: dict[int, list[int]] = {}
    due = Telling.objects.filter(mail=Mail.WAITING, mail_at__lte=now).order_by("pk")
    for pk, follower, pace in list(due.values_list("pk", "follower", "follower__pace")):
        if pace == Pace.DAILY:
            digests.setdefault(follower, []).append(pk)
        else:
            yield [pk]
    yield from digests.values()


@transaction.atomic
def _ask(pk: int, now: datetime.datetime) -> bool:
    rows = Follow.objects.filter(pk=pk, mail=Mail.WAITING, mail_at__lte=now)
    follow = rows.select_for_update(of=("self",), skip_locked=True).select_related("follower", "recommendation").first()
    return follow is not None and _sent([follow], confirmation(follow), now)


@transaction.atomic
def _tell(keys: Sequence[int], now: datetime.datetime) -> bool:
    """What is no longer public is left out; where nothing is left, nothing is mailed."""
    rows = Telling.objects.filter(pk__in=keys, mail=Mail.WAITING, mail_at__lte=now).order_by("pk")
    held = list(rows.select_for_update(of=("self",), skip_locked=True).select_related("follower", "bulletin"))
    if not held:
        return False
    news = news_for(held[0].follower, [telling.bulletin_id for telling in held])
    if not news.exists():
        Telling.objects.filter(pk__in=[telling.pk for telling in held]).update(mail=Mail.NONE)
        return False
    return _sent(held, news_mail(held, news), now)


def news_for(follower: Follower, bulletins: Sequence[int]) -> NewsQuerySet:
    """Everything public of these bulletins that the follower follows, each once, in the order in which it happened."""
    wanted = Q(pk__in=[])
    for follow in follower.follows.confirmed():
        if follow.recommendation_id is not None:
            wanted |= Q(pk__in=news_about(follow.recommendation_id).values("pk"))
        else:
            wanted |= Q(pk__in=news_of(selection_of(follow.query)).filter(bulletin__in=bulletins).values("pk"))
    return News.objects.public().filter(wanted, bulletin__in=bulletins).order_by("id")


def _sent(rows: Sequence[Outgoing], mail: EmailMessage, now: datetime.datetime) -> bool:
    failure = failure_of(mail)
    for row in rows:
        _note(row, failure, now)
    type(rows[0])._default_manager.bulk_update(rows, ["mail", "mail_at", "mailed_at", "tries", "failure"])
    return failure is None


def _note(row: Outgoing, failure: tuple[str, bool] | None, now: datetime.datetime) -> None:
    if failure is None:
        row.mail, row.mailed_at, row.failure = Mail.SENT, now, ""
        return
    said, is_final = failure
    row.failure, row.tries = said[:300], row.tries + 1
    if is_final or row.tries >= MOST_TRIES:
        row.mail = Mail.FAILED
    else:
        row.mail_at = now + datetime.timedelta(minutes=2 ** (row.tries - 1))
