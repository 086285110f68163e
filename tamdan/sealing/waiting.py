"""What waits for a person, counted on their desk."""

from django.db.models import QuerySet

from tamdan.accounts.access import Person
from tamdan.core.access import Viewer
from tamdan.sealing import published
from tamdan.sealing.access import can_draft, copies_for, draft, steward_of
from tamdan.sealing.models import JoinRequest, OfficeCopy


def joins_to_decide(user: Viewer) -> int:
    """Requests to join an office whose key the person holds."""
    held = _present(user).values("epoch__office")
    return JoinRequest.objects.filter(office__in=held).count()


def keys_to_change(user: Viewer) -> int:
    """Offices of the person that somebody left."""
    return _present(user).filter(epoch__must_change_since__isnull=False).count()


def signatures_wanted(user: Viewer) -> int:
    """1 while a draft lacks this steward's signature."""
    found, steward = draft(), steward_of(_person(user))
    if found is None or steward is None or not steward.verify:
        return 0
    return 0 if found.signatures.filter(steward=steward).exists() else 1


def lists_that_end(user: Viewer) -> int:
    """1 from 30 days before the list in force is out of date, for those who can draft the next one."""
    return int(published.is_ending() and can_draft(_person(user)))


def _person(user: Viewer) -> Person:
    person: Person = user  # type: ignore[assignment] # a desk is shown to those who are signed in alone
    return person


def _present(user: Viewer) -> QuerySet[OfficeCopy]:
    return copies_for(_person(user)).filter(epoch__retired_at__isnull=True)
