"""Where bytes lie: a folder below ``VAULT_ROOT``, or a bucket (s3.py), each file at the address of its SHA-256.

Bytes are hashed while they come in and written once: temporary file, fsync, rename, fsync of the folder. A reader sees
the whole file or none; two who bring the same bytes at once end with one file. See docs/domain/vault.md.
"""

import contextlib
import datetime
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings

from tamdan.vault.errors import DiskFull, FileMissing, FileTooLarge, of_system

CHUNK = 1 << 20
SPACE_EVERY = 16 * CHUNK
"""How often, in bytes, the free space is looked at again while a file comes in."""
FILE_MODE = 0o400


@dataclass(frozen=True)
class Taken:
    """Bytes that came in whole: their SHA-256 in hexadecimal, their number, and the first megabyte."""

    digest: str
    size: int
    head: bytes
    path: Path


class Store(Protocol):
    """A place for finished files. ``keep`` takes the temporary file over; the same bytes again change nothing."""

    def keep(self, taken: Taken) -> None: ...

    def holds(self, digest: str) -> bool: ...

    def open(self, digest: str) -> IO[bytes]: ...

    def remove(self, digest: str) -> None: ...

    def digests(self, before: datetime.datetime) -> Iterator[str]:
        """Those that were written before a moment."""
        ...


def address(digest: str) -> str:
    """``ab/cd/abcd…``: two levels of folders keep each of them small with millions of files."""
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def incoming() -> Path:
    """The folder of files on their way in: on the same disk as the store, or this machine's before a bucket."""
    path = Path(settings.VAULT_ROOT) / "incoming"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def free_space_suffices(more: int = 0) -> bool:
    """Whether ``more`` bytes still leave the floor of free space on the vault's disk."""
    return shutil.disk_usage(settings.VAULT_ROOT).free - more >= settings.FREE_SPACE_FLOOR


@contextlib.contextmanager
def taken(chunks: Iterable[bytes], limit: int, expected: int = 0) -> Iterator[Taken]:
    """Stream ``chunks`` into a temporary file that is gone after the block unless a store kept it.

    Raises FileTooLarge past ``limit`` bytes (at once when ``expected`` says so), DiskFull and StoreNotWritable.
    """
    if expected > limit:
        raise FileTooLarge(limit=limit >> 20)
    path = None
    try:
        path = incoming() / secrets.token_hex(16)
        if not free_space_suffices(expected):
            raise DiskFull
        yield _write(path, chunks, limit)
    except OSError as error:
        raise of_system(error) from error
    finally:
        if path is not None:
            with contextlib.suppress(OSError):  # a disk that turned read-only refuses even this
                path.unlink(missing_ok=True)


def _write(path: Path, chunks: Iterable[bytes], limit: int) -> Taken:
    made, size, head, looked = hashlib.sha256(), 0, b"", 0
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise FileTooLarge(limit=limit >> 20)
            if size - looked > SPACE_EVERY:
                looked = size
                if not free_space_suffices():
                    raise DiskFull
            if len(head) < CHUNK:
                head += chunk[: CHUNK - len(head)]
            made.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Taken(made.hexdigest(), size, head, path)


class FolderStore:
    """The store of a small installation: files below ``VAULT_ROOT``, read-only once written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _path(self, digest: str) -> Path:
        return self.root / address(digest)

    def keep(self, taken: Taken) -> None:
        target = self._path(taken.digest)
        if not target.exists():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            taken.path.chmod(FILE_MODE)
            taken.path.rename(target)
        # Also what is there: whoever put it there may have been stopped before this.
        for folder in (target.parent, target.parent.parent, self.root):
            _sync_folder(folder)

    def holds(self, digest: str) -> bool:
        return self._path(digest).exists()

    def open(self, digest: str) -> IO[bytes]:
        try:
            return self._path(digest).open("rb")
        except FileNotFoundError as error:
            raise FileMissing from error

    def remove(self, digest: str) -> None:
        self._path(digest).unlink(missing_ok=True)

    def digests(self, before: datetime.datetime) -> Iterator[str]:
        for path in self.root.glob("??/??/*"):
            if path.stat().st_mtime < before.timestamp():
                yield path.name


def store() -> Store:
    """The store that the settings name: the bucket VAULT_S3 where it is set, otherwise the folder VAULT_ROOT."""
    if not settings.VAULT_S3:
        return FolderStore(Path(settings.VAULT_ROOT))
    from tamdan.vault.s3 import from_settings  # noqa: PLC0415 boto3 is an extra, and heavy

    return from_settings()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
