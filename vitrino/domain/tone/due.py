"""The due times a reply names, as the complaint's case will read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from vitrino.domain.cases.promises import read
from vitrino.domain.hours import Calendar
from vitrino.domain.tone.finding import Span

# Two moments to tell "within two hours", the same from any moment on, from "by 5 pm", which isn't.
_ANY_MOMENTS = (datetime(2026, 1, 7, 12, 0, tzinfo=UTC), datetime(2026, 5, 12, 8, 37, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Due:
    """A due time: where it stands, how long it is until then, and whether the shop is open then, if that is known."""

    span: Span
    wait: timedelta
    is_open: bool


def dues(text: str, language: str, calendar: Calendar, now: datetime | None) -> tuple[Due, ...]:
    """Every due time from `now` on, the moment the reply is sent. Without that moment: only lengths of time."""
    if now is not None:
        return _read(text, language, calendar, now)
    first, second = (_read(text, language, calendar, moment) for moment in _ANY_MOMENTS)
    lasting = {(due.span, due.wait) for due in second}
    return tuple(Due(due.span, due.wait, True) for due in first if (due.span, due.wait) in lasting)


def _read(text: str, language: str, calendar: Calendar, now: datetime) -> tuple[Due, ...]:
    found = read(text, now=now, calendar=calendar, language=language).found
    return tuple(Due(Span(one.start, one.end), one.due_at - now, one.is_open) for one in found)
