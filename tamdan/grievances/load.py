"""Loads why complaints are handled or not (``country/<code>/admissibility.yaml``), why names are asked for and refused
(``identity_reasons.yaml``), and why another body gives a complaint back (``referral_reasons.yaml``), reviewed by people."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from tamdan.grievances.identity import IdentityReason, What
from tamdan.grievances.models import AdmissibilityReason
from tamdan.grievances.referral.models import ReferralReason
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


def load_identity_reasons() -> dict[str, int]:
    """Rows added, changed or retired. Raises FaultyFile and changes nothing."""
    rows = rows_of(Path(settings.COUNTRY_ROOT) / settings.COUNTRY / "identity_reasons.yaml")
    wanted = [_identity_reason(row, place) for place, row in enumerate(rows)]
    return {"grievances.IdentityReason": sync(IdentityReason.objects.all(), wanted)}


def _identity_reason(row: Row, place: int) -> IdentityReason:
    return IdentityReason(
        code=row.text("code", longest=40),
        position=place,
        is_refusal=row.values.get("refusal") is True,
        what=_what(row),
        name_en=row.text("name_en"),
        **row.khmer(),
        hint_en=row.text("hint_en", longest=300),
        hint_km=row.optional("hint_km", longest=300),
        **row.source(),
    )


def _what(row: Row) -> What:
    found = row.optional("what") or What.LEND
    if found not in What.values:
        raise row.fault(_("“what” must be one of: %(words)s.") % {"words": ", ".join(What.values)})
    return What(found)


def load_referral_reasons() -> dict[str, int]:
    """Rows added, changed or retired. Raises FaultyFile and changes nothing."""
    rows = rows_of(Path(settings.COUNTRY_ROOT) / settings.COUNTRY / "referral_reasons.yaml")
    wanted = [_referral_reason(row, place) for place, row in enumerate(rows)]
    return {"grievances.ReferralReason": sync(ReferralReason.objects.all(), wanted)}


def _referral_reason(row: Row, place: int) -> ReferralReason:
    return ReferralReason(
        code=row.text("code", longest=40),
        position=place,
        name_en=row.text("name_en"),
        **row.khmer(),
        hint_en=row.text("hint_en", longest=300),
        hint_km=row.optional("hint_km", longest=300),
        **row.source(),
    )
