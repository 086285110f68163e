"""Without JavaScript: this server seals for the sender, in memory, and forgets. The page says so before its first field.

The digits are made here, derived, shown once and kept nowhere. Coming back is in served_visits.py.
"""

import base64
import datetime
import secrets
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import rfc8785
from django.http import HttpRequest
from django.utils.translation import get_language

from tamdan.audit.notes import SigningKey
from tamdan.intake.errors import Busy, NobodyChosen, NoList
from tamdan.intake.models import Letter
from tamdan.intake.reading import ComplainantPart, EnvelopePart, ItemPart, Submission
from tamdan.intake.sealed_files import SealedFile, SealingItem, SealingUpload
from tamdan.intake.submitting import Received, take
from tamdan.sealing import age, receipts, server
from tamdan.sealing.envelopes import lock_twice
from tamdan.sealing.keylist import KeyList
from tamdan.sealing.letters import ItemKind, new_id
from tamdan.sealing.published import current

CHANNEL = "web"
TEXTS = ("text", "kind", "place", "place_words", "when", "when_words", "who_body", "who_words", "want")
"""Answers that are sealed, under the names of the form's fields (static/src/intake/answers.ts has the same)."""
IDENTITY = ("name", "contact", "contact_words")
"""What is sealed to those who keep names, apart from the story."""
NUMBER = ("contact", "contact_words")
"""What of it the offices get besides, where the person ticked that they may call."""
_two_at_a_time = threading.BoundedSemaphore(2)
WAIT_SECONDS = 20


@dataclass(frozen=True)
class Own:
    """The complainant's keys, as their browser would hold them; once back, also what the receipt keeps of the first letter."""

    key: str
    seed: bytes
    digest: str = ""
    keyring: int = 0

    @classmethod
    def new(cls) -> "Own":
        return cls(age.new_identity(), secrets.token_bytes(32))

    def public(self) -> ComplainantPart:
        verify = base64.b64encode(SigningKey("-", self.seed).public.raw).decode()
        return ComplainantPart(recipient=age.recipient_of(self.key), verify=verify)


@dataclass(frozen=True)
class Sent:
    """A letter that this server sealed and received; ``digits`` are shown once."""

    digits: str
    received: Received


@dataclass(frozen=True)
class Sealed:
    """An item with its key, and to whom."""

    part: ItemPart
    key: str
    audiences: Sequence[str]
    name: str = ""
    type: str = ""
    size: int = 0

    def row(self) -> dict[str, Any]:
        """Its line in the manifest."""
        return {
            "id": self.part.id, "class": str(self.part.kind), "name": self.name, "type": self.type, "size": self.size,
            "segments": self.part.segments,
        }  # fmt: skip


def take_files(request: HttpRequest) -> None:
    """Before anything of the request is read: its files are sealed as they come."""
    request.upload_handlers = [SealingUpload(request)]


def seal_served(told: Mapping[str, Any]) -> Sent:
    """Seal and receive what the form of a complaint holds (its ``cleaned_data``). Raises NoList, NobodyChosen, Busy, and as ``take``."""
    known = current()
    if known is None:
        raise NoList
    own, ref, digits = Own.new(), new_id(), receipts.new_digits()
    readers, keepers = _readers(known, told), [key.recipient for key in known.custodians]
    sealed = [_file(file, readers) for file in told.get("files") or []]
    manifest = {
        "v": 1, "letter": ref, "origin": server.host(), "keyring": known.number, "items": [one.row() for one in sealed],
        "answers": answers_of(told), "consents": list(told.get("consents") or []),
    }  # fmt: skip
    sealed.append(_item(ItemKind.STORY, manifest, readers))
    if keepers and any(told.get(name) for name in IDENTITY):
        who = {"v": 1, **{name: told.get(name, "") for name in IDENTITY}}
        sealed.append(_item(ItemKind.IDENTITY, who, keepers))
    if told.get("call_me"):
        number = {"v": 1, **{name: told.get(name, "") for name in NUMBER}}
        sealed.append(_item(ItemKind.CALL, number, readers))
    sent = _submission(ref, sealed, own, open=open_of(told), consents=list(told.get("consents") or []))
    kept = {
        "v": 1,
        "key": own.key,
        "seed": in_base64(own.seed),
        "digest": sent.digest,
        "keyring": known.number,
        "thread": ref,
    }
    return Sent(digits, take(sent.model_copy(update=receipt_fields(digits, kept)), solution=None))


