"""The fixed cast: the same people in every test, each named for what they may do."""

import datetime
from dataclasses import dataclass

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tamdan.accounts.enums import Role
from tamdan.accounts.models import Membership, User
from tamdan.institutions.enums import BodyKind
from tamdan.institutions.models import Body, Installation


@dataclass
class Cast:
    """The bodies of the suite; the people are fixtures of their own."""

    committee: Body
    ministry: Body
    rights_group: Body


def make_cast() -> Cast:
    """The bodies, and the installation of the first of them."""
    made = Cast(
        committee=Body.objects.create(code="t-committee", kind=BodyKind.NATIONAL_COMMITTEE, name_en="Committee of Tests", name_km="គណៈកម្មាធិការសាកល្បង"),
        ministry=Body.objects.create(code="t-ministry", kind=BodyKind.MINISTRY, name_en="Ministry of Tests", name_km="ក្រសួងសាកល្បង"),
        rights_group=Body.objects.create(code="t-rights", kind=BodyKind.RIGHTS_GROUP, name_en="Rights Group of Tests", name_km="អង្គការសិទ្ធិសាកល្បង"),
    )  # fmt: skip
    Installation.objects.create(body=made.committee, country="xa", state_iso3="XXA", default_language="en")
    return made


def make_user(body: Body, role: Role) -> User:
    user = User.objects.create_user(
        f"{role}.{body.code}@example.org", "a long enough password", name=f"{role} of {body.code}", language="en"
    )
    Membership.objects.create(user=user, body=body, role=role, start=datetime.date(2020, 1, 1))
    if role == Role.ADMINISTRATOR:  # without a second factor nothing opens for them
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    return user


@pytest.fixture
def administrator(cast: Cast) -> User:
    return make_user(cast.committee, Role.ADMINISTRATOR)


@pytest.fixture
def secretary(cast: Cast) -> User:
    return make_user(cast.committee, Role.SECRETARIAT)


@pytest.fixture
def intake_officer(cast: Cast) -> User:
    return make_user(cast.committee, Role.INTAKE_OFFICER)


@pytest.fixture
def case_officer(cast: Cast) -> User:
    return make_user(cast.committee, Role.CASE_OFFICER)


@pytest.fixture
def auditor(cast: Cast) -> User:
    return make_user(cast.committee, Role.AUDITOR)


@pytest.fixture
def focal_point(cast: Cast) -> User:
    return make_user(cast.ministry, Role.FOCAL_POINT)


@pytest.fixture
def outsider(cast: Cast) -> User:
    """Of another body, with no staff view."""
    return make_user(cast.rights_group, Role.RIGHTS_GROUP)


@pytest.fixture
def as_secretary(client: Client, secretary: User) -> Client:
    client.force_login(secretary)
    return client
