"""This room's rows of the permission matrix. Offices are seen by staff and by their own body; acts need a role that serves there."""

import base64
import datetime
import json

from django.utils import timezone

from tamdan.accounts.enums import Role
from tamdan.accounts.models import Membership, User
from tamdan.institutions.models import Body, Installation
from tamdan.sealing import access, actions, age, founding, listing, recovery
from tamdan.sealing.enums import HOLDERS, SERVERS, SERVING, Purpose
from tamdan.sealing.founding import Officer
from tamdan.sealing.kit import PAIRS, SHEETS
from tamdan.sealing.models import KitCopy, Office, OfficeCopy, Steward
from tamdan.sealing.officekeys import OfficeKey
from tamdan.sealing.tests.people import officer, set_up
from tests.matrix import EVERYBODY, SIGNED_IN, STAFF, Row

ADMINISTRATORS = frozenset(map(str, access.ADMINISTRATORS))
KEYED, SERVE = frozenset(map(str, HOLDERS)), frozenset(map(str, SERVERS))
STEWARDS = frozenset(map(str, access.STEWARDS))
DAY = (timezone.localdate() + datetime.timedelta(days=90)).isoformat()
FILE = base64.b64encode(age.seal(b"a file", age.recipient_of(age.new_identity()))).decode()
KIT = json.dumps(dict.fromkeys(PAIRS, FILE))


def _purpose(user: User, body: Body) -> Purpose:
    """One that this person may serve, where there is one."""
    roles = Membership.objects.filter(user=user, end__isnull=True).values_list("role", flat=True)
    fit = [purpose for purpose in Purpose if SERVING[purpose] & set(roles)]
    return fit[0] if fit else Purpose.OFFICE if body.code == "t-committee" else Purpose.REFERRAL


def _office(user: User, body: Body) -> Office:
    return set_up(body, _purpose(user, body))


def _someone(office: Office, name: str) -> Officer:
    role = Role.FOCAL_POINT if office.purpose == Purpose.REFERRAL else Role.INTAKE_OFFICER
    return officer(office.body, name, role)


def _me_or_another(user: User, office: Office) -> Officer:
    return founding.enrol(user) if access.can_serve(user, office) else _someone(office, "Somebody")


def an_office(user, body):
    return {"uuid": _office(user, body).uuid}


def empty(user, body):
    """An office without a key, and a person with one."""
    office = _office(user, body)
    _me_or_another(user, office)
    return {"uuid": office.uuid}


def mine(user, body):
    """An office whose key this person holds, with one more officer; and a kit."""
    office = _office(user, body)
    recovery.make_kit(
        {letter: age.recipient_of(age.new_identity()) for letter in SHEETS}, dict.fromkeys(SHEETS, "Safe"), by=None
    )
    founding.found(office, [_me_or_another(user, office), _someone(office, "Second")])
    return {"uuid": office.uuid}


def anothers(user, body):
    """An office with a key that this person does not hold."""
    office = _office(user, body)
    _me_or_another(user, office)
    founding.found(office, [_someone(office, "First")])
    return {"uuid": office.uuid}


def asked(user, body):
    given = mine(user, body)
    office = Office.objects.get(**given)
    return {**given, "pk": actions.ask_to_join(office, by=_someone(office, "Newcomer").user).pk}


def leaving(user, body):
    given = mine(user, body)
    return {
        **given,
        "pk": OfficeCopy.objects.filter(epoch__office__uuid=given["uuid"]).order_by("id")[0].officer_key_id,
    }


def abandoned(user, body):
    given = mine(user, body)
    OfficeCopy.objects.filter(epoch__office__uuid=given["uuid"]).delete()
    return given


def office_key(user, _body):
    made, key = OfficeKey.new("x", 1), access.key_of(user)
    copies = json.dumps({str(key.pk): FILE} if key else {})
    return {"recipient": made.recipient, "verify": made.verify, "copies": copies, "kit": ""}


def own_key(_user, _body):
    return {"recipient": age.recipient_of(age.new_identity()), "file": FILE}


def a_touch(user, _body):
    if access.may_hold_a_key(user):
        founding.enrol(user)
    return {"credential": "AGE-PLUGIN-FIDO2PRF-1" + "Q" * 80, "file": FILE}


