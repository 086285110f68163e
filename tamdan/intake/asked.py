"""What the database is asked before a letter is taken, in one statement: whether it is here already, which lists of keys are in
force, whose keys it is sealed to, and fresh ids for its rows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from tamdan.core import rows
from tamdan.intake.audiences import GRACE, Holder, Listed, of_lists
from tamdan.intake.models import Item, Letter
from tamdan.intake.reading import Submission

ASK = """
    SELECT
        (SELECT digest FROM intake_letter WHERE ref = %(ref)s),
        (SELECT json_agg(convert_from(canonical, 'UTF8') ORDER BY number DESC) FROM sealing_keylistversion
            WHERE published_at >= %(since)s OR number = (
                SELECT max(number) FROM sealing_keylistversion WHERE published_at < %(since)s
            ))::text,
        (SELECT json_object_agg(epoch.recipient, json_build_array(epoch.id, office.id, office.body_id, office.purpose))
            FROM sealing_epoch epoch JOIN sealing_office office ON office.id = epoch.office_id
            WHERE epoch.recipient = ANY(%(recipients)s))::text,
        {letter}, {items}
"""


@dataclass(frozen=True)
class Asked:
    """``is_here``: a letter with this number was received. ``letter`` and ``items``: ids that nothing else has."""

    is_here: bool
    lists: Sequence[str]
    holders: dict[str, Holder]
    letter: int
    items: Sequence[int]

    def listed(self) -> Listed:
        """What letters may be sealed to now. Raises NoList."""
        return of_lists(one.encode() for one in self.lists)


def ask(sent: Submission) -> Asked:
    """One query."""
    statement = ASK.format(letter=rows.keys(Letter, 1), items=rows.keys(Item, len(sent.items)))
    recipients = list({one.audience for one in sent.envelopes})
    with connection.cursor() as cursor:
        cursor.execute(statement, {"ref": sent.letter, "since": timezone.now() - GRACE, "recipients": recipients})
        digest, lists, holders, letter, items = cursor.fetchone()
    return Asked(digest is not None, _read(lists, []), _holders(_read(holders, {})), letter[0], items)


def _holders(found: dict[str, list[Any]]) -> dict[str, Holder]:
    return {recipient: Holder(*facts) for recipient, facts in found.items()}


def _read(told: str | None, otherwise: Any) -> Any:
    return otherwise if told is None else json.loads(told)
