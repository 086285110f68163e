"""What the codes in a sealed letter are called. The server never sees which were chosen, so the officer's page gets all that may occur."""

from django.db.models import Q
from django.utils.translation import gettext as _

from tamdan.grievances.models import Case
from tamdan.grievances.queue import labels
from tamdan.institutions.models import Body
from tamdan.intake.periods import said_before
from tamdan.intake.vocabularies import Kind, Urgency
from tamdan.places.models import Place
from tamdan.sealing.models import Office


def words_for(case: Case) -> dict[str, dict[str, str]]:
    """By the name of the answer (intake.served.answers_of), then by its code. Five queries; places are those of the open district."""
    return {
        "kind": labels(Kind),
        "safety": labels(Urgency),
        "who_body": {body.code: str(body) for body in Body.objects.all()},
        "recused": {str(office.uuid): str(office) for office in Office.objects.all()},
        "place": _places(case.district),
        "when": said_before(case.received_on),
        "language": {"km": _("Khmer"), "en": _("English")},
    }


def _places(district: str) -> dict[str, str]:
    """The district and everything in it, each with what it lies in."""
    if not district:
        return {}
    inside = Q(code=district) | Q(parent=district) | Q(parent__parent=district)
    rows = Place.objects.with_ancestors().filter(inside)
    return {row.code: ", ".join(str(label) for label in row.trail()) for row in rows}
