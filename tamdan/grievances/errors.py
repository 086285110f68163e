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


class NotWithdrawn(GrievanceRefused):
    """A file is closed as withdrawn, and nobody withdrew."""

    code = "not-withdrawn"
    status = 422
    message = _(
        "The complainant did not withdraw this complaint. Where they told you so, record the decision by telephone first; otherwise"
        " choose another reason."
    )


class NoComplainantKey(GrievanceRefused):
    """Nobody can read an answer to this letter."""

    code = "no-complainant-key"
    message = _("Nobody can come back to this letter, such as a slip from a box, so no message can be sealed to them.")


class NotHandling(GrievanceRefused):
    """The name is lent to the officer who handles the complaint."""

    code = "not-handling"
    status = 403
    message = _(
        "Only the officer who handles this complaint, while it is open, asks for the name. Have it given to you first."
    )


class NobodyKeeps(GrievanceRefused):
    """No other person could decide."""

    code = "nobody-keeps"
    message = _(
        "Nobody who keeps names can decide about this one: they left, the complainant took it away from them, or the complaint is"
        " about them. Write to the complainant and ask what you need."
    )


class UnsignedRequest(GrievanceRefused):
    """The browser's note does not say what was asked, or no key of the officer's office signed it."""

    code = "unsigned-request"
    status = 422
    message = _(
        "This request is not signed with the present key of your office. Load the page again, open your key, and send it once more."
    )


class NotConfirmed(GrievanceRefused):
    """No confirmation by a custodian holds: none was given, its days are over, or a receipt was issued upon it."""

    code = "not-confirmed"
    message = _(
        "No confirmation holds now: its days are over, it was taken back, or a receipt was issued upon it. Nothing was changed. Ask"
        " those who keep names again."
    )


class IssuedByAnother(GrievanceRefused):
    """Two people: one confirms, another issues."""

    code = "issued-by-another"
    status = 403
    message = _("You confirmed who this person is, so somebody else of your office has to issue the receipt.")


class AskedAlready(GrievanceRefused):
    code = "asked-already"
    message = _("You have asked for this already. The file shows where it stands.")


class NotKeeper(GrievanceRefused):
    """Somebody else decides."""

    code = "not-keeper"
    status = 403
    message = _(
        "You cannot decide about this name: you asked for it, you hold no key to it, or the complaint is about you."
    )


class DecidedAlready(GrievanceRefused):
    code = "decided-already"
    message = _(
        "A colleague decided about this request meanwhile, or it ended. Nothing was changed. Load the page again."
    )


class KeyChanged(GrievanceRefused):
    """The officer has another key than the one that was asked for."""

    code = "key-changed"
    message = _("The officer has another key now than the one that they asked with. They have to ask again.")
