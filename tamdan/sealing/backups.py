"""Backups that are sealed whole (``core.archive.Lock``): to a key made for that one archive, which the recovery kit alone keeps.

The file is a tar of a text that says how to open it, the archive's key in three files of the kit (``kit.lock``), and the archive as
one age file. Two sheets open it, with the plain ``age`` program too. The server forgets the key when it has read the archive back.
"""

import contextlib
import io
import os
import tarfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import permutations, product
from pathlib import Path
from typing import IO

import pyrage
from pyrage import x25519

from tamdan.sealing import age, kit
from tamdan.sealing.errors import SealBroken
from tamdan.sealing.fingerprints import fingerprint

CONTENT, HOW = "archive.tar.age", "READ-ME.txt"
CHUNK = 2**20
SHEETS = 2
STEPS = """\
# AB, AC or BC: the pair of sheets that you have, the first letter first
tar -xf BACKUP
age -d -i first-sheet.txt key-AB.age > inner.age
age -d -i second-sheet.txt inner.age > key.txt
age -d -i key.txt archive.tar.age > archive.tar
"""


@dataclass(frozen=True)
class KitLock:
    """``identity`` opens the archive; ``members`` are the small files that stand before it, by name."""

    identity: str
    members: Mapping[str, bytes]
    is_sealed = True

    @contextlib.contextmanager
    def closing(self, draft: IO[bytes]) -> Iterator[IO[bytes]]:
        """The archive's size is known when its last byte is sealed: its head is written then, in the room left for it."""
        for name, content in self.members.items():
            draft.write(_head(name, len(content)) + content + _filling(len(content)))
        place = draft.tell()
        draft.write(bytes(tarfile.BLOCKSIZE))
        with filled(partial(_encrypt, draft, age.recipient_of(self.identity))) as plain:
            yield plain
        size = draft.tell() - place - tarfile.BLOCKSIZE
        draft.write(_filling(size) + bytes(2 * tarfile.BLOCKSIZE))
        draft.seek(place)
        draft.write(_head(CONTENT, size))
        draft.seek(0, io.SEEK_END)

    @contextlib.contextmanager
    def opening(self, archive: Path) -> Iterator[IO[bytes]]:
        with archive.open("rb") as file, tarfile.open(fileobj=file, mode="r:") as outer:
            sealed = outer.extractfile(CONTENT)
            assert sealed is not None
            with drawn(partial(_decrypt, sealed, self.identity)) as plain:
                yield plain


def to_kit(sheets: Mapping[str, str], how: str) -> KitLock:
    """For one new backup. ``sheets``: each one's recipient by its letter; ``how``: what the text says before the commands."""
    identity = age.new_identity()
    shown = "".join(f"# {letter} {fingerprint(recipient)}\n" for letter, recipient in sheets.items())
    files = {_named(pair): data for pair, data in kit.lock(identity.encode(), sheets).items()}
    return KitLock(identity, {HOW: f"{how}\n\n{STEPS}{shown}".encode(), **files})


def is_sealed(archive: Path) -> bool:
    """Whether a file is such a backup; whether it is whole shows when it is opened."""
    try:
        with tarfile.open(archive, mode="r:") as outer:
            first = outer.next()
            return first is not None and first.name == HOW
    except (tarfile.TarError, EOFError, OSError):
        return False


def with_sheets(archive: Path, typed: Sequence[str]) -> KitLock:
    """The lock of a sealed backup by what two sheets say, in either order. Raises SealBroken when they do not open it."""
    said = ["".join(one.split()).upper() for one in typed]
    try:
        with tarfile.open(archive, mode="r:") as outer:
            files = {pair: _content(outer, _named(pair)) for pair in kit.PAIRS}
    except (tarfile.TarError, EOFError, OSError, KeyError) as error:
        raise SealBroken from error
    for pair, order in product(kit.PAIRS, permutations(said, SHEETS)):
        with contextlib.suppress(SealBroken):
            return KitLock(kit.unlock(files, dict(zip(pair, order, strict=True))).decode(), {})
    raise SealBroken


@contextlib.contextmanager
def filled(work: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """What the block writes is read by ``work`` in a thread of its own; where that fails its error is raised, not the broken pipe's."""
    source, sink = os.pipe()
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(_with, source, "rb", work)
        try:
            with os.fdopen(sink, "wb") as plain:
                yield plain
        except BrokenPipeError:
            done.result()
            raise
        done.result()


@contextlib.contextmanager
def drawn(work: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """What ``work`` writes in a thread of its own is read by the block, and to its end after it: the last bytes are proven too."""
    source, sink = os.pipe()
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(_with, sink, "wb", work)
        with os.fdopen(source, "rb") as plain:
            yield plain
            while plain.read(CHUNK):
                pass
        done.result()


def _with(descriptor: int, mode: str, work: Callable[[IO[bytes]], None]) -> None:
    with os.fdopen(descriptor, mode) as file:
        work(file)


class _Told:
    """A file whose refusal is kept as it was said: a full disk has to be called one."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.refusal: OSError | None = None

    def write(self, content: bytes) -> int:
        try:
            return self.file.write(content)
        except OSError as error:
            self.refusal = error
            raise

    def flush(self) -> None:
        self.file.flush()


def _encrypt(draft: IO[bytes], recipient: str, plain: IO[bytes]) -> None:
    target = _Told(draft)
    try:
        pyrage.encrypt_io(plain, target, [x25519.Recipient.from_str(recipient)])
    except (pyrage.EncryptError, OSError) as error:
        raise target.refusal or OSError(str(error)) from error


def _decrypt(sealed: IO[bytes], identity: str, plain: IO[bytes]) -> None:
    try:
        pyrage.decrypt_io(sealed, plain, [x25519.Identity.from_str(identity)])
    except pyrage.DecryptError as error:
        raise OSError(str(error)) from error


def _named(pair: str) -> str:
    return f"key-{pair}.age"


def _content(outer: tarfile.TarFile, name: str) -> bytes:
    file = outer.extractfile(name)
    return file.read() if file else b""


def _head(name: str, size: int) -> bytes:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry.tobuf(format=tarfile.GNU_FORMAT)


def _filling(size: int) -> bytes:
    return bytes(-size % tarfile.BLOCKSIZE)
