"""This room's rows of the permission matrix."""

from tamdan.clocks.access import KEEPERS, READERS
from tamdan.clocks.actions import Seen, pause_clock, start_clock
from tamdan.core import chromium
from tests.matrix import EVERYBODY, SIGNED_IN, Row


def of_clock(_user, body):
    return {"uuid": start_clock("reply", on=body, seen=Seen(body, "Reply"), by=None).uuid}


def of_paused_clock(_user, body):
    clock = start_clock("reply", on=body, seen=Seen(body, "Reply"), by=None)
    pause_clock(clock, reason="before-a-court", by=None)
    return {"uuid": clock.uuid}


ROWS = [
    *(
        Row(name, EVERYBODY)
        for name in ("clocks:calendar", "clocks:print", "clocks:docx", "clocks:atom", "calendar:feed")
    ),
    Row("clocks:pdf", EVERYBODY, status=200 if chromium.find() else 503),
    *(Row(name, frozenset(READERS)) for name in ("clocks:list", "clocks:overdue", "clocks:soon")),
    Row("clocks:detail", SIGNED_IN, of_clock),
    *(Row(name, frozenset(KEEPERS), of_clock) for name in ("clocks:pause", "clocks:extend", "clocks:stop")),
    Row("clocks:resume", frozenset(KEEPERS), of_paused_clock, post={}, status=302),
]
