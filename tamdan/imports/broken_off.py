"""Imports that nobody works on any more: their process was killed, or the database went away under them.

What an import stores it stores in one transaction, so nothing of such a one is there. It only still says that it is at work.
"""

import threading
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.broken_off import has_job, keep_looking
from tamdan.core.health import Finding
from tamdan.imports.actions import fail, is_turn_free
from tamdan.imports.enums import AT_WORK
from tamdan.imports.errors import BrokenOff
from tamdan.imports.models import ImportRun

YOUNG = timedelta(minutes=2)
"""An import of this age may be between two steps."""
EVERY = 300.0
"""Seconds between two looks."""


def close_broken_off() -> list[ImportRun]:
    """Write on each import that broke off that it failed and why; gives those. It can be checked and stored again."""
    old = ImportRun.objects.filter(state__in=AT_WORK, created_at__lt=timezone.now() - YOUNG).select_related("file")
    found = [run for run in old if not _is_held(run)]
    for run in found:
        fail(run, BrokenOff())
    return found


def _is_held(run: ImportRun) -> bool:
    """Whether a job of the queue has it or will have it, or a process holds its turn, which ends with its transaction."""
    with transaction.atomic():
        return has_job(["imports.check", "imports.commit"], "run_id", run.pk) or not is_turn_free(run)


def look_after(stopping: threading.Event) -> None:
    """Beside the worker: when it starts, and now and then."""
    keep_looking(close_broken_off, EVERY, stopping)


def findings() -> Iterator[Finding]:
    """What ``tamdan doctor`` says; it closes them too."""
    names = [run.file_name for run in close_broken_off()]
    if names:
        yield Finding(
            "imports", "warn", _("Imports: broken off, and closed now: %(names)s. Nothing of them was stored."),
            _("Bring the files again, or check them again on the page of imports."), {"names": ", ".join(names)},
        )  # fmt: skip
    else:
        yield Finding("imports", "ok", _("Imports: none broke off."))
