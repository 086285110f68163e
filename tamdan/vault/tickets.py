"""Tickets: who may upload how much for one letter. Nothing of the sender is in them but a number that the letter has."""

import datetime
import hashlib
import secrets

from django.db import connection, transaction
from django.utils import timezone

from tamdan.core import rows
from tamdan.vault.errors import TicketRefused, TooMuchForOneLetter
from tamdan.vault.models import Ticket
from tamdan.vault.room import refuse_files_when_full

LIFE = datetime.timedelta(hours=24)
MOST = 1 << 30
"""Bytes of ciphertext for one ticket."""
FIELDS = [field.attname for field in Ticket._meta.concrete_fields]
VALID = (
    f"SELECT {', '.join(FIELDS)} FROM vault_ticket WHERE token_hash = %s AND letter = %s AND expires > %s FOR UPDATE"  # noqa: S608 our own names
)


@transaction.atomic
def issue(letter: str, size: int) -> tuple[str, Ticket]:
    """A token for the sender, and its row. ``size``: bytes of all segments together, for which room is kept.

    Raises TooMuchForOneLetter, NoRoomForFiles.
    """
    if size > MOST:
        raise TooMuchForOneLetter(limit=MOST >> 20)
    refuse_files_when_full(size)
    token = secrets.token_urlsafe(32)
    ticket = Ticket(
        token_hash=hash_of(token), letter=letter, bytes_allowed=size, bytes_reserved=size, expires=timezone.now() + LIFE
    )
    ticket.pk = rows.insert([ticket])
    return token, ticket


def locked_ticket(token: str, letter: str) -> Ticket:
    """The valid ticket of this token and letter, its row locked. Raises TicketRefused."""
    with connection.cursor() as cursor:
        cursor.execute(VALID, [hash_of(token), letter, timezone.now()])
        row = cursor.fetchone()
    if row is None:
        raise TicketRefused
    return Ticket.from_db("default", FIELDS, row)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
