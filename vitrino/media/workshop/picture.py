"""Pictures: recognised by their content, judged before they are decoded, written anew upright and without metadata."""

from __future__ import annotations

import io
import math
import os
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from vitrino.domain.media import Cut, Focus, Form, Size, cut
from vitrino.media.workshop.refusal import Refused

FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
MAX_PIXELS = 50_000_000
MAX_FRAMES = 300
# Every picture of an animation is decoded: 300 of them at 4 megapixels would take minutes.
MAX_ANIMATED_PIXELS = 250_000_000
LONGEST_EDGE = 4096
# A photo of 48 megapixels is decoded at half its size (4000 pixels) rather than whole: a third of the memory.
GOOD_ENOUGH_EDGE = 3600
KEPT_QUALITY = 90
QUALITIES = (88, 80, 72, 62, 50)
SMALLER = 0.85
SMALLEST_EDGE = 320
LATITUDE_AND_LONGITUDE = 0x8825
_BY_MIME = {mime: kind for kind, mime in FORMATS.items()}

Image.MAX_IMAGE_PIXELS = None  # judged here, before anything is decoded


def accept(order: dict[str, Any]) -> dict[str, Any]:
    """order: source, into (paths). Writes the picture we keep; says what it is and whether a place was in it."""
    with Image.open(order["source"], formats=list(FORMATS)) as image:
        frames = _judge(image)
        had_place = bool(image.getexif().get_ifd(LATITUDE_AND_LONGITUDE))
        if frames > 1 and image.format == "GIF":
            image.save(order["into"], "GIF", save_all=True, optimize=True, comment=b"")
            return _about("image/gif", image.size, order["into"], frames=frames, had_place=False)
        plain = _upright(image, LONGEST_EDGE, enough=GOOD_ENOUGH_EDGE)
    kind = "PNG" if plain.mode == "RGBA" else "JPEG"
    Path(order["into"]).write_bytes(_encoded(plain, kind, KEPT_QUALITY))
    return _about(FORMATS[kind], plain.size, order["into"], frames=1, had_place=had_place)


def renditions(order: dict[str, Any]) -> dict[str, Any]:
    """order: source, focus, forms (each with its `into`). Decodes once, at the size the largest of them needs."""
    focus = Focus(**order["focus"])
    forms = [Form(**{**one["form"], "mime_types": tuple(one["form"]["mime_types"])}) for one in order["forms"]]
    with Image.open(order["source"], formats=list(FORMATS)) as image:
        _judge(image)
        full = _upright_size(image)
        cuts = [cut(full, focus, form) for form in forms]
        plain = _upright(image, _needed_edge(full, cuts))
    made = []
    for one, form, wanted in zip(order["forms"], forms, cuts, strict=True):
        mime_type, content, size = _rendition(plain, full, wanted, form)
        Path(one["into"]).write_bytes(content)
        made.append(_about(mime_type, size, one["into"]))
    return {"made": made}


def _judge(image: Image.Image) -> int:
    """How many single pictures it has. Raises Refused before any of them is decoded."""
    if image.width * image.height > MAX_PIXELS:
        raise Refused("pixels")
    frames = int(getattr(image, "n_frames", 1))
    if frames > MAX_FRAMES:
        raise Refused("frames")
    if frames * image.width * image.height > max(MAX_ANIMATED_PIXELS, MAX_PIXELS):
        raise Refused("animation")
    return frames


def _upright_size(image: Image.Image) -> Size:
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return Size(image.height, image.width) if turned else Size(image.width, image.height)


def _needed_edge(full: Size, cuts: list[Cut]) -> int:
    """The longest side of the whole picture at which no rendition has to be enlarged."""
    factor = max(found.out.width / found.width for found in cuts)
    return max(1, math.ceil(max(full.width, full.height) * factor))


def _upright(image: Image.Image, edge: int, enough: int = 0) -> Image.Image:
    """Decoded no larger than needed (JPEG by eighths), turned, in plain colours, nothing else in it.

    enough: a shorter edge that will do where the decoder can't hit `edge`.
    """
    shrink = min(1.0, (enough or edge) / max(image.size))
    # Both sides have to be named: the decoder goes by the one that can shrink least.
    image.draft("RGB", (math.ceil(image.width * shrink), math.ceil(image.height * shrink)))
    image.seek(0)
    mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
    image.load()
    plain = image if image.mode == mode else image.convert(mode)
    if max(plain.size) > edge:
        plain.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=2.0)
    orientation = image.getexif().get(0x0112, 1)
    if orientation != 1:
        plain.getexif()[0x0112] = orientation
        ImageOps.exif_transpose(plain, in_place=True)
    plain.info.clear()
    plain.getexif().clear()
    return plain


def _rendition(plain: Image.Image, full: Size, wanted: Cut, form: Form) -> tuple[str, bytes, tuple[int, int]]:
    """Cut, brought to size, and encoded within the form's bytes: first at lower quality, then smaller."""
    x, y = plain.width / full.width, plain.height / full.height
    left, top, right, bottom = wanted.box
    box = (left * x, top * y, right * x, bottom * y)
    small = plain.resize((wanted.out.width, wanted.out.height), Image.Resampling.LANCZOS, box, reducing_gap=2.0)
    while True:
        for mime_type, content in _encodings(small, form):
            if form.max_bytes is None or len(content) <= form.max_bytes:
                return mime_type, content, small.size
        if max(small.size) <= SMALLEST_EDGE:
            raise Refused("too-small")
        small = small.resize((max(1, round(small.width * SMALLER)), max(1, round(small.height * SMALLER))))


def _encodings(image: Image.Image, form: Form) -> Any:
    """Ways to write it, the best first: transparent pictures as PNG where taken, everything else lossy."""
    if image.mode == "RGBA" and "image/png" in form.mime_types:
        yield "image/png", _encoded(image, "PNG", 0)
    lossy = next((mime for mime in ("image/jpeg", "image/webp") if mime in form.mime_types), "")
    if not lossy:
        yield "image/png", _encoded(image, "PNG", 0)
        return
    kind = _BY_MIME[lossy]
    flat = image if kind == "WEBP" else _on_white(image)
    for quality in QUALITIES:
        yield lossy, _encoded(flat, kind, quality)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _encoded(image: Image.Image, kind: str, quality: int) -> bytes:
    buffer = io.BytesIO()
    options: dict[str, Any] = {"quality": quality} if quality else {}
    if kind == "JPEG":
        options |= {"optimize": True, "progressive": True}
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _about(mime_type: str, size: tuple[int, int], path: str, **more: Any) -> dict[str, Any]:
    return {"mime_type": mime_type, "width": size[0], "height": size[1], "size_bytes": os.path.getsize(path), **more}
