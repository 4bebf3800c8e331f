"""Films: recognised by their first bytes, opened only by the reader for that kind, measured before anything is made."""

from __future__ import annotations

import os
from typing import Any

from vitrino.domain.media import Film, Size
from vitrino.media.sniffing import kind_of_file
from vitrino.media.workshop.refusal import Refused

# Only these readers, and nothing but the file itself: others follow addresses written into the file.
READERS = {"video/mp4": "mov", "video/quicktime": "mov", "video/webm": "matroska", "video/x-msvideo": "avi"}
LONGEST_S = 3600.0
MAX_EDGE = 4096
_LEAST_S = 0.1


def opened(path: str) -> Any:
    """The film's container. Raises Refused for what is no film, or when the reader is not installed."""
    mime_type = kind_of_file(path)
    if mime_type is None:
        raise Refused("no-film")
    try:
        import av
    except ImportError:
        raise Refused("no-reader") from None
    av.logging.set_level(None)
    try:
        return av.open(
            path, format=READERS[mime_type], options={"protocol_whitelist": "file"}, metadata_errors="ignore"
        )
    except av.FFmpegError:
        raise Refused("no-film") from None


def probe(order: dict[str, Any]) -> dict[str, Any]:
    """order: source. What the film is, as the fields of `Film` (its size upright), and whether a place is in it."""
    with opened(order["source"]) as container:
        film = measure(container, order["source"])
        had_place = any("location" in name.lower() for name in container.metadata)
    size = {"width": film.size.width, "height": film.size.height}
    return {**{name: value for name, value in vars(film).items() if name != "size"}, **size, "had_place": had_place}


def measure(container: Any, path: str) -> Film:
    """The film behind an open container. Raises Refused for one without pictures, without length, or beyond all."""
    import av

    if not container.streams.video:
        raise Refused("no-picture")
    stream = container.streams.video[0]
    stream.thread_type = "AUTO"
    try:
        first = next(container.decode(stream))
    except (StopIteration, av.FFmpegError):
        raise Refused("no-picture") from None
    duration_s = _duration_s(container, stream)
    if duration_s < _LEAST_S:
        raise Refused("no-length")
    if duration_s > LONGEST_S:
        raise Refused("length")
    if max(first.width, first.height) > MAX_EDGE:
        raise Refused("edge")
    turned = turn_of(first) in (90, 270)
    size = Size(first.height, first.width) if turned else Size(first.width, first.height)
    audio = container.streams.audio[0].codec_context.name if container.streams.audio else ""
    mime_type = kind_of_file(path) or ""
    fps = float(stream.average_rate or stream.guessed_rate or 0)
    return Film(size, round(duration_s, 3), round(fps, 3), mime_type, stream.codec_context.name, audio,
                os.path.getsize(path))  # fmt: skip


def turn_of(frame: Any) -> int:
    """By how many degrees clockwise the picture has to be turned to stand upright."""
    return -int(getattr(frame, "rotation", 0) or 0) % 360


def _duration_s(container: Any, stream: Any) -> float:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return float(container.duration or 0) / 1_000_000
