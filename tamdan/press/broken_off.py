"""Captures that are "being read" though nobody reads them: their worker was killed. They are handed over once more; one that breaks
off a second time is closed with a sentence, so that it does not bring down one worker after the other."""

import threading
from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tamdan.core.broken_off import has_job, keep_looking
from tamdan.core.health import Finding
from tamdan.press import actions, tasks
from tamdan.press.enums import CaptureState
from tamdan.press.errors import BrokeOff
from tamdan.press.models import Capture
from tamdan.press.turn import is_free

FOLLOWED = ("state", "error", "done", "total", "notes", "read_at")
"""What a reading writes beside the text."""
EVERY = 120.0
"""Seconds between two looks."""


def is_stuck(capture: Capture) -> bool:
    """Whether it says that it is read, and no job of the queue and no process has it. One that was just finished is read anew."""
    if (
        capture.state != CaptureState.READING
        or not is_free(capture)
        or has_job([tasks.read.name], "capture_id", capture.pk)
    ):
        return False
    capture.refresh_from_db(fields=FOLLOWED)
    return capture.state == CaptureState.READING


def hand_over_again() -> list[Capture]:
    """Give each stuck capture to the queue once more, or close it; gives those."""
    reading = Capture.objects.filter(state=CaptureState.READING, removed_at__isnull=True).defer("text").order_by("pk")
    found = [capture for capture in reading if is_stuck(capture)]
    for capture in found:
        _again(capture)
    return found


@transaction.atomic
def _again(capture: Capture) -> None:
    """``error`` says that this was done once; what is read to its end has none."""
    held = Capture.objects.select_for_update(of=("self",)).defer("text").get(pk=capture.pk)
    if held.state != CaptureState.READING:
        return
    if held.error:
        actions.fail(held, BrokeOff())
        return
    held.error = {"code": BrokeOff.code, "values": {}}
    held.save(update_fields=["error"])
    tasks.read.defer(capture_id=held.pk)


def look_after(stopping: threading.Event) -> None:
    """Beside the worker: when it starts, and now and then."""
    keep_looking(hand_over_again, EVERY, stopping)


def findings() -> Iterator[Finding]:
    """What ``tamdan doctor`` says."""
    names = [
        str(capture)
        for capture in Capture.objects.filter(state=CaptureState.READING).defer("text")
        if is_stuck(capture)
    ]
    if names:
        yield Finding(
            "press", "warn", _("Press: nobody reads these captures any more: %(names)s."),
            _("Start the worker: it goes on with them within two minutes. Or open the capture and press “Go on reading”."),
            {"names": ", ".join(names)},
        )  # fmt: skip
    else:
        yield Finding("press", "ok", _("Press: no reading broke off."))
