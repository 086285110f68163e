"""Every sentence that the scripts of the complainant's pages say, so that the catalogue translates them (static/src/intake/page.ts).

Placeholders are named; the page writes numbers in the digits of its language.
"""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tamdan.intake import length
from tamdan.language.dates import MONTHS
from tamdan.language.templatetags.language import active_language


def words() -> dict[str, str]:
    """The sentences by the names that the scripts call them."""
    return {**form_words(), **_coming_back(), **_deciding()}


def form_words() -> dict[str, str]:
    """Those of the form alone: who complains for the first time does not wait for the rest."""
    return {**_general(), **key_words(), **_files(), **_sending(), **_keeping()}


def _general() -> dict[str, str]:
    return {
        "months": "|".join(MONTHS[active_language()]),
        "date": pgettext("a date", "%(day)s %(month)s %(year)s"),
        "kilobytes": _("%(size)s KB"),
        "megabytes": _("%(size)s MB"),
        "stepOf": _("Step %(step)s of %(steps)s"),
        "errorTitle": _("Error:"),
        "notSaid": _("I do not say"),
        "inWeekOf": _("in the week of %(date)s"),
        "tellSomething": _("Say, show or write what happened."),
        "textTooLong": _("This is too long by %(over)s characters. Shorten it, or send a part of it as a file."),
        "lineBroken": _("There is no connection now. Nothing is lost: try again in a moment."),
        "serverRefused": _("The server could not take it (%(status)s). Nothing is lost: try again in a moment."),
        "remove": _("Remove"),
        "choose": _("Choose on this device"),
        "find": _("Find it by a part of its name"),
        "found": _("%(lines)s found."),
        "wholeCommune": _("%(name)s, the whole commune"),
    }


def key_words() -> dict[str, str]:
    """Why nothing can be sealed now (static/src/intake/keys.ts)."""
    closing = _("Nothing that you wrote was sent.")
    reasons = {
        "keysUnreachable": _("The list of the offices' keys could not be fetched. Look whether you are connected."),
        "keysAbsent": _("This site has no list of the offices' keys, so nothing can be sealed."),
        "keys-unsigned": _("The list of the offices' keys is not signed by those who answer for it."),
        "keys-altered": _("The list of the offices' keys was changed after it was signed."),
        "keys-older": _("This is an old list of the offices' keys."),
        "keys-expired": _("The list of the offices' keys is out of date."),
        "keys-foreign": _("The list of the offices' keys belongs to another site."),
    }
    return {name: f"{reason} {closing}" for name, reason in reasons.items()}


def _files() -> dict[str, str]:
    return {
        "photo": _("Picture %(number)s"),
        "video": _("Video %(number)s"),
        "sound": _("Sound %(number)s"),
        "paper": _("File %(number)s"),
        "voice": _("Your voice %(number)s"),
        "fileEmpty": _("“%(name)s” is empty. Choose it again, or another file."),
        "fileTooLarge": _("“%(name)s” has %(size)s; at most %(limit)s can be sent. Choose a shorter one."),
        "filesTooMany": _("At most %(limit)s files can be sent at once. Send the others later with your receipt."),
        "workingCopy": _("%(label)s, without place and time"),
        "untouched": _("%(label)s, untouched, with the place and time that the camera wrote into it"),
        "twoCopies": _("A copy without place and time, and the untouched picture as proof. You choose who gets which."),
        "carriesPlace": _("Sent as it is: place, time and telephone may be written in it."),
        "asItIs": _("Sent as it is."),
        "voiceNote": _("Sent as it is: your voice can be recognised."),
        "voiceEmpty": _("Nothing was recorded. Try again, or write."),
        "record": _("Record your voice"),
        "recordStop": _("Stop recording"),
        "recording": _("Recording: %(seconds)s seconds."),
        "recordRefused": _("The microphone may not be used here. Write, or add a sound file."),
    }


