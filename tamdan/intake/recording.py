"""An officer writes down what somebody says or sends: sealed in the officer's browser, received like any other letter.

The page and its address belong to the room that keeps files. Number, clocks and rights are those of every letter.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import gettext as _

from tamdan.accounts.models import User
from tamdan.core.integrity import integrity
from tamdan.intake.binding import Origin, bind, check
from tamdan.intake.forms import RecordForm
from tamdan.intake.openly import TIES
from tamdan.intake.pages import around
from tamdan.intake.posted import LONGEST_LETTER, body_of
from tamdan.intake.reading import read
from tamdan.intake.submitting import Received, take
from tamdan.intake.vocabularies import Channel, Source
from tamdan.intake.words import words as words_of_complaining
from tamdan.vault.room import refuse_letters_when_full

BUNDLE = "operator.js"


def page_at(address: str, channel: str, origin: Origin | None = None) -> dict[str, Any]:
    """What the page at ``address`` shows and its script knows; ``channel`` is chosen at first, if it is one of officers'."""
    found = around("", BUNDLE)
    found["settings"]["urls"] |= {
        "letters": address,
        "mail": static("mail.js"),
        "mailIntegrity": integrity("mail.js"),
    }
    found["settings"]["mailChannel"] = channel_of(Source.EMAIL)
    source = origin.source if origin else ""
    form = RecordForm(initial={"channel": channel}, source=source)
    return {**found, "words": words(), "form": form, "tie": TIES.get(source, "")}


def channel_of(source: Source) -> str:
    """The code of the country's channel for what comes from there; empty where it has none."""
    return Channel.objects.filter(retired=False, taken_from=source).values_list("code", flat=True).first() or ""


def record_letter(request: HttpRequest, *, by: User, origin: Origin) -> Received:
    """Take the posted submission, sealed to the intake key by an officer's browser; the event says who recorded it. The same again
    gives the same. What it was taken from is tied to it in the same transaction.

    Raises TooLarge, OriginMissing for a channel of people's own devices or of another origin, MoreThanCounted, and what reading
    and taking a letter raise.
    """
    refuse_letters_when_full()
    sent = read(body_of(request, LONGEST_LETTER))
    check(origin, sent.open.get("channel"))
    with transaction.atomic():
        received = take(sent, solution=None, by=by)
        if received.is_new:
            bind(received.letter, origin, by=by)
    return received


def words() -> dict[str, str]:
    """What the page's scripts say: the sentences of the form, and those that are the officer's alone."""
    return {
        **words_of_complaining(),
        "partStory": _("What was told"),
        "partIdentity": _("The name, and how to reach the person"),
        "partCall": _("The number, so that the offices can call"),
        "chooseChannel": _("Choose how the complaint reached you."),
        "illegibleNeedsPicture": _("Add a scan or a picture of the slip that cannot be read."),
        "notedTitle": _("Received, without a receipt"),
        **_of_mail(),
        **_of_scans(),
        "signedOut": _(
            "You are signed out. Sign in again in another tab, then press “Try again now”. Nothing is lost."
        ),
    }


def _of_mail() -> dict[str, str]:
    """What is said of files of e-mails, which this browser reads and nobody else (static/src/office/mail.ts)."""
    return {
        "mailReading": _("Reading %(name)s."),
        "mailAt": _("E-mail %(number)s of %(all)s: “%(subject)s”"),
        "mailNoSubject": _("no subject"),
        "mailNext": _("Next e-mail"),
        "mailWaiting": _("%(all)s e-mails wait. The next one follows when this one is sent."),
        "mailDate": _("Sent: %(date)s"),
        "mailSubject": _("Subject: %(subject)s"),
        "mailFilled": _("The form holds this e-mail. Look through it, correct it, choose who may read it, then send."),
        "mailSeen": _("This e-mail was taken in already on %(date)s. Send it only if that was a mistake."),
        "mailNone": _("“%(name)s” is no e-mail that can be read. Save the message as a file that ends with .eml."),
        "mailTooLarge": _(
            "“%(name)s” has %(size)s; at most %(limit)s can be read. Save its attachments and add them one by one."
        ),
        "mailWinmail": _(
            "An attachment is packed by Outlook (winmail.dat) and was left out. Ask for it as an ordinary file."
        ),
        "mailHtml": _("This e-mail has no plain text. The words were taken out of its layout: compare them."),
        "mailFailed": _(
            "What reads e-mails could not be loaded. Look whether you are connected, and choose the file again."
        ),
    }


def _of_scans() -> dict[str, str]:
    """What is said of scans of letters on paper (static/src/office/scans.ts)."""
    return {
        "scanPage": _("Page %(number)s of the scan"),
        "scanReading": _("Reading %(name)s."),
        "scanLayer": _(
            "%(name)s: the text that the file holds was added below (pages with text: %(pages)s). Compare it with the scan."
        ),
        "scanLetters": _(
            "%(name)s: letters were read from the picture and added below (pages with text: %(pages)s). Expect mistakes: compare"
            " names, numbers and dates with the scan."
        ),
        "scanNothing": _("%(name)s: no text was found. The scan stays added: type what the paper says."),
        "scanBroken": _(
            "The Khmer letters do not stand in their order, so this text is wrong in many places. Compare each line, or type it."
        ),
        "scanKhmer": _("It holds Khmer: signs below and above the letters are often misread. Compare each line."),
        "scanUnread": _("Pages without text: %(pages)s. Type what they say. %(why)s"),
        "scanLeftOut": _(
            "Only the first %(read)s pages were looked at; %(left)s more were not. All of them are sealed with the letter."
        ),
        "scanFailed": _(
            "The server could not be reached. The scan stays added: try again, or type what the paper says."
        ),
        "scanCompareFirst": _("Say that you compared the text with the scan, after you did."),
    }