def _draft(user, _body):
    """A draft, and this person as the only steward where they may be one; gives the steward's signature line."""
    body = Installation.objects.get().body
    is_able = access.may_hold_a_key(user) and user.reach().sees_staff
    keeper = founding.enrol(user) if is_able else officer(body, "Keeper", Role.MONITOR)
    stewards = founding.name_stewards([keeper])
    founding.found(set_up(body), [officer(body, "First")])
    draft = listing.draft_list(expires=datetime.date.fromisoformat(DAY), by=None)
    line = stewards[0].sign(draft.text).rpartition("\n\n")[2].strip()
    return draft, keeper, line


def drafting(user, body):
    draft, _keeper, _line = _draft(user, body)
    listing.drop_draft(draft, by=None)
    return {"expires": DAY}


def signing(user, body):
    return {"line": _draft(user, body)[2]}


def publishing(user, body):
    draft, keeper, line = _draft(user, body)
    listing.sign_list(draft, line=line, by=keeper.user)
    return {}


def steward_key(user, _body):
    if access.may_hold_a_key(user):
        founding.enrol(user)
        listing.name_steward(user, position=1, by=None)
    return {"verify": OfficeKey.new("x", 1).verify, "seed": FILE}


def a_steward(_user, _body):
    found = officer(Installation.objects.get().body, "Keeper", Role.MONITOR)
    founding.name_stewards([found])
    return {"pk": Steward.objects.get(user=found.user).pk}


def a_kit(_user, _body):
    sent = {f"recipient_{letter.lower()}": age.recipient_of(age.new_identity()) for letter in SHEETS}
    return {**sent, **{f"holder_{letter.lower()}": "Safe" for letter in SHEETS}}


def a_kit_copy(_user, _body):
    recovery.make_kit(
        {letter: age.recipient_of(age.new_identity()) for letter in SHEETS}, dict.fromkeys(SHEETS, "Safe"), by=None
    )
    return {"pk": KitCopy.objects.first().pk}


def a_version(_user, _body):
    body = Installation.objects.get().body
    founding.found(set_up(body), [officer(body, "First")])
    return {"number": founding.publish(founding.name_stewards([officer(body, "Keeper", Role.MONITOR)])).number}


ROWS = [
    *(Row(f"keyring:{name}", EVERYBODY, status=404) for name in ("note", "list", "anchor")),
    *(Row(f"keyring:earlier_{name}", EVERYBODY, a_version, sees_all=EVERYBODY) for name in ("note", "list")),
    Row("keyring:locks", EVERYBODY),
    Row("keyring:code", EVERYBODY),
    Row("sealing:my_key", KEYED),
    Row("sealing:make_key", KEYED, post=own_key, status=302),
    Row("sealing:add_touch", KEYED, post=a_touch, status=302),
    Row("sealing:remove_touch", KEYED, post=a_touch, status=302),
    Row("sealing:offices", SIGNED_IN),
    Row("sealing:add_office", ADMINISTRATORS),
    Row("sealing:office", SIGNED_IN, an_office, sees_all=STAFF),
    Row("sealing:begin_epoch", SERVE, empty, post=office_key, status=302),
    Row("sealing:store", SERVE, mine, post={"kit": KIT}, status=302),
    Row("sealing:ask", SERVE, anothers, post={}, status=302),
    Row("sealing:admit", SERVE, asked),
    Row("sealing:refuse", SERVE, asked, post={}, status=302),
    Row("sealing:leave", SERVE | ADMINISTRATORS, leaving, sees_all=ADMINISTRATORS, post={}, status=302),
    Row("sealing:close", ADMINISTRATORS, an_office, sees_all=ADMINISTRATORS, post={}, status=302),
    Row("sealing:restore", SERVE, abandoned),
    Row("sealing:stewards", STAFF),
    Row("sealing:name_steward", ADMINISTRATORS, post={}, status=422),
    Row("sealing:make_steward_key", STEWARDS, post=steward_key, status=302),
    Row("sealing:end_steward", ADMINISTRATORS, a_steward, sees_all=ADMINISTRATORS, post={}, status=302),
    Row("sealing:draft_list", STAFF, post=drafting, status=302),
    Row("sealing:sign_list", STEWARDS, post=signing, status=302),
    Row("sealing:publish_list", STAFF, post=publishing, status=302),
    Row("sealing:drop_draft", STAFF, post=signing, status=302),
    Row("sealing:kit", ADMINISTRATORS),
    Row("sealing:make_kit", ADMINISTRATORS, post=a_kit, status=302),
    Row("sealing:drill", ADMINISTRATORS, post={}, status=422),
    Row("sealing:kit_copy", ADMINISTRATORS, a_kit_copy, sees_all=ADMINISTRATORS),
]
