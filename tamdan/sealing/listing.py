"""Stewards and the list of keys: naming, drafting, signing, publishing (docs/domain/sealing.md)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.audit.notes import PublicKey
from tamdan.core.access import Viewer
from tamdan.core.ledger import record
from tamdan.sealing import access, code, published
from tamdan.sealing.enums import FEWEST, Purpose
from tamdan.sealing.errors import (
    DraftOutdated,
    DraftWaits,
    ExpiryUnclear,
    MayNotServe,
    NoKey,
    NoStewards,
    NotASteward,
    NothingToList,
    SignatureFalse,
    SignaturesMissing,
    StewardTaken,
)
from tamdan.sealing.fingerprints import fingerprint
from tamdan.sealing.keylist import KeyList, ListedKey, Previous, needed, signers
from tamdan.sealing.models import KeyListSignature, KeyListVersion, Office, Steward, current_kit
from tamdan.sealing.server import host

YEAR = 365
"""Days that a list is usually good for; at most twice that."""


@transaction.atomic
def name_steward(user: User, *, position: int, by: Viewer | None) -> Steward:
    """One of three people who will sign; they make the key themselves. Raises StewardTaken and MayNotServe."""
    if not access.may_hold_a_key(user):
        raise MayNotServe
    try:
        with transaction.atomic():
            made = Steward.objects.create(user=user, position=position)
    except IntegrityError as error:
        raise StewardTaken from error
    record("sealing.steward.named", made, by=by, about=user)
    return made


@transaction.atomic
def make_steward_key(steward: Steward, *, verify: str, seed: bytes, by: User) -> None:
    """The steward's own browser made the key; ``seed`` is its private half as an age file to their officer key.

    Raises NotASteward for somebody else, NoKey, and StewardTaken for a second key.
    """
    steward = Steward.objects.select_for_update().get(pk=steward.pk)
    key = access.key_of(by)
    if steward.user_id != by.pk or steward.retired_at:
        raise NotASteward
    if key is None:
        raise NoKey
    if steward.verify:
        raise StewardTaken
    steward.verify, steward.seed, steward.officer_key = verify, seed, key
    steward.save(update_fields=["verify", "seed", "officer_key"])
    record("sealing.steward.key_made", steward, by=by, about=by)


@transaction.atomic
def end_steward(steward: Steward, *, by: Viewer | None) -> None:
    """They sign no more. The list in force stays good until another is published, because pages pin its stewards."""
    steward.retired_at, steward.seed = timezone.now(), None
    steward.save(update_fields=["retired_at", "seed"])
    record("sealing.steward.ended", steward, by=by)


def stewards() -> list[Steward]:
    """Those in office who have a key; not one whose account was erased."""
    serving = Steward.objects.filter(retired_at__isnull=True, user__isnull=False)
    return list(serving.exclude(verify="").select_related("user"))


@dataclass(frozen=True)
class LeftOut:
    """An office that the list cannot hold yet."""

    office: Office
    officers: int
    needed: int


def listable() -> tuple[list[Office], list[LeftOut]]:
    """The open offices whose key can be listed, and those that have too few people or no key."""
    ready, out = [], []
    for office in Office.objects.open().select_related("body").prefetch_related("epochs"):
        officers, fewest = len(access.officers_of(office)) if office.epoch else 0, FEWEST[Purpose(office.purpose)]
        if officers >= fewest:
            ready.append(office)
        else:
            out.append(LeftOut(office, officers, fewest))
    return ready, out


def compose(number: int, expires: datetime.date) -> KeyList:
    """What the list would say now, after the one in force, with the sheets of the recovery kit and the scripts that are served."""
    ready, _out = listable()
    before, kit = published.version(), current_kit()

    def group(purpose: Purpose) -> list[ListedKey]:
        return [listed(office) for office in sorted(ready, key=lambda one: str(one.uuid)) if office.purpose == purpose]

    return KeyList(
        host(), number, expires, group(Purpose.OFFICE), group(Purpose.CUSTODIAN), group(Purpose.REFERRAL),
        previous=Previous.of(before.number, bytes(before.canonical)) if before else None,
        kit=kit.recipients() if kit else {}, code=code.hash_now(),
    )  # fmt: skip


def listed(office: Office) -> ListedKey:
    """An office as the list names it."""
    epoch = office.epoch
    assert epoch is not None, "an office without a key is not listed"
    names = {"en": office.name_en, "km": office.name_km}
    return ListedKey(str(office.uuid), names, epoch.recipient, epoch.verify, epoch.number)


@transaction.atomic
def draft_list(*, expires: datetime.date, by: Viewer | None) -> KeyListVersion:
    """The next version from the keys of now. Raises NoStewards, NothingToList, DraftWaits and ExpiryUnclear."""
    today = timezone.localdate()
    if not today < expires <= today + datetime.timedelta(days=2 * YEAR):
        raise ExpiryUnclear
    if not stewards():
        raise NoStewards
    newest = KeyListVersion.objects.select_for_update().first()
    made = compose(newest.number + 1 if newest else 1, expires)
    if not made.offices:
        raise NothingToList
    try:
        with transaction.atomic():
            draft = KeyListVersion.objects.create(
                number=made.number, canonical=made.canonical(), text=made.text(), expires=expires
            )
    except IntegrityError as error:
        raise DraftWaits from error
    record("sealing.list.drafted", draft, by=by)
    return draft


@transaction.atomic
def sign_list(draft: KeyListVersion, *, line: str, by: User) -> KeyListSignature:
    """Store a steward's signature line, once it verifies. Raises NotASteward, DraftOutdated and SignatureFalse."""
    draft = _undecided(draft)
    steward = access.steward_of(by)
    if steward is None or not steward.verify:
        raise NotASteward
    if not signers(f"{draft.text}\n{line}\n", [steward.key]):
        raise SignatureFalse
    made, is_new = KeyListSignature.objects.get_or_create(version=draft, steward=steward, defaults={"line": line})
    if is_new:
        record("sealing.list.signed", made, by=by)
    return made


