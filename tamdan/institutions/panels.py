"""What this room declares to the rest (core.panels)."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.panels import DeskEntry, MenuEntry
from tamdan.institutions import access
from tamdan.institutions.load import load_institutions
from tamdan.institutions.models import FocalPoint, Holding, Person

STAFF = frozenset({"administrator", "secretariat", "intake_officer", "case_officer", "lawyer", "monitor", "auditor"})


def _unconfirmed(user: Viewer) -> int:
    return access.bodies(user).unconfirmed().count()


MENU = [MenuEntry(_("Institutions"), "institutions:list", STAFF, order=70)]
DESK = [DeskEntry(_("bodies to confirm"), "institutions:list", _unconfirmed, frozenset(access.EDITORS))]
REFERENCE_LOADERS = [load_institutions]
AUDIT_VERBS = {
    "institutions.body.added": _("Body added"),
    "institutions.body.edited": _("Body edited"),
    "institutions.body.confirmed": _("Body confirmed"),
    "institutions.body.succeeded": _("Body succeeded by another"),
    access.CONFIRMED_MANY: _("Many bodies confirmed at once"),
    "institutions.bodies.confirming_undone": _("Confirming of many bodies undone"),
    "institutions.post.added": _("Post added"),
    "institutions.post.filled": _("Person named to a post"),
    "institutions.focal_point.named": _("Person named as focal point"),
    "institutions.person.added": _("Person added"),
    "institutions.held.ended": _("Holding of a post or role ended"),
}


def erase_person(pk: str) -> Sequence[tuple[str, str]]:
    """Removes the person with what they held; the posts and bodies stay."""
    person = Person.objects.get(pk=pk)
    gone = [
        *(
            ("institutions.holding", str(one))
            for one in Holding.objects.filter(person=person).values_list("pk", flat=True)
        ),
        *(
            ("institutions.focalpoint", str(one))
            for one in FocalPoint.objects.filter(person=person).values_list("pk", flat=True)
        ),
        ("institutions.person", pk),
    ]
    person.holdings.all().delete()
    person.focal_roles.all().delete()
    person.delete()
    return gone


ERASERS = {"institutions.person": erase_person}
