"""Sealed blobs: ciphertext of letters, kept under the SHA-256 of its bytes until nothing refers to it (docs/domain/vault.md).

A row is written only when its bytes are durable, and bytes go only after their row: a row without bytes cannot be, bytes without
a row are swept. Whoever keeps or removes bytes holds the lock of their digest until the transaction ends.
"""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from typing import IO

from django.db import connection, transaction
from django.db.models import QuerySet

from tamdan.core.panels import listed
from tamdan.vault.errors import BlobsMissing, ChecksumDiffers
from tamdan.vault.models import Blob, File
from tamdan.vault.store import Taken, store, taken

BROUGHT = """
    INSERT INTO vault_blob (digest, size, created_at, brought_at)
    SELECT digest, size, clock_timestamp(), clock_timestamp()
    FROM unnest(%s::text[], %s::bigint[]) AS brought (digest, size) ORDER BY digest
    ON CONFLICT (digest) DO UPDATE SET brought_at = excluded.brought_at
    RETURNING digest, id, xmax = 0
"""
"""``xmax`` is 0 for a row that was inserted and not updated."""
LARGEST = (1 << 20) + 4096
"""Bytes of the longest blob: a segment of 1 MiB with the header, the tags and the random padding of an age file."""


def store_blob(chunks: Iterable[bytes] | bytes, digest: str) -> Blob:
    """Keep ciphertext that the server sealed itself, or that came inside a letter. The same again gives the blob there is.

    Raises ChecksumDiffers when the bytes are not those of ``digest``, FileTooLarge over ``LARGEST``, DiskFull, StoreNotWritable.
    """
    with taken([chunks] if isinstance(chunks, bytes) else chunks, LARGEST) as bytes_in, transaction.atomic():
        if bytes_in.digest != digest:
            raise ChecksumDiffers
        return Blob.objects.get(pk=keep(bytes_in))


def store_blobs(contents: Mapping[str, bytes]) -> dict[str, int]:
    """``store_blob`` for several small ones, in two statements whatever their number; the ids of the blobs by digest.

    Within a transaction: they are safe from the sweep until it ends. Raises as ``store_blob``.
    """
    wanted = sorted(contents)
    if any(hashlib.sha256(contents[digest]).hexdigest() != digest for digest in wanted):
        raise ChecksumDiffers
    lock_all_bytes(wanted)
    found = {}
    for digest, pk, is_new in _bring({digest: len(contents[digest]) for digest in wanted}):
        found[digest] = pk
        if is_new:
            with taken([contents[digest]], LARGEST) as bytes_in:
                store().keep(bytes_in)
    return found


def keep(bytes_in: Taken) -> int:
    """The id of the blob of bytes that are durable in ``incoming``; within a transaction, whose end writes the row."""
    lock_bytes(bytes_in.digest)
    ((_digest, pk, is_new),) = _bring({bytes_in.digest: bytes_in.size})
    if is_new:
        store().keep(bytes_in)
    return pk


def _bring(sizes: Mapping[str, int]) -> list[tuple[str, int, bool]]:
    """Digest, id, and whether it is new, of each blob that somebody brings; whoever calls holds the locks of their bytes."""
    with connection.cursor() as cursor:
        cursor.execute(BROUGHT, [list(sizes), list(sizes.values())])
        found: list[tuple[str, int, bool]] = cursor.fetchall()
    return found


def hold_blobs(digests: Iterable[str]) -> dict[str, Blob]:
    """The blobs by digest, safe from the sweep until the transaction ends, for a letter that is about to refer to them.

    Raises BlobsMissing with ``values["missing"]``, the digests that are not here.
    """
    wanted = set(digests)
    rows = Blob.objects.select_for_update(no_key=True).filter(digest__in=wanted).order_by("digest")
    found = {blob.digest: blob for blob in rows}
    if wanted - found.keys():
        raise BlobsMissing(missing=sorted(wanted - found.keys()))
    return found


def open_blob(digest: str) -> IO[bytes]:
    """The ciphertext; the caller closes it and has asked who may. Raises FileMissing."""
    return store().open(digest)


def remove_unreferenced(before: datetime.datetime) -> int:
    """Remove blobs that were last brought before a moment and that no room refers to. Returns how many."""
    digests = list(_unreferenced().filter(brought_at__lt=before).values_list("digest", flat=True))
    return sum(_remove(digest, before) for digest in digests)


def forget_blobs(digests: Iterable[str]) -> int:
    """Remove these blobs, row and bytes, where no room refers to them any longer: what an erasure calls. Returns how many."""
    return sum(_remove(digest, None) for digest in sorted(set(digests)))


def _remove(digest: str, before: datetime.datetime | None) -> bool:
    with transaction.atomic():
        blob = Blob.objects.select_for_update(skip_locked=before is not None).filter(digest=digest).first()
        if blob is None or (before and blob.brought_at >= before):
            return False
        # Asked anew now that the row is locked: a letter may have come to refer to it since the list was made.
        if not _unreferenced().filter(pk=blob.pk).exists():
            return False
        blob.delete()
        transaction.on_commit(lambda: remove_unnamed([digest]))
    return True


def _unreferenced() -> QuerySet[Blob]:
    found = Blob.objects.all()
    for references in listed("BLOB_REFERENCES"):
        found = found.exclude(digest__in=references())
    return found


def lock_bytes(digest: str) -> None:
    """Until the transaction ends nobody else keeps or removes the bytes of this digest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"vault.bytes {digest}"])


def lock_all_bytes(digests: list[str]) -> None:
    """``lock_bytes`` for several, always in the same order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(named, 0)) FROM unnest(%s::text[]) WITH ORDINALITY AS wanted (named, place) "
            "ORDER BY place",
            [[f"vault.bytes {digest}" for digest in sorted(digests)]],
        )


def remove_unnamed(digests: Iterable[str]) -> int:
    """Remove the bytes of those digests that no row names, of a file or a blob. Returns how many."""
    wanted = list(digests)
    named = {*_named(File, wanted), *_named(Blob, wanted)}
    return sum(_remove_bytes(digest) for digest in wanted if digest not in named)


def _remove_bytes(digest: str) -> bool:
    with transaction.atomic():
        lock_bytes(digest)
        if _named(File, [digest]) or _named(Blob, [digest]):
            return False
        store().remove(digest)
    return True


def _named(model: type[File] | type[Blob], digests: list[str]) -> list[str]:
    return list(model._default_manager.filter(digest__in=digests).values_list("digest", flat=True))
