"""A picture is what its bytes say, limited before it is decoded, and written anew without its metadata."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from vitrino.domain.problem import Problem
from vitrino.media import pictures


def encoded(kind: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "wheat").save(buffer, kind, **options)
    return buffer.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A few bytes that claim to be an enormous picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("kind", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/jpeg"), ("WEBP", "image/jpeg")])
def test_a_picture_is_written_anew(kind: str, mime: str) -> None:
    given = encoded(kind)
    found = pictures.accept(given)
    assert (found.mime_type, found.width, found.height) == (mime, 40, 30)
    assert found.content != given


def test_place_and_camera_are_removed() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Anna"
    found = pictures.accept(encoded("JPEG", exif=exif.tobytes()))
    assert b"Camera of Anna" not in found.content
    assert not Image.open(io.BytesIO(found.content)).getexif()


def test_a_turned_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    found = pictures.accept(encoded("JPEG", size=(40, 30), exif=exif.tobytes()))
    assert (found.width, found.height) == (30, 40)


def test_a_large_picture_is_made_smaller() -> None:
    found = pictures.accept(encoded("JPEG", size=(6000, 3000)))
    assert max(found.width, found.height) <= pictures.LONGEST_EDGE


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b"", "empty"),
        (b"hello", "not a picture"),
        (b"<svg onload='alert(1)'/>", "not a picture"),
        (b"<html><script>alert(1)</script>", "not a picture"),
        (encoded("JPEG")[:200], "not a picture"),
        (encoded("BMP"), "not a picture"),
        (huge_png(13_000, 13_000), "too many pixels"),
        (huge_png(30_000, 30_000), "too many pixels"),
        (b"\xff" * (pictures.MAX_BYTES + 1), "larger than 25 MB"),
    ],
    ids=["empty", "text", "svg", "html", "cut", "bmp", "13000", "30000", "large"],
)
def test_what_is_no_fitting_picture_is_refused_in_words(given: bytes, words: str) -> None:
    with pytest.raises(Problem, match=words):
        pictures.accept(given)
