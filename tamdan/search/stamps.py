"""Whether something changed since a page was made: one number for each subject, read in one query, exact across open transactions."""

from django.db import connection
from django.db.models import Max, Sum

from tamdan.core.conditional import Stamped
from tamdan.search.models import Stamp

SHARDS = 1024
_TOUCH = """
INSERT INTO search_stamp (subject, shard, number, changed_at) VALUES (%s, pg_backend_pid() %% %s, 1, clock_timestamp())
ON CONFLICT (subject, shard) DO UPDATE SET number = search_stamp.number + 1, changed_at = clock_timestamp()
"""


def touch(subject: str) -> None:
    """Say that pages about ``subject`` are out of date; counts when the caller's transaction commits. Tables of earlier rooms
    that public pages show (the calendar's clocks, this installation) do it by triggers: migration 0004."""
    with connection.cursor() as cursor:
        cursor.execute(_TOUCH, [subject, SHARDS])


def stamped(*subjects: str) -> Stamped:
    """Of the named subjects, of all for none. One query. The sum only grows, whichever of two open transactions commits first."""
    rows = Stamp.objects.filter(subject__in=subjects) if subjects else Stamp.objects.all()
    found = rows.aggregate(number=Sum("number"), at=Max("changed_at"))
    return Stamped(int(found["number"] or 0), found["at"])
