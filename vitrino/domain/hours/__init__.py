"""Opening hours: a value, read from what people type, said in words."""

from __future__ import annotations

from vitrino.domain.hours.calendar import Calendar
from vitrino.domain.hours.reading import parse_hours, read_hours
from vitrino.domain.hours.week import ALWAYS, Interval, OpeningHours, YearDay, from_json, to_json
from vitrino.domain.hours.wording import DAYS, Line, hours_text, lines

__all__ = [
    "ALWAYS",
    "DAYS",
    "Calendar",
    "Interval",
    "Line",
    "OpeningHours",
    "YearDay",
    "from_json",
    "hours_text",
    "lines",
    "parse_hours",
    "read_hours",
    "to_json",
]
