"""Checkpoints as an Atom feed: any reader that keeps its entries is a witness."""

import datetime
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamdan.audit.models import Checkpoint

SHOWN = 50

if TYPE_CHECKING:
    CheckpointsOfAllLogs = Feed[Checkpoint, None]
else:
    CheckpointsOfAllLogs = Feed


class CheckpointFeed(CheckpointsOfAllLogs):
    """The last ``SHOWN`` checkpoints, each whole, so that a kept entry serves ``tamdan audit verify --checkpoint``."""

    feed_type = Atom1Feed
    title = gettext_lazy("Checkpoints of the ledger")
    subtitle = gettext_lazy(
        "Signed statements of how many acts were recorded. Keep them: they show if one is ever changed."
    )

    def link(self) -> str:
        return reverse("audit:ledger")

    def items(self) -> "QuerySet[Checkpoint]":
        return Checkpoint.objects.select_related("log")[:SHOWN]

    def item_title(self, item: Checkpoint) -> str:
        return _("%(size)s entries") % {"size": item.size}

    def item_description(self, item: Checkpoint) -> str:
        return item.note

    def item_link(self, item: Checkpoint) -> str:
        return f"{reverse('audit:ledger')}#{item.log_id}-{item.size}"

    def item_guid(self, item: Checkpoint) -> str:
        return f"https://{item.log.origin}#{item.size}"

    def item_updateddate(self, item: Checkpoint) -> datetime.datetime:
        return item.at
