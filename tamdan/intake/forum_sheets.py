"""What happens to the sheets of public forums: a session is recorded, and its record changed. What was raised there are letters."""

from typing import Any

from django.db import transaction

from tamdan.core.ledger import record
from tamdan.intake.forums import ForumSession

HELD, CHANGED = "forum.held", "forum.changed"


@transaction.atomic
def hold_session(session: ForumSession, *, by: Any) -> ForumSession:
    """A session with its sheet."""
    session.recorded_by = by
    session.save(force_insert=True)
    record(HELD, session, by=by, count=session.raised)
    return session


@transaction.atomic
def change_session(session: ForumSession, *, fields: list[str], by: Any) -> None:
    """The ledger's line on an edit that a form stored."""
    record(CHANGED, session, by=by, count=session.raised, detail={"fields": fields})
