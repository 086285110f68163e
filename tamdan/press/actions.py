"""What people do with captures, outlets, feeds and what was read: each act is one transaction and one event of the ledger."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.utils import timezone

from tamdan.core.access import Visibility
from tamdan.core.errors import DomainError
from tamdan.core.ledger import record
from tamdan.imports.errors import kept
from tamdan.institutions.models import Body
from tamdan.language.dates import long_date
from tamdan.language.templatetags.language import active_language
from tamdan.press import storing
from tamdan.press.across import pair_capture
from tamdan.press.documents import KIND
from tamdan.press.enums import CAPTURE_TRANSITIONS, CaptureState, How
from tamdan.press.errors import CapturedAlready, IsRead, NotBeingRead, NothingPasted, ReadingStopped, RemovedBefore
from tamdan.press.extracting import extract, kind_of
from tamdan.press.linking import link_articles
from tamdan.press.models import Article, Capture, Feed
from tamdan.press.releasing import end_of_articles
from tamdan.press.storing import Told, silent
from tamdan.search.actions import remove
from tamdan.vault.actions import chunks_of, open_for_work, store_file, store_path
from tamdan.vault.models import File

CAPTURED, READ, REMOVED = "press.captured", "press.read", "press.capture.removed"
STOPPED = "press.reading.stopped"


@dataclass(frozen=True)
class From:
    """Where a capture comes from, as far as that is known; ``entry`` is what a feed calls it."""

    how: str
    name: str = ""
    address: str = ""
    feed: Feed | None = None
    entry: str = ""


def capture_text(text: str, *, owner: Body, by: Any, address: str = "") -> Capture:
    """Keep what somebody pasted, one article or several. Raises NothingPasted, CapturedAlready, RemovedBefore, and the vault's."""
    data = text.replace("\r\n", "\n").encode()
    if not data.strip():
        raise NothingPasted
    name = f"{timezone.localtime():%Y-%m-%d %H.%M.%S}.txt"
    return capture_bytes([data], source=From(How.PASTED, address=address), name=name, owner=owner, by=by)


def capture_bytes(chunks: Iterable[bytes], *, source: From, name: str, owner: Body, by: Any, size: int = 0) -> Capture:
    """Keep an original in the vault as it came, and a capture that waits to be read. Raises as ``capture_text``."""
    with transaction.atomic():
        file = store_file(chunks, name=name, owner=owner, by=by, expected=size, visibility=Visibility.STAFF)
        return _captured(file, source, by)


def capture_file(stream: IO[bytes], *, name: str, size: int, owner: Body, by: Any, address: str = "") -> Capture:
    """A file that somebody chose. What it is, is told by its bytes. Raises UnknownKind, and as ``capture_text``."""
    how = kind_of(stream.read(4096), name)
    stream.seek(0)
    source = From(how, name=Path(name).name[:255], address=address)
    return capture_bytes(chunks_of(stream), source=source, name=name, owner=owner, by=by, size=size)


def capture_path(path: Path, *, owner: Body, by: Any) -> Capture:
    """A file of this machine, for the command. Raises as ``capture_file``."""
    with path.open("rb") as stream:
        how = kind_of(stream.read(4096), path.name)
    with transaction.atomic():
        file = store_path(path, owner=owner, by=by, visibility=Visibility.STAFF)
        return _captured(file, From(how, name=path.name[:255]), by)


def _captured(file: File, source: From, by: Any) -> Capture:
    known = Capture.objects.filter(owner=file.owner, digest=file.digest, entry=source.entry).first()
    if known and known.removed_at:
        raise RemovedBefore(day=_day(known.captured_at), why=_sentence(known.removed_reason))
    if known:
        raise CapturedAlready(known.pk, day=_day(known.captured_at), name=str(known))
    made = Capture.objects.create(
        how=source.how, file=file, digest=file.digest, name=source.name, address=source.address, feed=source.feed,
        entry=source.entry, owner=file.owner, visibility=Visibility.STAFF, by=by,
    )  # fmt: skip
    record(CAPTURED, made, by=by, detail={"how": source.how})
    return made


