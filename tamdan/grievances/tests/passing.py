"""What officers' and other bodies' browsers do with complaints that are passed on, with genuine keys."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tamdan.accounts.enums import Role
from tamdan.grievances import actions
from tamdan.grievances.enums import Status
from tamdan.grievances.models import AdmissibilityReason, Case
from tamdan.grievances.referral.enums import Standing
from tamdan.grievances.referral.models import Referral, ReferralItem
from tamdan.institutions.models import Body
from tamdan.intake.models import Envelope, Item, Letter
from tamdan.sealing import age, envelopes, founding, server
from tamdan.sealing.enums import Purpose
from tamdan.sealing.letters import Complainant, ItemKind, ItemSketch, LetterSketch, new_id
from tamdan.sealing.models import Epoch, Office
from tamdan.sealing.officekeys import OfficeKey
from tests.letters import Part, Ring, Staffed, b64, person, staff
from tests.matrix import sign_in


def body_with_key(ring: Ring, body: Body, name: str, role: Role = Role.FOCAL_POINT) -> Staffed:
    """An office of the body that receives what is referred, with one person, on a new list."""
    made = staff(
        body, Purpose.REFERRAL, name, [founding.enrol(person(body, role, f"{name.lower().replace(' ', '-')}"))]
    )
    founding.publish(ring.stewards)
    return made


def handled(letter: Letter, ring: Ring, *, about: tuple[Body, ...] = ()) -> Case:
    """The file, decided to be handled, and said whom it is about."""
    case = Case.objects.get(letter=letter)
    reason = AdmissibilityReason.objects.get(code="ours")
    actions.assign(case, ring.officer, version=None, by=ring.officer)
    actions.decide(case, reason, version=None, by=ring.officer)
    actions.recuse(case, bodies=about, people=[], version=None, by=ring.officer)
    case.refresh_from_db()
    return case


def signed_in(staffed: Staffed, number: int = 0) -> Client:
    client = Client()
    sign_in(client, staffed.officers[number].user)
    return client


@dataclass
class Desk:
    """An officer's page of one file."""

    client: Client
    case: Case
    ring: Ring

    def url(self, name: str, body: Staffed, *more: str) -> str:
        return reverse(f"grievances:referral_{name}", args=[self.case.number, body.office.uuid, *more])

    def version(self) -> int:
        return int(Case.objects.values_list("version", flat=True).get(pk=self.case.pk))

    def post(self, name: str, body: Staffed, **fields: Any) -> Any:
        return self.client.post(self.url(name, body), {"version": self.version(), **fields})

    def key_of(self, item: Item, body: Staffed) -> str:
        """The item's key, after the server released it to be passed on."""
        answer = self.client.post(self.url("open_to_pass", body, item.ref), {})
        assert answer.status_code == 200, answer.content
        return envelopes.open_inner(base64.b64decode(answer.json()["inner"]), item.ref, self.ring.office.key.key)

    def wrapped(self, body: Staffed, *items: Item, summary: str = "", recipient: str = "") -> str:
        """What the pass page posts as ``sealed``."""
        to, release = recipient or body.recipient, server.release_recipient()
        made = [
            {
                "item": one.ref,
                "audience": to,
                "data": b64(envelopes.lock_twice(one.ref, self.key_of(one, body), to, release)),
            }
            for one in items
        ]
        return json.dumps({"recipient": to, "envelopes": made, "summary": summary})


def words(case: Case, by: Staffed, said: str, *audiences: str, to_complainant: bool = False) -> str:
    """Words of an office or body as its browser posts them: signed, and sealed to these recipients."""
    thread = case.letter
    head = "message" if to_complainant else "note"
    signing = by.key.signing(f"{server.host()}/office/{by.office.uuid}")
    note = signing.sign(f"{server.host()}/{head}\n{thread.ref}\n-\n{said}\n")
    part = Part(ItemKind.MESSAGE, note.encode(), [*audiences, *([thread.recipient] if to_complainant else [])])
    sketch = LetterSketch(
        new_id(), [ItemSketch(part.id, part.kind, [one.digest for one in part.segments])], {part.id: part.audiences},
        Complainant(thread.recipient, thread.verify), {}, [],
    )  # fmt: skip
    return json.dumps({
        "v": 1, "letter": sketch.letter, "thread": thread.ref, "open": {}, "consents": [],
        "items": [item.plain() for item in sketch.items], "inline": {one.digest: b64(one.sealed) for one in part.segments},
        "envelopes": part.envelopes(), "digest": sketch.digest(),
        "complainant": {"recipient": thread.recipient, "verify": thread.verify},
    })  # fmt: skip


def read_there(client: Client, number: str, item: Item, body: Staffed) -> bytes:
    """What the other body's browser does: released, unlocked with the body's key, pieces fetched and opened."""
    answer = client.post(reverse("grievances:referral_open", args=[number, item.ref]), {"purpose": "handle"})
    assert answer.status_code == 200, answer.content
    told = answer.json()
    key = envelopes.open_inner(base64.b64decode(told["inner"]), item.ref, body.key.key)
    pieces = [b"".join(client.get(f"/blobs/{name}").streaming_content) for name in told["segments"]]  # type: ignore[attr-defined]
    return b"".join(age.unseal(piece, key) for piece in pieces)


def receiving_office(body: Body, name: str = "") -> Office:
    """An office of the body that receives what is referred, with a key that is on no list; the one that is there."""
    found = Office.objects.filter(body=body, purpose=Purpose.REFERRAL).first()
    if found:
        return found
    office = Office.objects.create(
        body=body, purpose=Purpose.REFERRAL, name_en=name or f"Desk of {body.code}", name_km="ការិយាល័យទទួលបន្ត"
    )
    key = OfficeKey.new(str(office.uuid), 1)
    Epoch.objects.create(office=office, number=1, recipient=key.recipient, verify=key.verify)
    return office


def referral_to(office: Office, case: Case, standing: Standing = Standing.OFFERED) -> Referral:
    """As a row: the first part of the letter was given to the office."""
    epoch = office.epochs.get()
    case.status = Status.REFERRED
    case.save(update_fields=["status"])
    number = f"{case.number}-{case.referrals.count() + 1}"
    made = Referral.objects.create(
        number=number, case=case, office=office, standing=standing, epoch=epoch, passed_at=timezone.now()
    )
    item = case.letter.items.order_by("position").first()
    assert item is not None
    ReferralItem.objects.create(referral=made, item=item)
    sealed = envelopes.lock_twice(item.ref, age.new_identity(), epoch.recipient, server.release_recipient())
    Envelope.objects.create(item=item, audience=epoch.recipient, epoch=epoch, data=sealed)
    return made
