"""Following by mail: asked on a page, confirmed by the link in a mail, stopped by a link in every mail.

Visitors act here: the ledger gets none of it, because it would keep for ever what an address is to be forgotten for.
"""

import datetime

from django.db import transaction
from django.utils import timezone

from tamdan.notices.enums import Mail
from tamdan.portal.enums import Pace
from tamdan.portal.errors import AskedTooOften, LinkGone, TooManyAsk, TooManyFollowed
from tamdan.portal.models import Follow, Follower
from tamdan.portal.telling import send_soon
from tamdan.recommendations.models import Recommendation

HOUR = datetime.timedelta(hours=1)
MOST_AN_HOUR = 5
"""Mails that ask one address to confirm something."""
MOST_OF_ALL_AN_HOUR = 500
"""The same for the whole installation, so that nobody uses it to flood others."""
MOST_FOLLOWED = 100


@transaction.atomic
def ask_to_follow(
    address: str, *, recommendation: Recommendation | None = None, query: str = "", language: str, pace: Pace
) -> None:
    """Mail a link that confirms it. Asked again within the hour, nothing more is sent. Whether the address follows anything
    is told to nobody. Raises AskedTooOften, TooManyAsk, TooManyFollowed."""
    follower = _follower(address, language)
    now = timezone.now()
    known = follower.follows.filter(recommendation=recommendation, query=query).first()
    if known and known.asked_at > now - HOUR:
        return
    _refuse_too_many(follower, now, is_new=known is None)
    wishes = {"language": language, "pace": pace, "asked_at": now, "mail": Mail.WAITING, "mail_at": now, "tries": 0}
    Follow.objects.update_or_create(follower=follower, recommendation=recommendation, query=query, defaults=wishes)
    transaction.on_commit(send_soon)


def _follower(address: str, language: str) -> Follower:
    """The row of the address, locked, so that two requests at once are counted one after the other."""
    address = address.strip()
    found = Follower.objects.select_for_update().filter(address__iexact=address).first()
    return found or Follower.objects.create(address=address, language=language)


def _refuse_too_many(follower: Follower, now: datetime.datetime, *, is_new: bool) -> None:
    lately = Follow.objects.filter(asked_at__gt=now - HOUR)
    if lately.filter(follower=follower).count() >= MOST_AN_HOUR:
        raise AskedTooOften
    if lately.count() >= MOST_OF_ALL_AN_HOUR:
        raise TooManyAsk
    if is_new and follower.follows.count() >= MOST_FOLLOWED:
        raise TooManyFollowed(most=MOST_FOLLOWED)


@transaction.atomic
def confirm(follow: Follow) -> Follower:
    """The owner of the address says yes; language and pace are what was chosen with it. Once more changes nothing.

    Raises LinkGone.
    """
    now = Follow.objects.select_for_update(of=("self",)).select_related("follower").filter(pk=follow.pk).first()
    if now is None:
        raise LinkGone
    if now.confirmed_at is None or now.confirmed_at < now.asked_at:
        Follow.objects.filter(pk=now.pk).update(confirmed_at=timezone.now())
        now.follower.language, now.follower.pace = now.language, now.pace
        now.follower.save(update_fields=["language", "pace"])
    return now.follower


def set_pace(follower: Follower, *, pace: Pace) -> None:
    Follower.objects.filter(pk=follower.pk).update(pace=pace)


@transaction.atomic
def stop(follower: Follower, *, number: int) -> bool:
    """Follow one thing no more; with the last one the address is forgotten. Gives whether anything is still followed."""
    follower.follows.filter(pk=number).delete()
    if follower.follows.exists():
        return True
    follower.delete()
    return False


def stop_all(follower: Follower) -> None:
    """Forget the address and everything that it follows."""
    follower.delete()


def forget_unfollowing() -> int:
    """Addresses that follow nothing: what they asked for was never confirmed (retention), or is gone. Gives how many went."""
    _all, gone = Follower.objects.filter(follows__isnull=True).delete()
    return gone.get("portal.Follower", 0)
