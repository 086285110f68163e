"""The calendar as an Atom feed: what changed last comes first."""

import datetime
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from tamdan.clocks.access import public_clocks
from tamdan.clocks.un_calendar import Step, steps

SHOWN = 50

if TYPE_CHECKING:
    CalendarOfSteps = Feed[Step, None]
else:
    CalendarOfSteps = Feed


class CalendarFeed(CalendarOfSteps):
    """The ``SHOWN`` clocks that were set, moved or ended last."""

    feed_type = Atom1Feed
    title = _("Deadlines of the reviews by the United Nations")

    def link(self) -> str:
        return reverse("clocks:calendar")

    def items(self) -> list[Step]:
        return steps(public_clocks().order_by("-changed_at", "-id")[:SHOWN])

    def item_title(self, item: Step) -> str:
        return f"{item.shown_day}: {item.clock.title}"

    def item_description(self, item: Step) -> str:
        return ", ".join(str(state) for state in item.states)

    def item_link(self, item: Step) -> str:
        return f"{reverse('clocks:calendar')}#{item.clock.uuid}"

    def item_guid(self, item: Step) -> str:
        return f"urn:uuid:{item.clock.uuid}"

    def item_updateddate(self, item: Step) -> datetime.datetime:
        return item.clock.changed_at
