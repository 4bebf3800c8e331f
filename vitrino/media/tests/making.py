"""Pictures and films for tests, made here so that nothing binary lies in the repository."""

from __future__ import annotations

import io
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from vitrino.channels.models import Channel
from vitrino.media import actions
from vitrino.media.models import Asset
from vitrino.workspace.tests.cast import NOW, Cast

PLACE = 0x8825


def encoded(kind: str, size: tuple[int, int] = (40, 30), colour: str = "wheat", **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


def halves(size: tuple[int, int] = (1600, 400)) -> bytes:
    """Left half red, right half blue: a cut shows what it kept."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


def with_place(size: tuple[int, int] = (40, 30)) -> bytes:
    """A photo that says where it was taken, and with what."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of Anna"
    exif.get_ifd(PLACE)[2] = (52.0, 13.0, 47.0)
    return encoded("JPEG", size, exif=exif.tobytes())


def animation(frames: int, size: tuple[int, int] = (40, 30)) -> bytes:
    pictures = [Image.new("RGB", size, (n % 256, n // 256, 90)) for n in range(frames)]
    buffer = io.BytesIO()
    pictures[0].save(buffer, "GIF", save_all=True, append_images=pictures[1:], duration=40)
    return buffer.getvalue()


def upload(content: bytes, name: str = "bread.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


def an_asset(cast: Cast, content: bytes | None = None, name: str = "bread.jpg") -> Asset:
    file = upload(content if content is not None else halves(), name)
    return actions.take_in(workspace=cast.bakery, file=file, by=cast.anna, now=NOW)


def a_channel(cast: Cast, platform: str, **fields: Any) -> Channel:
    made, _is_new = Channel.objects.get_or_create(
        workspace=cast.bakery, platform=platform, remote_id=platform,
        defaults={"handle": "zorza", "connected_at": NOW, "is_rehearsal": True, **fields},
    )  # fmt: skip
    return made


def film(
    path: Path, *, size: tuple[int, int] = (320, 180), seconds: float = 2.0, codec: str = "libx264", sound: bool = True,
    kind: str = "mp4", place: bool = False,
) -> Path:  # fmt: skip
    """A small film, each frame of another colour."""
    av: Any = import_module("av")

    with av.open(str(path), "w", format=kind, options={"movflags": "use_metadata_tags"}) as out:
        if place:
            out.metadata["com.apple.quicktime.location.ISO6709"] = "+52.2297+021.0122/"
        pictures = out.add_stream(codec, rate=15)
        pictures.width, pictures.height = size
        pictures.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        tone = out.add_stream("aac", rate=44_100) if sound else None
        for number in range(int(seconds * 15)):
            frame = av.VideoFrame.from_image(Image.new("RGB", size, (number * 8 % 256, 80, 160)))
            out.mux(pictures.encode(frame))
        out.mux(pictures.encode(None))
        if tone is not None:
            for number in range(int(seconds * 44_100 / 1024)):
                out.mux(tone.encode(_silence(number)))
            out.mux(tone.encode(None))
    return path


def _silence(number: int) -> Any:
    av: Any = import_module("av")
    frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
    frame.sample_rate, frame.pts, frame.time_base = 44_100, number * 1024, Fraction(1, 44_100)
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    return frame


def turned(path: Path, into: Path) -> Path:
    """The same film with a note that it has to be turned by a quarter, as telephones write it."""
    content = bytearray(path.read_bytes())
    head = content.find(b"tkhd")
    # Version 0: the matrix of nine numbers begins 44 bytes after the name; (0, 1, -1, 0) is a quarter turn.
    start = head + 4 + 40
    quarter = (0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)
    content[start : start + 36] = b"".join(number.to_bytes(4, "big", signed=True) for number in quarter)
    into.write_bytes(bytes(content))
    return into
