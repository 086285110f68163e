"""Pages for the walks over the whole system (tests/pages.py)."""

from django.urls import reverse

from tamdan.audit.actions import record
from tamdan.audit.models import Erasure, LegalHold, Witness
from tests.cast import Cast
from tests.pages import Page

IDENTITY = "00000000-0000-0000-0000-000000000001"


def a_witness() -> Witness:
    return Witness.objects.get_or_create(email="council@example.org", defaults={"name": "Press Council"})[0]


def an_event(_cast: Cast) -> str:
    event = record("witness.added", a_witness())
    return reverse("audit:event", args=[event.uuid])


def the_acts(_cast: Cast) -> str:
    record("witness.added", a_witness())
    return reverse("audit:events")


def an_erasure(_cast: Cast) -> str:
    erasure = Erasure.objects.create(
        kind="audit.witness", object_id=str(a_witness().pk), ground="request", basis="12/2026", requested_by=IDENTITY,
        decision="approved", decided_by=IDENTITY.replace("1", "2"), decided_at="2026-11-22T00:00:00Z",
    )  # fmt: skip
    return reverse("audit:erasure", args=[erasure.pk])


def the_erasures(cast: Cast) -> str:
    an_erasure(cast)
    LegalHold.objects.create(kind="audit.witness", object_id="0", basis="3/2026", placed_by=IDENTITY)
    return reverse("audit:erasures")


def the_witnesses(_cast: Cast) -> str:
    a_witness()
    return reverse("audit:witnesses")


PAGES = [
    Page("audit-ledger", lambda _cast: reverse("audit:ledger")),
    Page("audit-events", the_acts, who="auditor"),
    Page("audit-event", an_event, who="auditor"),
    Page("audit-erasures", the_erasures, who="auditor"),
    Page("audit-erasure", an_erasure, who="auditor"),
    Page("audit-ask-erasure", lambda _cast: reverse("audit:ask_erasure"), who="auditor"),
    Page("audit-keeping", lambda _cast: reverse("audit:keeping"), who="administrator"),
    Page("audit-hold", lambda _cast: reverse("audit:hold"), who="auditor"),
    Page("audit-witnesses", the_witnesses, who="auditor"),
]
