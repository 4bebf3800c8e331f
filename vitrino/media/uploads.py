"""Uploads on their way in: into files on the data disk, never larger than what is taken, gone when they break off."""

from __future__ import annotations

import tempfile
from typing import IO, Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from vitrino.media import store

MOST_BYTES = 1024 * 1024 * 1024
# What a view finds on the request: names of the files that were not taken, and why.
TOO_LARGE, NO_ROOM = "too-large", "no-room"


class OnDisk(TemporaryUploadedFile):
    """An upload in a file of its own, which goes when it is closed."""

    def __init__(self, name: str, content_type: str, charset: str | None, extra: Any) -> None:
        file = tempfile.NamedTemporaryFile(prefix="upload-", dir=store.incoming())  # noqa: SIM115 - closed later
        # The class above would make its file in the system's folder, which may be memory.
        UploadedFile.__init__(self, file, name, content_type, 0, charset, extra)


class CarefulUpload(FileUploadHandler):
    """One file too large or one too many for the disk is skipped; the others of the form arrive all the same."""

    file: OnDisk

    def handle_raw_input(
        self, input_data: IO[bytes], META: dict[str, str], content_length: int, boundary: str,
        encoding: str | None = None,
    ) -> None:  # fmt: skip
        """Asked once before the form is read: is there room for all of it?"""
        self._has_room = store.has_room(content_length)
        self._refused: list[tuple[str, str]] = []
        if self.request is not None:
            self.request.refused_uploads = self._refused  # type: ignore[attr-defined]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if not self._has_room:
            self._refused.append((self.file_name or "", NO_ROOM))
            raise SkipFile
        self.file = OnDisk(self.file_name or "", self.content_type or "", self.charset, self.content_type_extra)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MOST_BYTES:
            self._refused.append((self.file_name or "", TOO_LARGE))
            self.file.close()
            raise SkipFile
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> OnDisk:
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        """The connection broke in the middle: nothing of the file stays."""
        if hasattr(self, "file"):
            self.file.close()
