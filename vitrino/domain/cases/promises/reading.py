"""The one due time of a reply: where it stands, which moment it is, how sure that is; or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from vitrino.domain.cases.promises import en, eo, pl
from vitrino.domain.cases.promises.clauses import is_ours
from vitrino.domain.cases.promises.grammar import Expression, expressions
from vitrino.domain.cases.promises.moments import moment
from vitrino.domain.cases.promises.vocabulary import Vocabulary, tokens_of
from vitrino.domain.hours import Calendar
from vitrino.domain.language import identify
from vitrino.domain.message import Message, say

VOCABULARIES: dict[str, Vocabulary] = {"en": en.WORDS, "pl": pl.WORDS, "eo": eo.WORDS}
LONGEST_TEXT = 5_000
_MINUTE = timedelta(minutes=1)


class Certainty(StrEnum):
    """CLEAR: said exactly. GUESSED: something had to be guessed, see the notices; ask before it counts."""

    CLEAR = "clear"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class Found:
    """A due time. start, end: its place in the reply. due_at: UTC. is_open: the shop is open until then."""

    start: int
    end: int
    words: str
    due_at: datetime
    certainty: Certainty
    notices: tuple[Message, ...]
    is_open: bool
    has_time: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reply promises. promise: the one due time, None when there is none or more than one.

    vague: places of words like "soon". problem: what to say about it to who writes; None when all is well or nothing
    is promised at all.
    """

    promise: Found | None = None
    found: tuple[Found, ...] = ()
    vague: tuple[tuple[int, int], ...] = ()
    problem: Message | None = None

    @property
    def dues(self) -> tuple[datetime, ...]:
        """Every due time, for `Situation.dues`."""
        return tuple(dict.fromkeys(one.due_at for one in self.found))


def read(text: str, *, now: datetime, calendar: Calendar, language: str = "") -> Reading:
    """Read a reply written in `language` (en, pl, eo; "": found out) and sent at `now` (aware).

    Never a moment that has passed, never one without a zone. Raises ValueError for a naive `now`.
    """
    if now.tzinfo is None:
        raise ValueError("The time has no zone.")
    text = text[:LONGEST_TEXT]
    language = language or identify(text).language
    if language in VOCABULARIES:
        return _read(text, VOCABULARIES[language], now, calendar)
    readings = [_read(text, words, now, calendar) for words in VOCABULARIES.values()]
    return max(readings, key=_length_read)


def _length_read(reading: Reading) -> int:
    return sum(one.end - one.start for one in reading.found) + sum(end - start for start, end in reading.vague)


def _read(text: str, words: Vocabulary, now: datetime, calendar: Calendar) -> Reading:
    tokens = tokens_of(text)
    ours = [one for one in expressions(tokens, words) if one.is_vague or is_ours(one, tokens, words)]
    spans = {one: (tokens[one.first].start, tokens[one.last - 1].end) for one in ours}
    vague = tuple(spans[one] for one in ours if one.is_vague)
    all_found = [found for one in ours if not one.is_vague for found in _found(one, spans[one], text, now, calendar)]
    ahead = _merged([found for found in all_found if found.due_at > now], calendar)
    problem = _problem(ahead, vague, text, has_past=len(all_found) > 0 and not ahead)
    return Reading(ahead[0] if len(ahead) == 1 else None, tuple(ahead), vague, problem)


def _found(
    expression: Expression, span: tuple[int, int], text: str, now: datetime, calendar: Calendar
) -> Iterator[Found]:
    """The due time of an expression; none for a date that no calendar has."""
    meant = moment(expression, now, calendar)
    if meant is None:
        return
    has_time = expression.length is not None or (expression.clock is not None and not expression.clock.is_part)
    yield Found(
        *span,
        text[span[0] : span[1]],
        meant.at,
        Certainty.GUESSED if meant.notices else Certainty.CLEAR,
        meant.notices,
        calendar.is_open(meant.at - _MINUTE),
        has_time,
    )


def _merged(found: Sequence[Found], calendar: Calendar) -> list[Found]:
    """One due time said twice is one: the same moment, or a day and later its time of day."""
    kept: list[Found] = []
    for one in found:
        same = next((place for place, other in enumerate(kept) if _is_same(one, other, calendar)), None)
        if same is None:
            kept.append(one)
        elif one.has_time and not kept[same].has_time:
            kept[same] = replace(one, start=kept[same].start, end=kept[same].end, words=kept[same].words)
    return kept


def _is_same(one: Found, other: Found, calendar: Calendar) -> bool:
    if one.due_at == other.due_at:
        return True
    days = {found.due_at.astimezone(calendar.zone).date() for found in (one, other)}
    return len(days) == 1 and not (one.has_time and other.has_time)


def _problem(ahead: Sequence[Found], vague: Sequence[tuple[int, int]], text: str, *, has_past: bool) -> Message | None:
    if len(ahead) > 1:
        names = ", ".join(f"“{one.words}”" for one in ahead)
        return say("This names more than one time: {times}. A promise has exactly one.", times=names)
    if ahead:
        return None
    if has_past:
        return say("The time this promises has passed already.")
    if vague:
        start, end = vague[0]
        return say(
            "“{words}” is no time: everybody imagines another one. Say by when, for example: {example}.",
            words=text[start:end],
            example=say("by 5 pm tomorrow"),
        )
    return None
