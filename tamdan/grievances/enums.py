"""Words of a complaint's file: where it stands, which moves are allowed, what makes it urgent, and what an officer writes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", _("Received")
    ADMISSIBLE = "admissible", _("Being handled")
    INADMISSIBLE = "inadmissible", _("Not for this office")
    REFERRED = "referred", _("Passed to another body")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Opened again")


class Move(models.TextChoices):
    """What changes where a complaint stands."""

    ADMIT = "admit", _("This office handles it")
    REFUSE = "refuse", _("Not for this office")
    REFER = "refer", _("Pass to another body")
    ANSWER = "answer", _("Answer")
    CLOSE = "close", _("Close")
    REOPEN = "reopen", _("Open again")


LEADS_TO = {
    Move.ADMIT: Status.ADMISSIBLE,
    Move.REFUSE: Status.INADMISSIBLE,
    Move.REFER: Status.REFERRED,
    Move.ANSWER: Status.ANSWERED,
    Move.CLOSE: Status.CLOSED,
    Move.REOPEN: Status.REOPENED,
}
MOVES: dict[str, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.ADMISSIBLE, Status.INADMISSIBLE, Status.CLOSED}),
    Status.ADMISSIBLE: frozenset({Status.INADMISSIBLE, Status.REFERRED, Status.ANSWERED, Status.CLOSED}),
    Status.INADMISSIBLE: frozenset({Status.ADMISSIBLE, Status.CLOSED, Status.REOPENED}),
    Status.REFERRED: frozenset({Status.ADMISSIBLE, Status.ANSWERED, Status.CLOSED}),
    Status.ANSWERED: frozenset({Status.CLOSED, Status.REOPENED}),
    Status.CLOSED: frozenset({Status.REOPENED}),
    Status.REOPENED: frozenset({Status.INADMISSIBLE, Status.REFERRED, Status.ANSWERED, Status.CLOSED}),
}
"""From each standing to which others; read by the actions, the buttons and docs/domain/grievances.md."""
OPEN = frozenset(Status) - {Status.CLOSED}


def allows(status: str, move: Move) -> bool:
    return LEADS_TO[move] in MOVES[status]


class Rank(models.IntegerChoices):
    """The order of the queue before the clocks: who says that somebody is in danger; kinds that often are dangerous, and what is past its
    day whatever its kind; the rest."""

    DANGER = 0, _("Danger")
    WATCHED = 1, _("Often dangerous")
    USUAL = 2, _("Usual")


class Writing(models.TextChoices):
    """What an officer writes, sealed in their own browser."""

    REPLY = "reply", _("Message to the complainant")
    QUESTION = "question", _("Question to the complainant")
    ANSWER = "answer", _("Answer to the complaint")
    NOTE = "note", _("Note of the office")
    FINDING = "finding", _("Finding of the office")


TO_COMPLAINANT = frozenset({Writing.REPLY, Writing.QUESTION, Writing.ANSWER})
"""The others are sealed to the office alone."""
