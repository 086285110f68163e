"""The recovery kit in use: made, filled, tried each year; the server's own keys are stored in it whenever they change."""

import json
import secrets
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from tamdan.accounts.models import User
from tamdan.core.access import Viewer
from tamdan.core.home import folder
from tamdan.core.ledger import record
from tamdan.language.digits import to_ascii
from tamdan.sealing import kit as sheets
from tamdan.sealing.access import can_serve, key_of, officers_of
from tamdan.sealing.errors import CanaryWrong, KeyMalformed, MayNotServe, NoKey, NoKit, OfficersChanged
from tamdan.sealing.models import Epoch, Kit, KitCopy, KitSheet, Office, OfficeCopy, current_kit

SECRETS = "secrets"
CANARY = "canary"
CANARY_DIGITS = 24


@transaction.atomic
def make_kit(recipients: Mapping[str, str], holders: Mapping[str, str], *, by: Viewer | None) -> Kit:
    """A new kit from the public halves of three printed sheets; the one before ends. Raises KeyMalformed.

    The old kit's files stay until the new one holds every office's key, so that there is no day without recovery.
    """
    if tuple(sorted(recipients)) != tuple(sheets.SHEETS) or len(set(recipients.values())) != len(sheets.SHEETS):
        raise KeyMalformed
    Kit.objects.filter(retired_at__isnull=True).update(retired_at=timezone.now())
    made = Kit.objects.create()
    KitSheet.objects.bulk_create(
        KitSheet(kit=made, letter=letter, recipient=recipients[letter], holder=holders[letter])
        for letter in sheets.SHEETS
    )
    put_canary(made)
    store_secrets()
    record("sealing.kit.made", made, by=by)
    return made


def put_canary(kit: Kit) -> None:
    """A new number for the next drill, for each pair; only its keyed digest stays readable here."""
    number = "".join(secrets.choice("0123456789") for _ in range(CANARY_DIGITS))
    shown = " ".join(number[start : start + 4] for start in range(0, CANARY_DIGITS, 4))
    _store(kit, CANARY, shown.encode() + b"\n")
    kit.canary = _keyed(CANARY, number)
    kit.save(update_fields=["canary"])


@transaction.atomic
def record_drill(number: str, *, by: Viewer | None) -> Kit:
    """Two sheets opened the canary: its number proves it, and the next drill has another. Raises NoKit and CanaryWrong."""
    kit = Kit.objects.select_for_update().filter(retired_at__isnull=True).first()
    if kit is None:
        raise NoKit
    digits = "".join(one for one in to_ascii(number) if one.isdigit())
    if not constant_time_compare(_keyed(CANARY, digits), kit.canary):
        raise CanaryWrong
    kit.drilled_at = timezone.now()
    kit.save(update_fields=["drilled_at"])
    put_canary(kit)
    record("sealing.kit.drilled", kit, by=by)
    return kit


@transaction.atomic
def restore_office(office: Office, copies: Mapping[int, bytes], *, by: User) -> None:
    """Two sheets opened the keys of an office that has no officer left, and ``by``'s browser wrapped them to their own key.

    ``copies`` are by epoch number and hold the present one. Raises MayNotServe, NoKey, OfficersChanged and KeyMalformed.
    """
    office = Office.objects.select_for_update().get(pk=office.pk)
    key = key_of(by)
    if not can_serve(by, office):
        raise MayNotServe
    if key is None:
        raise NoKey
    if officers_of(office):
        raise OfficersChanged
    epochs = {epoch.number: epoch for epoch in office.epochs.all()}
    present = next((number for number, epoch in epochs.items() if epoch.retired_at is None), None)
    if present not in copies or not set(copies) <= set(epochs):
        raise KeyMalformed
    OfficeCopy.objects.filter(epoch__office=office).delete()
    OfficeCopy.objects.bulk_create(
        OfficeCopy(epoch=epochs[number], officer_key=key, data=data) for number, data in copies.items()
    )
    office.epochs.filter(retired_at__isnull=True).update(must_change_since=timezone.now())
    record("sealing.office.restored", office, by=by, about=office)


def store_secrets() -> bool:
    """Put this installation's key files into the kit, when there is a kit and they changed; whether it did."""
    kit = current_kit()
    if kit is None:
        return False
    content = json.dumps(
        {path.name: path.read_text(encoding="ascii") for path in sorted(folder("secrets").glob("[!.]*"))}
    ).encode()
    stamp = _keyed(SECRETS, content.decode())
    if KitCopy.objects.filter(kit=kit, subject=SECRETS, stamp=stamp).exists():
        return False
    _store(kit, SECRETS, content, stamp)
    return True


def missing_offices(kit: Kit) -> list[Epoch]:
    """Keys in use that the kit does not hold yet: an officer's browser has to bring them."""
    stored = set(KitCopy.objects.filter(kit=kit, pair=sheets.PAIRS[0]).values_list("subject", flat=True))
    epochs = Epoch.objects.filter(retired_at__isnull=True, office__closed_at__isnull=True).select_related("office")
    return [epoch for epoch in epochs if epoch.subject not in stored]


def forget_former_kits() -> int:
    """Files of earlier kits, once the present one holds everything; gives how many went."""
    kit = current_kit()
    if kit is None or missing_offices(kit):
        return 0
    return KitCopy.objects.exclude(kit=kit).delete()[0]


def _store(kit: Kit, subject: str, content: bytes, stamp: str = "") -> None:
    KitCopy.objects.filter(kit=kit, subject=subject).delete()
    files = sheets.lock(content, kit.recipients())
    KitCopy.objects.bulk_create(
        KitCopy(kit=kit, subject=subject, pair=pair, data=data, stamp=stamp) for pair, data in files.items()
    )


def _keyed(subject: str, content: str) -> str:
    return salted_hmac(f"tamdan.sealing.{subject}", content, algorithm="sha256").hexdigest()
