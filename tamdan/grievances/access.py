"""Who may see and handle which file. Out of reach, and about oneself, is 404; within reach but not allowed 403."""

from django.db.models import Q
from django.shortcuts import get_object_or_404

from tamdan.accounts.access import Person
from tamdan.accounts.models import User
from tamdan.clocks.models import Clock
from tamdan.core.access import Viewer, reach_of
from tamdan.grievances.actions import officers_left
from tamdan.grievances.handing import without_hidden
from tamdan.grievances.identity import IdentityRequest
from tamdan.grievances.models import READERS, Case, CaseQuerySet, Handover, offices_of
from tamdan.grievances.timing import clocks_of
from tamdan.institutions.models import Body
from tamdan.intake.models import Envelope, Item, Letter
from tamdan.sealing.access import key_of

__all__ = ["READERS", "offices_of"]


def cases_of(user: Viewer) -> CaseQuerySet:
    return Case.objects.visible_to(user)


def case_or_404(user: Viewer, number: str) -> Case:
    found = cases_of(user).select_related("letter", "office__body", "officer", "province", "owner")
    return get_object_or_404(found, number=number)


def thread_of(case: Case) -> list[Letter]:
    """The letters of a complaint in their order, with items, pieces and envelopes. Five queries."""
    found = Letter.objects.of_thread(case.letter).select_related("author", "referral_message__referral__office")
    return list(found.prefetch_related("items__segments__blob", "items__envelopes__epoch", "items__releases__officer"))


def item_or_404(case: Case, ref: str) -> Item:
    """An item of the complaint's own thread alone."""
    letters = Letter.objects.of_thread(case.letter).order_by().values("pk")
    return get_object_or_404(Item.objects.filter(letter__in=letters).select_related("letter"), ref=ref)


def envelope_for(user: Person, item: Item) -> Envelope | None:
    """The envelope of the item that a key of this person's offices opens, the newest key first, or one that was lent to them."""
    offices = offices_of(user).values("pk")
    own = key_of(user)
    lent = Q(epoch__isnull=True, until__isnull=False, audience=own.recipient) if own else Q(pk=None)
    sealed = Envelope.objects.in_force().filter(Q(epoch__office__in=offices) | lent, item=item)
    return sealed.select_related("epoch__office", "item").order_by("-epoch__number", "epoch__office").first()


def confirmation_or_404(case: Case, pk: int) -> IdentityRequest:
    """What a custodian was asked about somebody who lost the receipt of this complaint; recusal was looked at with the file."""
    found: IdentityRequest = get_object_or_404(IdentityRequest.objects.confirming(), pk=pk, case=case)
    return found


def colleagues(case: Case) -> "list[User]":
    """Who may handle the file, by name."""
    return list(User.objects.filter(pk__in=officers_left(case)).order_by("name", "pk"))


def fellow_officers(user: Viewer) -> "list[User]":
    """Everybody who has held a file of this person's offices or may: for a handover, leavers are among them."""
    bodies = sorted(offices_of(user).values_list("body", flat=True))
    held = User.objects.filter(memberships__body__in=bodies, memberships__role__in=READERS)
    return list(held.distinct().order_by("name", "pk"))


def handover_or_404(user: Viewer, pk: int) -> Handover:
    """An act of the person's own bodies, none of whose files is about them."""
    bodies = sorted(reach_of(user).bodies)
    found = Handover.objects.filter(owner__in=bodies).select_related("act")
    return get_object_or_404(without_hidden(found, user), pk=pk)


def hidden_clocks(user: Viewer) -> list[int]:
    """Files whose clocks this person does not see either (``CLOCKS_HIDDEN``)."""
    return list(Case.objects.all().hidden_from(user).values_list("pk", flat=True))


def clock_acts(user: Viewer, clock: Clock) -> frozenset[str]:
    """What is done by hand with the clock of a file (``CLOCK_ACTS``): whoever sees the file lets it stand still or gives it more time,
    while it is not late. It ends with the decision, the answer or the file alone, or it would say that somebody was answered."""
    if not cases_of(user).filter(pk=clock.object_id).exists():
        return frozenset()
    return frozenset({"resume"}) if clock.days_late else frozenset({"pause", "resume", "extend"})


def more_time_in_time(_user: Viewer, clock: Clock) -> frozenset[str]:
    """Another body may get more time before its last day; all else follows from what happens."""
    return frozenset() if clock.days_late else frozenset({"extend"})


def clock_of_case_or_404(case: Case, pk: int) -> Clock:
    """One of the file's own clocks; recusal was looked at with the file."""
    return get_object_or_404(clocks_of(case).prefetch_related("pauses"), pk=pk)


def owning_body(user: Viewer) -> Body:
    """The body for which a person hands over: that of their office."""
    office = offices_of(user).select_related("body").order_by("pk").first()
    found: Body = get_object_or_404(Body.objects.visible_to(user), pk=office.body_id if office else 0)
    return found
