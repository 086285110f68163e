"""The list of keys that is in force, for the rooms that seal to it."""

import base64
import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import rfc8785
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamdan.audit.notes import PublicKey
from tamdan.sealing.keylist import KeyList, ListedKey, Previous, hash_of, needed, note_text, signers
from tamdan.sealing.models import KeyListVersion, Office, OfficeQuerySet
from tamdan.sealing.server import host

SOON = 30
"""Days before its last day from which on people are told to make the next list."""
ANCHOR = "self.tamdanAnchor=Object.freeze({});\n"


def version() -> KeyListVersion | None:
    """The row of the newest published list."""
    return KeyListVersion.objects.filter(published_at__isnull=False).first()


def current() -> KeyList | None:
    """The newest published list, expired or not; None before the first."""
    found = version()
    return parse(bytes(found.canonical)) if found else None


def earlier(number: int) -> KeyListVersion | None:
    """The row of a list that was published under this number."""
    return KeyListVersion.objects.filter(published_at__isnull=False, number=number).first()


def vouched() -> Iterator[KeyList]:
    """The list in force, if enough stewards signed it, then each earlier one that the list after it names by its hash.

    One query a list, as far as the reader goes. For verifying what an office signed once; nothing is sealed to an earlier list.
    """
    row = version()
    if row is None or not is_signed(row):
        return
    found = parse(bytes(row.canonical))
    yield found
    while found.previous:
        row = earlier(found.previous.version)
        if row is None or hash_of(bytes(row.canonical)) != found.previous.hash:
            return
        found = parse(bytes(row.canonical))
        yield found


def offices() -> OfficeQuerySet:
    """The offices on that list, whatever their purpose."""
    found = current()
    return Office.objects.filter(uuid__in=[key.id for key in found.keys] if found else []).select_related("body")


def recipients(named: Iterable[Office]) -> list[str]:
    """To whom words for these offices are sealed: their keys on the list in force, which the browser looks for there as well; an office
    that is not on it gets none. Before the first list their present keys (``epochs`` prefetched)."""
    found = current()
    if found is None:
        return [office.epoch.recipient for office in named if office.epoch]
    wanted = {str(office.uuid) for office in named}
    return [key.recipient for key in found.keys if key.id in wanted]


def refusal(day: datetime.date | None = None) -> Promise | None:
    """Why letters cannot be received now, as a sentence for the person who wants to write; None when they can."""
    found = version()
    if found is None:
        return _("Letters cannot be received here yet: the list of the offices' keys has not been published.")
    if not is_signed(found):
        return _("Letters cannot be received here now: the list of the offices' keys is not signed by its stewards.")
    if found.expires < (day or timezone.localdate()):
        return _("Letters cannot be received here now: the list of the offices' keys is out of date.")
    return None


def days_left() -> int | None:
    """Days after today for which the newest list is good; below zero once it is out of date, None before the first."""
    found = version()
    return (found.expires - timezone.localdate()).days if found else None


def is_ending() -> bool:
    """Whether the next list has to be made: the newest ends within 30 days, or has ended."""
    days = days_left()
    return days is not None and days < SOON


def is_signed(found: KeyListVersion) -> bool:
    """Whether enough of the stewards whom its anchor pins signed these very bytes."""
    pinned = pinned_stewards(bytes(found.anchor or b""))
    said = note_text(host(), found.number, bytes(found.canonical))
    return said == found.text and len(signers(found.note, pinned)) >= needed(len(pinned))


def parse(canonical: bytes) -> KeyList:
    """The list from its served bytes."""
    content = json.loads(canonical)
    return KeyList(
        host=content["host"],
        number=content["version"],
        expires=datetime.date.fromisoformat(content["expires"]),
        **{group: [ListedKey(**key) for key in content[group]] for group in ("offices", "custodians", "bodies")},
        previous=Previous(**content["previous"]) if "previous" in content else None,
        kit=content.get("kit", {}),
        code=content.get("code", ""),
    )


def is_signed_by_one() -> bool:
    """Whether one person alone signs the list in force: those who write are told so (SEALING 3.3)."""
    found = version()
    return found is not None and len(pinned_stewards(bytes(found.anchor or b""))) == 1


def anchor_of(stewards: list[PublicKey], minimum: int) -> bytes:
    """The script that pins the stewards' keys and the oldest version that a page accepts: the same bytes for the same facts."""
    pinned: Mapping[str, Any] = {
        "v": 1, "host": host(), "minimum": minimum, "stewards": [str(key) for key in stewards],
    }  # fmt: skip
    return ANCHOR.format(rfc8785.dumps(pinned).decode()).encode()


def anchor_script() -> dict[str, str] | None:
    """Address and integrity of that script, for pages that verify the list; None before the first."""
    found = version()
    if found is None:
        return None
    digest = base64.b64encode(hashlib.sha384(bytes(found.anchor or b"")).digest()).decode()
    return {"address": "/anchor.js", "integrity": f"sha384-{digest}"}


def pinned_stewards(anchor: bytes) -> list[PublicKey]:
    """The keys that an anchor pins."""
    head, tail = ANCHOR.split("{}")
    content = json.loads(bytes(anchor).decode().removeprefix(head).removesuffix(tail))
    return [PublicKey.parse(text) for text in content["stewards"]]
