"""Uploads go to a temporary file in chunks and stop at the limit; nothing is held in memory, nothing larger reaches a view."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler


class LimitedUpload(TemporaryFileUploadHandler):
    """Sets ``request.upload_too_large`` and drops the connection's body once it passes ``UPLOAD_LIMIT`` bytes."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803 Django's name
        self.limit = settings.UPLOAD_LIMIT
        self.taken = 0
        if content_length and content_length > self.limit + 2**20:
            self.request.upload_too_large = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.taken += len(raw_data)
        if self.taken > self.limit:
            self.request.upload_too_large = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=True)
        super().receive_data_chunk(raw_data, start)
        return None
