"""What following refuses."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError


class FollowRefused(DomainError):
    """Base of what following refuses."""


class AskedTooOften(FollowRefused):
    """One address was asked to confirm too many things within the hour."""

    code = "asked_too_often"
    status = 429
    message = _("Too many mails were asked for to this address. Confirm what has arrived, or try again in an hour.")


class TooManyAsk(FollowRefused):
    """The installation sends only so many mails an hour to addresses that nobody confirmed."""

    code = "too_many_ask"
    status = 429
    message = _("Very many people ask to follow at this moment. Try again in an hour, or use the feed.")


class TooManyFollowed(FollowRefused):
    code = "too_many_followed"
    status = 409
    message = _(
        "This address follows %(most)s things already. Stop one of them first, by the link in any of the mails."
    )


class ListTooLong(FollowRefused):
    code = "list_too_long"
    message = _("This list is narrowed by too many things to be followed by mail. Take some away, or use its feed.")


class LinkGone(FollowRefused):
    """A link of a mail that was used up, stopped, or is older than a week."""

    code = "link_gone"
    status = 410
    message = _("This link is not valid any more. If you want to follow something, ask again on its page.")
