"""What this room declares to the rest (core.panels)."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer, reach_of
from tamdan.core.panels import DeskEntry, MenuEntry
from tamdan.press import actions, around, broken_off, deciding, documents, forgetting, joining, outlet_acts
from tamdan.press import declared_people as people
from tamdan.press.access import EDITORS, READERS
from tamdan.press.enums import FeedState
from tamdan.press.models import Feed


def silent_feeds(user: Viewer) -> int:
    """Feeds of the person's bodies that could not be fetched the last time."""
    return Feed.objects.filter(owner__in=reach_of(user).bodies, state=FeedState.FAILED, is_paused=False).count()


MENU = [MenuEntry(_("The press"), "press:articles", frozenset(map(str, READERS)), order=40), *people.MENU]
DESK = [
    *people.DESK,
    DeskEntry(_("feeds that do not answer"), "press:feeds", silent_feeds, frozenset(map(str, EDITORS))),
]
PANELS = [*around.PANELS]
LOOPS = [broken_off.look_after]
HEALTH = [broken_off.findings]
SEARCH_SOURCES = [documents.SOURCE, *people.SEARCH_SOURCES]
EFFORTS = {**people.EFFORTS}
ERASERS = {"press.capture": forgetting.erase_capture}
ERASURE_FOLLOWERS = [forgetting.forget_files, forgetting.forget_people]
AUDIT_VERBS = {
    actions.CAPTURED: _("Something was captured from the press"),
    actions.READ: _("A capture was read"),
    actions.STOPPED: _("The reading of a capture was stopped"),
    actions.REMOVED: _("A capture was removed with its articles"),
    outlet_acts.OUTLET_SAVED: _("An outlet was added or changed"),
    outlet_acts.FEED_SAVED: _("A feed was added or changed"),
    outlet_acts.FEED_ASKED: _("A feed was asked for at once"),
    joining.DECIDED: _("It was decided whether an article repeats another"),
    joining.JOINED: _("Two articles were joined"),
    deciding.PAIR_DECIDED: _("It was decided about two statements of the press"),
    deciding.CLOCK_STARTED: _("A clock was started on what was promised in the press"),
    **people.AUDIT_VERBS,
}
