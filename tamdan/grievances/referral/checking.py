"""What ``tamdan audit verify`` finds out about complaints passed on: nothing is sealed to another body without a referral that stands."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "referral-unrecorded": _("Part %(where)s of a letter is sealed to another body, and no referral that stands explains it."),
    "referral-without-event": _("Referral %(where)s was passed on and no event says so."),
}  # fmt: skip
UNRECORDED = """
    SELECT item.ref FROM intake_envelope envelope
    JOIN sealing_epoch epoch ON epoch.id = envelope.epoch_id
    JOIN sealing_office office ON office.id = epoch.office_id AND office.purpose = 'referral'
    JOIN intake_item item ON item.id = envelope.item_id
    JOIN intake_letter letter ON letter.id = item.letter_id
    WHERE NOT EXISTS (
        SELECT FROM grievances_referral referral
        JOIN grievances_case file ON file.id = referral.case_id AND file.letter_id = coalesce(letter.thread_id, letter.id)
        WHERE referral.office_id = office.id AND referral.ended_at IS NULL AND referral.passed_at IS NOT NULL
    )
"""
WITHOUT_EVENT = """
    SELECT referral.number FROM grievances_referral referral
    WHERE referral.passed_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM audit_event event WHERE event.kind = 'grievances.referral' AND event.object_id = referral.id::text
        AND event.verb IN ('grievances.referral.passed', 'grievances.referral.filed')
    )
"""


def contradictions(connection: Any) -> Iterator[tuple[str, str, str]]:
    """(code of SENTENCES, where, what)."""
    for code, sql in (("referral-unrecorded", UNRECORDED), ("referral-without-event", WITHOUT_EVENT)):
        for (where,) in connection.execute(sql):
            yield code, str(where), ""