def more_served(own: Own, told: Mapping[str, Any], thread: Letter, readers: Sequence[str]) -> Received:
    """Seal and receive words and files of somebody who came back, for the offices that hold the complaint. Raises as ``take``."""
    known = current()
    if known is None:
        raise NoList
    ref = new_id()
    sealed = [_file(file, readers) for file in told.get("files") or []]
    manifest = {
        "v": 1, "letter": ref, "origin": server.host(), "keyring": known.number, "items": [one.row() for one in sealed],
        "answers": {"text": told["text"]} if told.get("text") else {}, "consents": [],
    }  # fmt: skip
    sealed.append(_item(ItemKind.MESSAGE, manifest, readers))
    return take(_submission(ref, sealed, own, open={}, consents=[], thread=thread.ref), solution=None, thread=thread)


def answers_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """The sealed answers; empty ones are absent."""
    found: dict[str, Any] = {"language": get_language() or "en"}
    found |= {name: told[name] for name in TEXTS if told.get(name)}
    if told.get("day"):
        found["when"] = told["day"]
    found |= {name: list(told[name]) for name in ("safety", "recused") if told.get(name)}
    return found


def open_of(told: Mapping[str, Any]) -> dict[str, str]:
    """The open fields; empty ones are absent. The gravest danger that was ticked is the first of the list."""
    found = {
        "kind": told.get("kind", ""), "district": told.get("place", ""), "urgency": next(iter(told.get("safety") or []), ""),
        "channel": CHANNEL, "language": get_language() or "en", "week": _week(told.get("day", "")),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _week(day: str) -> str:
    if not day:
        return ""
    year, week, _weekday = datetime.date.fromisoformat(day).isocalendar()
    return f"{year}-W{week:02}"


def _readers(known: KeyList, told: Mapping[str, Any]) -> list[str]:
    """The keys of the offices that were chosen, without those that the letter is about."""
    wanted = set(told.get("offices") or []) - set(told.get("recused") or [])
    found = [key.recipient for key in known.offices if key.id in wanted]
    if not found:
        raise NobodyChosen
    return found


def _file(file: SealedFile, readers: Sequence[str]) -> Sealed:
    assert file.item is not None
    part = ItemPart.made(file.item.ref, ItemKind.FILE, file.item.segments)
    return Sealed(part, file.item.key, readers, file.name or "", file.content_type or "", file.size or 0)


def _item(kind: ItemKind, content: Mapping[str, Any], audiences: Sequence[str]) -> Sealed:
    made = SealingItem()
    made.add(rfc8785.dumps(dict(content)))
    made.finish()
    return Sealed(ItemPart.made(made.ref, kind, made.segments), made.key, audiences, size=made.size)


def _submission(ref: str, sealed: Sequence[Sealed], own: Own, **more: Any) -> Submission:
    release = server.release_recipient()
    made = Submission.model_construct(
        v=1, letter=ref, thread=more.pop("thread", None), items=[one.part for one in sealed], inline={},
        envelopes=[
            EnvelopePart(item=one.part.id, audience=to, data=lock_twice(one.part.id, one.key, to, release))
            for one in sealed
            for to in one.audiences
        ],
        complainant=own.public(), handle=b"", u=b"", wrapped=b"", digest="", **more,
    )  # fmt: skip
    return made.model_copy(update={"digest": made.sketch().digest()})


def receipt_fields(digits: str, kept: Mapping[str, Any]) -> dict[str, bytes]:
    """``handle``, ``u`` and ``wrapped`` of these digits, for what the receipt is to keep. Raises Busy."""
    derived, u = derive(digits), secrets.token_bytes(32)
    wrapped = age.seal(rfc8785.dumps(dict(kept)), age.recipient_of(derived.identity(u)))
    return {"handle": derived.handle, "u": u, "wrapped": wrapped}


def derive(digits: str) -> receipts.Derived:
    """Two derivations at a time in this process: each takes 32 MiB. Raises Busy after a wait."""
    with _turn():
        return receipts.derive(digits, server.host())


@contextmanager
def _turn() -> Iterator[None]:
    if not _two_at_a_time.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        yield
    finally:
        _two_at_a_time.release()


def in_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
