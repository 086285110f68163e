"""What changes officer keys and offices. Each act is one transaction and one event; no private half passes here in the clear."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.core.access import Viewer
from tamdan.core.ledger import record
from tamdan.institutions.models import Body
from tamdan.sealing.access import can_serve, copies_for, holds, key_of, may_hold_a_key, officers_of
from tamdan.sealing.enums import Purpose
from tamdan.sealing.errors import (
    DigitsDiffer,
    HasKey,
    KeyMalformed,
    LastOfficer,
    MayNotServe,
    NoKey,
    NoKit,
    NotItsOfficer,
    OfficeClosed,
    OfficerAlready,
    OfficersChanged,
)
from tamdan.sealing.fingerprints import same
from tamdan.sealing.material import NewEpoch
from tamdan.sealing.models import Epoch, JoinRequest, KitCopy, Office, OfficeCopy, OfficerKey, Steward, current_kit


@transaction.atomic
def enrol_key(user: User, *, recipient: str, file: bytes, by: Viewer | None) -> OfficerKey:
    """The person's key, made in their browser. Raises MayNotServe, HasKey, and KeyMalformed for a key that stands here already."""
    if not may_hold_a_key(user):
        raise MayNotServe
    User.objects.select_for_update().get(pk=user.pk)
    if key_of(user):
        raise HasKey
    try:
        with transaction.atomic():
            made = OfficerKey.objects.create(user=user, recipient=recipient, file=file)
    except IntegrityError as error:
        raise KeyMalformed from error
    record("sealing.key.enrolled", made, by=by, about=user)
    return made


@transaction.atomic
def add_touch(user: User, *, credential: str, file: bytes, by: Viewer | None) -> None:
    """A security key opens the person's key besides the words, in place of one named before. Raises NoKey."""
    key = _own(user)
    key.touch_credential, key.touch_file = credential, file
    key.save(update_fields=["touch_credential", "touch_file"])
    record("sealing.key.touch_added", key, by=by, about=user)


@transaction.atomic
def remove_touch(user: User, *, by: Viewer | None) -> None:
    """The words alone open it again. Raises NoKey."""
    key = _own(user)
    key.touch_credential, key.touch_file = "", None
    key.save(update_fields=["touch_credential", "touch_file"])
    record("sealing.key.touch_removed", key, by=by, about=user)


def _own(user: User) -> OfficerKey:
    key = key_of(user)
    if key is None:
        raise NoKey
    return key


@transaction.atomic
def replace_key(user: User, *, recipient: str, file: bytes, by: Viewer | None) -> OfficerKey:
    """A new key for a lost one: what was sealed to the old one goes, and the person asks to join again. Raises NoKey."""
    retire_key(_own(user), by=by)
    return enrol_key(user, recipient=recipient, file=file, by=by)


@transaction.atomic
def retire_key(key: OfficerKey, *, by: Viewer | None) -> None:
    """The key ends, with every file that it opens; a steward whose seed it opened has to be named again."""
    OfficeCopy.objects.filter(officer_key=key).delete()
    JoinRequest.objects.filter(officer_key=key).delete()
    Steward.objects.filter(officer_key=key, retired_at__isnull=True).update(retired_at=timezone.now(), seed=None)
    key.file, key.touch_file, key.touch_credential, key.retired_at = None, None, "", timezone.now()
    key.save(update_fields=["file", "touch_file", "touch_credential", "retired_at"])
    record("sealing.key.retired", key, by=by, about=key.user)


@transaction.atomic
def set_up_office(*, body: Body, purpose: Purpose, name_en: str, name_km: str, by: Viewer | None) -> Office:
    """An office without a key yet: its first officer makes that."""
    made = Office.objects.create(body=body, purpose=purpose, name_en=name_en, name_km=name_km)
    record("sealing.office.set_up", made, by=by, about=body)
    return made


@transaction.atomic
def close_office(office: Office, *, by: Viewer | None) -> None:
    """The next list leaves it out; its files stay until its letters are closed. Raises OfficeClosed."""
    office = _locked(office)
    office.closed_at = timezone.now()
    office.save(update_fields=["closed_at"])
    record("sealing.office.closed", office, by=by)


@transaction.atomic
def begin_epoch(office: Office, made: NewEpoch, *, by: User) -> Epoch:
    """The office's first key, or the next one by an officer who holds the present one; its files are for all officers of now.

    Raises OfficeClosed, MayNotServe, NoKey, NotItsOfficer, OfficersChanged, and KeyMalformed for a key that stood here before.
    """
    office = _locked(office)
    before = office.epochs.filter(retired_at__isnull=True).first()
    officers = _officers_of_next(office, before, by)
    if set(made.copies) != {key.pk for key in officers}:
        raise OfficersChanged
    if before:
        before.retired_at = timezone.now()
        before.save(update_fields=["retired_at"])
    try:
        with transaction.atomic():
            epoch = Epoch.objects.create(
                office=office, number=before.number + 1 if before else 1, recipient=made.recipient, verify=made.verify
            )
    except IntegrityError as error:
        raise KeyMalformed from error
    OfficeCopy.objects.bulk_create(
        OfficeCopy(epoch=epoch, officer_key_id=key, data=data) for key, data in made.copies.items()
    )
    keep_in_kit(epoch, made.kit)
    record("sealing.epoch.begun", epoch, by=by, about=office, count=len(made.copies))
    return epoch


