"""What this room declares to the rest (core.panels)."""

from django.utils.translation import gettext_lazy as _

from tamdan.accounts.enums import Role
from tamdan.accounts.erasing import erase_user
from tamdan.accounts.health import findings
from tamdan.core.panels import MenuEntry

MENU = [MenuEntry(_("Accounts"), "accounts:users", frozenset({Role.ADMINISTRATOR}), order=80)]
HEALTH = [findings]
AUDIT_VERBS = {
    "accounts.installation.set_up": _("Installation set up"),
    "accounts.user.added": _("Account made"),
    "accounts.user.edited": _("Profile edited"),
    "accounts.user.closed": _("Account closed"),
    "accounts.user.reopened": _("Account opened again"),
    "accounts.link.sent": _("Link to choose a password sent"),
    "accounts.role.given": _("Role given"),
    "accounts.role.ended": _("Role ended"),
    "accounts.signed_in": _("Signed in"),
    "accounts.signed_out": _("Signed out"),
    "accounts.session.ended": _("Signed out in another browser"),
    "accounts.password.set": _("New password set for somebody"),
    "accounts.password.changed": _("Own password changed"),
    "accounts.second_factor.added": _("Second factor added"),
    "accounts.second_factor.removed": _("Second factor removed"),
    "accounts.second_factor.reset": _("Second factor of somebody reset"),
    "accounts.recovery_codes.made": _("New recovery codes made"),
}
ERASERS = {"accounts.user": erase_user}
