"""Judging a message by its cues: several intents, one urgency, every sign with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from vitrino.domain import signals
from vitrino.domain.deadlines import Surface
from vitrino.domain.matcher import Folded, fold
from vitrino.domain.message import Message
from vitrino.domain.triage.cues import Cues, cues, languages_of, places
from vitrino.domain.triage.names import ALARM_WORDS, URGENCY, Alarm, Intent

LONGEST_TEXT = 5_000
CLOSING = timedelta(hours=2)
_SHORT_WORDS = 8
_LOW_RATING, _HIGH_RATING = 3, 4
_LINK = re.compile(r"https?://\S+|www\.\S+|\b\w+\.(?:com|net|info|biz|ru|xyz|top)\b")
_CALLING = frozenset({Intent.THREAT, Intent.HATE, Intent.ABUSE, Intent.COMPLAINT, Intent.REQUEST, Intent.PURCHASE})


@dataclass(frozen=True, slots=True)
class Sign:
    """An intent, and what says so: the place in the text, or a rule ("" when it is a place). words: all places that
    count, where it was learnt."""

    intent: Intent
    start: int = 0
    end: int = 0
    rule: str = ""
    words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is urgent, with its place in the text (0, 0 for a rule about the conversation)."""

    alarm: Alarm
    start: int = 0
    end: int = 0

    @property
    def words(self) -> Message:
        return ALARM_WORDS[self.alarm]


@dataclass(frozen=True, slots=True)
class Triage:
    """signs: one for each intent found, the gravest first. urgency: 0..3, with every reason. doubted: what the cues
    found and the shop's corrections speak against."""

    signs: tuple[Sign, ...] = ()
    urgency: int = 0
    reasons: tuple[Reason, ...] = ()
    doubted: tuple[Sign, ...] = ()

    @property
    def intents(self) -> tuple[Intent, ...]:
        return tuple(sign.intent for sign in self.signs)

    @property
    def is_unsure(self) -> bool:
        """Nothing says what the message wants; a person has to look."""
        return not self.signs


def judge(
    text: str,
    *,
    language: str = "",
    rating: int | None = None,
    surface: Surface = "message",
    unanswered: int = 0,
    window_left: timedelta | None = None,
) -> Triage:
    """Judge a message. unanswered: messages of this person that wait already. window_left: till nobody may answer."""
    folded = fold(text[:LONGEST_TEXT])
    found: dict[Intent, Sign] = {}
    reasons: dict[Alarm, Reason] = {}
    for name in languages_of(folded.source, language):
        for sign in _signs(folded, cues(name)):
            found.setdefault(sign.intent, sign)
        for reason in _alarms(folded, cues(name)):
            reasons.setdefault(reason.alarm, reason)
    _weigh(found, folded, rating, surface)
    for alarm in _alarms_around(found, unanswered, window_left):
        reasons.setdefault(alarm, Reason(alarm))
    if not found.keys() & (_CALLING | {Intent.QUESTION}):
        # "Today" in praise or in an advertisement presses nobody.
        reasons.pop(Alarm.TODAY, None)
    urgency = max((URGENCY[alarm] for alarm in reasons), default=0)
    ordered = sorted(reasons.values(), key=lambda reason: -URGENCY[reason.alarm])
    return Triage(tuple(found[intent] for intent in Intent if intent in found), urgency, tuple(ordered))


def _signs(folded: Folded, cue: Cues) -> Iterator[Sign]:
    """The signs of each intent; denied praise is a complaint, a denied complaint is nothing."""
    spoke = False
    for intent, pattern in cue.intents.items():
        for start, end in places(pattern, folded):
            is_denied = cue.is_denied(folded.text, start)
            spoke = True
            if intent is Intent.PRAISE and is_denied:
                yield Sign(Intent.COMPLAINT, *folded.span(start, end))
            elif not (intent is Intent.COMPLAINT and is_denied):
                yield Sign(intent, *folded.span(start, end))
    yield from _questions(folded, cue, may_lack_mark=not spoke)


def _questions(folded: Folded, cue: Cues, *, may_lack_mark: bool) -> Iterator[Sign]:
    """Question words with a question mark behind; who asks in a hurry leaves it out: "what time do you close"."""
    is_short = may_lack_mark and len(folded.text.split()) <= _SHORT_WORDS
    for asked in cue.question.finditer(folded.text):
        begins = not folded.text[: asked.start(1)].strip()
        if "?" in folded.text[asked.end() :] or (is_short and begins):
            yield Sign(Intent.QUESTION, *folded.span(*asked.span(1)))


def _alarms(folded: Folded, cue: Cues) -> Iterator[Reason]:
    for alarm, pattern in cue.alarms.items():
        for start, end in places(pattern, folded):
            if not cue.is_denied(folded.text, start):
                yield Reason(alarm, *folded.span(start, end))


def _weigh(found: dict[Intent, Sign], folded: Folded, rating: int | None, surface: Surface) -> None:
    """What one sign says about another, and what is known besides the words."""
    if rating is not None:
        rated = Intent.COMPLAINT if rating <= _LOW_RATING else Intent.PRAISE
        found.setdefault(rated, Sign(rated, rule="rating"))
        if rating >= _HIGH_RATING:
            found.pop(Intent.COMPLAINT, None)
    question = folded.text.find("?")
    if question >= 0 and Intent.QUESTION not in found:
        found[Intent.QUESTION] = Sign(Intent.QUESTION, *folded.span(question, question + 1))
    if Intent.SPAM in found and not (_LINK.search(folded.text) or surface == "comment") and found.keys() & _CALLING:
        # A customer who speaks of an investment is no spammer.
        del found[Intent.SPAM]
    if signals.is_courtesy(folded.source) and not found.keys() & _CALLING:
        found.setdefault(Intent.COURTESY, Sign(Intent.COURTESY, rule="courtesy"))


def _alarms_around(found: dict[Intent, Sign], unanswered: int, window_left: timedelta | None) -> Iterator[Alarm]:
    if Intent.THREAT in found:
        yield Alarm.THREAT
    if Intent.COMPLAINT in found:
        yield Alarm.COMPLAINT
    if unanswered >= 2:
        yield Alarm.AGAIN
    if window_left is not None and window_left <= CLOSING:
        yield Alarm.WINDOW
