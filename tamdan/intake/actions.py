"""What happens to a stored letter besides answers (answering.py), decisions (deciding.py) and releases (releasing.py)."""

from django.db import transaction
from django.utils import timezone

from tamdan.intake.chain import record
from tamdan.intake.models import Envelope


def end_lent() -> int:
    """Remove envelopes whose end has come, each with its event. Returns how many."""
    ended = list(Envelope.objects.filter(until__lte=timezone.now()).values_list("pk", flat=True))
    return sum(_end(pk) for pk in ended)


@transaction.atomic
def _end(pk: int) -> bool:
    found = (
        Envelope.objects.select_for_update(of=("self",)).select_related("item__letter__thread").filter(pk=pk).first()
    )
    if found is None:
        return False
    facts = {"item": found.item.ref, "audience": found.audience}
    found.delete()
    record("envelope.ended", found.item, found.item.letter.first, by=None, facts=facts)
    return True
