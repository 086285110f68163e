"""What the browsers of an officer and of a custodian do with a name, in Python: sign a request, wrap the name's key to one officer."""

from typing import Any

from tamdan.accounts.models import User
from tamdan.audit.notes import SigningKey
from tamdan.grievances import custody
from tamdan.grievances.custodians import envelope_of
from tamdan.grievances.identity import IdentityReason, IdentityRequest
from tamdan.grievances.models import Case
from tamdan.intake.enums import ReleasePurpose
from tamdan.intake.models import Item
from tamdan.intake.releasing import release
from tamdan.sealing import envelopes, server
from tamdan.sealing.founding import Officer
from tests.letters import Staffed


def reason(code: str) -> IdentityReason:
    return IdentityReason.objects.get(code=code)


def signed(case: Case, item: Item, by: Officer, office: Staffed, *, why: str = "call-back") -> str:
    lines = [f"{server.host()}/identity-request", case.letter.ref, item.ref, why, by.key.recipient, ""]
    return SigningKey(office.office.named, office.key.seed).sign("\n".join(lines))


def ask(case: Case, item: Item, by: Officer, office: Staffed, *, sealed: str = "", **more: Any) -> IdentityRequest:
    made = custody.Asking(reason(more.get("why", "call-back")), signed(case, item, by, office, **more), sealed)
    return custody.ask(case, item, made, by=by.user)


def wrapped(request: IdentityRequest, by: User, key: str) -> bytes:
    """A release that is recorded, the inner lock taken off with the custodians' ``key``, and the officer's put on."""
    envelope = envelope_of(by, request)
    assert envelope is not None
    inner = release(envelope, by, ReleasePurpose.LEND).inner
    item_key = envelopes.open_inner(inner, request.item.ref, key)
    return envelopes.lock_twice(request.item.ref, item_key, request.recipient, server.release_recipient())


def opened_to_compare(request: IdentityRequest, by: User) -> None:
    """A custodian looks at the name before saying who somebody is."""
    envelope = envelope_of(by, request)
    assert envelope is not None
    release(envelope, by, ReleasePurpose.CONFIRM)
