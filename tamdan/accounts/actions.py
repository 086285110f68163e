"""What changes accounts and memberships. Each act is one transaction and one event of the ledger."""

import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from tamdan.accounts.enums import STAFF_ROLES, Role
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
from tamdan.accounts.models import Membership, MembershipQuerySet, User
from tamdan.core.access import Viewer
from tamdan.core.ledger import record
from tamdan.core.panels import listed
from tamdan.institutions.models import Body, Installation


@transaction.atomic
def add_user(
    *,
    email: str,
    name: str,
    role: str,
    body: Body,
    by: Viewer | None,
    password: str | None = None,
    language: str = "km",
) -> User:
    """An account with one role from today on; without a password only a link (``invitation.link_for``) lets them in.

    Raises AddressTaken, WeakPassword, StaffRoleElsewhere and NotSetUp.
    """
    if User.objects.filter(email=email.lower()).exists():
        raise AddressTaken(email=email.lower())
    user = User(email=email.lower(), name=name, language=language)
    if password is not None:
        check_password_rules(password, user)
    user.set_password(password)
    user.save(force_insert=True)
    record("accounts.user.added", user, by=by)
    give_role(user, body=body, role=role, start=timezone.localdate(), by=by)
    return user


def check_password_rules(password: str, user: User) -> None:
    """Raises WeakPassword with the sentences of every rule that the password breaks."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPassword(why=" ".join(error.messages)) from error


@transaction.atomic
def give_role(
    user: User, *, body: Body, role: str, start: datetime.date, by: Viewer | None, end: datetime.date | None = None
) -> Membership:
    """``user`` is ``role`` in ``body`` from ``start`` to ``end``, both included.

    Raises StaffRoleElsewhere, EndsBeforeStart, HasRoleAlready and NotSetUp.
    """
    installation = Installation.current()
    if installation is None:
        raise NotSetUp
    if Role(role) in STAFF_ROLES and installation.body not in (body, *body.above()[:2]):
        raise StaffRoleElsewhere(role=Role(role).label, own=installation.body)
    if end and end < start:
        raise EndsBeforeStart
    try:
        with transaction.atomic():
            made = Membership.objects.create(user=user, body=body, role=role, start=start, end=end)
    except IntegrityError as error:
        raise HasRoleAlready from error
    record("accounts.role.given", made, by=by, about=user)
    return made


@transaction.atomic
def end_membership(membership: Membership, *, last_day: datetime.date, by: Viewer | None) -> None:
    """Raises MembershipEnded, EndsBeforeStart, and LastAdministrator when nobody could let people in afterwards."""
    membership = Membership.objects.select_for_update(of=("self",)).select_related("user").get(pk=membership.pk)
    if membership.end and membership.end < timezone.localdate():
        raise MembershipEnded(day=date_format(membership.end))
    if membership.start and last_day < membership.start:
        raise EndsBeforeStart
    administrators = _lasting_administrators()
    if administrators.filter(pk=membership.pk).exists() and not administrators.exclude(pk=membership.pk).exists():
        raise LastAdministrator
    membership.end = last_day
    membership.save(update_fields=["end"])
    record("accounts.role.ended", membership, by=by, about=membership.user)


@transaction.atomic
def close_account(*, user: User, by: Viewer | None) -> None:
    """Nobody signs in with it any more and its sessions end; what its person did stays on record.

    Raises OwnAccount and LastAdministrator.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user == by:
        raise OwnAccount
    administrators = _lasting_administrators()
    if administrators.filter(user=user).exists() and not administrators.exclude(user=user).exists():
        raise LastAdministrator
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    record("accounts.user.closed", user, by=by)
    for leave in listed("LEAVERS"):
        leave(user, by=by)


@transaction.atomic
def reopen_account(*, user: User, by: Viewer | None) -> None:
    """The person may sign in again, with the password and second factor that they had."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("accounts.user.reopened", user, by=by)


@transaction.atomic
def set_password(*, user: User, password: str, by: Viewer | None) -> None:
    """A new password; every session of the account ends. Raises WeakPassword."""
    check_password_rules(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user)
    record("accounts.password.set", user, by=by)


@transaction.atomic
def reset_second_factor(*, user: User, by: Viewer | None) -> None:
    """Removes every passkey, authenticator app and recovery code, for somebody who lost them. Raises OwnAccount."""
    if user == by:
        raise OwnAccount
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    record("accounts.second_factor.reset", user, by=by)


def end_sessions(user: User) -> None:
    """Signs the person out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def _lasting_administrators() -> MembershipQuerySet:
    """Administrators of today without a last day. Locks the installation, so that two cannot leave at once."""
    Installation.objects.select_for_update().first()
    found = Membership.objects.on(timezone.localdate()).filter(
        role=Role.ADMINISTRATOR, user__is_active=True, end__isnull=True
    )
    return found.with_ours().filter(is_ours=True)
