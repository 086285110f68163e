"""Coming back without JavaScript: the digits are posted, and everything is opened in memory.

The complainant's keys travel for twenty minutes in a cookie that this server alone can read; nothing of a visit is stored but what
every visit leaves (visits.py).
"""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from tamdan.audit.notes import Note, NoteRefused, PublicKey, SigningKey
from tamdan.intake.carrying import keep, locked, unlocked
from tamdan.intake.deciding import decide, previous_of
from tamdan.intake.errors import VisitOver
from tamdan.intake.models import Decision, Letter, Receipt
from tamdan.intake.served import Own, derive, in_base64, receipt_fields
from tamdan.intake.visits import Opened, change_digits, open_receipt, receipt_of
from tamdan.sealing import age, receipts
from tamdan.sealing.envelopes import open_inner
from tamdan.sealing.errors import SealBroken
from tamdan.sealing.items import open_item
from tamdan.sealing.keylist import KeyList, ListedKey
from tamdan.sealing.server import host
from tamdan.vault.blobs import open_blob

COOKIE = "tamdan_receipt"


@dataclass(frozen=True)
class Served:
    """A complainant who came back without JavaScript: what the receipt gave, and the keys that were in it."""

    opened: Opened
    own: Own

    @property
    def receipt(self) -> Receipt:
        return self.opened.receipt


def come_back(digits: str) -> Served:
    """From digits that ``receipts.read`` gave. Raises ReceiptUnknown, Busy."""
    derived = derive(digits)
    opened = open_receipt(derived.handle)
    kept = json.loads(age.unseal(bytes(opened.receipt.wrapped), derived.identity(opened.u)))
    return Served(opened, Own(kept["key"], base64.b64decode(kept["seed"]), kept["digest"], kept["keyring"]))


def remember(response: HttpResponse, visit: Served) -> None:
    """For twenty minutes, in a cookie that this server alone can read."""
    own = visit.own
    content = {
        "token": visit.opened.token, "key": own.key, "seed": in_base64(own.seed), "digest": own.digest, "keyring": own.keyring,
    }  # fmt: skip
    keep(response, COOKIE, locked(COOKIE, content))


def remembered(request: HttpRequest) -> tuple[Receipt, Own]:
    """The receipt of the visit and the keys, from the cookie. Raises VisitOver."""
    told = unlocked(COOKIE, request)
    if told is None:
        raise VisitOver
    own = Own(told["key"], base64.b64decode(told["seed"]), told["digest"], told["keyring"])
    return receipt_of(told["token"]), own


def change_served(receipt: Receipt, own: Own) -> str:
    """New digits for the same keys, shown once; the old ones are unknown from then on, and the visit ends. Raises Busy."""
    digits = receipts.new_digits()
    kept = {
        "v": 1, "key": own.key, "seed": in_base64(own.seed), "digest": own.digest, "keyring": own.keyring, "thread": receipt.thread.ref,
    }  # fmt: skip
    change_digits(receipt, **receipt_fields(digits, kept))
    return digits


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Strict")


@dataclass(frozen=True)
class Words:
    """A message of an office, opened. ``office`` is None where no listed office signed it: then its words are not shown.

    ``is_former``: with a key that the office has replaced since.
    """

    office: ListedKey | None = None
    words: str = ""
    is_former: bool = False


def read_message(item: dict[str, Any], thread: Letter, own: Own, lists: Iterable[KeyList]) -> Words:
    """Open one item of ``shown.page_of`` that is sealed to the complainant, and see whose signature it bears. Raises SealBroken.

    ``lists``: the list in force, then earlier ones (``sealing.published.vouched``).
    """
    key = open_inner(base64.b64decode(item["envelope"]), item["ref"], own.key)
    pieces = []
    for digest in item["segments"]:
        with open_blob(digest) as stream:
            pieces.append(stream.read())
    try:
        note = Note.parse(open_item(pieces, item["segments"], key))
    except NoteRefused as error:
        raise SealBroken from error
    lines = note.text.split("\n")
    if lines[:2] != [f"{host()}/message", thread.ref]:
        return Words()
    for age_of_list, keys in enumerate(lists):
        signer = next((key for key in keys.keys if _signed(note, key)), None)
        if signer:
            return Words(signer, "\n".join(lines[3:]).strip(), is_former=age_of_list > 0)
    return Words()


def decide_served(receipt: Receipt, own: Own, code: str, value: str) -> Decision:
    """Sign and take a decision. Raises as ``deciding.decide``."""
    thread = receipt.thread
    text = f"{host()}/decision\n{thread.ref}\n{code}\n{value or '-'}\n{previous_of(thread)}\n"
    return decide(thread, SigningKey(f"{host()}/complaint/{thread.ref}", own.seed).sign(text))


def _signed(note: Note, listed: ListedKey) -> bool:
    try:
        return note.is_signed_by(PublicKey(f"{host()}/office/{listed.id}", base64.b64decode(listed.verify)))
    except NoteRefused:
        return False
