"""Asks the programs of witnesses to cosign the last checkpoint (C2SP tlog-witness) and keeps their lines.

A witness is asked when the ledger grew, and once an hour when it did not: a fresh line proves that nobody shows an old end of it. An
answer changes nothing here but the lines that are shown: no witness can stop the office by what it says.
"""

import datetime
from dataclasses import dataclass
from http import HTTPStatus

from django.utils import timezone

from tamdan.audit.cosignatures import WitnessKey
from tamdan.audit.enums import Trouble
from tamdan.audit.models import Asked, Checkpoint, Cosignature, Witness
from tamdan.audit.notes import Note, NoteRefused
from tamdan.audit.served import newest_checkpoint, prove_growth

IDLE = datetime.timedelta(hours=1)
SECONDS = (5, 15)
"""To connect, and between two pieces of the answer."""
LONGEST = 16 * 1024
"""Bytes of an answer that are read."""


class Troubled(Exception):
    """A witness did not cosign."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True)
class Answered:
    """What a witness's program answered."""

    status: int
    text: str


def ask_witnesses() -> int:
    """Ask each program that is due; returns how many cosigned. One that fails keeps nobody else waiting."""
    checkpoint = newest_checkpoint()
    if checkpoint is None:
        return 0
    known = {asked.witness_id: asked for asked in Asked.objects.all()}
    programs = [(witness, known.get(witness.pk)) for witness in Witness.objects.exclude(address="")]
    return sum(ask(witness, checkpoint, asked) for witness, asked in programs if _is_due(asked, checkpoint))


def ask(witness: Witness, checkpoint: Checkpoint, asked: Asked | None) -> bool:
    """Ask one program to cosign a checkpoint, and remember how that ended; ``asked`` is how it ended last time."""
    try:
        _cosigned(witness, checkpoint, asked)
    except Troubled as met:
        kept = {"trouble": met.trouble, "at": timezone.now()}
        Asked.objects.update_or_create(witness=witness, defaults=kept, create_defaults={**kept, "log": checkpoint.log})
        return False
    kept = {"log": checkpoint.log, "size": checkpoint.size, "trouble": "", "at": timezone.now()}
    Asked.objects.update_or_create(witness=witness, defaults=kept)
    return True


def _is_due(asked: Asked | None, checkpoint: Checkpoint) -> bool:
    if asked is None or asked.trouble or (asked.log_id, asked.size) != (checkpoint.log_id, checkpoint.size):
        return True
    return asked.at < timezone.now() - IDLE


def _cosigned(witness: Witness, checkpoint: Checkpoint, asked: Asked | None) -> None:
    known = asked.size if asked and asked.log_id == checkpoint.log_id else 0
    answer = _sent(witness, checkpoint, known)
    if answer.status == HTTPStatus.CONFLICT:
        answer = _sent(witness, checkpoint, _size_told(answer, checkpoint))
    if answer.status in (HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY):  # asked from where it stands, and still
        raise Troubled(Trouble.OTHER)
    if answer.status != HTTPStatus.OK:
        raise Troubled(Trouble.REFUSED)
    key = WitnessKey.parse(witness.key)
    line, seconds = _line_of(key, checkpoint, answer.text)
    at = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    Cosignature.objects.create(log=checkpoint.log, size=checkpoint.size, key=witness.key, line=line, at=at)


def _sent(witness: Witness, checkpoint: Checkpoint, old: int) -> Answered:
    import requests  # noqa: PLC0415 a start need not wait for it

    body = str(prove_growth(checkpoint.log_id, old, checkpoint.size))
    try:
        with requests.post(
            f"{witness.address.rstrip('/')}/add-checkpoint", data=body.encode(), timeout=SECONDS, stream=True,
            allow_redirects=False, headers={"Content-Type": "text/plain; charset=utf-8"},
        ) as response:  # fmt: skip
            content = response.raw.read(LONGEST, decode_content=True)
    except (requests.RequestException, OSError) as error:
        raise Troubled(Trouble.UNREACHABLE) from error
    return Answered(response.status_code, content.decode(errors="replace"))


def _size_told(answer: Answered, checkpoint: Checkpoint) -> int:
    """The size from which the witness wants the proof. Raises Troubled when our log is shorter."""
    told = answer.text.strip()
    if not told.isascii() or not told.isdecimal() or len(told) > 18:
        raise Troubled(Trouble.FALSE)
    if int(told) > checkpoint.size:
        raise Troubled(Trouble.OTHER)
    return int(told)


def _line_of(key: WitnessKey, checkpoint: Checkpoint, answer: str) -> tuple[str, int]:
    """The witness's own line among those of its answer, checked, and its time; lines by others are passed over."""
    for line in answer.splitlines():
        if not line.startswith(f"— {key.name} "):
            continue
        try:
            return f"{line}\n", key.cosigned_at(Note.parse(f"{checkpoint.note}{line}\n"))
        except NoteRefused as error:
            raise Troubled(Trouble.FALSE) from error
    raise Troubled(Trouble.FALSE)