def _sending() -> dict[str, str]:
    return {
        "partStory": _("What you wrote"),
        "partIdentity": _("Your name and how to reach you"),
        "partCall": _("Your number, so that they can call you"),
        "callNeedsNumber": _("Write how you can be reached, or take away the tick below it."),
        "nobody": _("Nobody: this part is not sent."),
        "noCustodian": _("Nobody keeps names here now, so your name is not sent."),
        "nobodyReadsStory": _("Nobody may read what you wrote. Tick at least one office."),
        "recusedBody": _("%(office)s does not get your letter, because it belongs to those you complain about."),
        "recusedByYou": _("%(office)s does not get your letter, because you complain about somebody there."),
        "deriving": _("Your receipt is being made."),
        "sealedAndSent": _("Sealed %(sealed)s of %(all)s, sent %(sent)s of %(all)s."),
        "posting": _("Sealed. Your letter is being sent."),
        "waitingForNetwork": _(
            "Waiting for the network. Leave this page open: it goes on by itself, and nothing is sent twice."
        ),
        "sendingFailed": _("Something went wrong on this page. What you wrote is still here: send it once more."),
        "acceptanceBroken": _(
            "The server's answer is not signed with its key, so there is no receipt. Tell a rights group that you trust."
        ),
        "qrLabel": _("Your receipt as a code for a camera"),
        "proofComing": _("The proof is being fetched and checked."),
        "proofHolds": _("Checked on this device: it is in the ledger of %(size)s entries, %(root)s."),
        "proofAbsent": _("The proof has not arrived yet. Your receipt is valid; look again tomorrow with your digits."),
        "proofBroken": _("The proof does not fit. Keep your receipt, and tell a rights group that you trust."),
    }


def _keeping() -> dict[str, str]:
    return {
        "sealedHere": _("Sealed %(sealed)s of %(all)s, kept on this device."),
        "noRoomHere": _("This device has only %(free)s MB free for it. Send without the files, or free some room."),
        "receivedTitle": _("Received. This is your receipt"),
        "keptTitle": _("Kept on this device, not received yet"),
        "keptProof": _(
            "Copy the number now: it is valid once the letter has arrived. Open this page again with a network."
        ),
        "notYet": _("not yet"),
        "earlierTitle": _("It had arrived already. This is your receipt"),
        "earlierProof": _(
            "It arrived as you sealed it first; what you changed since was not sent. Open it with this number: the page then "
            "shows whether the office has exactly what you sent."
        ),
        "changedTitle": _("This is your new number"),
        "changedProof": _("The old number has ended. Everything else is as it was."),
        "outboxLetter": _("Letter %(number)s, sealed: this device itself cannot open it."),
        "outboxWaits": _("Waiting for the network."),
        "outboxSending": _("Your letter is being sent."),
        "outboxPieces": _("Your letter is being sent: %(sent)s of %(all)s pieces have arrived."),
        "outboxReceived": _("Received. Its number among complaints is %(number)s."),
        "sendNow": _("Send now"),
        "deleteKept": _("Delete"),
        "sureDelete": _("Delete this letter from the device? Nobody has received it."),
        "draftThere": _("There is a draft on this device."),
        "draftKept": _("The draft is kept on this device, locked. What you add from now on goes into it by itself."),
        "draftOpened": _("The draft is open again. What you add from now on goes into it by itself."),
        "draftSent": _(
            "The draft is open again. It was being sent when this page ended. Send it once more: it keeps its number, and it "
            "cannot arrive twice."
        ),
        "draftNotKept": _("What you added last could not be kept on this device. Send it now, or copy it on paper."),
        "draftDeleted": _("The draft was deleted."),
        "draftWords": _("Choose words of at least %(least)s letters."),
        "draftWrong": _("These words do not open the draft. Nothing was changed."),
        "draftTooLarge": _("The files are too large for a draft. Remove the largest, or send now."),
        "offlineReady": _("This page now opens without a network."),
        "offlineFailed": _("The page could not be kept on this device."),
    }


