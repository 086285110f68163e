import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from tamdan.accounts import actions
from tamdan.accounts.enums import Role
from tamdan.accounts.errors import (
    AddressTaken,
    EndsBeforeStart,
    HasRoleAlready,
    LastAdministrator,
    MembershipEnded,
    NotSetUp,
    OwnAccount,
    StaffRoleElsewhere,
    WeakPassword,
)
from tamdan.accounts.models import Membership, User
from tamdan.accounts.panels import erase_user
from tamdan.audit.models import Event
from tamdan.institutions.models import Installation
from tests.cast import make_user

TODAY = timezone.localdate()


def verbs():
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def add(cast, administrator, **values):
    given = {"email": "New@Example.org", "name": "New", "role": Role.FOCAL_POINT, "body": cast.ministry}
    return actions.add_user(**{**given, **values}, by=administrator)


def test_a_new_account_has_its_role_and_no_password(cast, administrator):
    made = add(cast, administrator)
    assert (made.email, made.has_usable_password(), made.roles()) == ("new@example.org", False, {Role.FOCAL_POINT})
    assert verbs() == ["accounts.user.added", "accounts.role.given"]


def test_one_address_one_account(cast, administrator):
    add(cast, administrator)
    with pytest.raises(AddressTaken, match=r"new@example\.org"):
        add(cast, administrator, email="NEW@example.org")


@pytest.mark.parametrize("password", ["short", "password1234", "new@example.org"])
def test_a_weak_password_is_refused_with_the_reason(cast, administrator, password):
    with pytest.raises(WeakPassword):
        add(cast, administrator, password=password)
    assert not User.objects.filter(email="new@example.org").exists()


def test_staff_roles_are_given_in_the_own_body_alone(cast, administrator):
    with pytest.raises(StaffRoleElsewhere, match=r"Case officer.*Committee of Tests"):
        add(cast, administrator, role=Role.CASE_OFFICER)
    assert not User.objects.filter(email="new@example.org").exists()
    assert add(cast, administrator, role=Role.CASE_OFFICER, body=cast.committee).reach().sees_staff


def test_nothing_is_given_before_the_first_run(cast, administrator):
    Installation.objects.all().delete()
    with pytest.raises(NotSetUp):
        add(cast, administrator)


def test_a_role_is_given_once_and_ends_after_it_began(cast, administrator, focal_point):
    start = datetime.date(2025, 1, 1)
    actions.give_role(focal_point, body=cast.ministry, role=Role.VALIDATOR, start=start, by=administrator)
    with pytest.raises(HasRoleAlready):
        actions.give_role(focal_point, body=cast.ministry, role=Role.VALIDATOR, start=start, by=administrator)
    with pytest.raises(EndsBeforeStart):
        actions.give_role(
            focal_point, body=cast.ministry, role=Role.VALIDATOR, start=TODAY, end=start, by=administrator
        )


def test_a_role_ends_and_stays_on_record(administrator, focal_point):
    membership = focal_point.memberships.get()
    actions.end_membership(membership, last_day=TODAY - datetime.timedelta(days=1), by=administrator)
    assert User.objects.get(pk=focal_point.pk).roles() == frozenset()
    assert Membership.objects.filter(pk=membership.pk).exists()
    with pytest.raises(MembershipEnded):
        actions.end_membership(membership, last_day=TODAY, by=administrator)


def test_the_last_administrator_stays(cast, administrator):
    membership = administrator.memberships.get()
    with pytest.raises(LastAdministrator):
        actions.end_membership(membership, last_day=TODAY, by=None)
    with pytest.raises(LastAdministrator):
        actions.close_account(user=administrator, by=None)
    make_user(cast.ministry, Role.ADMINISTRATOR)  # counts nowhere
    with pytest.raises(LastAdministrator):
        actions.close_account(user=administrator, by=None)
    second = add(cast, administrator, role=Role.ADMINISTRATOR, body=cast.committee)
    actions.close_account(user=administrator, by=second)
    with pytest.raises(LastAdministrator):
        actions.close_account(user=second, by=None)


def test_nobody_closes_or_weakens_the_own_account(administrator):
    with pytest.raises(OwnAccount):
        actions.close_account(user=administrator, by=administrator)
    with pytest.raises(OwnAccount):
        actions.reset_second_factor(user=administrator, by=administrator)


def test_a_closed_account_is_signed_out_everywhere(client, focal_point, administrator):
    client.force_login(focal_point)
    assert client.get("/en/desk/").status_code == 200
    UserSession.objects.create(user=focal_point, session_key=client.session.session_key, ip="192.0.2.1", user_agent="B")
    actions.close_account(user=focal_point, by=administrator)
    assert not Session.objects.exists()
    assert client.get("/en/desk/").status_code == 302
    actions.reopen_account(user=focal_point, by=administrator)
    focal_point.refresh_from_db()
    assert focal_point.is_active
    assert verbs()[-2:] == ["accounts.user.closed", "accounts.user.reopened"]


def test_a_reset_second_factor_is_gone(administrator, focal_point):
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=focal_point, type=kind, data={})
    actions.reset_second_factor(user=focal_point, by=administrator)
    assert not Authenticator.objects.filter(user=focal_point).exists()
    assert verbs() == ["accounts.second_factor.reset"]


def test_a_password_from_the_terminal_replaces_the_old_one(focal_point):
    actions.set_password(user=focal_point, password="another quite long one", by=None)
    focal_point.refresh_from_db()
    assert focal_point.check_password("another quite long one")
    assert Event.objects.get().who == "system"


def test_an_erased_account_is_gone_with_its_memberships(focal_point):
    membership = focal_point.memberships.get()
    pk = str(focal_point.pk)
    assert erase_user(pk) == [("accounts.membership", str(membership.pk)), ("accounts.user", pk)]
    assert not Membership.objects.filter(pk=membership.pk).exists()


def test_no_history_holds_a_password(focal_point):
    from tamdan.core.history import former_states

    actions.set_password(user=focal_point, password="another quite long one", by=None)
    User.objects.filter(pk=focal_point.pk).update(name="Renamed")
    states = former_states(focal_point)
    assert [state.name for state in states] == ["focal_point of t-ministry"]
    assert not any(field.name in ("password", "last_login") for field in states.model._meta.get_fields())
