"""Who keeps the name in a complaint and may decide about it: those whose key opens it, but for whoever asks and whom it is about."""

from collections.abc import Sequence

from django.db.models import OuterRef, Q, Subquery

from tamdan.accounts.models import User
from tamdan.audit.notes import Note, NoteRefused, PublicKey, decode
from tamdan.clocks.models import Clock
from tamdan.core.access import Viewer, roles_of
from tamdan.grievances.errors import UnsignedRequest
from tamdan.grievances.identity import IdentityRequest, IdentityRequestQuerySet
from tamdan.grievances.models import Case
from tamdan.intake.models import Envelope, Item
from tamdan.sealing.access import copies_for, officers_of
from tamdan.sealing.enums import SERVING, Purpose
from tamdan.sealing.models import Office, OfficeCopy
from tamdan.sealing.published import recipients
from tamdan.sealing.server import host

CUSTODIANS = SERVING[Purpose.CUSTODIAN]
"""Roles that may keep names; who does is said by the keys they hold."""


def offices_keeping(item: Item) -> list[int]:
    """Ids of the custodians' offices to which a name is sealed now."""
    found = Envelope.objects.in_force().filter(item=item, epoch__office__purpose=Purpose.CUSTODIAN)
    return sorted(set(found.values_list("epoch__office", flat=True)))


def keepers(item: Item, case: Case) -> list[User]:
    """The people who hold the key of such an office today, without those whom the complaint is about."""
    offices = Office.objects.filter(pk__in=offices_keeping(item)).select_related("body")
    people = {key.user_id: key.user for office in offices for key in officers_of(office) if key.user.is_active}
    return [user for user in people.values() if not is_about(case, user)]


def is_about(case: Case, user: User) -> bool:
    return Case.objects.all().hidden_from(user).filter(pk=case.pk).exists()


def requests_for(user: Viewer) -> IdentityRequestQuerySet:
    """Requests about names that a key of this person's opens, but for their own and those of complaints about them.

    ``decide_by`` is the last day of the clock, None once decided.
    """
    found = IdentityRequest.objects.select_related("case__letter", "item", "asked_by", "office", "reason", "refusal")
    if user.is_anonymous or not roles_of(user) & CUSTODIANS:
        return found.none()
    person: User = user  # type: ignore[assignment] # who is signed in
    held = [copy.epoch_id for copy in copies_for(person) if copy.epoch.office.purpose == Purpose.CUSTODIAN]
    sealed = Envelope.objects.in_force().filter(epoch__in=held).values("item")
    about = Case.objects.all().hidden_from(person).values("pk")
    ticking = Clock.objects.running().filter(kind=IdentityRequest._meta.label_lower, object_id=OuterRef("pk"))
    decide_by = Subquery(ticking.order_by("due_on").values("due_on")[:1])
    found = found.filter(item__in=sealed).exclude(Q(asked_by=person) | Q(case__in=about))
    return found.annotate(decide_by=decide_by)


def keeps_names(user: Viewer) -> bool:
    """Whether the person holds a key of an office of custodians, for the menu; which names it opens is asked on their desk."""
    person: User = user  # type: ignore[assignment] # the staff menu is that of who is signed in
    held = OfficeCopy.objects.filter(officer_key__user=person, officer_key__retired_at__isnull=True)
    return held.filter(epoch__office__purpose=Purpose.CUSTODIAN).exists()


def names_to_decide(user: Viewer) -> int:
    """How many requests wait for this custodian, on their desk."""
    return requests_for(user).waiting().count()


def names_lent(user: Viewer) -> int:
    """How many names that this custodian keeps are lent now."""
    return requests_for(user).lending().in_force().count()


def hidden_names(user: Viewer) -> list[int]:
    """Requests whose clocks this person does not see: their own, and those of complaints about them (``CLOCKS_HIDDEN``)."""
    if user.is_anonymous:
        return []
    about = Case.objects.all().hidden_from(user).values("pk")
    return list(IdentityRequest.objects.filter(Q(asked_by=user.pk) | Q(case__in=about)).values_list("pk", flat=True))  # type: ignore[attr-defined] # who is signed in has a key


def may_decide(user: User, request: IdentityRequest) -> bool:
    return requests_for(user).filter(pk=request.pk).exists()


def envelope_of(user: User, request: IdentityRequest) -> Envelope | None:
    """The name's envelope that a key of this custodian's opens."""
    held = [copy.epoch_id for copy in copies_for(user) if copy.epoch.office.purpose == Purpose.CUSTODIAN]
    return Envelope.objects.in_force().filter(item=request.item_id, epoch__in=held).select_related("item").first()


def note_envelope(user: User, request: IdentityRequest) -> Envelope | None:
    """The envelope of the officer's words to the custodians that a key of this custodian's opens."""
    held = [copy.epoch_id for copy in copies_for(user) if copy.epoch.office.purpose == Purpose.CUSTODIAN]
    return (
        Envelope.objects.in_force()
        .filter(item__letter=request.note_id or 0, epoch__in=held)
        .select_related("item")
        .first()
    )


def recipients_of_note(item: Item) -> list[str]:
    """To whom words for those who keep the name are sealed."""
    return recipients(Office.objects.filter(pk__in=offices_keeping(item)).prefetch_related("epochs"))


def office_that_signed(note: str, lines: Sequence[str], officer: User) -> Office:
    """The office whose present key signed exactly these lines, and which this officer may use. Raises UnsignedRequest."""
    text = "\n".join([f"{host()}/identity-request", *lines, ""])
    try:
        found = Note.parse(note)
    except NoteRefused as error:
        raise UnsignedRequest from error
    for copy in copies_for(officer):
        epoch = copy.epoch
        is_ours = found.text == text and epoch.retired_at is None and epoch.office.purpose == Purpose.OFFICE
        if is_ours and _signed(found, PublicKey(epoch.office.named, decode(epoch.verify))):
            return epoch.office
    raise UnsignedRequest


def _signed(note: Note, key: PublicKey) -> bool:
    try:
        return note.is_signed_by(key)
    except NoteRefused:
        return False