def _day(at: datetime.datetime) -> str:
    return long_date(timezone.localdate(at), active_language())


def _sentence(reason: str) -> str:
    return f"{reason.rstrip('.')}." if reason else ""


@transaction.atomic
def begin_reading(capture: Capture) -> None:
    """Say that a capture is being read, before the work is handed over. Raises IsRead where it is under way or was removed."""
    found = Capture.objects.select_for_update(of=("self",)).get(pk=capture.pk)
    if CaptureState.READING not in CAPTURE_TRANSITIONS[found.state] or found.removed_at:
        raise IsRead
    found.state, found.done, found.total, found.error = CaptureState.READING, 0, 0, None
    found.save(update_fields=["state", "done", "total", "error"])
    capture.refresh_from_db(fields=["state", "done", "total", "error"])


def read_capture(capture: Capture, *, by: Any = None, progress: Told = silent) -> int:
    """Take the text out of the original, read it, store what is found; returns the number of articles.

    A capture that was read before keeps its text and what people decided. A refusal is kept on the capture, which is then FAILED.
    """
    try:
        if not capture.text:
            _take_text(capture, progress)
        found = storing.store(capture, progress)
    except DomainError as error:
        fail(capture, error)
        raise
    with transaction.atomic():  # the reading itself is many transactions; its event is one
        record(READ, capture, by=by, count=found)
    return found


def _take_text(capture: Capture, progress: Told) -> None:
    assert capture.file is not None, "a capture without text has its original"
    with open_for_work(capture.file) as stream:
        made = extract(stream, capture.name, progress)
    capture.text, capture.notes = made.text, made.notes
    capture.told = made.told | capture.told
    if capture.how not in (How.PASTED, How.FEED):
        capture.how = made.how
    capture.save(update_fields=["text", "notes", "told", "how"])


def link_capture(capture: Capture) -> None:
    """Suggest what the articles of a capture are about, themes and recommendations, and what stands against it in other articles."""
    ids = list(capture.articles.filter(is_relevant=True).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), storing.BATCH):
        with transaction.atomic():
            link_articles(
                list(Article.objects.filter(pk__in=ids[start : start + storing.BATCH]).prefetch_related("voices"))
            )
    pair_capture(capture)


@transaction.atomic
def stop_reading(capture: Capture, *, by: Any) -> None:
    """Whoever reads it hears of it before the next step (``Shown`` of the task); what is stored stays. Raises NotBeingRead."""
    found = Capture.objects.select_for_update(of=("self",)).defer("text").get(pk=capture.pk)
    if found.state != CaptureState.READING:
        raise NotBeingRead
    fail(found, ReadingStopped())
    record(STOPPED, found, by=by)


def fail(capture: Capture, error: DomainError) -> None:
    """Keep why a capture could not be read. The original stays, and it can be tried again."""
    capture.state = CaptureState.FAILED
    capture.error = kept(error)
    capture.save(update_fields=["state", "error"])


@transaction.atomic
def remove_capture(capture: Capture, *, reason: str, by: Any) -> None:
    """Take a capture and its articles off every page, index and feed. The rows stay without their text, so that the same bytes are
    not taken in again; the original is erased by an erasure that two people decide."""
    found = Capture.objects.select_for_update(of=("self",)).get(pk=capture.pk)
    if found.state == CaptureState.READING:
        raise IsRead
    now = timezone.now()
    found.removed_at, found.removed_by, found.removed_reason, found.text = now, by, reason[:300], ""
    found.save(update_fields=["removed_at", "removed_by", "removed_reason", "text"])
    articles = Article.objects.filter(capture=found, removed_at__isnull=True)
    ids = list(articles.values_list("pk", flat=True))
    end_of_articles(ids, by=by)
    articles.update(removed_at=now)
    remove(KIND, ids)
    record(REMOVED, found, by=by)