def _officers_of_next(office: Office, before: Epoch | None, by: User) -> list[OfficerKey]:
    """Whom a new key is for: those who hold the present one, or its maker alone for the first."""
    if not can_serve(by, office):
        raise MayNotServe
    own = key_of(by)
    if own is None:
        raise NoKey
    if before is None:
        return [own]
    if not holds(by, office):
        raise NotItsOfficer
    return officers_of(office)


def keep_in_kit(epoch: Epoch, files: Mapping[str, bytes]) -> None:
    """Put an office key's three files into the recovery kit in force; no kit or no files: nothing, and ``doctor`` says so."""
    kit = current_kit()
    if kit and files:
        KitCopy.objects.filter(kit=kit, subject=epoch.subject).delete()
        KitCopy.objects.bulk_create(
            KitCopy(kit=kit, subject=epoch.subject, pair=pair, data=data) for pair, data in files.items()
        )


@transaction.atomic
def store_office_key(epoch: Epoch, files: Mapping[str, bytes], *, by: User) -> None:
    """An officer's browser brings the present key to a kit that was made after it. Raises NotItsOfficer and KeyMalformed."""
    if not holds(by, epoch.office):
        raise NotItsOfficer
    if not files:
        raise KeyMalformed
    if current_kit() is None:
        raise NoKit
    keep_in_kit(epoch, files)
    record("sealing.kit.stored", epoch, by=by, about=epoch.office)


@transaction.atomic
def ask_to_join(office: Office, *, by: User) -> JoinRequest:
    """Raises OfficeClosed, MayNotServe, NoKey and OfficerAlready."""
    office = _locked(office)
    if not can_serve(by, office):
        raise MayNotServe
    key = key_of(by)
    if key is None:
        raise NoKey
    if holds(by, office) or office.join_requests.filter(officer_key=key).exists():
        raise OfficerAlready
    made = JoinRequest.objects.create(office=office, officer_key=key)
    record("sealing.join.asked", made, by=by, about=office)
    return made


@transaction.atomic
def admit(asked: JoinRequest, *, digits: str, copies: Mapping[int, bytes], by: User) -> None:
    """A present officer's browser wrapped each epoch's key for the newcomer, whose digits both compared by voice.

    ``copies`` are by epoch number: all that the admitting officer holds. Raises NotItsOfficer, MayNotServe (the newcomer's role
    ended), DigitsDiffer and OfficersChanged.
    """
    office = _locked(asked.office)
    newcomer = asked.officer_key
    if newcomer.user == by or not holds(by, office):
        raise NotItsOfficer
    if newcomer.retired_at or not can_serve(newcomer.user, office):
        raise MayNotServe
    if not same(digits, newcomer.recipient):
        raise DigitsDiffer
    epochs = {copy.epoch.number: copy.epoch for copy in copies_for(by).filter(epoch__office=office)}
    if set(copies) != set(epochs):
        raise OfficersChanged
    OfficeCopy.objects.bulk_create(
        OfficeCopy(epoch=epochs[number], officer_key=newcomer, data=data) for number, data in copies.items()
    )
    record("sealing.officer.admitted", newcomer, by=by, about=office, detail={"newcomer": str(newcomer.user.uuid)})
    asked.delete()


@transaction.atomic
def refuse_join(asked: JoinRequest, *, by: User) -> None:
    """An officer does not let them in. Raises NotItsOfficer."""
    if not holds(by, asked.office):
        raise NotItsOfficer
    record("sealing.join.refused", asked, by=by, about=asked.office)
    asked.delete()


@transaction.atomic
def leave_office(office: Office, key: OfficerKey, *, by: Viewer | None) -> None:
    """The files of somebody who leaves, by their own word or another officer's, go; the office needs a new key.

    Raises LastOfficer where nobody else could open the office's letters.
    """
    Office.objects.select_for_update().get(pk=office.pk)
    if not [other for other in officers_of(office) if other != key]:
        raise LastOfficer
    OfficeCopy.objects.filter(epoch__office=office, officer_key=key).delete()
    office.epochs.filter(retired_at__isnull=True, must_change_since__isnull=True).update(
        must_change_since=timezone.now()
    )
    record("sealing.officer.left", key, by=by, about=office)


def leave_all(user: User, *, by: Viewer | None) -> int:
    """An account closes or a role ended: the person leaves each office that they may not serve any more; gives how many.

    An office that nobody else holds keeps the file, which waits for the person's role or for the kit; ``doctor`` says so.
    """
    left = 0
    for copy in OfficeCopy.objects.filter(officer_key__user=user, epoch__retired_at__isnull=True).select_related(
        "epoch__office__body", "officer_key"
    ):
        office = copy.epoch.office
        if not can_serve(user, office) and officers_of(office):
            leave_office(office, copy.officer_key, by=by)
            left += 1
    return left


@transaction.atomic
def leave_with_account(user: User, *, by: Viewer | None) -> None:
    """A closed account leaves its offices, and its key ends unless an office would lose its last file with it."""
    leave_all(user, by=by)
    key = key_of(user)
    if key and not OfficeCopy.objects.filter(officer_key=key).exists():
        retire_key(key, by=by)


def _locked(office: Office) -> Office:
    office = Office.objects.select_for_update().get(pk=office.pk)
    if office.closed_at:
        raise OfficeClosed
    return office
