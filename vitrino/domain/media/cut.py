"""Which part of a picture a platform gets to see, and in how many pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Pixels, both at least 1."""

    width: int
    height: int

    @property
    def aspect(self) -> float:
        return self.width / self.height


@dataclass(frozen=True)
class Focus:
    """What must stay in sight, as shares of width and height, 0..1 from the upper left."""

    x: float = 0.5
    y: float = 0.5


@dataclass(frozen=True)
class Form:
    """What a platform takes. Aspects as width / height; max_edge: the longer side in pixels; None: no limit."""

    mime_types: tuple[str, ...]
    max_bytes: int | None = None
    min_aspect: float | None = None
    max_aspect: float | None = None
    max_edge: int | None = None


@dataclass(frozen=True)
class Cut:
    """The rectangle to take out of the original, in its pixels, and the size it is brought to."""

    left: int
    top: int
    width: int
    height: int
    out: Size

    @property
    def box(self) -> tuple[int, int, int, int]:
        """left, upper, right, lower, as picture libraries want it."""
        return self.left, self.top, self.left + self.width, self.top + self.height

    def is_whole(self, original: Size) -> bool:
        """True when nothing is cut away."""
        return (self.width, self.height) == (original.width, original.height)


def cut(original: Size, focus: Focus, form: Form) -> Cut:
    """The largest part of `original` in the form's aspect, around the focus as far as the edges allow; never enlarged.

    Sizes are whole pixels, so an aspect may miss its range by less than one pixel where a range is narrower than that.
    """
    taken = _within(original, form)
    left = _place(original.width, taken.width, focus.x)
    top = _place(original.height, taken.height, focus.y)
    return Cut(left, top, taken.width, taken.height, _shrunk(taken, form))


def _within(size: Size, form: Form) -> Size:
    """The largest size inside `size` whose aspect the form allows."""
    if form.min_aspect is not None and size.aspect < form.min_aspect:
        return Size(size.width, max(1, math.floor(size.width / form.min_aspect)))
    if form.max_aspect is not None and size.aspect > form.max_aspect:
        return Size(max(1, math.floor(size.height * form.max_aspect)), size.height)
    return size


def _place(whole: int, part: int, focus: float) -> int:
    """Where a stretch of `part` begins so that the focus is in its middle, or as near to that as the edges allow."""
    return min(max(round(focus * whole - part / 2), 0), whole - part)


def _shrunk(size: Size, form: Form) -> Size:
    longest = max(size.width, size.height)
    if form.max_edge is None or longest <= form.max_edge:
        return size
    factor = form.max_edge / longest
    small = Size(max(1, round(size.width * factor)), max(1, round(size.height * factor)))
    return _within(small, form)  # rounding may have left the range by a fraction of a pixel
