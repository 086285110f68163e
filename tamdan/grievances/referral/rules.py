"""What stands before everything that leaves: whom the complaint is about, the complainant's consent, and the listed key."""

from tamdan.audit.models import Event
from tamdan.grievances.actions import RECUSED
from tamdan.grievances.enums import Move, Status
from tamdan.grievances.errors import NotFromHere
from tamdan.grievances.models import Case, with_those_above
from tamdan.grievances.referral.enums import REFER
from tamdan.grievances.referral.errors import AboutThatBody, ConsentMissing, RecusalMissing
from tamdan.intake.enums import CONSENT_GIVEN, Code
from tamdan.intake.models import Decision
from tamdan.sealing import published
from tamdan.sealing.enums import Purpose
from tamdan.sealing.models import Epoch, Office


def subject(office: Office) -> str:
    """What a consent for this body is called: ``refer:<uuid>``."""
    return f"{REFER}:{office.uuid}"


def agreed(office: Office, word: str) -> str:
    """The value of a decision about it."""
    return f"{subject(office)} {word}"


def targets() -> list[Office]:
    """Every body that receives what is referred."""
    found = Office.objects.open().filter(purpose=Purpose.REFERRAL).select_related("body")
    return list(found.prefetch_related("epochs").order_by("name_en", "pk"))


def may_refer(case: Case) -> bool:
    """Whether the standing of the file lets it go to another body, or it is with one already."""
    return case.allows(Move.REFER) or case.status == Status.REFERRED


def says_whom_it_is_about(case: Case) -> bool:
    """Whether an officer recorded it; "none of those listed" counts as well."""
    return Event.objects.filter(kind=case._meta.label_lower, object_id=str(case.pk), verb=RECUSED).exists()


def is_about(case: Case, office: Office) -> bool:
    """The complaint is about the body, or about one above it."""
    return bool(with_those_above(frozenset({office.body_id})) & set(case.complained_bodies))


def check_target(case: Case, office: Office) -> None:
    """Raises NotFromHere, RecusalMissing, AboutThatBody."""
    if not may_refer(case):
        raise NotFromHere(status=case.get_status_display())
    if not says_whom_it_is_about(case):
        raise RecusalMissing
    if is_about(case, office):
        raise AboutThatBody


def consent_for(case: Case, office: Office) -> Decision | None:
    """The complainant's last word about this body, if it is a yes."""
    last = case.letter.decisions.filter(code=Code.CONSENT, value__startswith=f"{subject(office)} ").last()
    return last if last is not None and last.value == agreed(office, CONSENT_GIVEN) else None


def check_consent(case: Case, office: Office) -> Decision:
    """Raises ConsentMissing."""
    found = consent_for(case, office)
    if found is None:
        raise ConsentMissing
    return found


def listed_recipient(office: Office) -> Epoch | None:
    """The key of the body that the list in force names; None for a body without one, which gets a file."""
    keys = published.current()
    found = next((key for key in keys.bodies if key.id == str(office.uuid)), None) if keys else None
    return Epoch.objects.filter(office=office, recipient=found.recipient).first() if found else None
