"""What this room refuses."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError


class SealBroken(DomainError):
    """Ciphertext that is no age file, was cut, altered or sealed to another key."""

    code = "seal-broken"
    status = 422
    message = _(
        "This cannot be opened: it was cut off or changed on its way, or it was sealed to another key. Send it again."
    )


class FrameBroken(SealBroken):
    """Opened bytes whose frame (length, content, zeros) does not fit: cut off, or pieces in another order."""

    code = "frame-broken"


class SealingError(DomainError):
    """Base of what the rules on keys refuse."""

    status = 409


class KeyMalformed(SealingError):
    """A public half, an age file or a set of copies that the browser of nobody makes."""

    code = "key-malformed"
    status = 422
    message = _(
        "The browser sent a key that is incomplete. Load the page again and repeat the step; nothing was stored."
    )


class HasKey(SealingError):
    code = "has-key"
    message = _("You have a key already. If its words are lost, replace it.")


class NoKey(SealingError):
    code = "no-key"
    message = _("This needs a key of your own. Make it on the page “My key” first.")


class MayNotServe(SealingError):
    code = "may-not-serve"
    status = 403
    message = _("Your role does not allow you to hold the key of this office. An administrator gives roles.")


class NotItsOfficer(SealingError):
    code = "not-its-officer"
    status = 403
    message = _("Only somebody who holds this office's key can do this.")


class OfficeClosed(SealingError):
    code = "office-closed"
    message = _("This office is closed.")


class OfficersChanged(SealingError):
    """The browser wrapped a key for other people than those who hold it now."""

    code = "officers-changed"
    message = _("Who holds this office's key changed meanwhile. Load the page again and repeat the step.")


class OfficerAlready(SealingError):
    code = "officer-already"
    message = _("This person holds the office's key, or has asked for it, already.")


class DigitsDiffer(SealingError):
    code = "digits-differ"
    status = 422
    message = _(
        "The digits are not those of this person's key. Ask them to read theirs again; if they still differ, do not admit: "
        "somebody may have put another key in between. Tell the stewards."
    )


class LastOfficer(SealingError):
    code = "last-officer"
    message = _(
        "Nobody else holds this office's key, so its letters could not be opened any more. Admit somebody else first."
    )


class StewardTaken(SealingError):
    code = "steward-taken"
    message = _("This position is taken, or this person is a steward already.")


class NotASteward(SealingError):
    code = "not-a-steward"
    status = 403
    message = _("Only a steward with a key of their own signs the list.")


class NoStewards(SealingError):
    code = "no-stewards"
    message = _("No steward has made a key yet. Name one person or three, and let them make their keys.")


class NothingToList(SealingError):
    code = "nothing-to-list"
    message = _("No office has a key yet. Its first officer makes it on the office's page.")


class DraftWaits(SealingError):
    code = "draft-waits"
    message = _("A draft waits for its signatures. Publish or drop it first.")


class DraftOutdated(SealingError):
    """Keys changed since the draft was written, or it was decided already."""

    code = "draft-outdated"
    message = _("The keys changed since this draft was written, or it was published or dropped. Draft the list again.")


class SignatureFalse(SealingError):
    code = "signature-false"
    status = 422
    message = _("This signature is not of your steward's key on this draft. Load the page again and sign again.")


class SignaturesMissing(SealingError):
    code = "signatures-missing"
    message = _("The list needs the signatures of %(needed)s stewards; it has %(signed)s.")


class ExpiryUnclear(SealingError):
    code = "expiry-unclear"
    status = 422
    message = _("Choose a last day between tomorrow and two years from now.")


class NoKit(SealingError):
    code = "no-kit"
    message = _("There is no recovery kit. An administrator makes it and has its three sheets printed.")


class CanaryWrong(SealingError):
    code = "canary-wrong"
    status = 422
    message = _(
        "This is not the number of the drill. Open the file of the pair of sheets that you used, and read it again."
    )
