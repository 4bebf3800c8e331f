"""How a drill went: points for speed, for calm words, for the right listeners and for the log, with what to do better.

Pure: the same acts always give the same result. How an answer sounds is judged before, by the tone check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from vitrino.domain.crisis.scenario import LENGTH_S, Said, Scenario
from vitrino.domain.message import Message, say

# declare, pause, statement: with `text`. answer: in public; private: in a message; handover: to the one who speaks;
# leave: on purpose. note: for the log. `to`: number of what it is about, 0 for nothing.
ActKind = Literal["declare", "pause", "statement", "answer", "private", "handover", "leave", "note"]
ACTS: tuple[ActKind, ...] = get_args(ActKind)
Tone = Literal["ok", "warn", "block", ""]

# What a public answer without a place of its own would be: everything else that comes in is called for as named.
_RIGHT: Mapping[str, frozenset[ActKind]] = {
    "public": frozenset({"answer"}),
    "private": frozenset({"private"}),
    "speaker": frozenset({"handover"}),
    "leave": frozenset({"leave"}),
    "note": frozenset({"note"}),
}
_NOTES_WANTED = 3
_SHORTEST, _LONGEST = 80, 900


@dataclass(frozen=True)
class Act:
    """Something done in a drill. tone: of a text, as the tone check says; severity: of a declaration."""

    kind: ActKind
    at_s: float
    text: str = ""
    to: int = 0
    tone: Tone = ""
    severity: int = 0
    has_deadline: bool = False


@dataclass(frozen=True)
class Mark:
    """Points for one thing. what: its name; said: how it went; better: for another time, None when all is well."""

    key: str
    what: Message
    points: int
    most: int
    said: Message
    better: Message | None = None


@dataclass(frozen=True)
class Result:
    """All marks; their sum is 0..100."""

    marks: tuple[Mark, ...]

    @property
    def score(self) -> int:
        return sum(mark.points for mark in self.marks)


def score(scenario: Scenario, acts: Sequence[Act]) -> Result:
    """The result of a drill; what was done after its end does not count."""
    done = sorted((act for act in acts if act.at_s <= LENGTH_S), key=lambda act: act.at_s)
    return Result((
        _declared(scenario, done), _paused(done), _statement_in_time(done), _statement_well(done), _tone(done),
        _listeners(scenario, done), _answered(scenario, done), _logged(scenario, done),
    ))  # fmt: skip


def act_from(told: Mapping[str, Any]) -> Act:
    """An act as it was stored."""
    kind = next(one for one in ACTS if one == told["kind"])
    tone = cast(Tone, told.get("tone", "") if told.get("tone") in get_args(Tone) else "")
    return Act(kind, float(told["at_s"]), str(told.get("text", "")), int(told.get("to", 0)), tone,
               int(told.get("severity", 0)), bool(told.get("has_deadline")))  # fmt: skip


def _first(acts: Sequence[Act], kind: ActKind) -> Act | None:
    return next((act for act in acts if act.kind == kind), None)


def _in_time(act: Act | None, most: int, full_s: float, none_s: float) -> int:
    """All points until `full_s`, none from `none_s` on, fewer and fewer between."""
    if act is None:
        return 0
    share = (none_s - act.at_s) / (none_s - full_s)
    return round(most * min(1.0, max(0.0, share)))


def _minutes(act: Act) -> Message:
    return say("after {minutes} min", minutes=round(act.at_s / 60, 1))


def _timed(key: str, what: Message, act: Act | None, points: int, most: int, better: Message) -> Mark:
    said = _minutes(act) if act else say("not done")
    return Mark(key, what, points, most, said, better if points < most else None)


def _declared(scenario: Scenario, acts: Sequence[Act]) -> Mark:
    act, most = _first(acts, "declare"), 15
    points = _in_time(act, most, 180, 480)
    if act is not None and act.severity < scenario.severity:
        better = say("It was worse than you judged. When in doubt, take the graver one: one can go back.")
        return Mark("declare", say("Crisis declared"), points * 2 // 3, most, _minutes(act), better)
    better = say("Declare it when three people say the same, not when you know everything.")
    return _timed("declare", say("Crisis declared"), act, points, most, better)


def _paused(acts: Sequence[Act]) -> Mark:
    act = _first(acts, "pause")
    better = say("Stop everything planned as soon as you declare: a cheerful offer between angry comments hurts.")
    return _timed("pause", say("Everything planned stopped"), act, _in_time(act, 10, 240, 480), 10, better)


def _statement_in_time(acts: Sequence[Act]) -> Mark:
    act = _first(acts, "statement")
    better = say("The first word may be short. In the plan it is written already: change three words and publish.")
    return _timed("statement", say("First statement out"), act, _in_time(act, 15, 480, 840), 15, better)


def _statement_well(acts: Sequence[Act]) -> Mark:
    what, most, act = say("What the statement says"), 10, _first(acts, "statement")
    if act is None:
        return Mark("words", what, 0, most, say("not done"), say("Without a statement others tell the story."))
    wrong = []
    if not _SHORTEST <= len(act.text) <= _LONGEST:
        wrong.append(say("Say in three to six sentences what happened, what you do, and when you speak again."))
    if not act.has_deadline:
        wrong.append(say("Name the time at which you say more. It gives you the time until then."))
    if act.tone == "block" or "[" in act.text:
        wrong.append(say("Fill every gap, and leave out what argues or blames."))
    said = say("good") if not wrong else say("could be better")
    return Mark("words", what, max(0, most - 4 * len(wrong)), most, said, wrong[0] if wrong else None)


def _tone(acts: Sequence[Act]) -> Mark:
    what, most = say("Tone of the answers"), 15
    spoken = [act for act in acts if act.kind in ("answer", "private")]
    if not spoken:
        return Mark("tone", what, 0, most, say("nobody was answered"), say("Answer the first ones yourself, calmly."))
    bad = sum(act.tone == "block" for act in spoken)
    points = max(0, round(most * (1 - bad / len(spoken)) - 3 * bad))
    said = say("{good} of {all} calm", good=len(spoken) - bad, all=len(spoken))
    better = say("Don't argue, don't blame, don't threaten: read the answer aloud before you send it.")
    return Mark("tone", what, points, most, said, better if bad else None)


def _listeners(scenario: Scenario, acts: Sequence[Act]) -> Mark:
    """Nothing said in public to the press, to who only wants a fight, or about one person's affairs."""
    what, most = say("Nothing said to the wrong people"), 15
    calls = {one.number: one.calls for one in scenario.said}
    wrong = [act for act in acts if act.kind == "answer" and calls.get(act.to) in ("speaker", "private", "leave")]
    if not any(act.to for act in acts):
        return Mark("listeners", what, 0, most, say("nobody was answered"), None)
    better = {
        "speaker": say("Questions of the press go to the one who speaks for the shop, always."),
        "private": say("What is about one person's order or health belongs into a message, never into public."),
        "leave": say("Who only wants a fight gets no answer; that is one."),
    }
    said = say("wrong place: {n}", n=len(wrong))
    advice = better[calls[wrong[0].to]] if wrong else None
    return Mark("listeners", what, max(0, most - 6 * len(wrong)), most, said, advice)


def _answered(scenario: Scenario, acts: Sequence[Act]) -> Mark:
    what, most = say("Everybody got what they needed"), 10
    wanted = [one for one in scenario.said if one.calls != "note"]
    good = sum(_is_served(one, acts) for one in wanted)
    said = say("{good} of {all}", good=good, all=len(wanted))
    better = say("Share the work: one answers, the other writes the statement.")
    return Mark("answered", what, round(most * good / len(wanted)), most, said, None if good == len(wanted) else better)


def _is_served(one: Said, acts: Sequence[Act]) -> bool:
    return any(act.to == one.number and act.kind in _RIGHT[one.calls] for act in acts)


def _logged(scenario: Scenario, acts: Sequence[Act]) -> Mark:
    what, most = say("Log kept"), 10
    notes = sum(act.kind == "note" for act in acts)
    said = say("lines: {n}", n=notes)
    points = round(most * min(1.0, notes / _NOTES_WANTED))
    better = say("Write down what you learn, what you decide and who said so; in a week nobody remembers.")
    return Mark("log", what, points, most, said, better if points < most else None)
