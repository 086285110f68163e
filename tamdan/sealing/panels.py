"""What this room declares to the rest (core.panels)."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.panels import DeskEntry, MenuEntry
from tamdan.sealing import access
from tamdan.sealing.actions import leave_with_account
from tamdan.sealing.enums import HOLDERS
from tamdan.sealing.health import findings
from tamdan.sealing.waiting import joins_to_decide, keys_to_change, lists_that_end, signatures_wanted

_HOLDERS = frozenset(map(str, HOLDERS))
_STEWARDS = frozenset(map(str, access.STEWARDS))
_ADMINISTRATORS = frozenset(map(str, access.ADMINISTRATORS))

MENU = [
    MenuEntry(_("Offices"), "sealing:offices", _HOLDERS | _ADMINISTRATORS, order=70),
    MenuEntry(_("My key"), "sealing:my_key", _HOLDERS, order=71),
]
DESK = [
    DeskEntry(_("people who ask to join your office"), "sealing:offices", joins_to_decide, _HOLDERS),
    DeskEntry(_("office keys that must change"), "sealing:offices", keys_to_change, _HOLDERS, late=True),
    DeskEntry(_("lists of keys that wait for your signature"), "sealing:stewards", signatures_wanted, _STEWARDS),
    DeskEntry(
        _("list of keys that ends: make the next one"),
        "sealing:stewards",
        lists_that_end,
        _STEWARDS | _ADMINISTRATORS,
        late=True,
    ),
]
HEALTH = [findings]
LEAVERS = [leave_with_account]
AUDIT_VERBS = {
    "sealing.key.enrolled": _("Own key made"),
    "sealing.key.retired": _("Own key ended"),
    "sealing.key.touch_added": _("Security key added to one’s own key"),
    "sealing.key.touch_removed": _("Security key taken off one’s own key"),
    "sealing.office.set_up": _("Office for letters set up"),
    "sealing.office.closed": _("Office for letters closed"),
    "sealing.office.restored": _("Office’s key restored from the recovery kit"),
    "sealing.epoch.begun": _("New key of an office"),
    "sealing.join.asked": _("Asked to join an office"),
    "sealing.join.refused": _("Request to join an office refused"),
    "sealing.officer.admitted": _("Officer admitted to an office’s key"),
    "sealing.officer.left": _("Officer left an office’s key"),
    "sealing.steward.named": _("Steward named"),
    "sealing.steward.key_made": _("Steward’s key made"),
    "sealing.steward.ended": _("Steward ended"),
    "sealing.list.drafted": _("List of keys drafted"),
    "sealing.list.signed": _("List of keys signed"),
    "sealing.list.published": _("List of keys published"),
    "sealing.list.dropped": _("Draft of the list of keys dropped"),
    "code.released": _("Other scripts than before are served"),
    "sealing.kit.made": _("Recovery kit made"),
    "sealing.kit.stored": _("Office’s key stored in the recovery kit"),
    "sealing.kit.drilled": _("Recovery tried with two sheets"),
}
