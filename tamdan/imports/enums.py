from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", _("Received")
    READ = "read", _("Read: columns wait to be mapped")
    PREVIEWED = "previewed", _("Checked: nothing is stored yet")
    COMMITTING = "committing", _("Being stored")
    DONE = "done", _("Stored")
    CANCELLED = "cancelled", _("Cancelled: nothing was stored")
    FAILED = "failed", _("Failed: nothing was stored")
    UNDONE = "undone", _("Undone")


TRANSITIONS: dict[str, frozenset[str]] = {
    RunState.UPLOADED: frozenset({RunState.READ, RunState.FAILED, RunState.CANCELLED}),
    RunState.READ: frozenset({RunState.READ, RunState.PREVIEWED, RunState.FAILED, RunState.CANCELLED}),
    RunState.PREVIEWED: frozenset(
        {RunState.READ, RunState.PREVIEWED, RunState.COMMITTING, RunState.FAILED, RunState.CANCELLED}
    ),
    RunState.COMMITTING: frozenset({RunState.DONE, RunState.FAILED, RunState.CANCELLED}),
    RunState.DONE: frozenset({RunState.UNDONE}),
    RunState.CANCELLED: frozenset({RunState.READ}),
    RunState.FAILED: frozenset({RunState.READ}),
    RunState.UNDONE: frozenset(),
}
"""What may follow what. A cancelled or failed import left nothing behind, so its file may be read again."""


class Outcome(models.TextChoices):
    """What one row of a file comes to. Each row has exactly one, so the five counts add up to the rows of the file."""

    NEW = "new", _("New record")
    CHANGED = "changed", _("Changes a record")
    UNCHANGED = "unchanged", _("Known already, the same")
    ATTACHED = "attached", _("Joined to a record as a further source")
    REFUSED = "refused", _("Refused")