def signed_by(version: KeyListVersion) -> list[Steward]:
    """The stewards of now whose signature on it verifies."""
    note = version.note
    return [steward for steward in stewards() if signers(note, [steward.key])]


@transaction.atomic
def publish_list(draft: KeyListVersion, *, by: Viewer | None) -> None:
    """Seal to these keys from now on. Raises DraftOutdated and SignaturesMissing."""
    draft = _undecided(draft)
    keys = [steward.key for steward in stewards()]
    signed = len(signed_by(draft))
    if not keys or signed < needed(len(keys)):
        raise SignaturesMissing(needed=needed(len(keys)), signed=signed)
    draft.published_at = timezone.now()
    draft.anchor = published.anchor_of(keys, draft.number)
    draft.save(update_fields=["published_at", "anchor"])
    record("sealing.list.published", draft, by=by)


@transaction.atomic
def drop_draft(draft: KeyListVersion, *, by: Viewer | None) -> None:
    """Its number is not used again. Raises DraftOutdated when it was decided already."""
    draft = KeyListVersion.objects.select_for_update().get(pk=draft.pk)
    if draft.published_at or draft.dropped_at:
        raise DraftOutdated
    draft.dropped_at = timezone.now()
    draft.save(update_fields=["dropped_at"])
    record("sealing.list.dropped", draft, by=by)


def is_outdated(draft: KeyListVersion) -> bool:
    """Whether the keys of now are no longer those of the draft, or its last day has passed."""
    return (
        draft.expires <= timezone.localdate()
        or bytes(draft.canonical) != compose(draft.number, draft.expires).canonical()
    )


def _undecided(draft: KeyListVersion) -> KeyListVersion:
    draft = KeyListVersion.objects.select_for_update().get(pk=draft.pk)
    if draft.published_at or draft.dropped_at or is_outdated(draft):
        raise DraftOutdated
    return draft


@dataclass(frozen=True)
class Line:
    """One key of a list beside the one in force: ``change`` is ``added``, ``changed``, ``removed`` or empty."""

    key: ListedKey
    group: str
    change: str

    @property
    def fingerprint(self) -> str:
        """As the office's own page shows it."""
        return fingerprint(f"{self.key.recipient} {self.key.verify}")


def changes(draft: KeyList, before: KeyList | None) -> list[Line]:
    """Each key of the draft with what it is to the list before, then those that go."""
    old = {key.id: key for _group, key in _keys(before)}
    lines = [Line(key, group, _change(key, old.get(key.id))) for group, key in _keys(draft)]
    new = {line.key.id for line in lines}
    return lines + [Line(key, group, "removed") for group, key in _keys(before) if key.id not in new]


@dataclass(frozen=True)
class SheetLine:
    """One recovery sheet of a draft beside the list in force: ``change`` as for a key."""

    letter: str
    fingerprint: str
    change: str


def sheets(draft: KeyList, before: KeyList | None) -> list[SheetLine]:
    """The sheets of the kit that the draft names, which stewards compare with the paper."""
    old = before.kit if before else {}
    return [
        SheetLine(letter, fingerprint(recipient), "" if old.get(letter) == recipient else "changed" if old else "added")
        for letter, recipient in sorted(draft.kit.items())
    ]


def _keys(found: KeyList | None) -> Iterable[tuple[str, ListedKey]]:
    if found:
        for group in ("offices", "custodians", "bodies"):
            yield from ((group, key) for key in getattr(found, group))


def _change(key: ListedKey, before: ListedKey | None) -> str:
    if before is None:
        return "added"
    return "" if before == key else "changed"


def unlisted_stewards(version: KeyListVersion) -> list[PublicKey]:
    """Stewards of now whom the pages do not pin yet: they count from the next published list on."""
    pinned = {str(key) for key in published.pinned_stewards(bytes(version.anchor or b""))} if version.anchor else set()
    return [steward.key for steward in stewards() if str(steward.key) not in pinned]
