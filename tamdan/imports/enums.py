from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", _("Received")
    READ = "read", _("Read: columns wait to be mapped")
    CHECKING = "checking", _("Being checked")
    PREVIEWED = "previewed", _("Checked: nothing is stored yet")
    COMMITTING = "committing", _("Being stored")
    DONE = "done", _("Stored")
    CANCELLED = "cancelled", _("Cancelled: nothing was stored")
    FAILED = "failed", _("Failed: nothing was stored")
    UNDONE = "undone", _("Undone")


_ENDED = frozenset({RunState.FAILED, RunState.CANCELLED})
TRANSITIONS: dict[str, frozenset[str]] = {
    RunState.UPLOADED: frozenset({RunState.READ}) | _ENDED,
    RunState.READ: frozenset({RunState.READ, RunState.CHECKING}) | _ENDED,
    RunState.CHECKING: frozenset({RunState.PREVIEWED}) | _ENDED,
    RunState.PREVIEWED: frozenset({RunState.READ, RunState.CHECKING, RunState.COMMITTING}) | _ENDED,
    RunState.COMMITTING: frozenset({RunState.DONE}) | _ENDED,
    RunState.DONE: frozenset({RunState.UNDONE}),
    RunState.CANCELLED: frozenset({RunState.READ}),
    RunState.FAILED: frozenset({RunState.READ}),
    RunState.UNDONE: frozenset(),
}
"""What may follow what. A cancelled or failed import left nothing behind, so its file may be read again."""

AT_WORK = frozenset({RunState.CHECKING, RunState.COMMITTING})
"""A worker has it, or will have it."""


class Outcome(models.TextChoices):
    """What one row of a file comes to. Each row has exactly one, so the five counts add up to the rows of the file."""

    NEW = "new", _("New record")
    CHANGED = "changed", _("Changes a record")
    UNCHANGED = "unchanged", _("Known already, the same")
    ATTACHED = "attached", _("Joined to a record as a further source")
    REFUSED = "refused", _("Refused")
