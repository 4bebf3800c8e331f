"""A date and time as somebody typed it, or a sentence that says what is wrong with it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import Instant, instant

FURTHEST = timedelta(days=2 * 366)
_EXAMPLE = "2026-05-31 14:30"
_LONGEST = 60
_DIGITS_ONLY = re.compile(r"\d{9,16}")
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b(.*)")
_WEEK_DATE = re.compile(r"\d{4}-?W\d{2}", re.IGNORECASE)
_NO_SUCH_TIME = re.compile(r"(?:\b|T)24:\d{2}|:[6-9]\d")


def parse_when(text: str, *, now: datetime, zone: ZoneInfo | None = None) -> Instant:
    """The moment meant by an ISO date and time; without an offset it is wall time in `zone`.

    Raises Problem for: nothing, other formats, a computer's time stamp, 24:00 and :60, no zone, the past, and more
    than two years ahead. The instant carries a notice when the text had to be interpreted.
    """
    text = " ".join(text.split())[:_LONGEST]
    _refuse_other_formats(text)
    try:
        given = datetime.fromisoformat(text)
    except ValueError as error:
        raise _problem(
            say("“{text}” is no date and time. Write it like {example}.", text=text, example=_EXAMPLE)
        ) from error
    return _in_reach(_instant(given, zone, text), now)


def _refuse_other_formats(text: str) -> None:
    """Formats that would be misread, each with what to write instead."""
    if not text:
        raise _problem(say("Please give a date and a time, for example {example}.", example=_EXAMPLE))
    if not text.isascii():
        raise _problem(say("“{text}” is no date and time. Write it like {example}.", text=text, example=_EXAMPLE))
    if _DIGITS_ONLY.fullmatch(text):
        raise _problem(_time_stamp(text))
    if match := _DAY_OR_MONTH_FIRST.match(text):
        raise _problem(_ambiguous(*match.groups()))
    if _NO_SUCH_TIME.search(text):
        raise _problem(
            say("There is no such time as in “{text}”. The day ends at 23:59 and begins at 00:00.", text=text)
        )
    if ":" not in text and not re.search(r"T\d{2}", text):
        raise _problem(say("Please add a time to “{text}”, for example {example}.", text=text, example=_EXAMPLE))


def _time_stamp(text: str) -> Message:
    """Seconds or milliseconds since 1970, shown as what they probably mean."""
    seconds = int(text) / (1000 if len(text) > 11 else 1)
    try:
        meant = datetime.fromtimestamp(min(seconds, 1e12), UTC)
    except (OverflowError, ValueError, OSError):
        return say("“{text}” is no date and time. Write it like {example}.", text=text, example=_EXAMPLE)
    return say(
        "“{text}” looks like a computer's time stamp for {meant} UTC. Please write the date and the time.",
        text=text,
        meant=f"{meant:%Y-%m-%d %H:%M}",
    )


def _ambiguous(first: str, second: str, year: str, rest: str) -> Message:
    """03/04/2026 is April in Kraków and March in Chicago: never guess."""
    time_part = rest.strip() or "14:30"
    readings = [
        f"{year}-{int(month):02}-{int(day):02} {time_part}"
        for day, month in dict.fromkeys(((first, second), (second, first)))
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    ]
    text = f"{first}/{second}/{year}"
    if len(readings) > 1:
        return say(
            "“{text}” can mean two days. Write {first} or {second}.", text=text, first=readings[0], second=readings[1]
        )
    return say("Please write the year first, like {example}.", example=readings[0] if readings else _EXAMPLE)


def _instant(given: datetime, zone: ZoneInfo | None, text: str) -> Instant:
    """The moment of a parsed date, aware or in `zone`."""
    if zone is None and given.tzinfo is None:
        raise _problem(say("“{text}” doesn't say which time zone it is in.", text=text))
    try:
        found = (
            instant(given, zone)
            if zone is not None and given.tzinfo is None
            else Instant(given.astimezone(UTC), given.astimezone(zone).replace(tzinfo=None))
        )
    except OverflowError as error:
        raise _problem(say("That date is too far away.")) from error
    if found.notice is None and _WEEK_DATE.match(text):
        notice = say("“{text}” was understood as {day}.", text=text, day=f"{given:%Y-%m-%d}")
        return Instant(found.utc, found.wall, notice)
    return found


def _in_reach(found: Instant, now: datetime) -> Instant:
    """The instant, unless it is over or more than two years away."""
    if found.utc <= now:
        moment = f"{found.wall:%Y-%m-%d %H:%M}"
        raise _problem(say("{moment} has passed. Choose a later time, or publish now.", moment=moment))
    if found.utc > now + FURTHEST:
        raise _problem(say("That is more than two years away. Choose an earlier date."))
    return found


def _problem(message: Message) -> Problem:
    return Problem(message, "when")
