"""Uploads go to a temporary file in chunks and stop at the limit; nothing is held in memory, nothing larger reaches a view."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

DRAINED = 4 << 30
"""Bytes of a refused request that are read and thrown away, so that the browser hears the refusal; beyond, it is cut off."""


class LimitedUpload(TemporaryFileUploadHandler):
    """Sets ``request.upload_too_large`` once a request passes ``UPLOAD_LIMIT`` bytes; its file then reaches no view.

    Fields before the file arrive, so the token against forged requests is checked as ever.
    """

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803 Django's name
        self.left = settings.UPLOAD_LIMIT
        self.is_heard = (content_length or 0) <= DRAINED
        self.announced = (content_length or 0) > settings.UPLOAD_LIMIT + 2**20

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.left -= len(raw_data)
        if self.announced or self.left < 0:
            self.request.upload_too_large = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=not self.is_heard)
        super().receive_data_chunk(raw_data, start)
        return None
