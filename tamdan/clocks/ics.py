"""Clocks as a calendar that phones and calendar programs follow (RFC 5545)."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from tamdan.clocks.days import ONE
from tamdan.clocks.enums import State
from tamdan.clocks.un_calendar import Step

MEDIA_TYPE = "text/calendar; charset=utf-8"
REFRESH = datetime.timedelta(days=1)


def calendar(steps: Iterable[Step], *, origin: str) -> bytes:
    """The file, in the active language: one all-day event a clock; ``origin`` (scheme and host) begins its links.

    Where only the month is known the event covers the whole month.
    """
    made = Calendar()
    made.add("prodid", "-//Tamdan//Calendar//EN")
    made.add("version", "2.0")
    made.add("name", _("Deadlines of the reviews by the United Nations"))
    made.add("x-wr-calname", _("Deadlines of the reviews by the United Nations"))
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for step in steps:
        made.add_component(_event(step, origin))
    return bytes(made.to_ical())


def _event(step: Step, origin: str) -> Event:
    clock = step.clock
    event = Event()
    event.add("uid", f"{clock.uuid}@tamdan")
    event.add("dtstamp", clock.changed_at)
    event.add("last-modified", clock.changed_at)
    event.add("summary", clock.title, parameters={"LANGUAGE": get_language() or "en"})
    event.add("dtstart", clock.opens_on)
    event.add("dtend", clock.due_on + ONE)
    event.add("transp", "TRANSPARENT")
    event.add("categories", [str(clock.rule)])
    event.add("url", f"{origin}{reverse('clocks:calendar')}#{clock.uuid}")
    event.add("status", "CANCELLED" if clock.outcome == "dropped" else "CONFIRMED")
    about = [str(clock.rule.law), clock.rule.source, ", ".join(str(state) for state in step.states)]
    event.add("description", "\n".join(part for part in about if part))
    if clock.state == State.PAUSED:
        event.add("comment", _("Paused: the last day will move."))
    return event
