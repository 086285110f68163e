"""A client of the protocol of sealed letters in Python: genuine keys, genuine sealed submissions, genuine receipts.

What a sender's browser does (static/src/intake/sealing.ts) for the tests of every room that has to do with letters.
"""

import base64
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.test import Client

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.audit.notes import SigningKey
from tamdan.core.tests.solving import solution
from tamdan.institutions.enums import BodyKind
from tamdan.institutions.models import Body
from tamdan.intake.models import Envelope, Letter
from tamdan.sealing import age, envelopes, founding, items, receipts, server
from tamdan.sealing.enums import Purpose
from tamdan.sealing.founding import Officer
from tamdan.sealing.letters import Complainant, ItemKind, ItemSketch, LetterSketch, new_id
from tamdan.sealing.models import Office
from tamdan.sealing.officekeys import OfficeKey
from tests.cast import Cast, make_user

STORY = {"text": "They took our field."}
OPEN = {"kind": "land", "urgency": "none", "channel": "web", "language": "km"}


@dataclass
class Staffed:
    """An office with its people and the private half of its present key."""

    office: Office
    officers: list[Officer]
    key: OfficeKey

    @property
    def recipient(self) -> str:
        return self.key.recipient


@dataclass
class Ring:
    """The keys of a small installation: two offices of two bodies, a custodian, one steward, a published list."""

    office: Staffed
    second: Staffed
    custodian: Staffed
    stewards: list[SigningKey]

    @property
    def officer(self) -> User:
        return self.office.officers[0].user


def person(body: Body, role: Role, name: str) -> User:
    user = make_user(body, role)
    User.objects.filter(pk=user.pk).update(email=f"{name}@example.org", name=name)
    user.refresh_from_db()
    return user


def staff(body: Body, purpose: Purpose, name: str, people: Sequence[Officer]) -> Staffed:
    office = Office.objects.create(body=body, purpose=purpose, name_en=name, name_km=f"ការិយាល័យ {name}")
    return Staffed(office, list(people), founding.found(office, people))


def make_ring(cast: Cast) -> Ring:
    """Officers *first*, *colleague* and *other*, custodians *keeper* and *guard*, a steward; the list is published."""
    inspectorate = Body.objects.create(
        code="t-inspectorate", kind=BodyKind.MINISTRY, name_en="Inspectorate of Tests", name_km="អធិការដ្ឋានសាកល្បង",
        parent=cast.committee,
    )  # fmt: skip
    officers = {
        name: founding.enrol(person(body, role, name))
        for name, body, role in (
            ("first", cast.committee, Role.INTAKE_OFFICER),
            ("colleague", cast.committee, Role.CASE_OFFICER),
            ("other", inspectorate, Role.CASE_OFFICER),
            ("keeper", cast.committee, Role.LAWYER),
            ("guard", cast.committee, Role.SECRETARIAT),
            ("steward", cast.committee, Role.AUDITOR),
        )
    }
    ring = Ring(
        office=staff(cast.committee, Purpose.OFFICE, "Complaints office", [officers["first"], officers["colleague"]]),
        second=staff(inspectorate, Purpose.OFFICE, "Inspectorate", [officers["other"]]),
        custodian=staff(cast.committee, Purpose.CUSTODIAN, "Keepers of names", [officers["keeper"], officers["guard"]]),
        stewards=founding.name_stewards([officers["steward"]]),
    )
    founding.publish(ring.stewards)
    return ring


@dataclass
class Part:
    """One item before it is sealed: to these recipients, under a key of its own."""

    kind: ItemKind
    content: bytes
    audiences: Sequence[str]
    id: str = field(default_factory=new_id)
    key: str = field(default_factory=age.new_identity)
    segments: list[items.Segment] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.segments = self.segments or items.seal_item(self.content, age.recipient_of(self.key))

    def envelopes(self) -> list[dict[str, str]]:
        release = server.release_recipient()
        return [
            {"item": self.id, "audience": one, "data": b64(envelopes.lock_twice(self.id, self.key, one, release))}
            for one in self.audiences
        ]


derive = cache(receipts.derive)
DEALT: list[str] = []
"""Numbers of receipts that each test is given again, in this order: what is derived from one costs an eighth of a second."""
given: list[str] = []


@pytest.fixture(autouse=True)
def deal_again() -> None:
    """A test that rolls back meets none of the numbers of the tests before it."""
    given.clear()


def dealt() -> str:
    """The next number of this test; a fresh one in databases that are committed to, which walks share."""
    if not connection.in_atomic_block or len(given) == 8:
        return receipts.new_digits()
    if len(given) == len(DEALT):
        DEALT.append(receipts.new_digits())
    given.append(DEALT[len(given)])
    return given[-1]


