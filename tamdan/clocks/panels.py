"""What this room declares to the rest (core.panels)."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tamdan.clocks.access import READERS, clocks_of, deadlines_for
from tamdan.clocks.days import today
from tamdan.clocks.load import load_calendar, load_rules
from tamdan.clocks.models import Clock
from tamdan.core.access import Viewer
from tamdan.core.panels import DeskEntry, MenuEntry, NoticeKind, Panel

SOON = 7
"""Days that count as soon on the desk."""


def _overdue(user: Viewer) -> int:
    return clocks_of(user).overdue().count()


def _soon(user: Viewer) -> int:
    return clocks_of(user).due_within(SOON).count()


def forget(erased: Sequence[tuple[str, str]]) -> None:
    """Clocks go with the records that they ran on."""
    for kind, pk in erased:
        if pk.isdigit():
            Clock.objects.filter(kind=kind, object_id=int(pk)).delete()


def deadlines(_user: Viewer, state: Any) -> dict[str, Any] | None:
    """The dated steps of a State's reviews, those ahead first; None without any. Four queries: clocks, pauses, steps, States."""
    found, now = deadlines_for(state.code), today()
    if not found:
        return None
    query = f"?state={state.code}"
    return {
        "coming": [step for step in found if step.clock.due_on >= now],
        "past": [step for step in reversed(found) if step.clock.due_on < now],
        "feed": reverse("calendar:feed") + query,
        "calendar": reverse("clocks:calendar") + query,
        "sources": sorted({(step.deadline.source, step.deadline.source_date) for step in found}),
    }


PANELS = [Panel("taxonomy.State", _("Dates of the reviews"), deadlines, "clocks/_of_state.html", order=20)]
MENU = [
    MenuEntry(_("Calendar"), "clocks:calendar", order=40),
    MenuEntry(_("Deadlines"), "clocks:list", READERS, order=20),
]
DESK = [
    DeskEntry(_("past their date"), "clocks:overdue", _overdue, READERS, late=True),
    DeskEntry(_("due within a week"), "clocks:soon", _soon, READERS),
]
REFERENCE_LOADERS = [load_rules, load_calendar]
ERASURE_FOLLOWERS = [forget]
AUDIT_VERBS = {
    "clocks.started": _("Clock started"),
    "clocks.paused": _("Clock paused"),
    "clocks.resumed": _("Clock running again"),
    "clocks.extended": _("Clock extended"),
    "clocks.stopped": _("Clock stopped"),
    "clocks.escalated": _("Late clock handed over"),
    "clocks.passed": _("Dates passed"),
    "clocks.calendar_followed": _("Clocks set by the calendar of the United Nations"),
}
NOTICE_KINDS = {
    "clocks.near": NoticeKind(
        _("Due soon"), ngettext_lazy("“%(title)s”: %(days)s day left.", "“%(title)s”: %(days)s days left.", "days")
    ),
    "clocks.due": NoticeKind(_("Due today"), _("“%(title)s” is due today.")),
    "clocks.late": NoticeKind(
        _("Past its date"),
        ngettext_lazy(
            "“%(title)s” is %(days)s day past its date.", "“%(title)s” is %(days)s days past its date.", "days"
        ),
    ),
    "clocks.escalated": NoticeKind(
        _("Handed to you because it is late"),
        ngettext_lazy(
            "“%(title)s” is %(days)s day past its date and now waits for you.",
            "“%(title)s” is %(days)s days past its date and now waits for you.",
            "days",
        ),
    ),
}
