"""Who may see and change accounts, and what asks for the password again."""

import uuid
from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from tamdan.accounts.enums import Role
from tamdan.accounts.models import ERASED_HOST, Membership, User
from tamdan.core.access import roles_of

Person = User | AnonymousUser
View = Callable[..., HttpResponseBase]


def reauthenticated(view: View) -> View:
    """Asks for the password, a code or a passkey again unless that happened in the last ten minutes.

    What was posted is kept meanwhile and done once the person proved who they are.
    """
    decorated: View = reauthentication_required(view)
    decorated.asks_again = True  # type: ignore[attr-defined]
    return decorated


def just_proved(request: HttpRequest, user: User) -> None:
    """Note that this person has proved who they are a moment ago, by a password that they typed or chose."""
    record_authentication(request, user, "password", reauthenticated=True)


def can_administer(user: Person) -> bool:
    return Role.ADMINISTRATOR in roles_of(user)


def users(user: Person) -> QuerySet[User]:
    """Whose accounts a person sees: an administrator everybody's but what is left of erased ones, others their own."""
    if can_administer(user):
        return User.objects.exclude(email__endswith=ERASED_HOST)
    return User.objects.filter(pk=user.pk or 0)


def own(user: Person) -> User:
    """The person who is signed in; pages without ``@public`` have one."""
    return get_object_or_404(users(user), pk=user.pk or 0)


def user_or_404(user: Person, wanted: uuid.UUID) -> User:
    return get_object_or_404(users(user), uuid=wanted)


def membership_or_404(user: Person, wanted: uuid.UUID, pk: int) -> Membership:
    found: Membership = get_object_or_404(
        Membership.objects.select_related("user", "body"), user__in=users(user), user__uuid=wanted, pk=pk
    )
    return found


def session_or_404(user: User, pk: int) -> UserSession:
    """A session of one's own."""
    return get_object_or_404(UserSession, user=user, pk=pk)
