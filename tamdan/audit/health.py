"""The ledger's part of ``tamdan doctor``."""

import datetime
from collections.abc import Iterator

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.audit.enums import Trouble
from tamdan.audit.models import Asked, Checkpoint, Event, Witness
from tamdan.audit.sequencer import refusal
from tamdan.core.health import Finding

LATE = datetime.timedelta(seconds=60)


def findings() -> Iterator[Finding]:
    """Whether events get their place, whether anything stops the signing, whether anybody outside keeps checkpoints."""
    stopped = refusal()
    if stopped is not None:
        do = _("Read the part on restoring in `docs/operations.md`, then run: `tamdan audit verify`")
        yield Finding("ledger", "bad", _("Ledger: %(reason)s"), do, {"reason": stopped})
    else:
        newest = Checkpoint.objects.first()
        size = newest.size if newest else 0
        yield Finding("ledger", "ok", _("Ledger: %(number)s entries are signed."), values={"number": size})
    late = _late_events()
    if late:
        said = _("Ledger: %(number)s events wait for their place.")
        yield Finding("ledger queue", "warn", said, _("Run: `tamdan serve`, or `tamdan worker`"), {"number": late})
    yield from _witnesses()


def _witnesses() -> Iterator[Finding]:
    if Witness.objects.exists():
        said = _("Ledger: %(number)s witnesses keep its checkpoints.")
        yield Finding("witnesses", "ok", said, values={"number": Witness.objects.count()})
    else:
        yield Finding(
            "witnesses", "warn", _("Ledger: nobody outside keeps checkpoints; a cut end of it could not be found."),
            _("Name a witness on the page of the ledger, or carry the file `ledger/checkpoints/latest.txt` away."),
        )  # fmt: skip
    for asked in Asked.objects.exclude(trouble="").select_related("witness"):
        yield _uncosigned(asked)


def _uncosigned(asked: Asked) -> Finding:
    said = _("Ledger: the witness %(name)s did not cosign. %(reason)s.")
    do = _("Look at its address and key on the page of the witnesses.")
    if asked.trouble == Trouble.OTHER:
        do = _("Ask the witness for its file of the last checkpoint and run: `tamdan audit verify --checkpoint FILE`")
    values = {"name": asked.witness.name, "reason": asked.get_trouble_display()}
    return Finding("cosignatures", "bad" if asked.trouble == Trouble.OTHER else "warn", said, do, values)


def _late_events() -> int:
    oldest = timezone.now() - LATE
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(event_id) FROM (SELECT event_id FROM audit_pending LIMIT 1000) AS waiting")
        ids = cursor.fetchone()[0] or []
    return Event.objects.filter(pk__in=ids, at__lt=oldest).exclude(who="v").count()
