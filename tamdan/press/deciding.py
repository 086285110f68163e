"""What a person decides on an article's page beside the reading queue: pairs, and clocks on what was promised."""

from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from tamdan.clocks.actions import Seen
from tamdan.clocks.actions import start_clock as start
from tamdan.clocks.models import Clock
from tamdan.core.ledger import record
from tamdan.links.actions import AlreadyDecided
from tamdan.links.enums import TRANSITIONS, Decision
from tamdan.press.errors import NoDueDay
from tamdan.press.models import Commitment, Pair, Republication

PAIR_DECIDED, CLOCK_STARTED = "press.pair.decided", "press.commitment.watched"
Row = TypeVar("Row", Pair, Republication)
RULE = "press-commitment"
"""Code of the rule in ``country/<code>/clocks.yaml``."""


@transaction.atomic
def decide_pair(pair: Pair, decision: str, *, by: Any) -> Pair:
    """Accept or refuse a pair, or turn an earlier decision round. Raises AlreadyDecided."""
    found = turn(pair, decision, by=by)
    record(PAIR_DECIDED, found, by=by, about=found.first.article, detail={"decision": decision})
    return found


def turn(row: Row, decision: str, *, by: Any) -> Row:
    """A suggestion with its decision, locked and saved, within a transaction. Raises AlreadyDecided."""
    found: Row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if decision not in TRANSITIONS[found.decision]:
        raise AlreadyDecided
    found.decision, found.decided_by, found.decided_at = decision, by, timezone.now()
    found.save(update_fields=["decision", "decided_by", "decided_at"])
    return found


@transaction.atomic
def start_clock(commitment: Commitment, *, by: Any) -> Clock:
    """A person takes a commitment for one and has its last day watched. Raises NoDueDay, and RunsAlready of the clocks."""
    found = (
        Commitment.objects.select_for_update(of=("self",))
        .select_related("voice", "article__owner")
        .get(pk=commitment.pk)
    )
    if found.due_on is None:
        raise NoDueDay
    if found.decision == Decision.SUGGESTED:
        found.decision, found.decided_by, found.decided_at = Decision.ACCEPTED, by, timezone.now()
        found.save(update_fields=["decision", "decided_by", "decided_at"])
    article = found.article
    title = f"{found.voice.name if found.voice else article}: {found.words}"[:300]
    seen = Seen(
        article.owner, title_en=title, title_km=title, visibility=article.visibility, shared_with=article.shared_with
    )
    made = start(RULE, on=found, seen=seen, by=by, day=article.day, due_on=found.due_on)
    record(CLOCK_STARTED, found, by=by, about=article)
    return made
