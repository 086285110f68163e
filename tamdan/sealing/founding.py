"""Keys without a browser, for demonstrations and tests alone: here the server sees private halves, which real work must not.

Everything goes through the same acts as real work. Refuses on every other installation.
"""

import base64
import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.models import User
from tamdan.audit.notes import SigningKey
from tamdan.institutions.models import Installation
from tamdan.sealing import actions, age, kit, listing
from tamdan.sealing.errors import SealingError
from tamdan.sealing.keylist import needed
from tamdan.sealing.material import NewEpoch
from tamdan.sealing.models import KeyListVersion, Office, OfficeCopy, OfficerKey, Steward, current_kit
from tamdan.sealing.officekeys import OfficeKey
from tamdan.sealing.server import host


class OnlyForDemonstration(SealingError):
    code = "only-for-demonstration"
    message = _("Keys are made by the server in a demonstration alone.")


@dataclass(frozen=True)
class Officer:
    """A person with the private half of their key."""

    user: User
    identity: str
    key: OfficerKey


def enrol(user: User, identity: str | None = None, file: bytes | None = None) -> Officer:
    """An officer's key. ``file`` is its identity under words; without it nobody can unlock it in a browser."""
    _refuse_real_work()
    made = identity or age.new_identity()
    recipient = age.recipient_of(made)
    key = actions.enrol_key(user, recipient=recipient, file=file or age.seal(made.encode(), recipient), by=user)
    return Officer(user, made, key)


def found(office: Office, officers: Sequence[Officer]) -> OfficeKey:
    """The office's first key by the first officer, who admits the others."""
    first, *others = officers
    made = new_epoch(office, [first])
    for newcomer in others:
        asked = actions.ask_to_join(office, by=newcomer.user)
        copies = {1: age.seal(made.written(), newcomer.key.recipient)}
        actions.admit(asked, digits=newcomer.key.fingerprint, copies=copies, by=first.user)
    return made


def new_epoch(office: Office, officers: Sequence[Officer]) -> OfficeKey:
    """The next key of an office for all these officers, made by the first."""
    _refuse_real_work()
    number = office.epochs.count() + 1
    made, kit_now = OfficeKey.new(str(office.uuid), number), current_kit()
    actions.begin_epoch(
        office,
        NewEpoch(
            made.recipient,
            made.verify,
            {officer.key.pk: age.seal(made.written(), officer.key.recipient) for officer in officers},
            kit.lock(made.written(), kit_now.recipients()) if kit_now else {},
        ),
        by=officers[0].user,
    )
    return made


def open_copy(copy: OfficeCopy, officer: Officer) -> OfficeKey:
    """What the officer's browser does with a file of ``access.copies_for``."""
    _refuse_real_work()
    return OfficeKey.read(age.unseal(bytes(copy.data), officer.identity))


def name_stewards(officers: Sequence[Officer]) -> list[SigningKey]:
    """Name these people stewards, in this order, with their keys."""
    _refuse_real_work()
    made = []
    for position, officer in enumerate(officers, start=1):
        seed = secrets.token_bytes(32)
        key = SigningKey(f"{host()}/steward/{position}", seed)
        steward = listing.name_steward(officer.user, position=position, by=None)
        verify = base64.b64encode(key.public.raw).decode()
        listing.make_steward_key(steward, verify=verify, seed=age.seal(seed, officer.key.recipient), by=officer.user)
        made.append(key)
    return made


def publish(stewards: Sequence[SigningKey], expires: datetime.date | None = None) -> KeyListVersion:
    """Draft, sign and publish the list of the keys of now; good for a year unless ``expires`` says otherwise."""
    _refuse_real_work()
    last_day = expires or timezone.localdate() + datetime.timedelta(days=listing.YEAR)
    draft = listing.draft_list(expires=last_day, by=None)
    for key in stewards[: needed(len(stewards))]:
        position = int(key.name.rpartition("/")[2])
        steward = Steward.objects.select_related("user").get(position=position, retired_at__isnull=True)
        assert steward.user is not None
        listing.sign_list(draft, line=key.sign(draft.text).rpartition("\n\n")[2].strip(), by=steward.user)
    listing.publish_list(draft, by=None)
    draft.refresh_from_db()
    return draft


def _refuse_real_work() -> None:
    if not settings.SEALING_FOUNDING and not Installation.objects.filter(is_demonstration=True).exists():
        raise OnlyForDemonstration
