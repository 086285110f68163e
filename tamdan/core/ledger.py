"""The way from every room to the ledger: the audit room lies below most of them, so it registers here at start-up.

``register`` is called once by ``audit.apps`` when it is ready; until then an act that must leave a trace fails loudly.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from django.db import models

from tamdan.core.access import Viewer


class LedgerMissing(RuntimeError):
    """No ledger is registered, so nothing that must be recorded may happen."""


class Recorder(Protocol):
    """What the audit room brings: writes one event in the transaction of the act and returns it."""

    def __call__(
        self,
        verb: str,
        obj: models.Model | None = None,
        *,
        by: Viewer | None = None,
        about: models.Model | None = None,
        detail: Mapping[str, Any] | None = None,
        rows_root: bytes | None = None,
        count: int | None = None,
    ) -> Any: ...


_recorders: list[Recorder] = []


def register(recorder: Recorder) -> None:
    """Name the ledger of this process; there is one."""
    _recorders[:] = [recorder]


def record(
    verb: str,
    obj: models.Model | None = None,
    *,
    by: Viewer | None = None,
    about: models.Model | None = None,
    detail: Mapping[str, Any] | None = None,
    count: int | None = None,
) -> Any:
    """Write one event: ``by`` (None for a task of our own) did ``verb`` to ``obj`` as part of the life of ``about``.

    ``detail`` (JSON values) can be erased later; what may stand for ever is only ids, codes and counts. The verb has to be
    in the room's ``AUDIT_VERBS``. Raises LedgerMissing, and what ``audit.actions.record`` raises.
    """
    if not _recorders:
        raise LedgerMissing("tamdan.audit is not installed or not ready")
    return _recorders[0](verb, obj, by=by, about=about, detail=detail, count=count)