def _coming_back() -> dict[str, str]:
    return {
        "digitsWrong": length.wrong(),
        "openingReceipt": _("Opening: %(percent)s per cent."),
        "received": _("Your complaint was received"),
        "asked": _("They ask you something"),
        "answerBelow": _("Answer below"),
        "dueToday": _("Their answer is due today"),
        "dayLeft": _("They have one day left to answer you"),
        "dayLate": _("Their answer is one day late"),
        "caseLine": _("Complaint %(number)s, received on %(date)s."),
        "daysLeft": _("They have %(days)s days left to answer you"),
        "daysLate": _("Their answer is %(days)s days late"),
        "due": pgettext("before a date", "Due"),
        "openedLast": _("Somebody with this number last opened this page on %(date)s."),
        "openedFirst": _("This page was not opened before."),
        "officeHasIt": _("The ledger shows that the office has exactly what you sent."),
        "officeHasOther": _("The ledger does not show what you sent. Keep your receipt, and tell a rights group."),
        "officeHasUnknown": _(
            "This receipt was issued for a lost one. What proved what you sent went with the old one, so this page cannot compare it."
        ),
        "chainWhole": _("What was done with it: %(entries)s entries of the ledger, numbered without a gap."),
        "chainBroken": _(
            "An entry about your complaint is missing or was changed. Keep your receipt, and tell a rights group that you trust."
        ),
        "youSent": _("You sent"),
        "officeWrote": _("The office wrote"),
        "notForYou": _("This is not sealed to you."),
        "from": _("From %(office)s"),
        "notFromOffice": _("Not from the office"),
        "notFromOfficeWhy": _("No office on the list of keys signed this, so it is not shown. Do not answer to it."),
        "formerKey": _("Signed with a key that this office has replaced since."),
        "unreadable": _("This cannot be opened with your receipt."),
        "kind-story": _("What you wrote"),
        "kind-identity": _("Your name and how to reach you"),
        "kind-call": _("Your number, so that they can call you"),
        "kind-file": _("Picture, video or paper"),
        "kind-voice": _("Your voice"),
        "kind-message": _("Message"),
        "canOpen": _("Can open it:"),
        "nobodyCanOpen": _("Nobody can open it any longer."),
        "releasedTo": _("Was released to:"),
        "notReleased": _("It was released to nobody yet."),
        "askedFor": _("What officers asked, and what was decided:"),
        "nobodyHolds": _("No office holds this complaint now, so nothing can be sealed to it."),
        "moreSent": _("Sent. The office has it."),
    }


def _deciding() -> dict[str, str]:
    return {
        "takeAway": _("Take away"),
        "sureNarrow": _("Take this away from %(office)s? What was released before stays known to them."),
        "sure-withdraw": _("Withdraw your complaint? The office stops working on it. You can reopen it."),
        "sure-confirm": _("Confirm that it was put right? The office may then close your complaint."),
        "sure-contest": _("Say that it was not put right? The office has to look at it again."),
        "sure-reopen": _("Reopen your complaint?"),
        "sureTakeBack": _("Take this back? “%(what)s”"),
        "sureAgree": _("Agree to this? “%(what)s”"),
        "agree": _("Agree"),
        "takeBack": _("Take back"),
        "agreed": _("You agreed."),
        "notAgreed": _("You did not agree."),
        "agreedWord": _("agreed"),
        "takenBackWord": _("taken back"),
        "rateFirst": _("Choose how they handled it, then press “Send my rating”."),
        "sureRate": _("Rate how they handled it with %(stars)s of 5?"),
        "sureChange": _("Change your number? The old one ends at once. Have paper and pen ready."),
        "signedByYou": _("signed with your receipt"),
        "recordedByOfficer": _("recorded by an officer"),
    }
