"""Words of clocks: how days are counted, how a clock ends, and what may be done with it in which state."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """How a rule counts. ``date`` counts nothing: the last day is given with the record, as in a published calendar."""

    DAYS = "days", _("calendar days")
    WORKING_DAYS = "working_days", _("working days")
    DATE = "date", _("to a given day")


class Outcome(models.TextChoices):
    """How a clock ended. ``passed``: its day went by, and nobody here knows or judges what was done."""

    DONE = "done", _("Done")
    DROPPED = "dropped", _("No longer needed")
    PASSED = "passed", _("The day has passed")


class State(models.TextChoices):
    """Where a clock stands; told by its rows, not stored."""

    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    STOPPED = "stopped", _("Stopped")


ALLOWED: dict[str, frozenset[State]] = {
    "pause": frozenset({State.RUNNING}),
    "resume": frozenset({State.PAUSED}),
    "extend": frozenset({State.RUNNING}),
    "stop": frozenset({State.RUNNING, State.PAUSED}),
}
"""In which states each act is possible; read by the actions, the buttons and docs/domain/clocks.md."""
