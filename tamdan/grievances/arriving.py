"""A letter arrives: the first of a complaint opens its file, a later one waits for the office. Both in the letter's transaction."""

import datetime
from collections import Counter
from typing import Any

from django.db import connection

from tamdan.audit.events import Entry, draft, store
from tamdan.clocks.days import today
from tamdan.clocks.watch import holders as holders_of_role
from tamdan.core.access import Visibility
from tamdan.core.ledger import record
from tamdan.core.notices import notify
from tamdan.grievances.enums import Rank
from tamdan.grievances.errors import NobodyHolds
from tamdan.grievances.models import READERS, Case, YearOfNumbers
from tamdan.grievances.timing import earliest, first_clocks, let_run, rank_of
from tamdan.intake.districts import province_of
from tamdan.intake.enums import Side
from tamdan.intake.models import Envelope, Letter
from tamdan.sealing.enums import Purpose

OPENED = "grievances.case.opened"
WROTE = "grievances.case.complainant_wrote"
DANGER = "grievances.danger"


def arrived(letter: Letter) -> None:
    """Declared as ``LETTER_ARRIVALS``, in the letter's transaction. Raises NobodyHolds for a first letter that no office can open."""
    if letter.side != Side.COMPLAINANT:
        return
    if letter.thread_id is None:
        open_case(letter)
        return
    hold(letter.thread_id)
    case = Case.objects.select_for_update(of=("self",)).filter(letter=letter.thread_id).first()
    if case:
        complainant_wrote(case)


def open_case(letter: Letter) -> Case:
    """The file of a complaint with its number and clocks: one event, whatever it starts."""
    offices = _offices(letter)
    if not offices:
        raise NobodyHolds
    (office, body), day = offices[0], today()
    kept = dict.fromkeys(other for _office, other in offices if other != body)
    case = Case(
        letter=letter, office_id=office, owner_id=body, holders=[one for one, _body in offices],
        visibility=Visibility.SHARED if kept else Visibility.OWNER, shared_with=list(kept),
        urgency=letter.urgency, kind=letter.kind, district=letter.district,
        province_id=province_of(letter.district) if letter.district else None, channel=letter.channel, week=letter.week, received_on=day,
    )  # fmt: skip
    case.pk, case.number = next_number(day)
    clocks = first_clocks(case, day)
    case.due_on = earliest(clocks)
    case.rank = rank_of(case.urgency, case.kind, case.due_on)
    store(draft(Entry(OPENED, case)), [case], clocks)
    if case.rank == Rank.DANGER:
        _tell_of_danger(case, day)
    return case


def complainant_wrote(case: Case) -> None:
    """The file shows that something new waits, and time that stood still for an answer runs again."""
    case.answered_by_complainant, case.asked_on = today(), None
    case.version += 1
    case.save(update_fields=["answered_by_complainant", "asked_on", "version"])
    let_run(case, by=None)
    record(WROTE, case, by=None)
    _tell_officer(case)


def next_number(day: datetime.date) -> tuple[int, str]:
    """The id and number of the next file of the year, ``2026-00042``.

    Taken from the table's sequence, so that no letter waits for another one's transaction; a letter that is rolled back leaves a gap.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('grievances_case', 'id')),"
            " (SELECT before FROM grievances_yearofnumbers WHERE year = %s)",
            [day.year],
        )
        pk, before = cursor.fetchone()
    if before is None:
        pk, before = _begin_year(day.year, pk)
    return pk, f"{day.year}-{pk - before:05}"


def _begin_year(year: int, drawn: int) -> tuple[int, int]:
    """The first file of a year writes the id before its numbers, while the others of that moment wait; then draw an id after it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('grievances.year_of_numbers'))")
        found, _made = YearOfNumbers.objects.get_or_create(year=year, defaults={"before": drawn})
        cursor.execute("SELECT nextval(pg_get_serial_sequence('grievances_case', 'id'))")
        (pk,) = cursor.fetchone()
    return pk, found.before


def hold(letter: int) -> None:
    """Everybody locks the complaint's first letter before its file, as letters, decisions and releases do: nobody waits in a ring."""
    list(Letter.objects.select_for_update(no_key=True).filter(pk=letter).values_list("pk"))


def _offices(letter: Letter) -> list[tuple[int, int]]:
    """Ids of the offices that can open something of the letter, and of their bodies: the owner's first, then who opens most."""
    if letter.sealed_to is None:
        sealed = Envelope.objects.filter(item__letter=letter, epoch__office__purpose=Purpose.OFFICE)
        counts = Counter(sealed.values_list("epoch__office", "epoch__office__body"))
    else:
        counts = Counter((one.office, one.body) for one in letter.sealed_to if one.purpose == Purpose.OFFICE)
    return sorted(counts, key=lambda office: (office[1] != letter.owner_id, -counts[office], office[0]))


def _tell_of_danger(case: Case, day: datetime.date) -> None:
    """Everybody who may read it, at once; the words name nothing but the number."""
    people: dict[Any, None] = {}
    for role in sorted(READERS):
        people |= dict.fromkeys(holders_of_role(role, case.owner, day))
    notify(people, DANGER, case, {"number": case.number})


def _tell_officer(case: Case) -> None:
    if case.officer:
        notify([case.officer], WROTE, case, {"number": case.number})
