"""Channels and provinces side by side: the figures of files that are counted by hand, what is kept back, what leads where."""

import datetime
import io
import json

import pytest
from django.test import Client
from openpyxl import load_workbook

from tamdan.accounts.models import User
from tamdan.audit.models import Event
from tamdan.clocks.days import today
from tamdan.clocks.models import Clock
from tamdan.grievances.equality import Measures, Period, files, measure
from tamdan.grievances.equality_shown import Cell, compared
from tamdan.grievances.models import AdmissibilityReason, Case
from tamdan.grievances.tests.files import file_for
from tamdan.grievances.timing import ANSWER, DECISION
from tamdan.intake.enums import Code
from tamdan.intake.models import Decision
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PAGE, DOWNLOAD = "/en/office/letters/equality/", "/en/office/letters/equality/download/"
YEAR = Period(today() - datetime.timedelta(days=365), today())
LATE = 40


def came(cast: Cast, channel: str, *, answered_after: int | None, decided_after: int | None = None) -> Case:
    """A file of a hundred days ago, due after LATE days."""
    case, start = file_for(cast.committee, channel=channel), today() - datetime.timedelta(days=100)
    due = start + datetime.timedelta(days=LATE)
    clocks = Clock.objects.filter(object_id=case.pk)
    clocks.update(started_on=start, due_on=due)
    changed: dict[str, object] = {"received_on": start, "due_on": due}
    for rule, days in ((DECISION, decided_after), (ANSWER, answered_after)):
        if days is not None:
            stopped = start + datetime.timedelta(days=days)
            clocks.filter(rule__code=rule).update(stopped_on=stopped, outcome="done")
            changed["decided_on" if rule == DECISION else "answered_on"] = stopped
    if decided_after is not None:
        changed["admissibility"] = AdmissibilityReason.objects.filter(is_admissible=True).first()
    Case.objects.filter(pk=case.pk).update(**changed)
    return case


def said(case: Case, *decisions: tuple[Code, str]) -> None:
    for code, value in decisions:
        Decision.objects.create(thread=case.letter, code=code, value=value, note="note")


@pytest.fixture
def web_and_telephone(cast: Cast) -> None:
    """Six of the page, answered within time but for one; two by telephone, of which one is late and one was refused."""
    for days in (10, 20, 30, 30, 30, 60):
        case = came(cast, "web", answered_after=days, decided_after=5)
        said(case, (Code.RATE, "1"), (Code.RATE, "4"))
    said(case, (Code.CONTEST, ""), (Code.CONTEST, ""))
    came(cast, "telephone", answered_after=None, decided_after=10)
    refused = came(cast, "telephone", answered_after=20, decided_after=20)
    Case.objects.filter(pk=refused.pk).update(
        admissibility=AdmissibilityReason.objects.filter(is_admissible=False).first()
    )


@pytest.mark.usefixtures("web_and_telephone")
def test_officers_measure_their_files_and_each_number_leads_to_its_list(client: Client, case_officer: User) -> None:
    found = measure(files(case_officer, YEAR))
    assert found.by_channel["web"] == Measures(
        received=6, due=6, in_time=5, decided=6, refused=0, decision=(5.0, 5.0), answered=6, answer=(30.0, 45.0), overdue=6,
        ended=6, contested=1, rated=6, rating=4.0,
    )  # fmt: skip
    slow = found.by_channel["telephone"]
    assert (slow.received, slow.due, slow.in_time, slow.refused, slow.overdue, slow.rating) == (2, 2, 1, 1, 2, None)
    assert found.total.received == found.by_province[""].received == 8
    client.force_login(case_officer)
    shown = compared(found, YEAR, guarded=False)
    for row in (*shown.channels, shown.total):
        for name, of in (("received", row.cells["received"].value), ("overdue", row.cells["overdue"].value)):
            assert of == listed(client, row.cells[name]), (row.label, name)
    web = next(row for row in shown.channels if row.code == "web").cells
    assert [listed(client, web[name]) for name in ("in_time", "contested")] == [5, 1]
    page = client.get(PAGE).content.decode()
    assert "83 %, of 6" in page
    assert "Counted are the files that you may see" in page


def listed(client: Client, cell: Cell) -> int:
    return client.get(cell.url).content.decode().count('<th scope="row" role="rowheader">')


@pytest.mark.usefixtures("web_and_telephone")
def test_those_who_see_no_file_get_no_small_number(client: Client, secretary: User, case_officer: User) -> None:
    shown = compared(measure(files(secretary, YEAR)), YEAR, guarded=True)
    by_code = {row.code: row.cells for row in shown.channels}
    kept_back = {name for name, cell in by_code["telephone"].items() if cell.is_kept_back}
    assert kept_back >= {"received", "decision_median", "answer_median", "overdue", "refused"}
    assert (by_code["web"]["received"].value, shown.total.cells["received"].value) == (5, 10), "of 6 and of 8"
    assert by_code["web"]["in_time"].is_kept_back, "one of six was late"
    assert by_code["web"]["answer_median"].text == "30"
    assert by_code["web"]["answer_p90"].is_kept_back
    assert not any(cell.url for row in (*shown.channels, shown.total) for cell in row.cells.values())
    client.force_login(secretary)
    page = client.get(PAGE).content.decode()
    assert "fewer than 5" in page
    assert "all others are rounded to 5" in page
    table = json.loads(client.post(DOWNLOAD, {"format": "json"}).content)
    assert {row["received"] for row in table["rows"] if row["by"] == "channel"} == {"<5", 5}
    assert b"\r\nchannel,telephone,Telephone,<5," in b"".join(client.post(DOWNLOAD, {"format": "csv"}))
    book = load_workbook(io.BytesIO(b"".join(client.post(DOWNLOAD, {"format": "xlsx"}))))
    assert book["equality"]["D2"].value == 10
    assert Event.objects.filter(verb="grievances.equality_exported").count() == 3
    assert client.get(f"{PAGE}?since=2020-13-01&until=2020-01-01").status_code == 200, "no day, and a day before all"


def test_nothing_was_received(client: Client, cast: Cast, case_officer: User) -> None:
    client.force_login(case_officer)
    assert "No complaint was received in these days." in client.get(PAGE).content.decode()
