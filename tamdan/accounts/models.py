"""Users, and what they are in which body from when to when."""

import uuid
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.enums import STAFF_ROLES, Role
from tamdan.core.access import Reach
from tamdan.core.history import tracked
from tamdan.core.statements import filled, value
from tamdan.institutions.models import Body, Held, HeldQuerySet, Installation, Person

# What MembershipQuerySet.on and .with_ours say, by hand: every page of a signed-in person asks it.
_TODAY = """
SELECT held.body_id, held.role, EXISTS (SELECT FROM institutions_installation AS ours
                                        WHERE ours.body_id IN (body.id, body.parent_id, above.parent_id))
FROM accounts_membership AS held JOIN institutions_body AS body ON body.id = held.body_id
LEFT JOIN institutions_body AS above ON above.id = body.parent_id
WHERE held.user_id = {user} AND coalesce(held.start <= {start}, true) AND coalesce(held."end" >= {end}, true)
"""


ERASED_HOST, ERASED_NAME = "@erased.invalid", _("somebody whose account was erased")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user who may sign in; without a password only by passkey or after a reset."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


@tracked("password", "last_login")
class User(AbstractBaseUser):
    """Somebody who signs in. What they may do hangs on their memberships of today, never on the user itself."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="users")
    language = models.CharField(_("language"), max_length=8, default="km")
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    is_demonstration = models.BooleanField(default=False, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("account")
        ordering = ("email",)

    def __str__(self) -> str:
        return str(ERASED_NAME) if self.is_erased else self.name or self.email

    @property
    def is_erased(self) -> bool:
        """Nothing is left of the person; the row stays because records name it as the one who acted."""
        return self.email.endswith(ERASED_HOST)

    def get_absolute_url(self) -> str:
        return reverse("accounts:user", args=[self.uuid])

    @cached_property
    def _today(self) -> tuple[frozenset[int], frozenset[str]]:
        day = value(timezone.localdate())
        held = filled(_TODAY, user=value(self.pk), start=day, end=day).fetch()
        counting = [(body, role) for body, role, is_ours in held if is_ours or role not in STAFF_ROLES]
        return frozenset(body for body, _role in counting), frozenset(role for _body, role in counting)

    def reach(self) -> Reach:
        """One query a request: the bodies and the staff view that today's memberships give."""
        bodies, roles = self._today
        return Reach(bodies=bodies, sees_staff=bool(roles & STAFF_ROLES))

    def roles(self) -> frozenset[str]:
        """The roles of today. A role of staff counts in the installation's own body and its offices alone."""
        return self._today[1]


class MembershipQuerySet(HeldQuerySet):
    def with_ours(self) -> Self:
        """Each with ``is_ours``: its body is the installation's own, or an office up to two levels below it."""
        own = Installation.objects.filter(
            Q(body=OuterRef("body")) | Q(body=OuterRef("body__parent")) | Q(body=OuterRef("body__parent__parent"))
        )
        return self.annotate(is_ours=Exists(own))


@tracked()
class Membership(Held):
    """A user in a body with a role, from a day to a day."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships", verbose_name=_("body"))
    role = models.CharField(_("role"), max_length=24, choices=Role)

    objects = MembershipQuerySet.as_manager()

    class Meta(Held.Meta):
        abstract = False
        ordering = ("-start", "id")
        constraints = (
            *Held.Meta.constraints,
            models.UniqueConstraint(
                fields=("user", "body", "role", "start"),
                nulls_distinct=False,
                name="accounts_membership_once",
                violation_error_message=_("This person has this role in this body already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.body}"
