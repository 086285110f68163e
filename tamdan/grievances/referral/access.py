"""Who sees which referral: the office that passed it on by its file, the other body by its own people, nobody whom it is about."""

import uuid

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from tamdan.accounts.models import User
from tamdan.core.access import Viewer, roles_of
from tamdan.grievances.access import cases_of
from tamdan.grievances.models import READERS, Case, CaseQuerySet
from tamdan.grievances.referral.models import RECEIVERS, Referral, ReferralQuerySet, receiving
from tamdan.grievances.referral.rules import targets
from tamdan.intake.enums import Side
from tamdan.intake.models import Envelope, Item, Letter
from tamdan.sealing.letters import APART
from tamdan.sealing.models import Office

BOTH = READERS | RECEIVERS
"""Roles that have to do with referrals, on either side."""


def incoming(user: Viewer) -> ReferralQuerySet:
    """What was passed to this person's own bodies, without what is about them or those bodies."""
    if not roles_of(user) & RECEIVERS:
        return Referral.objects.none()
    about = Case.objects.filter(CaseQuerySet.about(user)).values("pk")
    found = Referral.objects.passed().filter(office__in=receiving(user).values("pk"), epoch__isnull=False)
    return found.exclude(case__in=about)


def outgoing(user: Viewer) -> ReferralQuerySet:
    """What offices of this person asked for or passed on."""
    return Referral.objects.filter(case__in=cases_of(user).values("pk"))


def referrals(user: Viewer) -> ReferralQuerySet:
    """Both, for lists."""
    return Referral.objects.filter(Q(pk__in=incoming(user).values("pk")) | Q(pk__in=outgoing(user).values("pk")))


def incoming_or_404(user: Viewer, number: str) -> Referral:
    found = incoming(user).select_related(
        "case__letter", "case__office", "case__owner", "office__body", "epoch", "reason"
    )
    return get_object_or_404(found, number=number)


def outgoing_or_404(user: Viewer, number: str) -> Referral:
    found = outgoing(user).select_related(
        "case__letter", "case__office", "case__owner", "office__body", "epoch", "reason"
    )
    return get_object_or_404(found, number=number)


def target_or_404(office: uuid.UUID) -> Office:
    """A body that receives what is referred; which may get this complaint is asked by rules."""
    found = next((one for one in targets() if one.uuid == office), None)
    if found is None:
        raise Http404
    return found


def referred_item_or_404(referral: Referral, ref: str) -> Item:
    """An item that was given, or words between the two sides: nothing else of the complaint."""
    within = Q(pk__in=referral.items.values("pk")) | Q(letter__referral_message__referral=referral)
    return get_object_or_404(Item.objects.filter(within).select_related("letter").distinct(), ref=ref)


def envelope_for_body(referral: Referral, item: Item, user: User) -> Envelope | None:
    """The envelope of the item for a key of that body, as long as the referral lets it be read."""
    if not referral.is_readable or not receiving(user).filter(pk=referral.office_id).exists():
        return None
    sealed = Envelope.objects.in_force().filter(item=item, epoch__office=referral.office_id)
    return sealed.select_related("epoch__office", "item").order_by("-epoch__number").first()


def referral_with_or_404(case: Case, office: uuid.UUID) -> Referral:
    """The last referral of a file to a body; the file's own access was looked at before."""
    found = Referral.objects.filter(case=case, office__uuid=office).select_related(
        "case__letter", "office__body", "epoch"
    )
    last = found.last()
    if last is None:
        raise Http404
    return last


def sendable_item_or_404(case: Case, ref: str) -> Item:
    """A part that the complainant sent and that may be passed on: never the name or a number."""
    thread = Letter.objects.of_thread(case.letter).filter(side=Side.COMPLAINANT).order_by().values("pk")
    found = Item.objects.filter(letter__in=thread).exclude(kind__in=APART).select_related("letter")
    return get_object_or_404(found, ref=ref)
