"""What boxes and forums declare to the rest (panels.py)."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from tamdan.core.panels import DeskEntry, MenuEntry
from tamdan.grievances.access_boxes import CONFIRM, LATE, LOOKERS, SLIPS, counted
from tamdan.grievances.boxes_shown import EXPORTED, PRINTED
from tamdan.grievances.models import READERS

MENU = [MenuEntry(_("Boxes and forums"), "grievances:boxes", LOOKERS, order=12)]
DESK = [
    DeskEntry(_("boxes past their day"), "grievances:boxes_late", partial(counted, only=LATE), LOOKERS, late=True),
    DeskEntry(_("boxes with slips not written down"), "grievances:boxes_slips", partial(counted, only=SLIPS), READERS),
    DeskEntry(
        _("boxes whose opening you have to confirm"),
        "grievances:boxes_confirm",
        partial(counted, only=CONFIRM),
        LOOKERS,
    ),
]
AUDIT_VERBS = {
    EXPORTED: _("The list of openings of boxes was downloaded"),
    PRINTED: _("The custody record of an opening was printed"),
}
