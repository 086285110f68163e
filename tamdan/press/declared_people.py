"""What the people's half of this room declares to the rest; panels.py takes these lists up (core.panels)."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.panels import DeskEntry, MenuEntry
from tamdan.links.enums import Decision
from tamdan.press import (
    asking,
    bearing,
    bounding,
    confirming,
    correcting,
    describing,
    others,
    releasing,
    settling,
    speaking,
)
from tamdan.press.access import EDITORS
from tamdan.press.indexed import SOURCE
from tamdan.press.views_asking import requests_of
from tamdan.press.views_bearing import namings, unanswered
from tamdan.press.views_pairs import pairs_of
from tamdan.press.views_release import RELEASERS, releases_of
from tamdan.press.waiting import Waiting

_EDIT, _RELEASE = frozenset(map(str, EDITORS)), frozenset(map(str, RELEASERS))


def _articles(user: Viewer) -> int:
    return Waiting().rows(user).count()


def _bearings(user: Viewer) -> int:
    return unanswered(user)[:CAP].count()


def _names(user: Viewer) -> int:
    return namings(user)[:CAP].count()


def _pairs(user: Viewer) -> int:
    return pairs_of(user, Decision.SUGGESTED)[:CAP].count()


def _second(user: Viewer) -> int:
    return releases_of(user).waiting().count()


def _requests(user: Viewer) -> int:
    return requests_of(user).waiting().count()


CAP = 100
MENU = [MenuEntry(_("Words in the press"), "quotations:list", order=20)]
DESK = [
    DeskEntry(_("articles to look through"), "press:queue", _articles, _EDIT),
    DeskEntry(_("articles whose themes wait for you"), "press:bearings", _bearings, _EDIT, cap=CAP),
    DeskEntry(_("names of the press to settle"), "press:names_settled", _names, _EDIT, cap=CAP),
    DeskEntry(_("pairs of statements that wait for you"), "press:pairs", _pairs, _EDIT, cap=CAP),
    DeskEntry(_("quotations that need a second person"), "press:releases", _second, _RELEASE),
    DeskEntry(_("requests about quotations"), "press:requests", _requests, _RELEASE),
]
SEARCH_SOURCES = [SOURCE]
EFFORTS = {asking.EFFORT: lambda _request: 1}
AUDIT_VERBS = {
    correcting.DECIDED: _("A passage of an article was confirmed or refused"),
    correcting.CORRECTED: _("A passage of an article was corrected"),
    correcting.ADDED: _("A passage that the reader missed was added"),
    correcting.TAKEN_BACK: _("A change of a passage was taken back"),
    confirming.CONFIRMED_ALL: _("All passages of an article were confirmed"),
    confirming.UNCONFIRMED: _("A confirmation of all passages was taken back"),
    confirming.LOOKED_THROUGH: _("An article was looked through"),
    describing.DESCRIBED: _("What is known of an article was corrected"),
    bounding.SPLIT: _("An article was split into two"),
    bounding.JOINED: _("Two articles were joined"),
    bearing.DECIDED: _("It was decided what an article bears on"),
    bearing.ADDED: _("It was added what an article bears on"),
    settling.NAMED: _("It was settled for all articles who a name stands for"),
    settling.SIDED: _("It was settled for all articles from which side a name speaks"),
    others.PAIRED: _("Two passages of the press were set side by side"),
    speaking.SETTLED: _("It was settled who a name stands for"),
    releasing.ASKED: _("A quotation was put before a second person"),
    releasing.RELEASED: _("A quotation was released"),
    releasing.REFUSED: _("The release of a quotation was refused"),
    releasing.ENDED: _("A quotation was taken back"),
    asking.RECEIVED: _("A request about a quotation was received"),
    asking.DECIDED: _("A request about a quotation was decided"),
}
