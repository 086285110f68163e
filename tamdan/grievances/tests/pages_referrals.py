"""Pages of complaints that are passed on, for walks over the whole system (tests/pages.py)."""

from collections.abc import Callable

from django.urls import reverse

from tamdan.grievances import actions
from tamdan.grievances.models import AdmissibilityReason, Case
from tamdan.grievances.referral.enums import Standing
from tamdan.grievances.referral.models import Referral
from tamdan.grievances.tests.files import file_for
from tamdan.grievances.tests.passing import receiving_office, referral_to
from tamdan.sealing import founding
from tamdan.sealing.models import Office
from tamdan.sealing.tests import pages as sealing_pages
from tests.cast import Cast
from tests.pages import Page, person


def _passed(cast: Cast) -> Referral:
    """A file in danger that the ministry's desk has and that is late; another body was not asked yet."""
    found = Referral.objects.filter(office__body=cast.ministry).order_by("pk").first()
    if found:
        return found
    sealing_pages.office(cast)
    office = Office.objects.get(name_en="Office of Pages")
    desk = Office.objects.create(
        body=cast.ministry, purpose="referral", name_en="Desk of Pages", name_km="ការិយាល័យទទួលបន្ត"
    )
    founding.found(desk, [founding.enrol(person("focal_point", cast))])
    receiving_office(cast.rights_group, "Legal aid of Pages")
    case = file_for(cast.committee, office=office, kind="work", urgency="child")
    reason = AdmissibilityReason.objects.get(code="ours")
    actions.decide(case, reason, version=None, by=person("case_officer", cast))
    actions.recuse(case, bodies=[], people=[], version=None, by=person("case_officer", cast))
    return referral_to(desk, Case.objects.get(pk=case.pk), Standing.ACCEPTED)


def listed(cast: Cast) -> str:
    _passed(cast)
    return reverse("grievances:referrals")


def on_file(name: str) -> Callable[[Cast], str]:
    def make(cast: Cast) -> str:
        one = _passed(cast)
        return reverse(f"grievances:{name}", args=[one.case.number, *([one.office.uuid] if name != "bodies" else [])])

    return make


def there(name: str = "") -> Callable[[Cast], str]:
    def make(cast: Cast) -> str:
        one = _passed(cast)
        return reverse(f"grievances:referral{name and '_'}{name}", args=[one.number])

    return make


def passed_on(cast: Cast) -> str:
    return _passed(cast).case.get_absolute_url()


PAGES = [
    Page("referrals", listed, who="case_officer"),
    Page("referrals-there", listed, who="focal_point"),
    Page("referrals-none", lambda cast: listed(cast) + "?standing=refused", who="focal_point"),
    Page("referral-file", passed_on, who="case_officer"),
    Page("referral-bodies", on_file("bodies"), who="case_officer"),
    *(Page(f"referral-{name}", on_file(f"referral_{name}"), who="case_officer") for name in ("ask", "consent", "pass")),
    Page("referral-write", on_file("referral_write_to"), who="case_officer"),
    Page("referral-there", there(), who="focal_point"),
    *(Page(f"referral-{name}", there(name), who="focal_point") for name in ("give_back", "done")),
]
