"""An officer's reminders as a calendar file (RFC 5545): day and number alone, because calendars lie on telephones and with others."""

import datetime
from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from tamdan.clocks.days import ONE
from tamdan.grievances.reminders import Reminder

AT = datetime.timedelta(hours=8)
"""When the calendar rings, from midnight of the day."""


def calendar(reminders: Iterable[Reminder], *, origin: str) -> bytes:
    """One all-day event each, in the active language; ``origin`` (scheme and host) begins the links."""
    made = Calendar()
    made.add("prodid", "-//Tamdan//Reminders//EN")
    made.add("version", "2.0")
    for one in reminders:
        made.add_component(_event(one, origin))
    return bytes(made.to_ical())


def _event(one: Reminder, origin: str) -> Event:
    said = _("File %(number)s") % {"number": one.case.number}
    event = Event()
    event.add("uid", f"reminder-{one.pk}@tamdan")
    event.add("dtstamp", one.changed_at)
    event.add("summary", said, parameters={"LANGUAGE": get_language() or "en"})
    event.add("dtstart", one.day)
    event.add("dtend", one.day + ONE)
    event.add("transp", "TRANSPARENT")
    event.add("url", f"{origin}{one.case.get_absolute_url()}")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said)
    alarm.add("trigger", AT)
    event.add_component(alarm)
    return event
