"""What the rules of clocks refuse."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError


class ClockRefused(DomainError):
    """Base of what clocks refuse."""

    code = "clock-refused"
    status = 409


class UnknownRule(ClockRefused):
    """The country's clocks.yaml has no such rule, or no longer."""

    code = "unknown-rule"
    message = _(
        "There is no rule “%(rule)s” for clocks in this country. Ask the administrator to add it to clocks.yaml."
    )


class RunsAlready(ClockRefused):
    code = "runs-already"
    message = _("A clock of this rule runs on this record already. Stop that one first, or extend it.")


class NotNow(ClockRefused):
    """The clock's state does not allow this."""

    code = "not-now"
    message = _("This clock is %(state)s, so this cannot be done now. Open the page again to see how it stands.")


class TooLateToPause(ClockRefused):
    """A pause would hide that the day has passed."""

    code = "too-late-to-pause"
    message = _("The last day has passed, so this clock can no longer be paused. Extend it with a reason, or stop it.")


class NoSuchReason(ClockRefused):
    code = "no-such-reason"
    message = _("This clock cannot be paused for that reason. Choose one of the reasons that its rule allows.")


class NotExtendable(ClockRefused):
    code = "not-extendable"
    message = _("The last day of this clock is set by “%(source)s”, so it cannot be extended here.")


class NotLater(ClockRefused):
    code = "not-later"
    message = _("An extension must lead to a later day than %(day)s. Give more days or a later date.")


class DayMissing(ClockRefused):
    """A rule of a given day was started without one; a fault of the calling room."""

    code = "day-missing"
    message = _("This rule needs its last day. Give the date on which it ends.")
