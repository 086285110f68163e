"""100,000 rows of one text: a later batch reads nothing of what earlier ones brought, and no row is lost on the way."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.upr_info_export import ASKERS, Printed


def test_rows_of_one_text_are_read_once_however_many_batches_join_them(bring, monkeypatch):
    """Many rows that join one record: a later batch reads none of the sources that an earlier one brought."""
    monkeypatch.setattr("tamdan.imports.carrying.BATCH", 20)
    rows = [Printed("Fiji", "Open the prisons", ASKERS[place % 7][0], action=str(place % 5 + 1), issues="Detention" + "," * place) for place in range(120)]  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        counts = bring(rows)
    assert (counts["new"], counts["attached"]) == (1, 119)
    assert not [
        one for one in asked.captured_queries if "superseded_by_id" in one["sql"] and one["sql"].startswith("SELECT")
    ]
    record = Recommendation.objects.get()
    assert record.sources.count() == 120
    assert sorted(record.recommending.values_list("state_id", flat=True)) == sorted(
        {"AUT", "BIH", "CIV", "EGY", "JPN", "PER", "VNM"}
    )


def test_a_newer_export_changes_each_of_many_rows(bring):
    """Rows that say the same stand behind one of them; each of them gives way to its own newer row."""

    def rows(response):
        return [
            Printed("Fiji", "Open the prisons", "Japan", response, action="4", session=session)
            for session in ("6", "6 ", " 6")
        ]

    bring(rows("Supported"))
    counts = bring(rows("Noted"))
    assert counts["changed"] == 3
    record = Recommendation.objects.get()
    assert record.position == "noted"
    assert record.sources.filter(superseded_by__isnull=True).count() == 3
    assert record.sources.filter(superseded_by__isnull=False).count() == 3
