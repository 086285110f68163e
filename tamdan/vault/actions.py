"""Taking files in, making working copies, opening and checking them: each leaves a line in the custody log and an event."""

import datetime
import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import transaction

from tamdan.audit.actions import record
from tamdan.core.access import Visibility
from tamdan.institutions.models import Body
from tamdan.vault.blobs import lock_bytes, remove_unnamed
from tamdan.vault.enums import Act, Copy
from tamdan.vault.errors import EmptyFile, FileDamaged, QuotaExceeded
from tamdan.vault.media import media_type
from tamdan.vault.models import Custody, File, Quota
from tamdan.vault.quotas import MEGABYTE, used_by
from tamdan.vault.store import CHUNK, Taken, store, taken

AT_ONCE = 1000
"""Digests of the store that are looked up in one query."""


def chunks_of(stream: IO[bytes]) -> Iterator[bytes]:
    """A stream in pieces of a megabyte, from where it stands."""
    while chunk := stream.read(CHUNK):
        yield chunk


def store_file(
    chunks: Iterable[bytes],
    *,
    name: str,
    owner: Body,
    by: Any,
    visibility: str = Visibility.OWNER,
    expected: int = 0,
    limit: int | None = None,
) -> File:
    """Take a file in for ``owner``: hashed as it comes, written once, logged. The same bytes again give the file there is.

    ``expected`` is the size in bytes where it is known, so that too much is refused before it is read; ``limit`` in bytes is
    UPLOAD_LIMIT where nothing is said. ``by`` is a user, or None for a task. Raises FileTooLarge, EmptyFile, QuotaExceeded,
    DiskFull, StoreNotWritable; then nothing is kept.
    """
    with taken(chunks, limit or settings.UPLOAD_LIMIT, expected) as bytes_in, transaction.atomic():
        if not bytes_in.size:
            raise EmptyFile
        file, is_new = _row(bytes_in, owner=owner, name=name, received_by=by, visibility=visibility)
        _log(file, Act.STORED if is_new else Act.STORED_AGAIN, by)
        if is_new:
            _refuse_over_quota(owner)
            lock_bytes(bytes_in.digest)
            store().keep(bytes_in)
            record("vault.stored", file, by=by)
        return file


def store_path(path: Path, *, owner: Body, by: Any, visibility: str = Visibility.OWNER) -> File:
    """``store_file`` for a file on this machine; its name without the folder is kept. Whoever has it here may bring more than
    an upload (FILE_LIMIT): the whole export of the Universal Human Rights Index has 360 MB."""
    with path.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        return store_file(
            chunks_of(stream),
            name=path.name,
            owner=owner,
            by=by,
            visibility=visibility,
            expected=size,
            limit=settings.FILE_LIMIT,
        )


def store_working_copy(original: File, chunks: Iterable[bytes], *, name: str, made_by: str, by: Any) -> File:
    """Keep something made from ``original`` beside it, seen by the same people. The original is never touched.

    A copy with the same bytes as an earlier one of this original gives that one. Raises as ``store_file``.
    """
    with taken(chunks, settings.UPLOAD_LIMIT) as bytes_in, transaction.atomic():
        file, is_new = _row(
            bytes_in, owner=original.owner, original=original, name=name, received_by=by, made_by=made_by,
            copy=Copy.WORKING, visibility=original.visibility, shared_with=original.shared_with,
        )  # fmt: skip
        if is_new:
            _refuse_over_quota(original.owner)
            lock_bytes(bytes_in.digest)
            store().keep(bytes_in)
            _log(original, Act.COPIED, by, made_by)
            record("vault.copied", file, by=by, about=original)
        return file


def open_original(file: File, *, by: Any, reason: str = "") -> IO[bytes]:
    """The bytes of ``file``, read-only, for a person: writes who opened it and why. The caller closes it and has asked
    ``visible_to``. Raises FileMissing."""
    stream = store().open(file.digest)
    with transaction.atomic():
        _log(file, Act.VIEWED, by, reason)
        record("vault.read", file, by=by)
    return stream


def open_for_work(file: File) -> IO[bytes]:
    """The bytes of ``file`` for a step of our own that shows them to nobody (an import, a conversion). Raises FileMissing."""
    return store().open(file.digest)


def verify(file: File, *, by: Any = None) -> None:
    """Read the whole file and compare it with its digest. Raises FileDamaged and FileMissing; success is logged."""
    made = hashlib.sha256()
    with store().open(file.digest) as stream:
        for chunk in chunks_of(stream):
            made.update(chunk)
    if made.hexdigest() != file.digest:
        raise FileDamaged
    _log(file, Act.VERIFIED, by)


def remove_unclaimed(before: datetime.datetime) -> int:
    """Remove bytes stored before a moment that no row names (an interrupted upload, an erased file). Returns how many."""
    digests, gone = store().digests(before), 0
    while batch := list(islice(digests, AT_ONCE)):
        gone += remove_unnamed(batch)
    return gone


def erase(pk: str) -> list[tuple[str, str]]:
    """Remove one file, its working copies, their custody and their bytes; what an approved erasure calls.

    Gives (kind, id) of each removed file. Bytes that another body still holds stay for that body.
    """
    files = [*File.objects.filter(original__pk=pk), *File.objects.filter(pk=pk)]
    gone = [(File._meta.label_lower, str(file.pk)) for file in files]
    with transaction.atomic():
        Custody.objects.filter(file__in=files).delete()
        for file in files:
            file.delete()
            transaction.on_commit(partial(remove_unnamed, [file.digest]))
    return gone


def _row(bytes_in: Taken, *, owner: Body, original: File | None = None, **fields: Any) -> tuple[File, bool]:
    """The row of these bytes and whether it is new: somebody may bring the same file at the same moment."""
    fields["name"] = Path(str(fields["name"])).name[:255] or bytes_in.digest[:12]
    fields |= {"size": bytes_in.size, "media_type": media_type(bytes_in.head)}
    return File.objects.get_or_create(owner=owner, digest=bytes_in.digest, original=original, defaults=fields)


def _refuse_over_quota(owner: Body) -> None:
    """After the row is written. The quota's row is locked, so two uploads at once cannot both take the last room."""
    quota = Quota.objects.select_for_update().filter(body=owner).first()
    if quota is None:
        return
    used = used_by(owner)
    if used > quota.bytes_allowed:
        raise QuotaExceeded(used=used // MEGABYTE, allowed=quota.bytes_allowed // MEGABYTE)


def _log(file: File, act: Act, by: Any, reason: str = "") -> None:
    Custody.objects.create(file=file, act=act, by=by, reason=reason[:300])
