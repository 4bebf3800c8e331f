"""What comes back comes at the right wall time, once, never in a burst, and is over when it should be."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from vitrino.domain import recurrence
from vitrino.domain.problem import Problem
from vitrino.domain.recurrence import (
    AHEAD,
    MOST_AHEAD,
    NEAR,
    Evergreen,
    Every,
    Known,
    Rule,
    State,
    check,
    in_words,
    least_recently_used,
    occurrences,
    work,
)
from vitrino.domain.slots import SHORTEST_GAP

WARSAW = ZoneInfo("Europe/Warsaw")
ZONES = ["Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca", "UTC"]
START = datetime(2026, 1, 1, tzinfo=UTC)


def daily(*times: time, **more: object) -> Rule:
    return Rule(Every.DAY, 1, times or (time(9),), date(2026, 1, 1), **more)  # type: ignore[arg-type]


def monthly(day: int, interval: int = 1) -> Rule:
    return Rule(Every.MONTH, interval, (time(9),), date(2026, 1, 1), month_day=day)


def first(rule: Rule, count: int, zone: ZoneInfo = WARSAW, after: datetime = START) -> list[recurrence.Occurrence]:
    return list(islice(occurrences(rule, zone, after), count))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (28, [(1, 28), (2, 28), (3, 28), (4, 28)]),
        (29, [(1, 29), (2, 28), (3, 29), (4, 29)]),
        (30, [(1, 30), (2, 28), (3, 30), (4, 30)]),
        (31, [(1, 31), (2, 28), (3, 31), (4, 30)]),
    ],
)
def test_a_day_that_a_month_lacks_is_its_last_day(day: int, expected: list[tuple[int, int]]) -> None:
    assert [(one.asked.month, one.asked.day) for one in first(monthly(day), 4)] == expected


def test_the_last_day_of_a_leap_february_is_the_29th() -> None:
    found = first(monthly(31), 2, after=datetime(2028, 1, 31, 12, tzinfo=UTC))
    assert (found[0].asked.month, found[0].asked.day) == (2, 29)


def test_weeks_keep_their_days_and_their_step() -> None:
    rule = Rule(Every.WEEK, 2, (time(17),), date(2026, 1, 5), weekdays=(0, 3))
    assert [one.asked.date().isoformat() for one in first(rule, 4)] == [
        "2026-01-05", "2026-01-08", "2026-01-19", "2026-01-22",
    ]  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
def test_the_clock_on_the_wall_shows_the_same_all_year(zone: str) -> None:
    found = first(daily(time(9)), 365, ZoneInfo(zone))
    assert {one.at.utc.astimezone(ZoneInfo(zone)).time() for one in found} == {time(9)}
    assert {one.at.utc.astimezone(ZoneInfo(zone)).date() for one in found} == {one.asked.date() for one in found}


def test_a_skipped_hour_moves_on_and_an_hour_shown_twice_counts_once() -> None:
    spring = first(daily(time(2, 30)), 1, after=datetime(2026, 3, 28, 12, tzinfo=UTC))[0]
    assert (spring.asked.hour, spring.at.wall.hour) == (2, 3)
    autumn = first(daily(time(2, 30)), 2, after=datetime(2026, 10, 24, 12, tzinfo=UTC))
    assert [one.asked.day for one in autumn] == [25, 26]


def test_two_times_that_fall_together_are_one() -> None:
    rule = daily(time(2, 30), time(3, 30))
    that_day = [one for one in first(rule, 200) if one.asked.date() == date(2026, 3, 29)]
    assert len(that_day) == 1


@given(st.sampled_from(ZONES), st.lists(st.times(), min_size=1, max_size=4), st.sampled_from(Every),
       st.integers(1, 5), st.integers(1, 31), st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_moments_come_in_order_and_keep_their_distance_wherever_one_begins(
    zone: str, times: list[time], every: Every, interval: int, day: int, after: datetime
) -> None:
    rule = Rule(every, interval, tuple(times), date(2026, 1, 1), weekdays=(0, 6), month_day=day)
    begin = after.replace(tzinfo=UTC)
    found = first(rule, 12, ZoneInfo(zone), begin)
    assert all(later.at.utc - earlier.at.utc >= SHORTEST_GAP for earlier, later in pairwise(found))
    assert all(one.at.utc > begin for one in found)
    if len(found) > 1:
        assert first(rule, 11, ZoneInfo(zone), found[0].at.utc) == found[1:]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule(Every.DAY, 0, (time(9),), date(2026, 1, 1)), "from 1 to 52"),
        (Rule(Every.WEEK, 1, (time(9),), date(2026, 1, 1)), "weekday"),
        (Rule(Every.WEEK, 1, (time(9),), date(2026, 1, 1), weekdays=(7,)), "weekday"),
        (monthly(32), "1 to 31"),
        (Rule(Every.DAY, 1, (), date(2026, 1, 1)), "times of day"),
        (daily(*(time(hour) for hour in range(9))), "times of day"),
        (daily(time(9), time(9, 10)), "15 minutes"),
        (daily(time(23, 55), time(0, 5)), "15 minutes"),
        (daily(time(9), ends_on=date(2025, 1, 1)), "before the first"),
    ],
)
def test_a_rule_that_can_not_be_kept_is_refused_in_words(rule: Rule, words: str) -> None:
    with pytest.raises(Problem, match=words):
        check(rule)


def test_a_rule_of_a_hundred_years_is_never_written_out() -> None:
    rule = daily(*(time(hour) for hour in range(0, 24, 3)))
    made = work(rule, WARSAW, {}, START, START)
    assert len(made.create) <= MOST_AHEAD
    assert made.create[-1].at.utc <= START + AHEAD


def test_after_a_long_sleep_nothing_is_made_up_for() -> None:
    known = {one.asked: Known(one.at.utc, State.AHEAD) for one in work(daily(), WARSAW, {}, START, START).create}
    late = START + timedelta(days=20, hours=12)
    done = work(daily(), WARSAW, known, late, START)
    assert len(done.missed) == 21
    assert all(late < next(one.at.utc for one in [*done.create] if one.asked == asked) if asked not in known
               else known[asked].utc > late for asked in done.due)  # fmt: skip
    assert len(done.due) == 7


def test_new_rules_of_a_country_move_what_is_ahead() -> None:
    asked = datetime(2026, 1, 5, 9)
    wrong = Known(datetime(2026, 1, 5, 7, tzinfo=UTC), State.AHEAD)
    done = work(daily(), WARSAW, {asked: wrong}, START, START)
    assert done.moved == {asked: datetime(2026, 1, 5, 8, tzinfo=UTC)}


def test_it_is_over_when_the_last_day_has_passed_or_nothing_is_left() -> None:
    ended = daily(ends_on=date(2026, 1, 3))
    assert not work(ended, WARSAW, {}, START, START).is_over
    assert work(ended, WARSAW, {}, START + timedelta(days=5), START).is_over
    assert work(daily(), WARSAW, {}, START, START, left=0).is_over
    assert len(work(daily(), WARSAW, {}, START, START, left=2).create) == 2


class Life(RuleBasedStateMachine):
    """A rule over months: sweeps come or don't, it is paused and let go on; what is planned is written down."""

    @initialize(zone=st.sampled_from(ZONES), every=st.sampled_from(Every), interval=st.integers(1, 3),
                times=st.lists(st.times().map(lambda at: at.replace(second=0, microsecond=0)), min_size=1, max_size=3),
                left=st.none() | st.integers(1, 9), day=st.integers(1, 31))  # fmt: skip
    def begin(self, zone: str, every: Every, interval: int, times: list[time], left: int | None, day: int) -> None:
        self.zone, self.most = ZoneInfo(zone), left
        self.rule_ = Rule(every, interval, tuple(times), date(2026, 3, 1), weekdays=(1, 5), month_day=day)
        self.now = self.since = datetime(2026, 3, 20, 11, 7, tzinfo=UTC)
        self.rows: dict[datetime, Known] = {}
        self.planned: list[tuple[datetime, datetime, datetime]] = []
        self.is_paused = self.is_over = False

    @rule()
    def sweep(self) -> None:
        if self.is_paused or self.is_over:
            return
        left = None if self.most is None else self.most - len(self.planned)
        done = work(self.rule_, self.zone, self.rows, self.now, self.since, left)
        for one in done.create:
            assert one.asked not in self.rows, "an occurrence exists once"
            self.rows[one.asked] = Known(one.at.utc, State.AHEAD)
        for asked in done.missed:
            self.rows[asked] = Known(self.rows[asked].utc, State.MISSED)
        for asked in done.due:
            self.planned.append((asked, self.rows[asked].utc, self.now))
            self.rows[asked] = Known(self.rows[asked].utc, State.PLANNED)
        self.is_over = done.is_over

    @rule(hours=st.integers(1, 24 * 40))
    def sleep(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def pause(self) -> None:
        if not self.is_paused:
            self.rows = {asked: one for asked, one in self.rows.items()
                         if one.state is not State.AHEAD or one.utc <= self.now}  # fmt: skip
            self.is_paused = True

    @rule()
    def let_go_on(self) -> None:
        if self.is_paused:
            self.is_paused, self.since = False, self.now

    @invariant()
    def nothing_is_planned_for_the_past_or_too_early(self) -> None:
        for _asked, utc, when in getattr(self, "planned", ()):
            assert when < utc <= when + NEAR

    @invariant()
    def nothing_is_planned_twice_or_too_close(self) -> None:
        moments = sorted(utc for _asked, utc, _when in getattr(self, "planned", ()))
        assert len(moments) == len(set(moments))
        assert all(later - earlier >= SHORTEST_GAP for earlier, later in pairwise(moments))

    @invariant()
    def no_more_than_was_asked_for(self) -> None:
        if getattr(self, "most", None) is not None:
            assert len(self.planned) <= (self.most or 0)
        assert sum(one.state is State.AHEAD for one in getattr(self, "rows", {}).values()) <= MOST_AHEAD


Life.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestLife = Life.TestCase


def green(key: str, days_ago: float | None = None, **more: object) -> Evergreen:
    last = None if days_ago is None else START - timedelta(days=days_ago)
    return Evergreen(key, 30, last_at=last, **more)  # type: ignore[arg-type]


def test_the_evergreen_post_used_longest_ago_comes_first() -> None:
    pool = [green("a", 40), green("b", 90), green("c"), green("d", 5)]
    assert [one.key for one in least_recently_used(pool, START)] == ["c", "b", "a"]


@pytest.mark.parametrize("tired", [green("a", 29.9), green("a", 90, used=3, most=3),
                                   green("a", 90, expires_on=date(2025, 12, 31))])  # fmt: skip
def test_an_evergreen_post_rests_runs_out_and_expires(tired: Evergreen) -> None:
    assert not tired.may_go(START)


def test_words_that_were_out_often_want_to_be_freshened() -> None:
    assert not green("a", 40, unchanged=2).needs_freshening
    assert green("a", 40, unchanged=3).needs_freshening


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (daily(), "Every day"),
        (Rule(Every.DAY, 3, (time(9),), date(2026, 1, 1)), "Every 3 days"),
        (Rule(Every.WEEK, 1, (time(9),), date(2026, 1, 1)), "Every week"),
        (Rule(Every.WEEK, 2, (time(9),), date(2026, 1, 1)), "Every 2 weeks"),
        (monthly(5), "On day 5 of every month"),
        (monthly(5, 2), "Every 2 months, on day 5"),
        (monthly(31), "On day 31 of every month, or its last day"),
        (monthly(30, 3), "Every 3 months, on day 30 or the last day"),
    ],
)
def test_a_rule_is_said_in_words(rule: Rule, words: str) -> None:
    assert str(in_words(rule)) == words
