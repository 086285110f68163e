"""Words of a complaint that is passed to another body: where it stands, what leads where, why it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

REFER = "refer"
"""The purpose of ``consents.yaml`` that names a body: they may pass the complaint on to it."""
DECISION_CLOCK, ANSWER_CLOCK = "referral-decision", "referral-answer"
"""Rules of ``clocks.yaml``: the other body says whether it takes the complaint up, and answers."""


class Standing(models.TextChoices):
    """Where a referral stands. Up to ``agreed`` nothing has left the office."""

    ASKED = "asked", _("The complainant is asked")
    AGREED = "agreed", _("The complainant agreed")
    DECLINED = "declined", _("The complainant said no")
    OFFERED = "offered", _("Waits for the other body")
    ACCEPTED = "accepted", _("Taken up by the other body")
    REFUSED = "refused", _("Not taken up")
    RETURNED = "returned", _("Given back")
    DONE = "done", _("Answered by the other body")
    HANDED = "handed", _("Given as a file")
    ENDED = "ended", _("Taken back")


THERE = {
    Standing.OFFERED: _("Waits for your body"),
    Standing.ACCEPTED: _("Taken up by your body"),
    Standing.DONE: _("Answered by your body"),
}
"""What the same standings are called in the other body's own room."""


class Ending(models.TextChoices):
    """Why a referral was ended by this side."""

    CONSENT = "consent", _("The complainant took the consent back.")
    OFFICE = "office", _("The office took it back.")
    CLOSED = "closed", _("The complaint was closed.")
    RECUSED = "recused", _("The complaint is about that body.")


LEADS_TO: dict[str, frozenset[Standing]] = {
    Standing.ASKED: frozenset({Standing.AGREED, Standing.DECLINED, Standing.OFFERED, Standing.HANDED, Standing.ENDED}),
    Standing.AGREED: frozenset({Standing.OFFERED, Standing.HANDED, Standing.DECLINED, Standing.ENDED}),
    Standing.OFFERED: frozenset({Standing.ACCEPTED, Standing.REFUSED, Standing.ENDED}),
    Standing.ACCEPTED: frozenset({Standing.DONE, Standing.RETURNED, Standing.ENDED}),
    Standing.HANDED: frozenset({Standing.DONE, Standing.RETURNED, Standing.ENDED}),
    Standing.DECLINED: frozenset(),
    Standing.REFUSED: frozenset(),
    Standing.RETURNED: frozenset(),
    Standing.DONE: frozenset(),
    Standing.ENDED: frozenset(),
}
"""From each standing to which others; read by the acts, the buttons and docs/domain/grievances.md."""
OPEN = frozenset({Standing.OFFERED, Standing.ACCEPTED, Standing.HANDED})
"""With the other body."""
UNFINISHED = OPEN | {Standing.ASKED, Standing.AGREED}