@dataclass
class Sender:
    """A complainant's device: keys, digits, and what was sent."""

    digits: str = field(default_factory=dealt)
    key: str = field(default_factory=age.new_identity)
    seed: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    token: str = ""

    @property
    def public(self) -> Complainant:
        raw = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return Complainant(age.recipient_of(self.key), b64(raw))

    @property
    def derived(self) -> receipts.Derived:
        return derive(self.digits, server.host())

    def receipt(self, ref: str, digest: str) -> dict[str, str]:
        """What goes into a submission for the way back."""
        u = secrets.token_bytes(32)
        kept = {"v": 1, "key": self.key, "seed": b64(self.seed), "digest": digest, "keyring": 1, "thread": ref}
        wrapped = age.seal(rfc8785.dumps(kept), age.recipient_of(self.derived.identity(u)))
        return {"handle": b64(self.derived.handle), "u": b64(u), "wrapped": b64(wrapped)}

    def submission(self, parts: Sequence[Part], *, opened: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
        """A first letter, or more of ``thread``, as it is before it is sealed to the intake key."""
        ref, thread = more.pop("letter", None) or new_id(), more.pop("thread", None)
        opened = opened if opened is not None else ({} if thread else dict(OPEN))
        consents = more.pop("consents", [])
        sketch = LetterSketch(
            ref,
            [ItemSketch(part.id, part.kind, [one.digest for one in part.segments]) for part in parts],
            {part.id: part.audiences for part in parts},
            self.public,
            opened,
            consents,
        )
        digest = sketch.digest()
        return {
            "v": 1, "letter": ref, "thread": thread, "open": opened, "consents": consents,
            "items": [item.plain() for item in sketch.items],
            "inline": {one.digest: b64(one.sealed) for part in parts if is_small(part) for one in part.segments},
            "envelopes": [envelope for part in parts for envelope in part.envelopes()],
            "complainant": {"recipient": self.public.recipient, "verify": self.public.verify},
            "digest": digest,
            **({} if thread or more.pop("without_receipt", False) else self.receipt(ref, digest)),
            **more,
        }  # fmt: skip

    def decision(self, thread: str, code: str, value: str = "-", previous: str = "-") -> str:
        """A signed decision."""
        text = f"{server.host()}/decision\n{thread}\n{code}\n{value}\n{previous}\n"
        return SigningKey(f"{server.host()}/complaint/{thread}", self.seed).sign(text)


def is_small(part: Part) -> bool:
    return len(part.segments) == 1 and len(part.segments[0].sealed) <= 66_560


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def story(ring: Ring, text: str = "They took our field.", *more: str) -> Part:
    return Part(ItemKind.STORY, rfc8785.dumps({"v": 1, "answers": {"text": text}}), [ring.office.recipient, *more])


def identity(ring: Ring, name: str = "Sok Dara") -> Part:
    return Part(ItemKind.IDENTITY, rfc8785.dumps({"v": 1, "name": name, "contact": ""}), [ring.custodian.recipient])


def sealed(submission: dict[str, Any]) -> bytes:
    return age.seal(rfc8785.dumps(submission), server.intake_recipient())


def post(client: Client, submission: dict[str, Any], *, token: str = "", effort: str | None = None) -> Any:
    """POST /letters as a browser does."""
    headers = {"Idempotency-Key": submission["letter"], "X-Effort": effort or solution("letters")}
    return client.post(
        "/letters", sealed(submission), content_type="application/octet-stream",
        headers=headers | ({"X-Receipt": token} if token else {}),
    )  # fmt: skip


def send(client: Client, ring: Ring, sender: Sender | None = None, *parts: Part, **more: Any) -> tuple[Sender, Letter]:
    """A complaint that was received: a story to the first office unless ``parts`` say otherwise."""
    sender = sender or Sender()
    made = sender.submission(parts or [story(ring)], **more)
    answer = post(client, made)
    assert answer.status_code == 201, answer.content
    return sender, Letter.objects.get(ref=made["letter"])


def come_back(client: Client, sender: Sender) -> dict[str, Any]:
    """POST /receipts with the digits; keeps the token with the sender."""
    answer = ask_receipt(client, sender.derived.handle)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    sender.token = found["token"]
    return found


def ask_receipt(client: Client, handle: bytes, effort: str | None = None) -> Any:
    return client.post(
        "/receipts", json.dumps({"handle": b64(handle)}), content_type="application/json",
        headers={"X-Effort": effort or solution("receipts")},
    )  # fmt: skip


def open_with(
    envelope: Envelope | bytes, item: str, identity_of: str, segments: Sequence[bytes], digests: Sequence[str]
) -> bytes:
    """What a reader's browser does with an inner lock and the pieces."""
    inner = envelope if isinstance(envelope, bytes) else bytes(envelope.data)
    return items.open_item(segments, digests, envelopes.open_inner(inner, item, identity_of))
