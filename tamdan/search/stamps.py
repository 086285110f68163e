"""Whether something changed since a page was made: one number for each subject, read in one query, exact across open transactions."""

from django.db import connection

from tamdan.core.conditional import Stamped
from tamdan.core.statements import Fragment, filled, value

SHARDS = 1024
_TOUCH = """
INSERT INTO search_stamp (subject, shard, number, changed_at) VALUES (%s, pg_backend_pid() %% %s, 1, clock_timestamp())
ON CONFLICT (subject, shard) DO UPDATE SET number = search_stamp.number + 1, changed_at = clock_timestamp()
"""

_STAMPED = "SELECT sum(number), max(changed_at) FROM search_stamp WHERE {inside}"


def touch(subject: str) -> None:
    """Say that pages about ``subject`` are out of date; counts when the caller's transaction commits. Tables of earlier rooms
    that public pages show (the calendar's clocks, this installation) do it by triggers: migration 0004."""
    with connection.cursor() as cursor:
        cursor.execute(_TOUCH, [subject, SHARDS])


def stamped(*subjects: str) -> Stamped:
    """Of the named subjects, of all for none. One query. The sum only grows, whichever of two open transactions commits first."""
    inside = filled("subject = ANY ({subjects})", subjects=value(list(subjects))) if subjects else Fragment("true")
    number, at = filled(_STAMPED, inside=inside).fetch()[0]
    return Stamped(int(number or 0), at)
