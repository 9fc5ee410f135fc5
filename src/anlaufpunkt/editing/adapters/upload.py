"""Takes one small file into memory. What is larger is read to its end and thrown away, so that the browser gets its answer."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from anlaufpunkt.editing.adapters.sheets import MAX_BYTES


class SmallFile(FileUploadHandler):
    """The limit counts for all files of a form together; nothing ever touches the disk."""

    chunk_size = 64 * 1024

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.total = 0
        self.too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.total += len(raw_data)
        if self.total > MAX_BYTES:
            self.too_large = True
            self._kept = io.BytesIO()  # Django's own way to stop would read the rest line by line: a line may be 200 megabytes
        else:
            self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        return SimpleUploadedFile(self.file_name or "list", self._kept.getvalue())
