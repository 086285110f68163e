"""Checking and storing in the background; a page shows how far they are."""

import contextlib
from collections.abc import Callable

from procrastinate.contrib.django import app as queue

from tamdan.audit.acting import acting
from tamdan.core.errors import DomainError
from tamdan.core.notices import notify
from tamdan.imports import actions
from tamdan.imports.carrying import Progress
from tamdan.imports.enums import RunState
from tamdan.imports.errors import Broken
from tamdan.imports.models import ImportRun
from tamdan.imports.progress import Told

NOTICES = {
    RunState.PREVIEWED: "imports.checked",
    RunState.DONE: "imports.stored",
    RunState.FAILED: "imports.failed",
}


@queue.task(name="imports.check")
def check(run_id: int) -> None:
    """The dry run of an import."""
    _carry(run_id, actions.check, RunState.CHECKING)


@queue.task(name="imports.commit")
def commit(run_id: int) -> None:
    """Store an import. Run again after its worker was killed, it begins anew: nothing of the first try was stored."""
    _carry(run_id, actions.commit, RunState.COMMITTING)


def _carry(run_id: int, carry: Callable[[ImportRun, Progress], None], state: RunState) -> None:
    """A run in another state was cancelled meanwhile, or done by another worker."""
    run = ImportRun.objects.select_related("file", "owner", "by").get(pk=run_id)
    if run.state != state:
        return
    with Told(run) as told, acting(run.by) if run.by else contextlib.nullcontext():
        try:
            carry(run, told)
        except DomainError:
            pass  # the run says why, in the reader's language
        except Exception:
            actions.fail(run, Broken())
            raise
        finally:
            _tell(run)


def _tell(run: ImportRun) -> None:
    """Whoever began the import may have left its page. Who cancelled it knows."""
    kind = NOTICES.get(RunState(run.state))
    if run.by and kind:
        notify([run.by], kind, run, {"file": run.file_name, "rows": run.total})
