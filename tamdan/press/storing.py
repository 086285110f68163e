"""From a capture's text to stored articles with everything that stands in them, in steps of ``BATCH`` articles.

Each step is one transaction: a reading that is stopped keeps what is done and goes on from there. A capture that was read before is
compared with the new reading (``keeping``), and what people decided stays.
"""

import datetime
import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from tamdan.press import documents, reading
from tamdan.press.alike import SAME, nearest
from tamdan.press.enums import CaptureState, Likeness
from tamdan.press.keeping import Kept, keep
from tamdan.press.locating import locate
from tamdan.press.made import FOUND, Made, line_starts, made_of
from tamdan.press.models import (
    Article,
    Capture,
    Commitment,
    Figure,
    Mention,
    Quotation,
    Republication,
    Voice,
)
from tamdan.press.naming import Register, link_names, set_holdings
from tamdan.press.outlets import Outlets
from tamdan.press.pairing import pairs_of_reading
from tamdan.press.reading import records
from tamdan.press.writing import write
from tamdan.search.actions import index, index_records

BATCH = 200
LOCK = 7330
"""First half of the advisory lock of storing: one reading at a time looks for republications of one body."""
_HEADS = """
WITH shared AS MATERIALIZED (
    SELECT DISTINCT found.id FROM unnest(%s::bigint[]) AS asked (band)
    CROSS JOIN LATERAL (SELECT id FROM press_article WHERE bands @> ARRAY[asked.band] OFFSET 0) AS found
)
SELECT id, signature, bands FROM press_article
WHERE id IN (SELECT id FROM shared) AND owner_id = %s AND removed_at IS NULL AND id <> ALL (%s)
AND NOT EXISTS (SELECT FROM press_republication WHERE article_id = press_article.id) ORDER BY id
"""
"""Each band is looked up by itself: asked for thousands at once, PostgreSQL compares every article with all of them."""
Told = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Nobody watches."""


@lru_cache(maxsize=1)
def reader_digest() -> str:
    """Which reader this is: changes with its rules and with the country's data."""
    made = hashlib.sha256()
    folder = Path(reading.__file__).parent
    for path in [*sorted(folder.glob("*.py")), Path(settings.COUNTRY_ROOT) / settings.COUNTRY / "press.yaml"]:
        if path.is_file():
            made.update(path.read_bytes())
    return made.hexdigest()[:12]


def store(capture: Capture, progress: Told = silent) -> int:
    """Read ``capture.text`` and store what is found; returns the number of its articles. The capture is then READ."""
    found = reading.read(capture.text, country=settings.COUNTRY)
    return store_reading(capture, found, progress)


def store_reading(capture: Capture, found: records.Reading, progress: Told = silent) -> int:
    """The same of a reading that was made already (from bytes); its text becomes the capture's."""
    capture.text = found.text
    capture.boilerplate = found.boilerplate
    capture.notes = sorted({*capture.notes, *found.notes})
    step = _Step(capture, line_starts(found.text), is_one=len(found.articles) == 1)
    fresh, kept = keep(capture, found, step.starts)
    total, done = len(fresh) + len(kept), 0
    for batch in _batches(kept):
        with transaction.atomic():
            step.again(batch)
        done += len(batch)
        progress(done, total)
    for batch in _batches(fresh):
        with transaction.atomic():
            step.store([made_of(capture, article, step.starts) for article in batch])
        done += len(batch)
        progress(done, total)
    with transaction.atomic():
        pairs_of_reading(capture, found, step.ids)
        _close(capture, done)
    return done


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _close(capture: Capture, done: int) -> None:
    capture.state, capture.reader, capture.read_at = CaptureState.READ, reader_digest(), timezone.now()
    capture.done = capture.total = done
    capture.error = None
    capture.save(update_fields=["state", "reader", "read_at", "done", "total", "error", "text", "boilerplate", "notes"])


class _Step:
    """What the steps of one capture share: the register's names, the outlets, the rows of statements by the reader's numbers."""

    def __init__(self, capture: Capture, starts: Sequence[int], *, is_one: bool) -> None:
        self.capture = capture
        self.is_one = is_one
        self.starts = starts
        self.register = Register.load()
        self.outlets = Outlets(capture)
        self.ids: dict[str, Quotation | Figure] = {}

    def store(self, found: Sequence[Made]) -> None:
        """New articles with all that stands in them: one statement for each table."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, self.capture.owner_id])
        articles = [made.article for made in found]
        if self.is_one:
            _fill(self.capture, articles[0])
        self.outlets.set_outlets(articles)
        locate(found)
        write(Article, articles)
        voices = [voice for made in found for voice in made.voices.values()]
        mentions = [mention for made in found for mention in made.mentions]
        link_names(self.capture.owner_id, [*voices, *mentions], self.register)
        set_holdings(voices)
        write(Voice, voices)
        write(Quotation, (row for made in found for row in made.quotations))
        write(Figure, (row for made in found for row in made.figures))
        write(Commitment, (row for made in found for row in made.commitments))
        write(Mention, mentions)
        for made in found:
            self.ids |= made.ids
        join_republications(self.capture.owner_id, articles)
        index(documents.KIND, map(documents.draft_of, articles))

    def again(self, kept: Sequence[Kept]) -> None:
        """Articles that were read before, each by itself."""
        for one in kept:
            made = one.update()
            locate([made])
            link_names(self.capture.owner_id, [*made.voices.values(), *made.mentions], self.register)
            set_holdings(made.voices.values())
            one.save(made)
            self.ids |= made.ids
        index_records(documents.KIND, [one.article.pk for one in kept])


def _fill(capture: Capture, article: Article) -> None:
    """What the source tells of itself, where the text of its one article is silent."""
    told = capture.told
    article.title = article.title or told.get("title", "")[:500]
    article.author = article.author or told.get("author", "")[:300]
    article.outlet_name = article.outlet_name or told.get("outlet", "")[:200]
    if article.published_on is None and told.get("published"):
        article.published_on = article.day = datetime.date.fromisoformat(told["published"])


def join_republications(owner_id: int, articles: Sequence[Article]) -> None:
    """Suggest of new articles which earlier ones they repeat; only heads of groups that share a band are compared. One query."""
    signed = [(one.pk, bytes(one.signature), one.bands) for one in articles if one.bands]
    wanted = sorted({band for _pk, _signature, shared in signed for band in shared})
    with connection.cursor() as cursor:
        cursor.execute(_HEADS, [wanted, owner_id, [one.pk for one in articles]])
        known = [(int(pk), bytes(signature), shared) for pk, signature, shared in cursor.fetchall()]
    Republication.objects.bulk_create(
        Republication(
            article_id=pk, original_id=original, confidence=round(share, 2), reason="shared-words",
            likeness=Likeness.SAME if share >= SAME else Likeness.NEAR, **FOUND,
        )
        for pk, (original, share) in nearest(signed, known).items()
    )  # fmt: skip
