"""Spans of time, pauses taken out of them, and a target counted over what is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.domain.deadlines import Target
from vitrino.domain.hours import Calendar


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` until before `end`; None: without an end so far."""

    start: datetime
    end: datetime | None

    def covers(self, at: datetime) -> bool:
        return self.start <= at and (self.end is None or at < self.end)


def without(whole: Span, pauses: Iterable[Span]) -> list[Span]:
    """The parts of a span that lie in no pause, in order. Pauses may overlap."""
    left: list[Span] = []
    reached = whole.start
    for pause in sorted(pauses, key=lambda span: span.start):
        if whole.end is not None and pause.start >= whole.end:
            break
        if pause.start > reached:
            left.append(Span(reached, pause.start))
        if pause.end is None:
            return left
        reached = max(reached, pause.end)
    if whole.end is None or reached < whole.end:
        left.append(Span(reached, whole.end))
    return left


def elapsed(stretches: Sequence[Span], now: datetime, target: Target, calendar: Calendar) -> timedelta:
    """How much of the stretches counts for the target until `now`."""
    clock = target.clock(calendar)
    ends = ((span.start, now if span.end is None else min(span.end, now)) for span in stretches)
    return sum((clock.open_time(start, end) for start, end in ends), timedelta(0))


def used_up_at(stretches: Sequence[Span], target: Target, calendar: Calendar) -> datetime | None:
    """The moment at which the target is used up; None when the stretches, or 400 days, don't reach it."""
    clock, left = target.clock(calendar), target.length
    for span in stretches:
        if span.end is None:
            return clock.after(span.start, left)
        counted = clock.open_time(span.start, span.end)
        if counted >= left:
            return clock.after(span.start, left)
        left -= counted
    return None
