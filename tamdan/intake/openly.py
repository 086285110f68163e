"""What of a letter stays open: the one list, printed on the form from here and held against the table by a test.

Each field is a code of a list that the country keeps, never a text, so nobody can write a name or a story into one.
"""

import re
from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamdan.intake.districts import province_of
from tamdan.intake.errors import OpenFieldRefused
from tamdan.intake.models import Channel, Kind, Urgency
from tamdan.intake.vocabularies import Source, known

WEEK = re.compile(r"(19|20)\d\d-W(0[1-9]|[1-4]\d|5[0-3])")
LANGUAGE = re.compile(r"[a-z]{2,3}")

OPEN_FIELDS: dict[str, Promise] = {
    "kind": _("What it is about"),
    "district": _("In which district it happened"),
    "urgency": _("Whether somebody is in danger"),
    "channel": _("How it reached us"),
    "language": _("In which language it is written"),
    "week": _("In which week it happened, if you say so"),
}
"""Nothing else of a letter is readable without a key, but what it could not be delivered without (NECESSITIES)."""

NECESSITIES: dict[str, Promise] = {
    "received_at": _("In which hour it arrived"),
    "consents": _("What you agreed to"),
    "recipient": _("The public half of the key to which answers are sealed"),
    "verify": _("The public half of the key with which you sign your decisions"),
    "digest": _("The digest that proves what you sent"),
    "ref": _("The random number of the letter"),
}
"""What a stored letter holds besides, of the sender. Sizes of sealed items (in classes) and who can open them are beside it."""

TIES: dict[str, Promise] = {
    Source.BOX: _("From which opening of which box it came, and as which slip"),
    Source.FORUM: _("From which session of a public forum it came"),
    Source.EMAIL: _("A mark by which the same e-mail is recognised, without saying which letter it became"),
}
"""What stays open besides of a letter that an officer took from one of these; the officer's page says so (intake.binding)."""


CHECKS: Mapping[str, Callable[[str], bool]] = {
    "kind": lambda value: value in known(Kind),
    "district": lambda value: province_of(value) is not None,
    "urgency": lambda value: value in known(Urgency),
    "channel": lambda value: value in known(Channel),
    "language": lambda value: bool(LANGUAGE.fullmatch(value)),
    "week": lambda value: bool(WEEK.fullmatch(value)),
}


def checked(given: Mapping[str, object], *, first: bool = True) -> dict[str, str]:
    """The open fields of a letter, absent ones empty. ``first``: the letter that begins a complaint says channel and language.

    Raises OpenFieldRefused for a field that is not on the list, and for a value that no list of the country holds.
    """
    if unknown := given.keys() - OPEN_FIELDS.keys():
        raise OpenFieldRefused(field=min(unknown))
    found = {}
    for field, is_known in CHECKS.items():
        value = given.get(field, "")
        if not isinstance(value, str) or (value and not is_known(value)):
            raise OpenFieldRefused(field=field)
        if first and not value and field in ("channel", "language"):
            raise OpenFieldRefused(field=field)
        found[field] = value
    return found
