"""Keeping outlets and feeds: adding, changing, looking at a feed at once. Each act is one event of the ledger."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tamdan.core.access import Visibility
from tamdan.core.ledger import record
from tamdan.institutions.models import Body
from tamdan.press.forms_outlets import ChangeFeedForm, ChangeOutletForm
from tamdan.press.models import Feed, Outlet
from tamdan.press.outlets import host_of, spellings

OUTLET_SAVED, FEED_SAVED, FEED_ASKED = "press.outlet.saved", "press.feed.saved", "press.feed.asked"


@transaction.atomic
def save_outlet(outlet: Outlet, *, aliases: Sequence[str], by: Any, owner: Body | None = None) -> Outlet:
    """A person vouches for an outlet: it is confirmed from then on, and articles find it by every spelling and its host."""
    if owner is not None:
        outlet.owner, outlet.visibility = owner, Visibility.STAFF
    outlet.aliases, outlet.is_confirmed = list(aliases), True
    outlet.folded, outlet.host = spellings(outlet), host_of(outlet.home_page)
    outlet.version += 0 if outlet.pk is None else 1
    outlet.save()
    record(OUTLET_SAVED, outlet, by=by)
    return outlet


@transaction.atomic
def save_feed(feed: Feed, *, by: Any) -> Feed:
    """A feed is its outlet's body's. It is looked at soon after it was saved."""
    feed.owner, feed.visibility = feed.outlet.owner, Visibility.STAFF
    feed.next_due, feed.failures = timezone.now(), 0
    feed.version += 0 if feed.pk is None else 1
    feed.save()
    record(FEED_SAVED, feed, by=by)
    return feed


@transaction.atomic
def change_outlet(sent: ChangeOutletForm, *, by: Any) -> Outlet:
    """Over the version that the person saw. Raises core.versions.EditedMeanwhile."""
    return save_outlet(sent.save(), aliases=sent.names, by=by)


@transaction.atomic
def change_feed(sent: ChangeFeedForm, *, by: Any) -> Feed:
    """Over the version that the person saw. Raises core.versions.EditedMeanwhile."""
    return save_feed(sent.save(), by=by)


@transaction.atomic
def ask_feed(feed: Feed, *, by: Any) -> None:
    """Look at a feed with the next round instead of when it is due."""
    Feed.objects.filter(pk=feed.pk).update(next_due=timezone.now())
    record(FEED_ASKED, feed, by=by)
