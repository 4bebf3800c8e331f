"""Whatever happens in whatever order, the clocks keep their promises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.clocks import (
    MOVES,
    ClockKind,
    Clocks,
    ClockState,
    Happening,
    Judged,
    MessageIn,
    MessageOut,
    Miss,
    Policy,
    Reopened,
    Resolved,
    Rules,
    RulesChanged,
    Snoozed,
    Traits,
    WindowChanged,
    Woken,
    run,
)
from vitrino.domain.deadlines import Target
from vitrino.domain.hours import Calendar, read_hours

START = datetime(2026, 3, 27, 8, tzinfo=UTC)  # a Friday; the clocks in Warsaw change on Sunday
ZONE = ZoneInfo("Europe/Warsaw")
CALENDARS = [
    Calendar(read_hours(text), ZONE)
    for text in ("Mon-Fri 9-12, 13-17", "Fri-Sat 20-04", "24/7", "Mon-Fri 9-17, 28.03 closed, 30.03 9-10")
]
LISTS = [
    (Policy("urgent", Target(20), Target(20), Target(200), when=()),),
    (Policy("slow", Target(90), Target(240), None),),
    (Policy("clock", Target(60, in_opening_hours=False), None, Target(900, in_opening_hours=False)),),
]
RULES = st.builds(Rules, st.sampled_from(CALENDARS), st.sampled_from(LISTS))
SHORT = st.timedeltas(timedelta(0), timedelta(hours=20))
SOME = SHORT.map(lambda wait: START + wait)


@st.composite
def stories(draw: st.DrawFn) -> list[Happening]:
    """Happenings in order of time, every message with an id of its own."""
    told: list[Happening] = []
    moment = START
    for number in range(draw(st.integers(0, 9))):
        moment += draw(SHORT)
        told.append(draw(_happening(moment, f"m{number}")))
    return told


def _happening(moment: datetime, name: str) -> st.SearchStrategy[Happening]:
    later = st.none() | SHORT.map(lambda wait: moment + wait)
    return st.one_of(
        st.builds(MessageIn, st.just(moment), st.just(name), st.booleans(), later),
        st.builds(MessageIn, st.just(moment), st.just(name)),
        st.builds(MessageOut, st.just(moment), st.booleans()),
        st.builds(Snoozed, st.just(moment), later),
        st.sampled_from([Woken(moment), Resolved(moment), Reopened(moment), Judged(moment, Traits(urgency=3))]),
        st.builds(WindowChanged, st.just(moment), later),
        st.builds(RulesChanged, st.just(moment), st.sampled_from(LISTS), st.sampled_from(CALENDARS)),
    )


@given(stories(), RULES, SOME, SHORT)
@settings(deadline=None, max_examples=60)
def test_looking_in_between_changes_nothing(
    story: list[Happening], rules: Rules, first: datetime, then: timedelta
) -> None:
    later = first + then
    at_once = run(story, rules, later)
    in_two_steps = run(story, rules, later, run(story, rules, first).misses)
    assert set(in_two_steps.misses) == set(at_once.misses)
    assert in_two_steps.due_at == at_once.due_at


@given(stories(), RULES, SOME)
@settings(deadline=None, max_examples=60)
def test_no_message_is_missed_twice_and_no_courtesy_ever(story: list[Happening], rules: Rules, now: datetime) -> None:
    misses = run(story, rules, now).misses
    assert len({(miss.kind, miss.message_id) for miss in misses}) == len(misses)
    asked = {one.id: one.at for one in story if isinstance(one, MessageIn) and not one.is_courtesy}
    for miss in misses:
        assert asked[miss.message_id] < miss.due_at <= miss.recorded_at <= now


@given(stories(), RULES, SOME, SHORT)
@settings(deadline=None, max_examples=60)
def test_misses_are_only_added(story: list[Happening], rules: Rules, first: datetime, then: timedelta) -> None:
    assert set(run(story, rules, first).misses) <= set(run(story, rules, first + then).misses)


@given(stories(), RULES, SOME, st.floats(0, 0.99))
@settings(deadline=None, max_examples=60)
def test_nothing_changes_before_the_next_event(
    story: list[Happening], rules: Rules, now: datetime, share: float
) -> None:
    known = [one for one in story if one.at <= now]
    seen = run(known, rules, now)
    until = seen.next_event_at or now + timedelta(days=30)
    assert until > now
    between = run(known, rules, now + (until - now) * share)
    assert [clock.state for clock in between.each] == [clock.state for clock in seen.each]
    assert between.misses == seen.misses
    assert between.due_at == seen.due_at


@given(stories(), RULES, SOME)
@settings(deadline=None, max_examples=60)
def test_what_runs_and_is_not_late_is_due_later(story: list[Happening], rules: Rules, now: datetime) -> None:
    for clock in run(story, rules, now).each:
        assert clock.elapsed_min >= 0
        if clock.state in (ClockState.RUNNING, ClockState.PAUSED):
            assert clock.due_at is None or clock.due_at > now
        if clock.due_at is not None:
            assert clock.due_at.tzinfo is UTC
            assert clock.is_waiting


def test_every_short_story_moves_by_the_table_and_every_move_of_the_table_happens() -> None:
    policies = (Policy("all", Target(30), Target(30), Target(20)),)
    seen = {
        move
        for hours in ("Fri 9-17", "Fri 9-9:40, 10:20-17")
        for acts in product(ACTS, repeat=3)
        for move in _moves(_story(acts), Rules(Calendar(read_hours(hours), ZONE), policies))
    }
    assert seen == {(before, after) for before, afters in MOVES.items() for after in afters}


ACTS = ("ask", "short", "answer", "interim", "snooze", "wake", "resolve", "reopen")
GAP = timedelta(minutes=25)


def _story(acts: Sequence[str]) -> list[Happening]:
    return [_act(act, START + GAP * step, f"m{step}") for step, act in enumerate(acts)]


def _act(act: str, at: datetime, name: str) -> Happening:
    made: dict[str, Happening] = {
        "ask": MessageIn(at, name),
        "short": MessageIn(at, name, window_until=at + timedelta(minutes=40)),
        "answer": MessageOut(at),
        "interim": MessageOut(at, awaits_customer=False),
        "snooze": Snoozed(at, None),
        "wake": Woken(at),
        "resolve": Resolved(at),
        "reopen": Reopened(at),
    }
    return made[act]


def _moves(story: Sequence[Happening], rules: Rules) -> Iterator[tuple[ClockState, ClockState]]:
    """Each change of state of each clock, looked at after every happening and every event."""
    before = dict.fromkeys(ClockKind, ClockState.ARMED)
    for clocks in _looks(story, rules):
        for clock in clocks.each:
            if clock.state is not before[clock.kind]:
                yield before[clock.kind], clock.state
            before[clock.kind] = clock.state


def _looks(story: Sequence[Happening], rules: Rules) -> Iterator[Clocks]:
    misses: tuple[Miss, ...] = ()
    for step, one in enumerate(story):
        now: datetime | None = one.at
        end = story[step + 1].at if step + 1 < len(story) else one.at + timedelta(days=1)
        while now is not None and now < end:
            clocks = run(story[: step + 1], rules, now, misses)
            yield clocks
            misses, now = clocks.misses, clocks.next_event_at
