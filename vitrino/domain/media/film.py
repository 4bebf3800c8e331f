"""Whether a film fits a platform, and how it is made to."""

from __future__ import annotations

from dataclasses import dataclass

from vitrino.domain.media.cut import Cut, Focus, Form, Size, cut
from vitrino.domain.message import Message, say

AUDIO_BPS = 128_000
LEAST_VIDEO_BPS = 300_000
MOST_VIDEO_BPS = 6_000_000
# Containers and rate control need some room below the limit.
USABLE_SHARE = 0.94
MOST_FPS = 60.0
TOLERANCE_S = 0.05


@dataclass(frozen=True)
class Film:
    """A film as it was probed, upright. fps 0: unknown. codec names as FFmpeg has them ("h264", "aac", "" for none)."""

    size: Size
    duration_s: float
    fps: float
    mime_type: str
    video_codec: str
    audio_codec: str
    size_bytes: int


@dataclass(frozen=True)
class FilmForm:
    """What a platform takes of films; times in seconds."""

    picture: Form
    min_s: float | None = None
    max_s: float | None = None
    max_fps: float | None = None


@dataclass(frozen=True)
class FilmPlan:
    """How to transcode. video_bps: the highest rate in bits per second. fps None: as it is."""

    cut: Cut
    video_bps: int
    audio_bps: int
    fps: float | None


def troubles(film: Film, form: FilmForm, platform: str) -> tuple[Message, ...]:
    """What no transcoding can help, in words; empty when the film can be made to fit."""
    found = []
    if form.min_s is not None and film.duration_s < form.min_s - TOLERANCE_S:
        found.append(
            say("{platform} takes films from {least} s on; this one lasts {n} s.", platform=platform,
                least=_plain(form.min_s), n=_plain(film.duration_s))
        )  # fmt: skip
    if form.max_s is not None and film.duration_s > form.max_s + TOLERANCE_S:
        found.append(
            say("{platform} takes films up to {most} s; this one lasts {n} s.", platform=platform,
                most=_plain(form.max_s), n=_plain(film.duration_s))
        )  # fmt: skip
    if form.picture.max_bytes is not None and _room_bps(film, form.picture.max_bytes) < LEAST_VIDEO_BPS:
        found.append(
            say("This film is too long to fit into the {most} MB that {platform} takes.", platform=platform,
                most=form.picture.max_bytes // 1_000_000)
        )  # fmt: skip
    return tuple(found)


def fits(film: Film, form: FilmForm) -> bool:
    """True when it can go out as it is: right container, codecs every platform plays, size and shape."""
    rule = form.picture
    return (
        film.mime_type in rule.mime_types
        and film.video_codec == "h264"
        and film.audio_codec in ("aac", "")
        and (rule.max_bytes is None or film.size_bytes <= rule.max_bytes)
        and (rule.max_edge is None or max(film.size.width, film.size.height) <= rule.max_edge)
        and (rule.min_aspect is None or film.size.aspect >= rule.min_aspect)
        and (rule.max_aspect is None or film.size.aspect <= rule.max_aspect)
        and (form.max_fps is None or film.fps <= form.max_fps + 0.5)
    )


def plan(film: Film, form: FilmForm, focus: Focus) -> FilmPlan:
    """The transcode that makes it fit, as far as `troubles` found none."""
    found = cut(film.size, focus, form.picture)
    even = Cut(found.left, found.top, _even(found.width), _even(found.height),
               Size(_even(found.out.width), _even(found.out.height)))  # fmt: skip
    room = MOST_VIDEO_BPS if form.picture.max_bytes is None else _room_bps(film, form.picture.max_bytes)
    most_fps = min(form.max_fps or MOST_FPS, MOST_FPS)
    return FilmPlan(
        cut=even,
        video_bps=int(min(max(room, LEAST_VIDEO_BPS), MOST_VIDEO_BPS)),
        audio_bps=AUDIO_BPS if film.audio_codec else 0,
        fps=most_fps if film.fps > most_fps + 0.5 else None,
    )


def _room_bps(film: Film, max_bytes: int) -> float:
    """Bits per second left for the pictures when the whole film is to have `max_bytes`."""
    audio = AUDIO_BPS if film.audio_codec else 0
    return max_bytes * 8 * USABLE_SHARE / max(film.duration_s, 0.1) - audio


def _even(edge: int) -> int:
    """H.264 halves the colours, so sides are even."""
    return max(2, edge - edge % 2)


def _plain(seconds: float) -> str:
    return f"{seconds:.1f}".removesuffix(".0")
