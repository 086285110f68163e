"""Reading captures and looking at feeds in the background; a page shows how far a reading is."""

import contextlib
import time

from procrastinate.contrib.django import app as queue

from tamdan.audit.acting import acting
from tamdan.core.errors import DomainError
from tamdan.press import actions, asking
from tamdan.press.enums import CaptureState
from tamdan.press.errors import ReadingBroke, ReadingStopped
from tamdan.press.models import Capture
from tamdan.press.turn import turn

SECONDS = 0.5


class Shown:
    """How far a reading is, written between its steps for whoever looks at the page. Raises ReadingStopped once a person stopped it."""

    def __init__(self, capture: Capture) -> None:
        self.capture = capture
        self.last = 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self.last >= SECONDS or done >= total:
            self.last = time.monotonic()
            reading = Capture.objects.filter(pk=self.capture.pk, state=CaptureState.READING)
            if not reading.update(done=done, total=total):
                raise ReadingStopped


@queue.task(name="press.read")
def read(capture_id: int) -> None:
    """Read a capture. Run again after its worker was killed, it goes on: what was stored is found again."""
    capture = Capture.objects.select_related("file", "feed__outlet", "by").get(pk=capture_id)
    if capture.state != CaptureState.READING:
        return
    with turn(capture) as is_ours, acting(capture.by) if capture.by else contextlib.nullcontext():
        if is_ours:
            _read(capture)


def _read(capture: Capture) -> None:
    try:
        actions.read_capture(capture, by=capture.by, progress=Shown(capture))
        actions.link_capture(capture)
    except DomainError:
        pass  # the capture says why, in the reader's language
    except Exception:
        actions.fail(capture, ReadingBroke())
        raise


@queue.periodic(cron="*/5 * * * *")
@queue.task(name="press.poll", queueing_lock="press.poll", lock="press.poll")
def poll(timestamp: int) -> None:
    """Every five minutes: look at the feeds that are due, one after the other."""
    from tamdan.press.polling import poll_due  # noqa: PLC0415 a start need not wait for what reads feeds and pages

    poll_due()


@queue.periodic(cron="25 3 * * *")
@queue.task(name="press.forget_contacts", queueing_lock="press.forget_contacts")
def forget_contacts(timestamp: int) -> None:
    """Every night: what whoever asked about a quotation wrote of themselves, once its time is over."""
    asking.forget_contacts()
