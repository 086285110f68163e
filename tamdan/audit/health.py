"""The ledger's part of ``tamdan doctor``."""

import datetime
from collections.abc import Iterator

from django.db import connection
from django.utils import timezone

from tamdan.audit.models import Checkpoint, Event, Witness
from tamdan.audit.sequencer import refusal
from tamdan.core.health import Finding

LATE = datetime.timedelta(seconds=60)


def findings() -> Iterator[Finding]:
    """Whether events get their place, whether anything stops the signing, whether anybody outside keeps checkpoints."""
    stopped = refusal()
    if stopped is not None:
        yield Finding(
            "ledger", "bad", str(stopped), "Read docs/operations.md, the part on restoring; then tamdan audit verify."
        )
    else:
        newest = Checkpoint.objects.first()
        size = newest.size if newest else 0
        yield Finding("ledger", "ok", f"{size} entries signed")
    late = _late_events()
    if late:
        yield Finding(
            "ledger queue", "warn", f"{late} events wait for their place.", "Run: tamdan serve, or tamdan worker"
        )
    if Witness.objects.exists():
        yield Finding("witnesses", "ok", f"{Witness.objects.count()} receive the checkpoint each day")
    else:
        yield Finding(
            "witnesses", "warn", "Nobody outside keeps checkpoints: a cut end of the ledger could not be found.",
            "Name a witness on the page of the ledger, or carry the file ledger/checkpoints/latest.txt away.",
        )  # fmt: skip


def _late_events() -> int:
    oldest = timezone.now() - LATE
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(event_id) FROM (SELECT event_id FROM audit_pending LIMIT 1000) AS waiting")
        ids = cursor.fetchone()[0] or []
    return Event.objects.filter(pk__in=ids, at__lt=oldest).exclude(who="v").count()
