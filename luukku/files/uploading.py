"""Taking a file in from a form: in memory only, never on a disk, and no more of it than may be kept."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from luukku.files.kinds import MOST_BYTES


class CappedUpload(InMemoryUploadedFile):
    """A file as it was sent. One that is too large knows its size and has no content."""

    is_too_large = False


class CappedUploadHandler(FileUploadHandler):
    """Named in the setting FILE_UPLOAD_HANDLERS. What goes beyond the limit is let through and forgotten."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept: BytesIO | None = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.kept is not None and start + len(raw_data) > MOST_BYTES:
            self.kept = None
        if self.kept is not None:
            self.kept.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        content = self.kept or BytesIO()
        content.seek(0)
        upload = CappedUpload(
            file=content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
        upload.is_too_large = self.kept is None
        return upload
