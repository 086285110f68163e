"""What an officer's browser made for another body: envelopes of items, or the trace of one age file; read and checked, never opened."""

from typing import Annotated, TypeVar

import pydantic
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from tamdan.accounts.models import User
from tamdan.grievances.errors import NotReleased
from tamdan.grievances.models import Case
from tamdan.grievances.referral.errors import IdentityStays, NothingGiven, PassingUnreadable
from tamdan.intake.enums import ReleasePurpose, Side
from tamdan.intake.models import Item, Letter, Release
from tamdan.intake.reading import MOST_ITEMS, EnvelopePart, Recipient, Ref, Sha
from tamdan.sealing import age
from tamdan.sealing.envelopes import LONGEST
from tamdan.sealing.letters import APART

Sent = TypeVar("Sent", bound=BaseModel)


def _sealed(part: EnvelopePart) -> EnvelopePart:
    if not age.looks_sealed(part.data) or len(part.data) > LONGEST:
        raise ValueError("no envelope")
    return part


class Passing(BaseModel):
    """Envelopes for one body's ``recipient``; ``summary`` is the JSON of a new item that the officer wrote (intake.answering)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    recipient: Recipient
    envelopes: Annotated[list[Annotated[EnvelopePart, AfterValidator(_sealed)]], Field(max_length=MOST_ITEMS)]
    summary: str = ""

    def items(self) -> list[str]:
        return [one.item for one in self.envelopes]


class Filed(BaseModel):
    """One age file to ``recipient`` that the officer's browser made of these items; ``digest`` is its SHA-256."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    recipient: Recipient
    items: Annotated[list[Ref], Field(max_length=MOST_ITEMS)]
    digest: Sha


def read_passing(sealed: str) -> Passing:
    """Raises PassingUnreadable, NothingGiven."""
    found = _read(Passing, sealed)
    if any(one.audience != found.recipient for one in found.envelopes):
        raise PassingUnreadable
    if not found.envelopes and not found.summary:
        raise NothingGiven
    return found


def read_filed(sealed: str) -> Filed:
    """Raises PassingUnreadable, NothingGiven."""
    found = _read(Filed, sealed)
    if not found.items:
        raise NothingGiven
    return found


def _read(model: type[Sent], sealed: str) -> Sent:
    try:
        return model.model_validate_json(sealed)
    except pydantic.ValidationError as error:
        raise PassingUnreadable from error


def given_items(case: Case, refs: list[str], *, by: User) -> list[Item]:
    """The items of these refs, which the complainant sent and which were released to this officer to be passed on.

    Raises PassingUnreadable for what is not the complainant's, IdentityStays, NotReleased.
    """
    thread = Letter.objects.of_thread(case.letter).filter(side=Side.COMPLAINANT).order_by().values("pk")
    items = list(Item.objects.filter(ref__in=refs, letter__in=thread).order_by("letter__pk", "position"))
    if len(items) != len(refs):
        raise PassingUnreadable
    if any(item.kind in APART for item in items):
        raise IdentityStays
    released = Release.objects.filter(item__in=items, officer=by, purpose=ReleasePurpose.REFER)
    if released.values("item").distinct().count() < len(items):
        raise NotReleased
    return items
