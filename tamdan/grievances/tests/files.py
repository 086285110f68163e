"""Complaints as rows, sealed with real keys: an office of a body, a letter to it, and the file that its arrival opens."""

import base64
import itertools
import secrets
from dataclasses import dataclass
from typing import Any

from tamdan.audit.notes import SigningKey
from tamdan.grievances.arriving import arrived
from tamdan.grievances.models import Case
from tamdan.institutions.models import Body
from tamdan.intake.models import Envelope, Item, ItemSegment, Letter
from tamdan.sealing import age, envelopes, server
from tamdan.sealing.enums import Purpose
from tamdan.sealing.items import seal_item
from tamdan.sealing.letters import new_id
from tamdan.sealing.models import Epoch, Office
from tamdan.vault.blobs import hold_blobs, store_blob

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Keys:
    """The private halves of an office's key."""

    identity: str
    seed: bytes


KEYS: dict[str, Keys] = {}
"""By recipient, so that a test can open what it sealed."""


def office_for(body: Body, *, fresh: bool = False) -> Office:
    """An office of the body that reads letters, with a key; the one that is there unless ``fresh``."""
    found = Office.objects.filter(body=body, purpose=Purpose.OFFICE, epochs__retired_at__isnull=True).first()
    if found and not fresh:
        return found
    number = next(_numbers)
    office = Office.objects.create(body=body, name_en=f"Office {number}", name_km=f"ការិយាល័យ {number}")
    keys = Keys(age.new_identity(), secrets.token_bytes(32))
    KEYS[age.recipient_of(keys.identity)] = keys
    verify = base64.b64encode(SigningKey("t", keys.seed).public.raw).decode()
    Epoch.objects.create(office=office, number=1, recipient=age.recipient_of(keys.identity), verify=verify)
    return office


def letter_to(
    *offices: Office, thread: Letter | None = None, content: bytes = b"What happened", **fields: Any
) -> Letter:
    """A stored letter with one item for these offices; ``fields`` are columns, ``recipient=""`` where nobody can come back."""
    given = {"channel": "web", "language": "en"} if thread is None else {}
    keys = {
        "recipient": age.recipient_of(age.new_identity()),
        "verify": base64.b64encode(secrets.token_bytes(32)).decode(),
    }
    letter = Letter.objects.create(
        ref=new_id(), thread=thread, digest=secrets.token_hex(32), owner=offices[0].body, **{**given, **keys, **fields}
    )
    add_item(letter, *offices, content=content)
    return letter


def add_item(letter: Letter, *offices: Office, content: bytes, kind: str = "story") -> Item:
    """One more sealed part."""
    item = Item.objects.create(letter=letter, ref=new_id(), kind=kind, position=letter.items.count())
    key = age.new_identity()
    for number, segment in enumerate(seal_item(content, age.recipient_of(key))):
        store_blob(segment.sealed, segment.digest)
        ItemSegment.objects.create(item=item, number=number, blob=hold_blobs([segment.digest])[segment.digest])
    for office in offices:
        assert office.epoch is not None
        sealed = envelopes.lock_twice(item.ref, key, office.epoch.recipient, server.release_recipient())
        Envelope.objects.create(item=item, audience=office.epoch.recipient, epoch=office.epoch, data=sealed)
    return item


def file_for(body: Body, *more: Office, office: Office | None = None, **opened: Any) -> Case:
    """The file of a letter to an office of the body, and to ``more``."""
    letter = letter_to(office or office_for(body), *more, **opened)
    arrived(letter)
    return Case.objects.select_related("letter").get(letter=letter)


def answered(case: Case) -> Letter:
    """The complainant writes again."""
    keys = {"recipient": case.letter.recipient, "verify": case.letter.verify}
    letter = letter_to(Office.objects.get(pk=case.office_id), thread=case.letter, **keys)
    arrived(letter)
    return letter
