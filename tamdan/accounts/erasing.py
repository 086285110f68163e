"""What is left of an account when its person is forgotten: nothing, or an empty row where records name it as the one who acted."""

from collections.abc import Sequence

from django.db import models

from tamdan.accounts.actions import close_account
from tamdan.accounts.models import ERASED_HOST, User


def erase_user(pk: str) -> Sequence[tuple[str, str]]:
    """Removes the account with its memberships, second factors and sessions; an open one is closed first, so that its keys end too.

    Raises LastAdministrator.
    """
    user = User.objects.get(pk=pk)
    if user.is_active:
        close_account(user=user, by=None)
    gone = [("accounts.membership", str(one)) for one in user.memberships.values_list("pk", flat=True)]
    try:
        user.delete()
    except models.ProtectedError:
        _empty(user)
    return [*gone, ("accounts.user", pk)]


def _empty(user: User) -> None:
    """Who stored a file or released a quotation cannot be taken out of that record; what tells who it was can."""
    for relation in User._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            relation.related_model._base_manager.filter(**{relation.field.name: user}).delete()
    user.name, user.email, user.person, user.last_login = "", f"{user.uuid}{ERASED_HOST}", None, None
    user.set_unusable_password()
    user.save()
