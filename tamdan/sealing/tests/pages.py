"""Pages that walks over the whole system visit (tests/pages.py)."""

import datetime

from django.urls import reverse
from django.utils import timezone

from tamdan.accounts.enums import Role
from tamdan.sealing import access, actions, age, founding, listing, recovery
from tamdan.sealing.enums import Purpose
from tamdan.sealing.kit import SHEETS
from tamdan.sealing.models import JoinRequest, Office, current_kit
from tamdan.sealing.tests.people import officer, set_up
from tests.cast import Cast
from tests.pages import Page, person


def _office(cast: Cast) -> Office:
    """One office with two officers, of whom the case officer is the first; three stewards, a draft, a kit. Made once."""
    found = Office.objects.filter(name_en="Office of Pages").first()
    if found:
        return found
    found = set_up(cast.committee, name="Office of Pages")
    first = founding.enrol(person("case_officer", cast))
    founding.found(found, [first, officer(cast.committee, "Bora")])
    actions.ask_to_join(found, by=officer(cast.committee, "Chan").user)
    set_up(cast.committee, Purpose.CUSTODIAN, "Custodian of Pages")
    keepers = [
        founding.enrol(person("auditor", cast)),
        *(officer(cast.committee, name, Role.MONITOR) for name in ("Dara", "Eng")),
    ]
    founding.publish(founding.name_stewards(keepers))
    founding.new_epoch(found, [first, *(_officer(key) for key in access.officers_of(found)[1:])])
    listing.draft_list(expires=timezone.localdate() + datetime.timedelta(days=200), by=None)
    recovery.make_kit(
        {letter: age.recipient_of(age.new_identity()) for letter in SHEETS}, dict.fromkeys(SHEETS, "Safe"), by=None
    )
    return found


def _officer(key):
    return founding.Officer(key.user, "", key)


def office(cast: Cast) -> str:
    return _office(cast).get_absolute_url()


def admit(cast: Cast) -> str:
    found = _office(cast)
    return reverse("sealing:admit", args=[found.uuid, JoinRequest.objects.get(office=found).pk])


def restore(cast: Cast) -> str:
    """An office whose key nobody holds."""
    found = Office.objects.filter(name_en="Office without officers").first()
    if found is None:
        _office(cast)
        found = set_up(cast.committee, name="Office without officers")
        gone = officer(cast.committee, "Gone")
        founding.found(found, [gone])
        gone.user.is_active = False
        gone.user.save()
    assert current_kit()
    return reverse("sealing:restore", args=[found.uuid])


def beside(name: str):
    def make(cast: Cast) -> str:
        _office(cast)
        return reverse(name)

    return make


PAGES = [
    Page("sealing-no-key", beside("sealing:my_key"), who="secretary"),
    Page("sealing-my-key", beside("sealing:my_key"), who="auditor"),
    Page("sealing-offices", beside("sealing:offices"), who="case_officer"),
    Page("sealing-add-office", beside("sealing:add_office"), who="administrator"),
    Page("sealing-office", office, who="case_officer"),
    Page("sealing-admit", admit, who="case_officer"),
    Page("sealing-restore", restore, who="case_officer"),
    Page("sealing-stewards", beside("sealing:stewards"), who="auditor"),
    Page("sealing-naming", beside("sealing:stewards"), who="administrator"),
    Page("sealing-kit", beside("sealing:kit"), who="administrator"),
]
