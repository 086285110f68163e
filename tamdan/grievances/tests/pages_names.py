"""Pages about names in custody for the walks over the whole system. The case officer asks for one name and keeps the others."""

from django.urls import reverse
from django.utils import timezone

from tamdan.accounts.enums import Role
from tamdan.grievances import actions, custody
from tamdan.grievances.custodians import envelope_of
from tamdan.grievances.identity import IdentityReason, IdentityRequest
from tamdan.grievances.models import Case
from tamdan.grievances.tests.files import add_item, file_for
from tamdan.intake.lending import lend_item
from tamdan.sealing import access, founding
from tamdan.sealing.enums import Purpose
from tamdan.sealing.models import Office
from tamdan.sealing.tests import pages as sealing_pages
from tamdan.sealing.tests.people import officer, set_up
from tests.cast import Cast
from tests.pages import Page, person

KEEPERS = "Keepers of Pages"


def _keepers(cast: Cast) -> Office:
    """The case officer, who has a key from the pages of keys, and one more person."""
    found = Office.objects.filter(name_en=KEEPERS).first()
    if found is None:
        sealing_pages.office(cast)
        found, key = set_up(cast.committee, Purpose.CUSTODIAN, KEEPERS), access.key_of(person("case_officer", cast))
        founding.found(found, [founding.Officer(key.user, "", key), officer(cast.committee, "Kanha", Role.LAWYER)])
    return found


def _asked(cast: Cast, by, reason: str = "remedy") -> IdentityRequest:
    keepers, office = _keepers(cast), Office.objects.get(name_en="Office of Pages")
    case = file_for(cast.committee, office=office)
    actions.assign(case, by, version=1, by=by)
    item = add_item(case.letter, keepers, content=b"{}", kind="identity")
    why = IdentityReason.objects.get(code=reason)
    return IdentityRequest.objects.create(
        what=why.what, case=case, item=item, reason=why, office=office, asked_by=by,
        recipient=access.key_of(by).recipient, signed="-", asked_leaf="0" * 64,
    )  # fmt: skip


def _of_bora(cast: Cast, reason: str = "remedy") -> IdentityRequest:
    _keepers(cast)
    office = Office.objects.get(name_en="Office of Pages")
    bora = next(key.user for key in access.officers_of(office) if key.user.name == "Bora")
    return _asked(cast, bora, reason)


def _lent(asked: IdentityRequest, by) -> IdentityRequest:
    asked.until, asked.decided_by, asked.decided_at = custody.end_of(3), by, timezone.now()
    asked.save()
    keeper = next(one for one in access.officers_of(Office.objects.get(name_en=KEEPERS)) if one.user != asked.asked_by)
    sealed = envelope_of(keeper.user, asked)
    lend_item(asked.item, audience=asked.recipient, data=bytes(sealed.data), until=asked.until)
    return asked


def names(cast: Cast) -> str:
    """One waits, one is lent, one was refused."""
    _of_bora(cast)
    keeper = person("case_officer", cast)
    _lent(_of_bora(cast, "protect"), keeper)
    custody.refuse(_of_bora(cast, "hearing"), IdentityReason.objects.get(code="ask-first"), by=keeper)
    return reverse("grievances:names")


def waiting(cast: Cast) -> str:
    return _of_bora(cast).get_absolute_url()


def lent(cast: Cast) -> str:
    return _lent(_of_bora(cast), person("case_officer", cast)).get_absolute_url()


def own(cast: Cast) -> str:
    """The officer's file with the name lent to them, after a request that another person refused."""
    asked = _asked(cast, person("case_officer", cast), "hearing")
    custody.refuse(asked, IdentityReason.objects.get(code="ask-first"), by=_other(asked))
    again = IdentityRequest.objects.create(
        **{name: getattr(asked, name) for name in ("case", "item", "reason", "office", "asked_by", "recipient", "signed", "asked_leaf")}
    )  # fmt: skip
    _lent(again, _other(asked))
    return Case.objects.get(pk=asked.case_id).get_absolute_url()


def _other(asked: IdentityRequest):
    keepers = access.officers_of(Office.objects.get(name_en=KEEPERS))
    return next(key.user for key in keepers if key.user != asked.asked_by)


def ask(cast: Cast) -> str:
    """For a name that the reader has not asked for yet."""
    asked = _asked(cast, person("case_officer", cast))
    custody.give_back(asked, by=asked.asked_by)
    return reverse("grievances:ask", args=[asked.case.number, asked.item.ref])


def confirming(cast: Cast) -> str:
    """Somebody lost a receipt: the custodian's page."""
    return _of_bora(cast, "lost-receipt").get_absolute_url()


def lost(cast: Cast) -> str:
    """Refused once, so that the officer may ask again."""
    asked = _asked(cast, person("case_officer", cast), "lost-receipt")
    custody.refuse(asked, IdentityReason.objects.get(code="other-person"), by=_other(asked))
    return reverse("grievances:lost", args=[asked.case.number])


def issuing(cast: Cast) -> str:
    """Confirmed by somebody else."""
    asked = _asked(cast, person("case_officer", cast), "lost-receipt")
    now = timezone.now()
    confirmed = {"until": custody.end_of(3), "decided_by": _other(asked), "decided_at": now}
    IdentityRequest.objects.filter(pk=asked.pk).update(**confirmed)
    return reverse("grievances:reissue", args=[asked.case.number, asked.pk])


PAGES = [
    Page("names", names, who="case_officer"),
    Page("name-waiting", waiting, who="case_officer"),
    Page("name-lent", lent, who="case_officer"),
    Page("name-of-officer", own, who="case_officer"),
    Page("name-confirming", confirming, who="case_officer"),
    Page("receipt-lost", lost, who="case_officer"),
    Page("receipt-issuing", issuing, who="case_officer"),
    Page("name-ask", ask, who="case_officer"),
    Page("names-of-nobody", lambda _cast: reverse("grievances:names"), who="secretary"),
]
