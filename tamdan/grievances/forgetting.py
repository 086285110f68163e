"""A complaint is erased: its file goes with it, and what hangs on the file. The events stay, with ids alone."""

from collections.abc import Sequence

from tamdan.audit.models import Reference
from tamdan.clocks.models import Clock
from tamdan.grievances.identity import IdentityRequest
from tamdan.grievances.models import Case
from tamdan.grievances.referral.models import Referral
from tamdan.grievances.timing import KIND
from tamdan.links.models import Link, Tag

LETTER = "intake.letter"


def forget(erased: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Before the letters go (``ERASURE_FOLLOWERS``). Gives what went, so that its history and keys go too."""
    letters = [int(pk) for kind, pk in erased if kind == LETTER and pk.isdigit()]
    cases = list(Case.objects.filter(letter__in=letters))
    if not cases:
        return []
    ids = [case.pk for case in cases]
    on_file = {"kind": KIND, "object_id__in": ids}
    passed = list(Referral.objects.filter(case__in=ids))
    asked = list(IdentityRequest.objects.filter(case__in=ids))
    clocks = Clock.objects.filter(**on_file)
    for model, rows in ((Referral, passed), (IdentityRequest, asked)):
        clocks |= Clock.objects.filter(kind=model._meta.label_lower, object_id__in=[one.pk for one in rows])
    held = [
        *cases,
        *passed,
        *asked,
        *clocks,
        *Tag.objects.filter(**on_file),
        *Link.objects.touching(KIND, *ids),
    ]
    gone = [Reference.of(one) for one in held]
    clocks.delete()
    Tag.objects.filter(**on_file).delete()
    Link.objects.touching(KIND, *ids).delete()
    Case.objects.filter(pk__in=ids).delete()
    return list(gone)
