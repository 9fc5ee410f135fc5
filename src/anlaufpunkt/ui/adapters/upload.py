"""Takes a small file into memory. What is larger is read to its end and thrown away, so that the browser gets its answer."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest


class SmallFile(FileUploadHandler):
    """The limit counts for all files of a form together; nothing ever touches the disk."""

    chunk_size = 64 * 1024

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self.most = most
        self.total = 0
        self.too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.total += len(raw_data)
        if self.total > self.most:
            self.too_large = True
            self._kept = io.BytesIO()  # Django's own way to stop would read the rest line by line: a line may be 200 megabytes
        else:
            self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        return SimpleUploadedFile(self.file_name or "file", self._kept.getvalue())
