"""A page costs the same number of statements whatever its length: one letter, box, call and colleague, or two of each."""

import itertools

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.clocks.days import today
from tamdan.clocks.models import Clock
from tamdan.grievances import actions, handing
from tamdan.grievances.models import Case
from tamdan.grievances.reminders import Why
from tamdan.grievances.reminding import remind
from tamdan.grievances.tests.boxes import box_of, opening_of, session_of
from tamdan.grievances.tests.files import add_item, answered, file_for
from tamdan.grievances.tests.names import ask
from tamdan.grievances.tests.passing import receiving_office, referral_to
from tamdan.grievances.timing import ANSWER, running
from tamdan.institutions.enums import BodyKind
from tamdan.institutions.models import Body
from tamdan.intake.binding import Origin, bind
from tamdan.intake.boxes import Opening
from tamdan.intake.calling import attempt, take
from tamdan.intake.calls import Answer, Call
from tamdan.intake.forums import ForumSession
from tamdan.intake.models import Release
from tamdan.intake.tests.calling import call_to
from tests.cast import Cast
from tests.letters import Ring, person
from tests.matrix import sign_in

pytestmark = pytest.mark.django_db
MANY = 30
_numbers = itertools.count(1)


def grow(cast: Cast, ring: Ring) -> None:
    """One more of everything, and one more line on each page of a single thing."""
    number, first = next(_numbers), ring.officer
    case = file_for(cast.committee, office=ring.office.office, kind="land", urgency="reprisal", district="XA9101")
    actions.assign(case, first, version=None, by=first)
    remind(case, today(), Why.LOOK, by=first)
    name = add_item(case.letter, ring.custodian.office, content=b"{}", kind="identity")
    ask(case, name, ring.office.officers[0], ring.office)
    referral_to(receiving_office(cast.ministry), case)
    department = Body.objects.create(
        code=f"t-department-{number}", kind=BodyKind.MINISTRY, name_en=f"Department {number}", parent=cast.committee
    )
    person(department, Role.CASE_OFFICER, f"more-{number}")
    actions.recuse(case, bodies=[cast.rights_group], people=[], version=None, by=first)
    box, session = box_of(cast.committee), session_of(cast.committee, first, raised=MANY)
    for origin in (Origin(opening=opening_of(box, first, slips=MANY)), Origin(session=session)):
        bind(file_for(cast.committee, office=ring.office.office).letter, origin, by=first)
    call_to(ring.office.office, by=first)
    lengthen(cast, ring)


def lengthen(cast: Cast, ring: Ring) -> None:
    """The thread of the first file, its first box, opening and call."""
    first, case = ring.officer, Case.objects.select_related("letter").order_by("pk")[0]
    letter = answered(case)
    now = timezone.now()
    Release.objects.create(item=letter.items.get(), officer=first, purpose="triage", at=now, leaf="0" * 64)
    Clock.objects.filter(pk=running(case, ANSWER).pk).update(outcome="done", stopped_on=now.date())
    actions.start_again(case, by=first)
    for one in (Opening.objects.order_by("pk")[0], ForumSession.objects.order_by("pk")[0]):
        slip = file_for(cast.committee, office=ring.office.office).letter
        bind(slip, Origin(opening=one) if isinstance(one, Opening) else Origin(session=one), by=first)
    opening_of(Opening.objects.order_by("pk")[0].box, first)
    call = Call.objects.order_by("pk")[0]
    take(call, by=first)
    attempt(call, Answer.NO_ANSWER, by=first)
    handing.hand_over(first, ring.office.officers[1].user, owner=cast.committee, by=first)
    handing.hand_over(ring.office.officers[1].user, first, owner=cast.committee, by=first)


def addresses() -> dict[str, list[str]]:
    """Of the pages that hold rows, by who looks at them."""
    case = Case.objects.order_by("pk")[0]
    opening, session = Opening.objects.order_by("pk")[0], ForumSession.objects.order_by("pk")[0]
    lists = ("queue", "reminders", "referrals", "boxes", "hand_over")
    return {
        "officer": [
            *(reverse(f"grievances:{name}") for name in lists),
            *(reverse(f"grievances:{name}", args=[case.number]) for name in ("case", "assign")),
            opening.box.get_absolute_url(), opening.get_absolute_url(), session.get_absolute_url(),
            reverse("calls:calls"),
        ],
        "keeper": [reverse("grievances:names")],
    }  # fmt: skip


def signed_in(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def statements(clients: dict[str, Client]) -> dict[str, int]:
    found = {}
    for who, urls in addresses().items():
        for url in urls:
            with CaptureQueriesContext(connection) as asked:
                answer = clients[who].get(url)
            assert answer.status_code == 200, url
            found[f"{who} {url}"] = len(asked)
    return found


@pytest.fixture
def clients(cast: Cast, ring: Ring) -> dict[str, Client]:
    """Of two people before whom lies one of everything."""
    grow(cast, ring)
    return {"officer": signed_in(ring.officer), "keeper": signed_in(ring.custodian.officers[0].user)}


def test_no_page_asks_more_for_more_rows(cast: Cast, ring: Ring, clients: dict[str, Client]) -> None:
    few = statements(clients)
    grow(cast, ring)
    many = statements(clients)
    assert {url: (few[url], many[url]) for url in few if many[url] > few[url]} == {}
