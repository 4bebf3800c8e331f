"""Reading a list that comes newest first, page by page, so that a cut, an empty page or a crash loses nothing.

The cursor remembers up to when everything was delivered (`known_until`) and, inside a run over several pages, how far
down it got. `known_until` moves only when a run has reached down to something already known, ten minutes before it at
least, because lists gain late entries in the middle. When a run ends early it is made once more from the top; when that
ends early too, the platform has really forgotten what was between, and the page says so (`reached_overlap` False).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from vitrino.connect.reading import moment, text

OVERLAP = timedelta(minutes=10)
FIRST_READ = timedelta(days=30)


@dataclass(frozen=True)
class Progress:
    """Where the reading stands. Times as ISO text, "" for none; page is the platform's own word for the next page."""

    known_until: str = ""
    newest: str = ""
    oldest: str = ""
    page: str = ""
    was_cut: bool = False


def progress(cursor: str) -> Progress:
    """The cursor read back; one that can't be read means starting over, which only repeats."""
    try:
        stored = json.loads(cursor)
        return Progress(**{name: stored[name] for name in ("known_until", "newest", "oldest", "page", "was_cut")})
    except (ValueError, KeyError, TypeError):
        return Progress()


def read_down_to(at: Progress, now: datetime) -> datetime:
    """How far back a run goes: a little before what is known; at the very start, a month."""
    known = moment(at.known_until)
    return known - OVERLAP if known else now - FIRST_READ


def advance(at: Progress, times: Sequence[datetime], next_page: str, now: datetime) -> tuple[str, bool, bool]:
    """The cursor after one page with entries of these times, whether the run is complete, whether it reached the known.

    next_page: "" when the platform says, or shows by an empty page, that there is nothing further down.
    """
    seen = _seen(at, [min(time, now) for time in times])  # a clock running ahead must not hide what comes next
    if times and min(times) <= read_down_to(at, now):
        return _stored(_settled(seen)), True, True
    if next_page:
        return _stored(replace(seen, page=text(next_page))), False, True
    return _ended(seen, is_empty=not times)


def _seen(at: Progress, times: Sequence[datetime]) -> Progress:
    newest = max([*times, *_time(at.newest)], default=None)
    oldest = min([*times, *_time(at.oldest)], default=None)
    return replace(at, newest=newest.isoformat() if newest else "", oldest=oldest.isoformat() if oldest else "")


def _time(stored: str) -> list[datetime]:
    found = moment(stored)
    return [found] if found else []


def _ended(seen: Progress, is_empty: bool) -> tuple[str, bool, bool]:
    """The list is at its end: was everything between then and now in it?"""
    met_known = seen.oldest != "" and _time(seen.oldest) <= _time(seen.known_until)
    is_beginning = not seen.known_until and (seen.was_cut or not seen.newest or not is_empty)
    if met_known or is_beginning or (seen.was_cut and not seen.newest):
        return _stored(_settled(seen)), True, True
    if seen.was_cut:
        return _stored(_settled(seen)), True, False
    return _stored(Progress(known_until=seen.known_until, was_cut=True)), True, False


def _settled(seen: Progress) -> Progress:
    return Progress(known_until=max(seen.known_until, seen.newest))


def _stored(at: Progress) -> str:
    return json.dumps(asdict(at), separators=(",", ":"))
