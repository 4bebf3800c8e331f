"""Pictures from outside: recognised by their content, limited before they are decoded, written anew without metadata.

Runs in a process of its own with a memory limit: a 20 kB file can ask for gigabytes once it is decoded.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import dataclass

from vitrino.domain.message import say
from vitrino.domain.problem import Problem

FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_FRAMES = 300
LONGEST_EDGE = 4096
MEMORY_BYTES = 1024 * 1024 * 1024
TIME_S = 60


@dataclass(frozen=True)
class Picture:
    """A picture we wrote ourselves. content: bytes of `mime_type`; pixels after turning it upright."""

    content: bytes
    mime_type: str
    width: int
    height: int


def accept(uploaded: bytes) -> Picture:
    """The picture, safe to keep and to show. Raises Problem that says what is wrong and what to do."""
    if not uploaded:
        raise Problem(say("The file is empty."), "pictures")
    if len(uploaded) > MAX_BYTES:
        raise Problem(say("The file is larger than {most} MB. Save it smaller and try again.",
                          most=MAX_BYTES // 1024**2), "pictures")  # fmt: skip
    try:
        done = subprocess.run(  # our own interpreter and module, no shell
            [sys.executable, "-m", "vitrino.media.pictures"], input=uploaded, capture_output=True, timeout=TIME_S,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Problem(say("This picture takes too long to read. Save it anew and try again."), "pictures") from error
    head, _newline, content = done.stdout.partition(b"\n")
    if done.returncode != 0:
        raise Problem(REFUSALS.get(head.decode("ascii", "replace"), REFUSALS["unreadable"]), "pictures")
    about = json.loads(head)
    return Picture(content, about["mime_type"], about["width"], about["height"])


REFUSALS = {
    "unreadable": say("This is not a picture Vitrino can read. It takes JPEG, PNG, WebP and GIF."),
    "pixels": say("This picture has too many pixels (more than 50 million). Save it smaller and try again."),
    "frames": say("This animation has too many pictures (more than 300). Shorten it and try again."),
}


class _Refused(Exception):
    """Its text is a key of REFUSALS."""


def _rewrite(uploaded: bytes) -> tuple[dict[str, object], bytes]:
    """Decode within limits and encode again, upright and without metadata."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # judged here, before anything is decoded
    with Image.open(io.BytesIO(uploaded), formats=list(FORMATS)) as image:
        if image.width * image.height > MAX_PIXELS:
            raise _Refused("pixels")
        if getattr(image, "n_frames", 1) > MAX_FRAMES:
            raise _Refused("frames")
        if image.format == "GIF" and getattr(image, "is_animated", False):
            return _about("image/gif", image.width, image.height), _saved(image, "GIF", save_all=True)
        image.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
        has_alpha = "A" in upright.getbands() or "transparency" in upright.info
        kind = "PNG" if has_alpha else "JPEG"
        plain = upright.convert("RGBA" if has_alpha else "RGB")
        plain.info.clear()
        return _about(FORMATS[kind], plain.width, plain.height), _saved(plain, kind)


def _saved(image: object, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, optimize=True, **({"quality": 88} if kind == "JPEG" else {}), **options)  # type: ignore[attr-defined]
    return buffer.getvalue()


def _about(mime_type: str, width: int, height: int) -> dict[str, object]:
    return {"mime_type": mime_type, "width": width, "height": height}


def main() -> int:
    """The limited process: a file on standard input; one line of JSON and the new file on standard output."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (TIME_S, TIME_S))
    except (ImportError, ValueError, OSError):
        pass  # Windows has no such limits; the pixel limit still holds
    try:
        about, content = _rewrite(sys.stdin.buffer.read())
    except _Refused as refused:
        sys.stdout.write(f"{refused}\n")
        return 1
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError):
        sys.stdout.write("unreadable\n")
        return 1
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
