"""What the rules of a complaint's file refuse."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import Conflict, DomainError


class GrievanceRefused(DomainError):
    """Base of what this room refuses."""

    code = "grievance-refused"
    status = 409


class CaseMovedOn(Conflict):
    """Somebody else acted on the file after this person's page was made."""

    code = "case-moved-on"
    message = _(
        "A colleague changed this file while your page was open: it now stands at “%(status)s”. Nothing of yours was"
        " stored. Read the file again; what you wrote is still in this form."
    )


class NotFromHere(GrievanceRefused):
    """The file's standing does not allow this move."""

    code = "not-from-here"
    message = _("This file stands at “%(status)s”, so this cannot be done now. Read the file again to see what can.")


class NobodyHolds(GrievanceRefused):
    """A letter that no office can open would wait for ever."""

    code = "nobody-holds"
    status = 422
    message = _("No office that reads letters can open this one. Choose at least one office that may read it.")


class NobodyLeft(GrievanceRefused):
    """A recusal would leave a letter without any reader."""

    code = "nobody-left"
    message = _(
        "Then nobody could handle this letter: no officer of the offices that hold it would be left. Name the"
        " department or the person alone, or have it sealed to another office first."
    )


class NotAnOfficer(GrievanceRefused):
    """Somebody who may not handle this file was chosen."""

    code = "not-an-officer"
    message = _("This person cannot handle this file: they belong to another office, or the complaint is about them.")


class AlreadyTheirs(GrievanceRefused):
    code = "already-theirs"
    message = _("This person handles the file already.")


class NoEnvelope(GrievanceRefused):
    """The item is not sealed to an office of this person."""

    code = "no-envelope"
    message = _(
        "This item is not sealed to your office, so nobody here can open it. The complainant chose who may read it."
    )


class NotReleased(GrievanceRefused):
    """Somebody says that an item is broken which they never asked to open."""

    code = "not-released"
    message = _("This item was not released to you. Open it first; if it then cannot be read, say so.")


class WordsMissing(GrievanceRefused):
    """Closing without a word to the complainant."""

    code = "words-missing"
    status = 422
    message = _("Write to the complainant why the file is closed. They read it with their receipt.")


class NoComplainantKey(GrievanceRefused):
    """Nobody can read an answer to this letter."""

    code = "no-complainant-key"
    message = _("Nobody can come back to this letter, such as a slip from a box, so no message can be sealed to them.")
