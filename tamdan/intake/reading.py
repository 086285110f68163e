"""Reads a submission: what a sender's device sealed to the intake key. Shapes are checked here, rights and lists elsewhere.

JSON of version 1 (docs/domain/intake.md): ``letter``, ``thread``, ``open``, ``consents``, ``items``, ``inline``, ``envelopes``,
``complainant``, ``handle``, ``u``, ``wrapped``, ``digest``. Bytes are standard base64, hashes and ids hexadecimal.
"""

import base64
from collections import Counter
from typing import Annotated, Literal

import pydantic
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from tamdan.intake.errors import BadSeal, DigestDiffers, ItemMissing, LetterRefused, TooMany, UnknownKey
from tamdan.sealing import age, server
from tamdan.sealing.envelopes import LONGEST as LONGEST_ENVELOPE
from tamdan.sealing.errors import SealBroken
from tamdan.sealing.letters import Complainant, ItemKind, ItemSketch, LetterSketch

MOST_ITEMS = 60
MOST_SEGMENTS = 1_100
"""A gigabyte in pieces of a mebibyte, and the padding."""
MOST_ENVELOPES = 600
LONGEST_INLINE = 65_536 + 1_024
"""Bytes of ciphertext of the largest class that travels inside: its header and tags are less than 1,024."""
LONGEST_WRAPPED = 4_096


def _bytes(text: object) -> object:
    return base64.b64decode(text, validate=True) if isinstance(text, str) else text


def _recipient(text: str) -> str:
    if text and not age.is_recipient(text):
        raise ValueError("no recipient")
    return text


def _verify(text: str) -> str:
    if text and len(base64.b64decode(text, validate=True)) != 32:
        raise ValueError("no Ed25519 key")
    return text


Bytes = Annotated[bytes, BeforeValidator(_bytes)]
Ref = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Sha = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Recipient = Annotated[str, Field(max_length=80), AfterValidator(_recipient)]
Short = Annotated[str, Field(max_length=80)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ItemPart(Strict):
    id: Ref
    kind: Annotated[ItemKind, Field(alias="class", strict=False)]
    segments: Annotated[list[Sha], Field(min_length=1)]

    @classmethod
    def made(cls, ref: str, kind: ItemKind, segments: list[str]) -> "ItemPart":
        return cls.model_validate({"id": ref, "class": kind, "segments": segments})


class EnvelopePart(Strict):
    item: Ref
    audience: Recipient
    data: Bytes


class ComplainantPart(Strict):
    recipient: Recipient
    verify: Annotated[str, Field(max_length=44), AfterValidator(_verify)]


class Submission(Strict):
    """One letter as it was sent. ``handle``, ``u`` and ``wrapped`` are all there or all empty."""

    v: Literal[1]
    letter: Ref
    thread: Ref | None = None
    open: dict[Short, Short]
    consents: list[Short]
    items: Annotated[list[ItemPart], Field(min_length=1)]
    inline: dict[Sha, Bytes] = {}
    envelopes: list[EnvelopePart]
    complainant: ComplainantPart
    handle: Bytes = b""
    u: Bytes = b""
    wrapped: Bytes = b""
    digest: Sha

    @property
    def has_receipt(self) -> bool:
        return bool(self.handle)

    def sketch(self) -> LetterSketch:
        """What the digest covers, with the audiences that the envelopes name."""
        audiences: dict[str, list[str]] = {item.id: [] for item in self.items}
        for envelope in self.envelopes:
            audiences[envelope.item].append(envelope.audience)
        return LetterSketch(
            letter=self.letter,
            items=[ItemSketch(item.id, item.kind, item.segments) for item in self.items],
            audiences=audiences,
            complainant=Complainant(self.complainant.recipient, self.complainant.verify),
            open=self.open,
            consents=self.consents,
        )


def read(sealed: bytes) -> Submission:
    """Open and read a submission in memory. Raises UnknownKey, TooMany, BadSeal, ItemMissing, DigestDiffers, LetterRefused."""
    try:
        content = server.open_submission(sealed)
    except SealBroken as error:
        raise (UnknownKey if age.looks_sealed(sealed) else BadSeal) from error
    return read_parts(content)


def read_parts(content: bytes) -> Submission:
    """The JSON that a browser makes, as it is sealed or as an officer's posts it. Raises LetterRefused and its kin."""
    try:
        found = Submission.model_validate_json(content)
    except pydantic.ValidationError as error:
        raise LetterRefused from error
    check(found)
    return found


def check(found: Submission) -> None:
    """What can be seen without a database: numbers, sizes, seals, and that the digest is that of the parts."""
    _check_numbers(found)
    _check_inline(found)
    _check_envelopes(found)
    _check_receipt(found)
    if found.sketch().digest() != found.digest:
        raise DigestDiffers


def _check_numbers(found: Submission) -> None:
    segments = [digest for item in found.items for digest in item.segments]
    if len(found.items) > MOST_ITEMS:
        raise TooMany(most=MOST_ITEMS)
    if len(segments) > MOST_SEGMENTS or len(found.envelopes) > MOST_ENVELOPES:
        raise TooMany(most=MOST_SEGMENTS)
    if len({item.id for item in found.items}) < len(found.items) or len(set(segments)) < len(segments):
        raise LetterRefused


def _check_inline(found: Submission) -> None:
    whole = {item.segments[0] for item in found.items if len(item.segments) == 1}
    if found.inline.keys() - whole:
        raise ItemMissing
    for digest, sealed in found.inline.items():
        if not age.looks_sealed(sealed) or len(sealed) > LONGEST_INLINE:
            raise BadSeal
        if age.digest(sealed) != digest:
            raise DigestDiffers


def _check_envelopes(found: Submission) -> None:
    """Each item has one envelope or more, none of them twice for one audience."""
    items = {item.id for item in found.items}
    pairs = Counter((envelope.item, envelope.audience) for envelope in found.envelopes)
    if {item for item, _audience in pairs} != items or max(pairs.values()) > 1:
        raise LetterRefused
    for envelope in found.envelopes:
        if not envelope.audience or not age.looks_sealed(envelope.data) or len(envelope.data) > LONGEST_ENVELOPE:
            raise BadSeal


def _check_receipt(found: Submission) -> None:
    """A letter that somebody can come back to has all of the receipt and a key for answers; another has none of it."""
    given = [bool(found.handle), bool(found.u), bool(found.wrapped)]
    if any(given) and not all(given):
        raise LetterRefused
    if found.has_receipt:
        if len(found.handle) != 32 or len(found.u) != 32 or len(found.wrapped) > LONGEST_WRAPPED:
            raise LetterRefused
        if not age.looks_sealed(found.wrapped) or not found.complainant.recipient:
            raise BadSeal
    if bool(found.complainant.recipient) != bool(found.complainant.verify):
        raise LetterRefused
