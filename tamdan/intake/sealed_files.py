"""Files of a page without JavaScript: each mebibyte is sealed as it comes, so nothing lies on a disk in the clear.

The frame begins with the length, which is known at the end: until then the first piece alone waits in memory.
"""

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.db import transaction

from tamdan.sealing import age
from tamdan.sealing.items import SEGMENT, Segment
from tamdan.sealing.letters import new_id
from tamdan.sealing.padding import HEAD, padded
from tamdan.vault.blobs import store_blob
from tamdan.vault.room import refuse_files_when_full

if TYPE_CHECKING:
    Uploaded = UploadedFile[Any]
else:
    Uploaded = UploadedFile  # takes no type parameter when the program runs

MOST = 25 << 20
"""Bytes of one file."""
MOST_FILES = 12


class SealedFile(Uploaded):
    """What a form gets for a file: its name and size, and the key and pieces of the item that it became. There is nothing to read.

    ``is_too_large``: it was not taken.
    """

    def __init__(self, *, name: str, content_type: str, size: int, item: "SealingItem | None") -> None:
        super().__init__(file=None, name=name, content_type=content_type, size=size)
        self.item = item

    @property
    def is_too_large(self) -> bool:
        return self.item is None


class SealingItem:
    """An item that is sealed while it comes: ``add`` bytes, then ``finish``. Pieces are stored as soon as they are sealed."""

    def __init__(self) -> None:
        self.ref, self.key = new_id(), age.new_identity()
        self.segments: list[str] = []
        self.size = 0
        self._recipient = age.recipient_of(self.key)
        self._first = b""
        self._rest = bytearray()

    def add(self, chunk: bytes) -> None:
        self.size += len(chunk)
        room = SEGMENT - HEAD - len(self._first)
        self._first += chunk[:room]
        self._rest += chunk[room:]
        while len(self._rest) >= SEGMENT:
            self._seal(bytes(self._rest[:SEGMENT]))
            del self._rest[:SEGMENT]

    def finish(self) -> None:
        """Seal what is left, the zeros, and the first piece, whose head names the length."""
        left = padded(HEAD + self.size) - (HEAD + self.size)
        tail = bytes(self._rest)
        if not tail and not self.segments:
            room = min(left, SEGMENT - HEAD - len(self._first))
            self._first += bytes(room)
            left -= room
        tail += bytes(left)
        for start in range(0, len(tail), SEGMENT):
            self._seal(tail[start : start + SEGMENT])
        first = self._sealed(self.size.to_bytes(HEAD, "big") + self._first)
        self.segments.insert(0, first)
        self._first, self._rest = b"", bytearray()

    def _seal(self, piece: bytes) -> None:
        self.segments.append(self._sealed(piece))

    def _sealed(self, piece: bytes) -> str:
        made = Segment(age.seal(piece, self._recipient))
        store_blob(made.sealed, made.digest)
        return made.digest


class SealingUpload(FileUploadHandler):
    """Takes files of a form without a temporary file and without holding more than two mebibytes of one in memory."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        with transaction.atomic():  # whose end lets go of the room on the disk: others ask for it too
            refuse_files_when_full(MOST)
        self.item: SealingItem | None = SealingItem()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MOST:
            self.item = None
        if self.item is not None:
            self.item.add(raw_data)

    def file_complete(self, file_size: int) -> SealedFile:
        if self.item is not None:
            self.item.finish()
        return SealedFile(
            name=self.file_name or "", content_type=self.content_type or "", size=file_size, item=self.item
        )
