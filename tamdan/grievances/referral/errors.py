"""What the rules of passing a complaint to another body refuse."""

from django.utils.translation import gettext_lazy as _

from tamdan.grievances.errors import GrievanceRefused


class ConsentMissing(GrievanceRefused):
    """Nothing leaves the office without the complainant's consent for that very body."""

    code = "consent-missing"
    message = _(
        "The complainant did not agree that this body gets it. Ask for it, or record what they said on the telephone; an"
        " agreement for another body does not count."
    )


class RecusalMissing(GrievanceRefused):
    """A body that the complaint is about must never get it, so somebody has to have said whom it is about."""

    code = "recusal-missing"
    message = _("First say whom the complaint is about, even if it is none of the bodies listed. Then pass it on.")


class AboutThatBody(GrievanceRefused):
    code = "about-that-body"
    message = _("The complaint is about this body, or about a body above it, so it never gets it.")


class WithThemAlready(GrievanceRefused):
    code = "with-them-already"
    message = _("This complaint is with that body already, or its consent is being asked for.")


class KeyNotListed(GrievanceRefused):
    """The key that the browser sealed to is not the one that the stewards signed for this body."""

    code = "key-not-listed"
    message = _(
        "It was not sealed to the key that the list in force names for this body. Load the page again, and pass it on"
        " once more."
    )


class DigitsDiffer(GrievanceRefused):
    """The key of a body without an account was not compared by voice."""

    code = "digits-differ"
    status = 422
    message = _(
        "These are not the digits of this key. Call the body under a number that you know, let it read its 24 digits,"
        " and type them again. If they differ again, the key was exchanged on the way: use another way."
    )


class NothingGiven(GrievanceRefused):
    code = "nothing-given"
    status = 422
    message = _("Choose at least one part of the letter, or write a summary.")


class IdentityStays(GrievanceRefused):
    code = "identity-stays"
    status = 422
    message = _("Name and contact are never passed on. The body asks for them through you.")


class PassingUnreadable(GrievanceRefused):
    code = "passing-unreadable"
    status = 422
    message = _("What your browser sealed could not be read. Load the page again, and pass it on once more.")


class ReferralMovedOn(GrievanceRefused):
    """The other side acted, or the complainant took the consent back."""

    code = "referral-moved-on"
    message = _("This referral now stands at “%(standing)s”, so this cannot be done. Nothing of yours was stored.")
