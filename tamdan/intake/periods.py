"""Answers to "about when" as people give them. Their codes are EDTF, sealed like every answer; rain falls from May to October."""

import datetime
from typing import Any

from django.utils.translation import gettext as now_in
from django.utils.translation import gettext_lazy as _

from tamdan.language.dates import long_date, partial_date
from tamdan.language.digits import in_language
from tamdan.language.templatetags.language import active_language

MONTHS_OF_RAIN = (5, 10)
WEEK = datetime.timedelta(days=7)
DAY = datetime.timedelta(days=1)
KEPT = 35
"""Days for which a sealed letter may have waited on a device before it came."""


def periods(today: datetime.date) -> list[tuple[str, Any]]:
    """Answers to "about when" as people give them; their codes are EDTF. Rain falls from May to October."""
    year = today.year
    rain = year if today.month >= MONTHS_OF_RAIN[0] else year - 1
    dry = year if today.month > MONTHS_OF_RAIN[1] else year - 1
    week = today - datetime.timedelta(days=7)
    return [
        ("/..", _("It is still going on")),
        (f"{week}/{today}", _("In the last 7 days")),
        (f"{today:%Y-%m}", _("This month")),
        (f"{rain}-05/{rain}-10", _("In the last rainy season (May to October %(year)s)") % {"year": _digits(rain)}),
        (f"{dry}-11/{dry + 1}-04", _("In the last dry season (since November %(year)s)") % {"year": _digits(dry)}),
        *((str(one), _("In the year %(year)s") % {"year": _digits(one)}) for one in range(year, year - 6, -1)),
        (f"../{year - 6}", _("Earlier")),
    ]


def _digits(year: int) -> str:
    return in_language(year, active_language())


def said_before(received: datetime.date) -> dict[str, str]:
    """What these codes mean in a letter that came on a day, in the active language: the days of "the last 7 days" and the name of
    "this month" stand in it, because the reader's month is another one."""
    found = {str(code): str(label) for code, label in [*periods(received - KEPT * DAY), *periods(received)]}
    for back in range(-1, KEPT):
        day = received - back * DAY
        span = {"start": long_date(day - WEEK, active_language()), "end": long_date(day, active_language())}
        found[f"{day - WEEK}/{day}"] = now_in("From %(start)s to %(end)s") % span
        found[f"{day:%Y-%m}"] = partial_date(f"{day:%Y-%m}", active_language())
    return found
