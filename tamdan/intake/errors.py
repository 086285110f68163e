"""What the mailbox refuses, each with a sentence that says what to do. Nothing of a refused letter is stored."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import Conflict, DomainError


class LetterRefused(DomainError):
    """The letter cannot be taken as it is; ``code`` tells the page what to do, the sentence tells the person."""

    code = "refused"
    status = 422
    message = _("The letter could not be read, so nothing was stored. Load the page again and send it once more.")


class UnknownKey(LetterRefused):
    code = "unknown-key"
    message = _(
        "The letter is sealed to a key that this site does not have any longer. It is still on your device: "
        "open the draft and seal it again."
    )


class ListTooOld(LetterRefused):
    code = "list-too-old"
    message = _(
        "The letter is sealed to an office whose key was changed more than 90 days ago. It is still on your device: "
        "open the draft and seal it again."
    )


class WrongAudience(LetterRefused):
    code = "wrong-audience"
    message = _(
        "A part of the letter is sealed to somebody who may not receive it, or to nobody. Nothing was stored. "
        "Load the page again, choose who may read it, and send it once more."
    )


class DigestDiffers(LetterRefused):
    code = "digest"
    message = _("The letter was changed on its way, so nothing was stored. Send it once more.")


class ItemMissing(LetterRefused):
    code = "item-missing"
    message = _(
        "A part of the letter has not arrived yet. Nothing is lost: your device sends the rest and tries again."
    )


class TooMany(LetterRefused):
    code = "too-many"
    message = _("A letter may have at most %(most)s parts. Send the others in a second letter with the same receipt.")


class BadSeal(LetterRefused):
    code = "bad-seal"
    message = _("A part of the letter is not sealed, so it was not taken. Load the page again and send it once more.")


class OpenFieldRefused(LetterRefused):
    code = "open-field"
    message = _("“%(field)s” holds something that is not on its list. Choose again, and send the letter once more.")


class ConsentRefused(LetterRefused):
    code = "consent"
    message = _("The letter names a consent that is not on the list. Load the page again and send it once more.")


class ReceiptTaken(LetterRefused):
    code = "receipt-taken"
    message = _("These digits cannot be used. Your device makes new ones: send the letter once more.")


class AnotherLetter(LetterRefused):
    code = "another-letter"
    status = 409
    message = _("A letter with this number was received already, with other content. Nothing was changed.")


class TooLarge(LetterRefused):
    code = "too-large"
    status = 413
    message = _("The letter is too long to be taken in one piece. Shorten it, or send a part of it as a file.")


class NoList(LetterRefused):
    code = "no-list"
    status = 503
    message = _(
        "Letters cannot be received here now. Yours is kept on your device; try again tomorrow, or call the office."
    )


class ReceiptUnknown(DomainError):
    """No receipt, one that ended, digits that are none: one answer for all."""

    code = "receipt-unknown"
    status = 404
    message = _("This number was not found. Check the digits and try again.")


class ReceiptKeyNew(DomainError):
    """Pepper and lock have a name by the day, so they change once a day at most."""

    code = "receipt-key-new"
    status = 409
    message = _("The key of receipts was changed today already. It can be changed again tomorrow.")


class ReceiptOver(DomainError):
    """An office issues no receipt for a complaint whose time for contesting is over."""

    code = "receipt-over"
    status = 409
    message = _(
        "This complaint is closed and the time for contesting it is over, so it has no receipt any longer. The person can make a new"
        " complaint and name this number in it."
    )


class VisitOver(DomainError):
    code = "visit-over"
    status = 401
    message = _("You have been away for half an hour. Type the digits of your receipt again.")


class DecisionRefused(DomainError):
    code = "decision"
    status = 422
    message = _("The decision could not be read or is not signed with the key of this complaint. Nothing was changed.")


class DecisionOutOfTurn(DomainError):
    code = "decision-out-of-turn"
    status = 409
    message = _("Another decision was made meanwhile. Look at it, and decide again if you still want to.")


class NotYours(DomainError):
    """Asked for by somebody who does not hold the key of an office that the letter is sealed to."""

    code = "not-yours"
    status = 403
    message = _("This letter is sealed to an office whose key you do not hold.")


class TooManyReleases(DomainError):
    code = "too-many-releases"
    status = 429
    message = _(
        "You opened %(limit)s parts of letters within an hour. Another officer of your office has to let you go on."
    )


class EnvelopeGone(DomainError):
    code = "envelope-gone"
    status = 410
    message = _("This part of the letter is not sealed to you any longer: its time is over, or it was taken back.")


class NobodyChosen(LetterRefused):
    code = "nobody-chosen"
    message = _("Nobody would get this letter. Choose at least one office that it is not about.")


class Busy(DomainError):
    code = "busy"
    status = 503
    message = _("Too many people open receipts at this moment. Nothing was lost: try again in a minute.")


class BoxRefused(DomainError):
    """What the rules of complaint boxes and forums refuse."""

    code = "box-refused"
    status = 409
    message = _("This cannot be done with the box now.")


class BoxRests(BoxRefused):
    code = "box-rests"
    message = _("This box is out of use. Put it back in use first.")


class BoxInUse(BoxRefused):
    code = "box-in-use"
    message = _("This box is in use, or was still in use on that day. Look at its page for the days.")


class OpenedLater(BoxRefused):
    code = "opened-later"
    message = _(
        "This box has an opening of that time or later. Openings are recorded in their order: look at its page."
    )


class AheadOfTime(BoxRefused):
    code = "ahead-of-time"
    status = 422
    message = _("This time lies ahead. Give the day and the hour at which the box was opened.")


class RecordMovedOn(Conflict):
    """Somebody corrected the custody record after this person's page was made."""

    code = "record-moved-on"
    message = _("This record was corrected while your page was open. Nothing of yours was stored: read it again.")


