"""Officers, an office and a signed list, as several tests need them."""

import datetime
from dataclasses import dataclass

from tamdan.accounts.enums import Role
from tamdan.accounts.models import Membership, User
from tamdan.audit.notes import SigningKey
from tamdan.institutions.models import Body
from tamdan.sealing import actions, founding
from tamdan.sealing.enums import Purpose
from tamdan.sealing.founding import Officer
from tamdan.sealing.models import Office
from tamdan.sealing.officekeys import OfficeKey
from tests.cast import Cast


def person(body: Body, role: Role, name: str) -> User:
    """One more person of a role than the cast has."""
    user = User.objects.create_user(
        f"{name.lower()}.{role}@example.org", "a long enough password", name=name, language="en"
    )
    Membership.objects.create(user=user, body=body, role=role, start=datetime.date(2020, 1, 1))
    return user


def officer(body: Body, name: str, role: Role = Role.INTAKE_OFFICER) -> Officer:
    return founding.enrol(person(body, role, name))


def set_up(body: Body, purpose: Purpose = Purpose.OFFICE, name: str = "Office of Tests") -> Office:
    return actions.set_up_office(body=body, purpose=purpose, name_en=name, name_km="ការិយាល័យសាកល្បង", by=None)


@dataclass
class Founded:
    """An office with two officers, three stewards and a published list."""

    office: Office
    key: OfficeKey
    ann: Officer
    ben: Officer
    stewards: list[SigningKey]
    keepers: list[Officer]


def founded(cast: Cast) -> Founded:
    ann, ben = officer(cast.committee, "Ann"), officer(cast.committee, "Ben", Role.CASE_OFFICER)
    keepers = [officer(cast.committee, name, Role.MONITOR) for name in ("Cora", "Dan", "Eve")]
    office = set_up(cast.committee)
    key = founding.found(office, [ann, ben])
    stewards = founding.name_stewards(keepers)
    founding.publish(stewards)
    return Founded(Office.objects.get(pk=office.pk), key, ann, ben, stewards, keepers)
