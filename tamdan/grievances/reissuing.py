"""A complainant lost the receipt: an officer asks those who keep names whether this is the person, and the office issues a new one.

Asking and deciding are acts of custody.py with what=confirm. The clocks of the file do not move.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from tamdan.accounts.models import User
from tamdan.grievances import custody
from tamdan.grievances.custodians import keepers
from tamdan.grievances.errors import IssuedByAnother, NotConfirmed
from tamdan.grievances.identity import Ending, IdentityRequest
from tamdan.grievances.models import Case
from tamdan.intake import chain
from tamdan.intake.halves import ComplainantKey
from tamdan.intake.models import Item
from tamdan.intake.reissuing import NewReceipt, is_over
from tamdan.intake.reissuing import issue as issue_receipt
from tamdan.sealing.letters import ItemKind


@dataclass(frozen=True)
class Standing:
    """Where a lost receipt stands for this officer. ``item``: the name that somebody else keeps, None where there is none."""

    item: Item | None
    is_over: bool
    asked: IdentityRequest | None
    can_issue: bool
    can_ask: bool


def standing(case: Case, user: User) -> Standing:
    """The newest request counts: it waits, was refused, holds, or was used or not used in time."""
    item, over, asked = name_of(case, user), is_over(case.letter), _newest(case)
    holds = asked is not None and asked.is_in_force
    waits = asked is not None and asked.is_waiting
    is_first = holds and asked is not None and asked.decided_by_id != user.pk
    can_ask = item is not None and not over and not holds and not waits and case.officer_id == user.pk
    return Standing(item, over, asked, is_first and not over, can_ask)


def name_of(case: Case, user: User) -> Item | None:
    """The name in a complaint about which somebody else than this officer can decide."""
    named = Item.objects.filter(letter=case.letter, kind=ItemKind.IDENTITY).order_by("position")
    return next((item for item in named if any(one != user for one in keepers(item, case))), None)


def issued(case: Case) -> list[ComplainantKey]:
    """The new receipts of a complaint, the oldest first."""
    return list(ComplainantKey.objects.filter(thread=case.letter_id).select_related("issued_by").order_by("id"))


@transaction.atomic
def issue(case: Case, request: IdentityRequest, made: NewReceipt, *, by: User) -> ComplainantKey:
    """Once for each confirmation, by somebody else than who confirmed; the same again gives the same.

    Raises NotConfirmed, IssuedByAnother, and what ``intake.reissuing`` raises.
    """
    chain.hold(case.letter_id)
    request = IdentityRequest.objects.select_for_update(of=("self",)).get(pk=request.pk, case=case)
    same = Q(thread=case.letter_id, recipient=made.complainant.recipient, issued_by=by, end__isnull=True)
    done = ComplainantKey.objects.filter(same).first()
    if done is not None and request.ending == Ending.ISSUED:
        return done
    if not request.is_in_force or request.decided_by is None:
        raise NotConfirmed
    if request.decided_by == by:
        raise IssuedByAnother
    key = issue_receipt(case.letter, made, by=by, confirmed_by=request.decided_by, confirmed=request.decided_leaf)
    custody.used(request, key.leaf)
    return key


def _newest(case: Case) -> IdentityRequest | None:
    found = IdentityRequest.objects.confirming().filter(case=case)
    return found.select_related("asked_by", "decided_by", "refusal", "office").order_by("-id").first()
