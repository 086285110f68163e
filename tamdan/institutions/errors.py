"""What the rules on bodies, posts and their holders refuse."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError


class InstitutionError(DomainError):
    """Base of this room's refusals."""

    status = 409


class AlreadyConfirmed(InstitutionError):
    """Somebody vouched for the body before."""

    code = "already-confirmed"
    message = _("This body was confirmed already.")


class HasSuccessor(InstitutionError):
    """A body is succeeded once; a second reshuffle succeeds the successor."""

    code = "has-successor"
    message = _("This body was succeeded by “%(successor)s” already. Record the next change on that body.")


class SuccessionInACircle(InstitutionError):
    """Following the successors would lead back to the body."""

    code = "succession-in-a-circle"
    message = _("“%(successor)s” was itself succeeded by this body. Choose another successor.")


class EndsBeforeStart(InstitutionError):
    """A last day before the first."""

    code = "ends-before-start"
    message = _("The last day lies before the first. Correct one of them.")


class EndedAlready(InstitutionError):
    """The holding or role has a last day."""

    code = "ended-already"
    message = _("This ended already, on %(day)s.")


class PostIsTaken(InstitutionError):
    """A post has one holder at a time, and the present one began on or after the new one's first day."""

    code = "post-is-taken"
    message = _("“%(person)s” holds this post from %(day)s on. Choose a later first day, or end that holding first.")
