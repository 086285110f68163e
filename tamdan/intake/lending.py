"""An item's key for one person and a time: made by somebody who may lend it (a later room), ended by its end or earlier."""

import datetime

from django.db import IntegrityError, transaction

from tamdan.audit.models import Event
from tamdan.core.access import Viewer
from tamdan.core.panels import listed as declared
from tamdan.intake.chain import hold_of, record
from tamdan.intake.errors import BadSeal
from tamdan.intake.models import Envelope, Item
from tamdan.sealing import age
from tamdan.sealing.envelopes import LONGEST


def lend_item(item: Item, *, audience: str, data: bytes, until: datetime.datetime) -> Envelope:
    """An envelope for one person's own key, until a day. The caller writes the event. Raises BadSeal."""
    if len(data) > LONGEST or not age.looks_sealed(data):
        raise BadSeal
    try:
        with transaction.atomic():
            return Envelope.objects.create(item=item, audience=audience, data=data, until=until)
    except IntegrityError as error:
        raise BadSeal from error


@transaction.atomic
def end_envelope(pk: int, *, by: Viewer | None) -> Event | None:
    """What was lent ends, by its end (``by`` None) or earlier; rooms that lent it follow (``panels.ENVELOPE_ENDINGS``).

    None where it has ended already.
    """
    hold_of(pk)
    found = (
        Envelope.objects.select_for_update(of=("self",))
        .select_related("item__letter__thread")
        .filter(pk=pk, until__isnull=False)
        .first()
    )
    if found is None:
        return None
    item, facts = found.item, {"item": found.item.ref, "audience": found.audience}
    found.delete()
    event = record("envelope.ended", item, item.letter.first, by=by, facts=facts)
    for ended in declared("ENVELOPE_ENDINGS"):
        ended(item, facts["audience"], event)
    return event
