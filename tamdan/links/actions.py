"""Linking two records by hand, and deciding about the links that the computer suggests; each is one event of the ledger."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Visibility
from tamdan.core.errors import DomainError
from tamdan.core.ledger import record
from tamdan.links.enums import TRANSITIONS, Decision, Origin
from tamdan.links.models import Link

LINKED = "links.linked"
DECIDED = "links.decided"


class AlreadyDecided(DomainError):
    code = "link-decided"
    status = 409
    message = _("This was decided already. Open the page again to see what stands now.")


class LinkedToItself(DomainError):
    code = "linked-to-itself"
    message = _("A record cannot be linked to itself. Choose another one.")


@dataclass(frozen=True)
class Ends:
    """``start`` is something (``predicate``) to ``end``; both are of one kind (``app.model``)."""

    kind: str
    start: int
    end: int
    predicate: str


@transaction.atomic
def link(ends: Ends, *, owner_id: int, by: Any, about: models.Model) -> Link:
    """A person's own link, which stands at once; it takes the place of a suggestion or of one that was refused.

    It is seen by those who see both records. Raises LinkedToItself.
    """
    if ends.start == ends.end:
        raise LinkedToItself
    made, _created = Link.objects.update_or_create(
        from_kind=ends.kind, from_id=ends.start, to_kind=ends.kind, to_id=ends.end, predicate=ends.predicate,
        owner_id=owner_id,
        defaults={
            "origin": Origin.PERSON, "decision": Decision.ACCEPTED, "confidence": None, "visibility": Visibility.PUBLIC,
            "decided_by": by, "decided_at": timezone.now(),
        },
    )  # fmt: skip
    record(LINKED, made, by=by, about=about, detail={"from": ends.start, "to": ends.end})
    return made


@transaction.atomic
def decide(pk: int, decision: str, *, by: Any, about: models.Model) -> Link:
    """Accept or refuse a link, or turn an earlier decision round. Raises AlreadyDecided."""
    found = Link.objects.select_for_update(of=("self",)).get(pk=pk)
    if decision not in TRANSITIONS[found.decision]:
        raise AlreadyDecided
    found.decision, found.decided_by, found.decided_at = decision, by, timezone.now()
    found.visibility = Visibility.PUBLIC if decision == Decision.ACCEPTED else Visibility.STAFF
    found.save(update_fields=["decision", "decided_by", "decided_at", "visibility"])
    record(DECIDED, found, by=by, about=about, detail={"decision": decision})
    return found