class FewerSlipsThanWritten(BoxRefused):
    code = "fewer-slips-than-written"
    message = _("%(written)s slips of this opening are written down already, so it had at least as many.")


class NotTheFirst(BoxRefused):
    code = "not-the-first"
    status = 403
    message = _(
        "Only the first person, who wrote this record, corrects it. The second person says what they saw when they confirm."
    )


class NotTheSecond(BoxRefused):
    code = "not-the-second"
    status = 403
    message = _("Only the second person who opened the box confirms the record.")


class SaidAlready(BoxRefused):
    code = "said-already"
    message = _("This record was confirmed or disputed already. What was said stays; a correction is a new record.")


class MoreThanCounted(BoxRefused):
    """One more slip, or one more line of a sheet, than were counted."""

    code = "more-than-counted"
    message = _(
        "All %(counted)s that were counted are written down already. If there is one more, correct the count first:"
        " what you typed is still on this page."
    )


class OriginMissing(LetterRefused):
    """A channel that is taken from an opening, a session or a file alone."""

    code = "origin-missing"
    message = _(
        "Complaints of this channel are written down from the page of the opened box, the forum or the e-mail. Nothing was stored."
    )


class RecordingGone(DomainError):
    """A recording whose bytes were erased."""

    code = "recording-gone"
    status = 409
    message = _("The sound of this recording was erased. Record the prompt again.")


class CallRefused(DomainError):
    """A note about a call whose sealed parts do not fit."""

    code = "call-refused"
    status = 422
    message = _(
        "The note could not be stored: it is not sealed to the key that this office has now. Load the page again."
    )


class CallTaken(DomainError):
    code = "call-taken"
    status = 409
    message = _("%(name)s has taken this call, or it is over. Take another one.")


class NotTaken(DomainError):
    """Asked by somebody who has not taken the call, or holds no key of its office."""

    code = "call-not-taken"
    status = 409
    message = _("You have not taken this call, or you do not hold the key of its office. Take it first.")


class NotRung(DomainError):
    """A call is ended as if somebody had rung."""

    code = "call-not-rung"
    status = 409
    message = _(
        "Write down what came of each ringing first: a call is settled after an answer, and given up after two attempts at least."
    )


class OneCallAtATime(DomainError):
    code = "one-call-at-a-time"
    status = 409
    message = _("You have taken another call. Finish it or put it back first.")


class NotSafeNow(DomainError):
    """The person said at which hours it is safe to ring."""

    code = "call-not-safe-now"
    status = 409
    message = _("It is not safe to ring this person now. Wait until the hours that they gave.")
