"""Uploads go to a temporary file in chunks and stop at the limit; nothing is held in memory, nothing larger reaches a view."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError

DRAINED = 4 << 30
"""Bytes of a refused request that are read and thrown away, so that the browser hears the refusal; beyond, it is cut off."""


class NoRoom(DomainError):
    """The disk of temporary files is full or cannot be written; ``core.middleware`` answers with it in the view's place."""

    code = "disk-full"
    status = 507
    message = _(
        "The disk of this installation has too little free space left to keep the file. Nothing was stored. "
        "Ask the administrator to free some space, then send the file again."
    )


class LimitedUpload(TemporaryFileUploadHandler):
    """Sets ``request.upload_too_large`` once a request passes ``UPLOAD_LIMIT`` bytes, and ``request.upload_refused`` to NoRoom
    where its file cannot be written; the file then reaches no view.

    Fields before the file arrive, so the token against forged requests is checked as ever. The rest of a refused file is read
    and dropped here, piece by piece: what Django does for a handler that stops reads it by lines, and a file without line
    ends is one line, all of it in memory.
    """

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803 Django's name
        self.left = settings.UPLOAD_LIMIT
        self.drained = DRAINED if (content_length or 0) <= DRAINED else 0
        self.is_refused = False
        self.announced = (content_length or 0) > settings.UPLOAD_LIMIT + 2**20

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.is_refused:
            return
        with self._room():
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.left -= len(raw_data)
        if self.announced or self.left < 0:
            self.request.upload_too_large = True  # type: ignore[union-attr]
            self._refuse()
        if self.is_refused:
            self.drained -= len(raw_data)
            if self.drained < 0:
                raise StopUpload(connection_reset=True)
            return None
        with self._room():
            super().receive_data_chunk(raw_data, start)
        return None

    def file_complete(self, file_size: int) -> Any:
        if self.is_refused:
            return None
        with self._room():
            return super().file_complete(file_size)

    @contextmanager
    def _room(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            self.request.upload_refused = NoRoom()  # type: ignore[union-attr]
            self._refuse()

    def _refuse(self) -> None:
        """Take no more, and give the room back at once."""
        file = None if self.is_refused else getattr(self, "file", None)
        self.is_refused = True
        if file is not None:
            with suppress(OSError):
                file.file.close()
