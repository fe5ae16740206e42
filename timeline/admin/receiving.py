"""How much of an upload is received at all."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from .uploads import LARGEST


class Limited(FileUploadHandler):
    """Hangs up on whoever sends more than the largest file that is kept: nothing of it fills the disk."""

    chunk_size = 2**16

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._received += len(raw_data)
        if self._received > LARGEST + 1_000_000:  # a little too much is told in words, by the form
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Whoever stands behind this one keeps the file."""
