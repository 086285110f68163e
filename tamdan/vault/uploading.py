"""Segments on their way in: what is durable is counted, what is whole is kept, what is neither is swept.

The order of writing is what a crash at any moment leaves right: bytes, fsync, then the offset; all bytes, their hash, the store,
fsync, then the blob. The protocol around it is ``tus.py``.
"""

import contextlib
import datetime
import hashlib
import os
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from tamdan.core import rows
from tamdan.vault.blobs import LARGEST, keep, lock_bytes
from tamdan.vault.errors import (
    BeyondTicket,
    ChecksumDiffers,
    NoRoomForFiles,
    SegmentTooLarge,
    UploadMalformed,
    UploadUnknown,
    WrongOffset,
)
from tamdan.vault.models import Ticket, Upload
from tamdan.vault.room import refuse_segment_when_full
from tamdan.vault.store import Taken, incoming, store
from tamdan.vault.tickets import locked_ticket

LIFE = datetime.timedelta(hours=48)
SHORT_ENDS = 64
"""Segments that may be shorter than the longest: the ends of a letter's files."""
BEGUN = """
    WITH brought AS (UPDATE vault_blob SET brought_at = clock_timestamp() WHERE digest = %(digest)s RETURNING id)
    SELECT count(*), coalesce(bool_or(digest = %(digest)s), false), EXISTS (SELECT FROM brought)
    FROM vault_upload WHERE ticket_id = %(ticket)s
"""
RESERVE = "UPDATE vault_ticket SET bytes_reserved = bytes_reserved - %s, used_at = clock_timestamp() WHERE id = %s"
FIELDS = [field.attname for field in Upload._meta.concrete_fields]
ONE = f"SELECT {', '.join(map(connection.ops.quote_name, FIELDS))} FROM vault_upload WHERE uuid = %s"  # noqa: S608 our own names


def begin(token: str, letter: str, digest: str, length: int) -> Upload:
    """The upload of one segment: a new one with its room laid out, the one begun before, or a whole one when the blob is here.

    Raises SegmentTooLarge, UploadMalformed for an empty one, TicketRefused, BeyondTicket, NoRoomForFiles.
    """
    if length > LARGEST:
        raise SegmentTooLarge(limit=LARGEST)
    if length < 1:
        raise UploadMalformed
    with transaction.atomic():
        ticket = locked_ticket(token, letter)
        number, is_begun, is_here = _begun(ticket, digest)
        found = ticket.uploads.get(digest=digest) if is_begun else None
        if found and found.is_whole and not is_here:  # its blob was erased meanwhile
            _drop(found, give_back=False)
            found = None
        if found and found.length != length:
            raise UploadMalformed
        upload = found or _begin(ticket, digest, length, number=number, is_here=is_here)
    return settled(upload)


def _begun(ticket: Ticket, digest: str) -> tuple[int, bool, bool]:
    """How many uploads a locked ticket has, whether one is of this digest, and whether its blob is here, which is then kept longer."""
    with connection.cursor() as cursor:
        cursor.execute(BEGUN, {"ticket": ticket.pk, "digest": digest})
        number, is_begun, is_here = cursor.fetchone()
    return number, is_begun, is_here


def _begin(ticket: Ticket, digest: str, length: int, *, number: int, is_here: bool) -> Upload:
    upload = Upload(ticket=ticket, digest=digest, length=length, offset=length if is_here else 0, expires=_end())
    if not is_here:
        if ticket.bytes_reserved < length or number >= _most_uploads(ticket):
            raise BeyondTicket
        refuse_segment_when_full(length)
        with connection.cursor() as cursor:
            cursor.execute(RESERVE, [length, ticket.pk])
    upload.pk = rows.insert([upload])
    if not is_here:
        _lay_out(upload.path, length)
    return upload


