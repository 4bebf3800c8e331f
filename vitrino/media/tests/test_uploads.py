"""Uploads that break off, are too large or find no room: a clear word, the others arrive, and nothing stays behind."""

from __future__ import annotations

import gc
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.http.multipartparser import MultiPartParser
from django.test import Client, RequestFactory

from vitrino.media import store, uploads
from vitrino.media.models import Asset
from vitrino.media.tests.making import encoded, upload
from vitrino.workspace.tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db
LIBRARY = "/w/zorza/library/"


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def anna(cast: Cast) -> Client:
    return cast.client(cast.anna)


def waiting() -> list[Path]:
    return list(store.incoming().iterdir())


def test_a_file_too_large_is_skipped_and_the_others_arrive(anna: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 200_000)
    files = [upload(b"x" * 300_000, "film.mp4"), upload(encoded("JPEG"), "rye.jpg")]
    page = anna.post(LIBRARY, {"files": files}, follow=True).content.decode()
    assert "film.mp4: The file is larger than" in page
    assert "1 file is in the library." in page
    assert [asset.name for asset in Asset.objects.all()] == ["rye.jpg"]
    assert waiting() == []


def test_without_room_nothing_is_written(anna: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "KEPT_FREE_SHARE", 1.1)
    page = anna.post(LIBRARY, {"files": [upload(encoded("JPEG"), "rye.jpg")]}, follow=True).content.decode()
    assert "rye.jpg: The disk is nearly full" in page
    assert waiting() == []


def test_an_upload_that_breaks_off_leaves_nothing(settings: Any) -> None:
    """The connection ends in the middle of the file."""

    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            chunk = super().read(size)
            if not chunk:
                raise OSError("The line went dead.")
            return chunk

    _break_off(Broken)
    gc.collect()
    assert waiting() == []


def _break_off(kind: type[BytesIO]) -> None:
    """All that a request holds is gone when this returns, as after a real one."""
    body = b'--cut\r\nContent-Disposition: form-data; name="files"; filename="film.mp4"\r\n\r\n' + b"x" * 200_000
    request = RequestFactory().post(LIBRARY)
    meta = {"CONTENT_TYPE": "multipart/form-data; boundary=cut", "CONTENT_LENGTH": str(10**6)}
    parser = MultiPartParser(meta, kind(body), [uploads.CarefulUpload(request)])
    with pytest.raises(OSError, match="went dead"):
        parser.parse()


def test_an_upload_lies_on_the_data_disk_and_never_in_memory(cast: Cast) -> None:
    request = RequestFactory().post(LIBRARY, {"files": upload(b"x" * 10)})
    [file] = request.FILES.getlist("files")
    path = Path(file.temporary_file_path())  # type: ignore[attr-defined]
    assert path.parent == store.incoming()
    assert file.read() == b"x" * 10
    file.close()
    assert waiting() == []
