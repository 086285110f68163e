"""What happens to a stored letter besides answers (answering.py), decisions (deciding.py), releases (releasing.py), loans (lending.py)."""

from django.utils import timezone

from tamdan.intake.lending import end_envelope
from tamdan.intake.models import Envelope


def end_lent() -> int:
    """Remove envelopes whose end has come, each with its event. Returns how many."""
    ended = list(Envelope.objects.filter(until__lte=timezone.now()).values_list("pk", flat=True))
    return sum(end_envelope(pk, by=None) is not None for pk in ended)
