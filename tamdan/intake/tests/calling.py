"""Calls as rows, sealed with real keys, for pages and the permission matrix."""

import base64
import json
import secrets

from tamdan.accounts.models import User
from tamdan.audit.notes import SigningKey
from tamdan.institutions.models import Body
from tamdan.intake import calling
from tamdan.intake.calls import Call, Reason
from tamdan.sealing import age, envelopes, items, server
from tamdan.sealing.enums import Purpose
from tamdan.sealing.letters import new_id
from tamdan.sealing.models import Epoch, Office


def call_to(office: Office, *, by: User, **open_fields: object) -> Call:
    """A call to an office with a key."""
    assert office.epoch is not None
    ref, key = new_id(), age.new_identity()
    (segment,) = items.seal_item(json.dumps({"v": 1, "number": "012 345 678"}).encode(), age.recipient_of(key))
    locked = envelopes.lock_twice(ref, key, office.epoch.recipient, server.release_recipient())
    fields: dict[str, object] = {
        "reason": Reason.ASKED,
        "language": "km",
        "is_dangerous": False,
        "hours": None,
        **open_fields,
    }
    return calling.note(calling.Noted(office, office.epoch.recipient, ref, segment.sealed, locked, **fields), by=by)  # type: ignore[arg-type] # by name


def call_for(user: User, body: Body) -> Call:
    """A call to an office of the body, whose key nobody holds."""
    office = Office.objects.filter(body=body, purpose=Purpose.OFFICE, epochs__retired_at__isnull=True).first()
    if office is None:
        office = Office.objects.create(body=body, name_en="Office of calls", name_km="ការិយាល័យហៅទូរស័ព្ទ")
        verify = base64.b64encode(SigningKey("t", secrets.token_bytes(32)).public.raw).decode()
        Epoch.objects.create(office=office, number=1, recipient=age.recipient_of(age.new_identity()), verify=verify)
    return call_to(office, by=user)