def _most_uploads(ticket: Ticket) -> int:
    """A disk has room for so many files too: bytes alone would let one ticket begin a thousand million of one byte.

    Twice what the announced bytes need, because a page that is loaded anew seals anew.
    """
    return 2 * (ticket.bytes_allowed // LARGEST) + SHORT_ENDS


def _end() -> datetime.datetime:
    return timezone.now() + LIFE


def _lay_out(path: Path, length: int) -> None:
    """Take the room of the whole segment now: a disk that fills up meanwhile does not stop what has begun."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.posix_fallocate(handle, 0, length)
        except OSError:
            path.unlink()
            raise
        finally:
            os.close(handle)
    except OSError as error:
        raise NoRoomForFiles from error


def find(identity: UUID) -> Upload:
    """Raises UploadUnknown, also for one that expired."""
    found = _one(identity, "")
    if found.expires <= timezone.now():
        raise UploadUnknown
    return settled(found)


def settled(upload: Upload) -> Upload:
    """The upload as it is after a crash between keeping its bytes and writing that they are whole. Raises UploadUnknown."""
    if upload.is_whole or upload.path.exists():
        return upload
    with transaction.atomic():
        upload = _locked(upload.uuid)
        if upload.is_whole or upload.path.exists():
            return upload
        lock_bytes(upload.digest)
        is_kept = store().holds(upload.digest)
        if is_kept:
            keep(Taken(upload.digest, upload.length, b"", upload.path))
            _move_to(upload, upload.length)
        else:
            _drop(upload, give_back=True)
    if not is_kept:
        raise UploadUnknown
    return upload


def append(identity: UUID, at: int, data: bytes) -> Upload:
    """Write ``data`` behind the ``at`` bytes that are there; the row counts them once they are durable.

    The last bytes make the blob. Raises WrongOffset when another request was faster, ChecksumDiffers when the whole is not what
    was promised (the upload is then gone), UploadUnknown, NoRoomForFiles.
    """
    is_right = True
    with transaction.atomic():
        upload = _locked(identity)
        if upload.offset != at:
            raise WrongOffset(offset=upload.offset)
        if at + len(data) > upload.length:
            raise SegmentTooLarge(limit=upload.length)
        _write(upload.path, at, data)
        _move_to(upload, at + len(data))
        if upload.is_whole:
            is_right = _keep(upload)
    if upload.is_whole:
        # Still there after a store that copies, bytes that were here before, and wrong ones.
        upload.path.unlink(missing_ok=True)
    if not is_right:
        raise ChecksumDiffers
    return upload


def _locked(identity: UUID) -> Upload:
    return _one(identity, "FOR UPDATE")


def _one(identity: UUID, lock: str) -> Upload:
    with connection.cursor() as cursor:
        cursor.execute(f"{ONE} {lock}", [identity])
        row = cursor.fetchone()
    if row is None:
        raise UploadUnknown
    return Upload.from_db("default", FIELDS, row)


def _write(path: Path, at: int, data: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY)
        try:
            view = memoryview(data)
            while view:
                done = os.pwrite(handle, view, at)
                view, at = view[done:], at + done
            os.fsync(handle)
        finally:
            os.close(handle)
    except FileNotFoundError as error:
        raise UploadUnknown from error
    except OSError as error:
        raise NoRoomForFiles from error


def _move_to(upload: Upload, offset: int) -> None:
    upload.offset = offset
    with connection.cursor() as cursor:
        cursor.execute('UPDATE vault_upload SET "offset" = %s WHERE id = %s', [offset, upload.pk])


def _keep(upload: Upload) -> bool:
    """Make the blob of whole bytes; False, and no upload any longer, when they are not what was promised."""
    with upload.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != upload.digest:
        _drop(upload, give_back=True)
        return False
    try:
        keep(Taken(digest, upload.length, b"", upload.path))
    except OSError as error:
        raise NoRoomForFiles from error
    return True


def end(identity: UUID) -> None:
    """What the sender gives up. Raises UploadUnknown."""
    with transaction.atomic():
        upload = _locked(identity)
        _drop(upload, give_back=not upload.is_whole)
    upload.path.unlink(missing_ok=True)


def _drop(upload: Upload, *, give_back: bool) -> None:
    """Remove the row; room that was taken and made no blob goes back to the ticket."""
    if give_back:
        Ticket.objects.filter(pk=upload.ticket_id).update(bytes_reserved=F("bytes_reserved") + upload.length)
    Upload.objects.filter(pk=upload.pk).delete()


def sweep(before: datetime.datetime) -> int:
    """Remove uploads and tickets that expired, and bytes in ``incoming`` older than ``before`` that no upload counts.

    Returns how many files went.
    """
    now = timezone.now()
    for identity in list(Upload.objects.filter(expires__lt=now).values_list("uuid", flat=True)):
        with transaction.atomic():
            expired = Upload.objects.select_for_update(skip_locked=True).filter(uuid=identity, expires__lt=now).first()
            if expired:
                _drop(expired, give_back=not expired.is_whole)
    Ticket.objects.filter(expires__lt=now, uploads=None).delete()
    return _sweep_incoming(before)


def _sweep_incoming(before: datetime.datetime) -> int:
    counted = {identity.hex for identity in Upload.objects.values_list("uuid", flat=True)}
    gone = 0
    for path in incoming().iterdir():
        with contextlib.suppress(FileNotFoundError):  # it became whole, or its sender gave it up, while we look
            if path.name not in counted and path.stat().st_mtime < before.timestamp():
                path.unlink()
                gone += 1
    return gone
