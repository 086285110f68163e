"""What the rules on accounts refuse."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError


class AccountError(DomainError):
    """Base of this room's refusals."""

    status = 409


class StaffRoleElsewhere(AccountError):
    """A role of staff in a body that is not the installation's own."""

    code = "staff-role-elsewhere"
    message = _("The role “%(role)s” exists only in %(own)s and its offices. Choose another role or another body.")


class LastAdministrator(AccountError):
    """Without an administrator nobody could let anybody in again."""

    code = "last-administrator"
    message = _("This person is the last administrator. Make somebody else an administrator first.")


class OwnAccount(AccountError):
    """Some acts on an account need another person."""

    code = "own-account"
    message = _("This is your own account. Another administrator has to do this.")


class MembershipEnded(AccountError):
    """The membership has a last day that lies before today."""

    code = "membership-ended"
    message = _("This membership ended already, on %(day)s.")


class EndsBeforeStart(AccountError):
    """A last day before the first."""

    code = "ends-before-start"
    message = _("The last day lies before the first. Correct one of them.")


class HasRoleAlready(AccountError):
    """The same role in the same body from the same day on."""

    code = "has-role-already"
    message = _("This person has this role in this body already.")


class AddressTaken(AccountError):
    """One account for each e-mail address."""

    code = "address-taken"
    message = _("There is an account with the address %(email)s already.")


class WeakPassword(AccountError):
    """The password is refused by the rules; the sentences say why."""

    code = "weak-password"
    status = 400
    message = _("This password cannot be used. %(why)s")


class SecondFactorUnreadable(AccountError):
    """The key on this machine is not the one that second factors were stored with; a restore without the keys does that."""

    code = "second-factor-unreadable"
    status = 503
    message = _(
        "Second factors cannot be read, because this machine does not have the key they were stored with. Whoever runs "
        "it has to put the file “second-factor” back, or run: tamdan user reset-second-factor ADDRESS."
    )


class NotSetUp(AccountError):
    """There is no installation yet."""

    code = "not-set-up"
    message = _("Nothing is set up yet. Open the first-run page.")


class SetUpAlready(AccountError):
    """Two people filled in the first-run page at once."""

    code = "set-up-already"
    message = _("This installation was set up already. Sign in.")
