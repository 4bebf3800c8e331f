"""Pictures and films that are none, hide something, or want all the memory (rows 51 to 60)."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.bad_input.clear import refused
from tests.bad_input.rows import row
from vitrino.media import pictures
from vitrino.media.models import Asset
from vitrino.posts.models import Post
from vitrino.posts.tests.composing import a_post
from vitrino.workspace.tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def encoded(kind: str, size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "wheat").save(buffer, kind, **more)
    return buffer.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A small file that says it is enormous."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 20_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def upload(cast: Cast, post: Post, content: bytes, name: str) -> Any:
    path = f"/w/zorza/posts/{post.pk}/pictures/"
    return cast.client(cast.anna).post(path, {"pictures": SimpleUploadedFile(name, content)}, follow=True)


@row(51, 52)
@pytest.mark.parametrize("edge", [13_000, 30_000])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unfolded(edge: int) -> None:
    with refused("too many pixels"):
        pictures.accept(huge_png(edge, edge))


@row(53, 54)
@pytest.mark.parametrize(
    "given",
    [encoded("JPEG")[:200], b"", b"hello", b"<svg onload='alert(1)'/>", b"<html><script>alert(1)</script>",
     encoded("BMP"), b"%PDF-1.4", b"GIF89a" + b"<script>alert(1)</script>"],
    ids=["cut", "empty", "text", "svg", "html", "bmp", "pdf", "gif and script"],
)  # fmt: skip
def test_what_is_no_picture_is_refused(given: bytes) -> None:
    with refused():
        pictures.accept(given)


@row(53)
def test_what_stands_behind_a_picture_does_not_come_along() -> None:
    found = pictures.accept(encoded("JPEG") + b"<script>alert(1)</script>PK\x03\x04")
    assert b"script" not in found.content
    assert b"PK\x03\x04" not in found.content


@row(53)
def test_a_wrong_ending_changes_nothing(cast: Cast) -> None:
    post = a_post(cast)
    upload(cast, post, encoded("PNG"), "photo.jpg")
    assert Asset.objects.get().mime_type in ("image/png", "image/jpeg")


@row(55)
def test_a_colour_profile_of_a_megabyte_is_left_behind() -> None:
    found = pictures.accept(encoded("JPEG", icc_profile=b"x" * 60_000))
    assert len(found.content) < 20_000


@row(56)
def test_an_animation_without_end_is_no_trouble() -> None:
    frames = [Image.new("P", (4, 4), number % 2) for number in range(2_000)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:], duration=20)
    try:
        found = pictures.accept(buffer.getvalue())
    except Exception as error:
        with refused():
            raise error
    else:
        assert len(found.content) < 2_000_000


@row(58)
@pytest.mark.parametrize("name", ["../../x.jpg", "CON", "x" * 300 + ".jpg", "a\0b.jpg", "<b>.jpg", "é\u202egpj.exe"])
def test_a_file_is_kept_under_a_name_of_ours(cast: Cast, name: str) -> None:
    upload(cast, a_post(cast), encoded("JPEG"), name)
    stored = str(Asset.objects.get().file.name)
    assert stored.isascii()
    assert ".." not in stored
    assert len(stored) < 120
    assert stored.endswith((".jpeg", ".jpg"))


@row(59)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_an_upload_that_stopped_half_way_leaves_nothing(cast: Cast, share: float) -> None:
    post, whole = a_post(cast), encoded("JPEG", (900, 700))
    page = upload(cast, post, whole[: int(len(whole) * share)], "a.jpg").content.decode()
    assert "not a picture" in page
    assert not Asset.objects.exists()
    assert Post.objects.get(pk=post.pk).idea == "Fresh rye bread from seven"
