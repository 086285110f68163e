"""Loads why complaints are handled or not: ``country/<code>/admissibility.yaml``, reviewed by people."""

from pathlib import Path

from django.conf import settings

from tamdan.grievances.models import AdmissibilityReason
from tamdan.taxonomy.files import Row, rows_of
from tamdan.taxonomy.sync import sync

WORDS = 600


def load_reasons() -> dict[str, int]:
    """Rows added, changed or retired. Raises FaultyFile and changes nothing."""
    path = Path(settings.COUNTRY_ROOT) / settings.COUNTRY / "admissibility.yaml"
    wanted = [_reason(row) for row in rows_of(path)]
    return {"grievances.AdmissibilityReason": sync(AdmissibilityReason.objects.all(), wanted)}


def _reason(row: Row) -> AdmissibilityReason:
    return AdmissibilityReason(
        code=row.text("code", longest=40),
        is_admissible=row.values.get("admissible") is True,
        name_en=row.text("name_en"),
        **row.khmer(),
        words_en=row.text("words_en", longest=WORDS),
        words_km=row.optional("words_km", longest=WORDS),
        **row.source(),
    )
