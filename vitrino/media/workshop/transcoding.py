"""A film made anew: upright, cut, H.264 and AAC in an MP4 that begins to play at once, without metadata."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from vitrino.domain.media import Film, FilmForm, FilmPlan, Focus, Form, plan
from vitrino.media.workshop.film import measure, opened, turn_of
from vitrino.media.workshop.refusal import Refused

CRF = "21"
SOUND_RATE = 48_000
TELL_EVERY = 15
POSTER_AT_S = 1.0
POSTER_EDGE = 1280
_TURNS = {90: (("transpose", "clock"),), 180: (("hflip", ""), ("vflip", "")), 270: (("transpose", "cclock"),)}

Tell = Callable[[float], None]


def transcode(order: dict[str, Any], *, tell: Tell) -> dict[str, Any]:
    """order: source, into, focus, form; poster: where to put a still picture, "" for none. Tells shares done, 0..1."""
    import av

    form = film_form(order["form"])
    with opened(order["source"]) as container:
        film = measure(container, order["source"])
        planned = plan(film, form, Focus(**order["focus"]))
        container.seek(0)
        try:
            still = _written(container, order["into"], film, planned, tell)
        except av.FFmpegError:
            raise Refused("unreadable") from None
    if order.get("poster") and still is not None:
        picture = still.to_image()
        picture.thumbnail((POSTER_EDGE, POSTER_EDGE))
        picture.save(order["poster"], "JPEG", quality=84, optimize=True)
    out = planned.cut.out
    return {"mime_type": "video/mp4", "width": out.width, "height": out.height, "duration_s": film.duration_s,
            "has_audio": bool(film.audio_codec), "size_bytes": os.path.getsize(order["into"]),
            "fps": planned.fps or film.fps, "has_poster": bool(order.get("poster")) and still is not None}  # fmt: skip


def film_form(order: dict[str, Any]) -> FilmForm:
    """A form as it came over the pipe."""
    picture = Form(**{**order["picture"], "mime_types": tuple(order["picture"]["mime_types"])})
    return FilmForm(**{**order, "picture": picture})


def _written(container: Any, into: str, film: Film, planned: FilmPlan, tell: Tell) -> Any:
    """Write the file; gives the frame that stands for the whole."""
    import av

    source = container.streams.video[0]
    sound = container.streams.audio[0] if container.streams.audio and planned.audio_bps else None
    with av.open(into, "w", format="mp4", options={"movflags": "+faststart", "map_metadata": "-1"}) as out:
        pictures = _Pictures(out, source, film, planned)
        sounds = _Sounds(out, planned) if sound is not None else None
        streams = [stream for stream in (source, sound) if stream is not None]
        for number, packet in enumerate(container.demux(*streams)):
            for frame in _decoded(packet):
                if packet.stream is source:
                    pictures.take(frame)
                elif sounds is not None:
                    sounds.take(frame)
            if number % TELL_EVERY == 0:
                tell(min(pictures.at_s / film.duration_s, 0.99))
        pictures.end()
        if sounds is not None:
            sounds.end()
    return pictures.still


def _decoded(packet: Any) -> Iterator[Any]:
    """The frames of a packet; a damaged packet is left out rather than ending the film."""
    import av

    try:
        yield from packet.decode()
    except av.error.InvalidDataError:
        return


class _Pictures:
    """The picture stream on its way: filtered (upright, cut, sized), encoded, muxed."""

    def __init__(self, out: Any, source: Any, film: Film, planned: FilmPlan) -> None:
        self._out, self._source, self._planned = out, source, planned
        rate = Fraction(planned.fps or film.fps or 30).limit_denominator(1001)
        size = planned.cut.out
        self._stream = out.add_stream("libx264", rate=rate)
        self._stream.width, self._stream.height, self._stream.pix_fmt = size.width, size.height, "yuv420p"
        self._stream.time_base = Fraction(1, 90_000)
        self._stream.codec_context.time_base = Fraction(1, 90_000)
        most = str(planned.video_bps)
        self._stream.options = {"preset": "veryfast", "crf": CRF, "maxrate": most, "bufsize": most}
        self._stream.codec_context.thread_count = 2
        self._graph: Any = None
        self._last = -1
        self.at_s = 0.0
        self.still: Any = None

    def take(self, frame: Any) -> None:
        import av

        if self._graph is None:
            self._graph = self._built(frame)
        self._graph.push(frame)
        self._pull(av)

    def end(self) -> None:
        """What the filters and the encoder still hold."""
        import av

        if self._graph is None:
            raise Refused("no-picture")
        self._graph.push(None)
        self._pull(av)
        self._out.mux(self._stream.encode(None))

    def _pull(self, av: Any) -> None:
        while True:
            try:
                frame = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            self._encode(frame)

    def _encode(self, frame: Any) -> None:
        if frame.pts is None:
            return
        at = int(frame.pts * frame.time_base * 90_000)
        if at <= self._last:  # cameras repeat time stamps; an encoder takes each once
            return
        self._last, self.at_s = at, at / 90_000
        frame.pts, frame.time_base, frame.pict_type = at, Fraction(1, 90_000), 0
        if self.still is None or self.at_s <= POSTER_AT_S:
            self.still = frame
        self._out.mux(self._stream.encode(frame))

    def _built(self, frame: Any) -> Any:
        """The filters in a row, from a frame as the camera made it to one as the platform wants it."""
        import av

        cut = self._planned.cut
        graph = av.filter.Graph()
        steps = [
            *_TURNS.get(turn_of(frame), ()),
            ("crop", f"{cut.width}:{cut.height}:{cut.left}:{cut.top}"),
            ("scale", f"{cut.out.width}:{cut.out.height}"),
            ("setsar", "1"),
            *([("fps", str(self._planned.fps))] if self._planned.fps else []),
            ("format", "yuv420p"),
        ]
        nodes = [graph.add_buffer(template=self._source), *(graph.add(name, args or None) for name, args in steps),
                 graph.add("buffersink")]  # fmt: skip
        for before, after in itertools.pairwise(nodes):
            before.link_to(after)
        graph.configure()
        return graph


class _Sounds:
    """The sound on its way: resampled to what every player takes, encoded, muxed."""

    def __init__(self, out: Any, planned: FilmPlan) -> None:
        import av

        self._out = out
        self._stream = out.add_stream("aac", rate=SOUND_RATE)
        self._stream.bit_rate = planned.audio_bps
        self._stream.layout = "stereo"
        self._resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SOUND_RATE, frame_size=1024)

    def take(self, frame: Any) -> None:
        for piece in self._resampler.resample(frame):
            self._out.mux(self._stream.encode(piece))

    def end(self) -> None:
        self.take(None)
        self._out.mux(self._stream.encode(None))
