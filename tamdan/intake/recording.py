"""An officer writes down what somebody says or sends: sealed in the officer's browser, received like any other letter.

The page and its address belong to the room that keeps files. Number, clocks and rights are those of every letter.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tamdan.accounts.models import User
from tamdan.intake.errors import OpenFieldRefused
from tamdan.intake.forms import RecordForm
from tamdan.intake.openly import OPEN_FIELDS
from tamdan.intake.pages import around
from tamdan.intake.posted import LONGEST_LETTER, body_of
from tamdan.intake.reading import read
from tamdan.intake.submitting import Received, take
from tamdan.intake.vocabularies import Channel, known
from tamdan.intake.words import words as words_of_complaining
from tamdan.vault.room import refuse_letters_when_full

BUNDLE = "operator.js"


def page_at(address: str, channel: str) -> dict[str, Any]:
    """What the page at ``address`` shows and its script knows; ``channel`` is chosen at first, if it is one of officers'."""
    found = around("", BUNDLE)
    found["settings"]["urls"]["letters"] = address
    return {**found, "words": words(), "form": RecordForm(initial={"channel": channel})}


def record_letter(request: HttpRequest, *, by: User) -> Received:
    """Take the posted submission, sealed to the intake key by an officer's browser; the event says who recorded it. The same again
    gives the same.

    Raises TooLarge, OpenFieldRefused for a channel of people's own devices, and what reading and taking a letter raise.
    """
    refuse_letters_when_full()
    sent = read(body_of(request, LONGEST_LETTER))
    if sent.open.get("channel") not in known(Channel, by_officer=True):
        raise OpenFieldRefused(field=OPEN_FIELDS["channel"])
    return take(sent, solution=None, by=by)


def words() -> dict[str, str]:
    """What the page's scripts say: the sentences of the form, and those that are the officer's alone."""
    return {
        **words_of_complaining(),
        "partStory": _("What was told"),
        "partIdentity": _("The name, and how to reach the person"),
        "chooseChannel": _("Choose how the complaint reached you."),
        "signedOut": _(
            "You are signed out. Sign in again in another tab, then press “Try again now”. Nothing is lost."
        ),
    }
