"""What a complainant reads of requests about the name, each line with the leaf of its event (``ITEM_HISTORY``)."""

import datetime
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from tamdan.grievances.identity import Ending, IdentityRequest, What
from tamdan.intake.models import Item
from tamdan.intake.shown import moment
from tamdan.language.dates import long_date
from tamdan.language.templatetags.language import active_language
from tamdan.sealing.letters import ItemKind


def history(items: Iterable[Item]) -> dict[int, list[dict[str, str]]]:
    """By item, the oldest first. One query where a complaint has a name, none where it has not."""
    wanted = [item.pk for item in items if item.kind == ItemKind.IDENTITY]
    found: dict[int, list[dict[str, str]]] = {}
    if wanted:
        rows = IdentityRequest.objects.filter(item__in=wanted).select_related("office", "reason", "refusal")
        for request in rows.order_by("id"):
            found.setdefault(request.item_id, []).extend(_lines(request))
    return found


def _lines(request: IdentityRequest) -> Iterator[dict[str, str]]:
    said = {"office": request.office, "reason": request.reason.hint}
    asked = (
        _("%(office)s asked for your name: %(reason)s.")
        if request.what == What.LEND
        else _("%(office)s asked those who keep names whether it was you: %(reason)s.")
    )
    yield _line(request.asked_at, asked % said, request.asked_leaf)
    if request.decided_at:
        yield _line(request.decided_at, _decision(request), request.decided_leaf)
    if request.ended_at:
        yield _line(request.ended_at, _end(request), request.ended_leaf)


def _line(at: datetime.datetime, text: str, leaf: str) -> dict[str, str]:
    return {"at": moment(at), "text": text, "leaf": leaf}


def _decision(request: IdentityRequest) -> str:
    if request.refusal:
        return _("Those who keep names refused: %(reason)s.") % {"reason": request.refusal.hint}
    last = request.last_day
    day = long_date(last, active_language()) if last else ""
    said = {"office": request.office, "day": day}
    if request.what == What.CONFIRM:
        return _("Those who keep names confirmed that it was you. A new receipt could be issued until %(day)s.") % said
    return _("Those who keep names let one officer of %(office)s know your name, until %(day)s.") % said


def _end(request: IdentityRequest) -> str:
    """Why it ended, in the complainant's words; ``Ending`` has the officers'."""
    if request.what == What.CONFIRM:
        return _confirmation_end(request)
    return {
        Ending.TIME: _("The time is over: the officer can open your name no longer."),
        Ending.RETURNED: _("The officer gave it back before its end, and can open your name no longer."),
        Ending.TAKEN_BACK: _("Those who keep names took it back: the officer can open your name no longer."),
        Ending.PASSED_ON: _(
            "Another officer has your complaint now, or it is closed. What was asked or lent before has ended."
        ),
        Ending.NARROWED: _("You took your name away. What was asked or lent before has ended."),
    }[Ending(request.ending)]


def _confirmation_end(request: IdentityRequest) -> str:
    if request.ending == Ending.ISSUED:
        return _("%(office)s issued a new receipt. The number of the old one ended.") % {"office": request.office}
    return _("This ended, and no new receipt was issued upon it.")
