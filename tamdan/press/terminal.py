"""Press text from a terminal: captured, read and stored in one go."""

from pathlib import Path
from typing import Any

from django.utils.translation import ngettext

from tamdan.imports.terminal import acting_body
from tamdan.language.templatetags.language import localnum
from tamdan.press import actions
from tamdan.press.enums import CaptureState
from tamdan.press.errors import CapturedAlready, IsRead
from tamdan.press.models import Capture, Quotation
from tamdan.press.storing import Told, silent
from tamdan.press.turn import turn


def add_file(path: Path, *, progress: Told = silent) -> dict[str, Any]:
    """Capture a file of this machine for its own body, read it, store what is found; gives the counts and remarks.

    Raises PressRefused and what the vault raises.
    """
    capture = _captured(path)
    with turn(capture) as is_ours:
        if not is_ours:
            raise IsRead
        actions.begin_reading(capture)
        articles = actions.read_capture(capture, progress=progress)
        actions.link_capture(capture)
    return {
        "capture": str(capture.uuid),
        "articles": articles,
        "quotations": _quotations(capture),
        "remarks": capture.remarks,
    }


def _captured(path: Path) -> Capture:
    """Captured now, or before by a command that was stopped while it read: that one goes on."""
    try:
        return actions.capture_path(path, owner=acting_body(), by=None)
    except CapturedAlready as error:
        known = Capture.objects.select_related("file").get(pk=error.capture_id)
        if known.state == CaptureState.READ:
            raise
        return known


def _quotations(capture: Capture) -> int:
    return Quotation.objects.filter(article__capture=capture).count()


def said_of(name: str, found: dict[str, Any]) -> str:
    """About a file in a line, and a line for each remark below it."""
    number = found["articles"]
    sentence = ngettext(
        "%(name)s: %(articles)s article, %(quotations)s statements.",
        "%(name)s: %(articles)s articles, %(quotations)s statements.",
        number,
    )
    values = {"name": name, "articles": localnum(number), "quotations": localnum(found["quotations"])}
    return "\n  ".join([sentence % values, *found["remarks"]])
