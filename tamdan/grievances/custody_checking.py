"""What ``tamdan audit verify`` finds out about names that are lent: each loan has its event, and ends when the event says."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "loan-unrecorded": _("Part %(where)s of a letter is lent to one person, and no event says so."),
    "loan-longer": _("Part %(where)s of a letter is lent beyond the end that its event names."),
}
LENT = """
    SELECT item.ref, envelope.until, event.body FROM intake_envelope envelope
    JOIN intake_item item ON item.id = envelope.item_id
    LEFT JOIN grievances_identityrequest asked
        ON asked.item_id = item.id AND asked.recipient = envelope.audience AND asked.until IS NOT NULL AND asked.ended_at IS NULL
        AND asked.what = 'lend'
    LEFT JOIN audit_event event ON event.verb = 'grievances.identity.lent' AND event.kind = 'intake.item'
        AND event.object_id = item.id::text AND sha256('\\x00'::bytea || event.body) = decode(asked.decided_leaf, 'hex')
    WHERE envelope.epoch_id IS NULL AND NOT envelope.is_complainants
"""


def lent_wrongly(connection: Any) -> Iterator[tuple[str, str, str]]:
    """(code of SENTENCES, where, what)."""
    for where, until, body in connection.execute(LENT):
        if body is None:
            yield "loan-unrecorded", str(where), ""
        elif until is None or _end(bytes(body)) < until:
            yield "loan-longer", str(where), str(until or "")


def _end(body: bytes) -> datetime.datetime:
    """The end in an event's facts; long ago where it names none."""
    try:
        return datetime.datetime.fromisoformat(json.loads(body)["facts"]["until"])
    except (ValueError, KeyError, TypeError):
        return datetime.datetime.min.replace(tzinfo=datetime.UTC)
