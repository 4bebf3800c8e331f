"""Answer clocks run while somebody waits for us and the shop is open, and what was missed stays missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from vitrino.domain.clocks import (
    Clocks,
    ClockState,
    Happening,
    Judged,
    MessageIn,
    MessageOut,
    Miss,
    Pause,
    Policy,
    Reopened,
    Resolved,
    Rules,
    RulesChanged,
    Snoozed,
    Traits,
    WindowChanged,
    Woken,
    message_in,
    run,
)
from vitrino.domain.deadlines import Target
from vitrino.domain.hours import ALWAYS, Calendar, read_hours

S = ClockState
WARSAW = ZoneInfo("Europe/Warsaw")
SHOP = Calendar(read_hours("Mon-Fri 9-17, Sat 9-13"), WARSAW)
POLICY = Policy("all", Target(60), Target(120), Target(8 * 60))
RULES = Rules(SHOP, (POLICY,))


def at(text: str) -> datetime:
    """A wall time on Monday, 1 June 2026, in Warsaw; or on another day: "02T10:00"."""
    return datetime.fromisoformat(f"2026-06-{text}" if "T" in text else f"2026-06-01T{text}").replace(tzinfo=WARSAW)


def clocks(*happenings: Happening, now: str, rules: Rules = RULES, recorded: tuple[Miss, ...] = ()) -> Clocks:
    return run(happenings, rules, at(now), recorded)


ASKED = MessageIn(at("10:00"), "m1")


def test_nothing_runs_before_somebody_asks() -> None:
    quiet = clocks(now="12:00")
    assert [clock.state for clock in quiet.each] == [S.ARMED] * 3
    assert (quiet.due_at, quiet.next_event_at, quiet.misses) == (None, None, ())


def test_a_question_starts_the_first_answer_and_the_resolution() -> None:
    running = clocks(ASKED, now="10:20")
    assert [clock.state for clock in running.each] == [S.RUNNING, S.ARMED, S.RUNNING]
    assert running.first.due_at == running.due_at == running.next_event_at == at("11:00")
    assert running.first.elapsed_min == 20
    assert running.resolution.due_at == at("02T10:00")


def test_an_answer_in_time_meets_the_target_and_waits_for_the_customer() -> None:
    answered = clocks(ASKED, MessageOut(at("10:30")), now="15:00")
    assert answered.first.state is S.MET
    assert answered.first.elapsed_min == 30
    assert answered.resolution.state is S.PAUSED
    assert answered.resolution.pauses == {Pause.CUSTOMER}
    assert answered.resolution.elapsed_min == 30
    assert answered.due_at is None


def test_the_next_question_runs_by_its_own_target() -> None:
    again = clocks(ASKED, MessageOut(at("10:30")), MessageIn(at("12:00"), "m2"), now="12:30")
    assert [clock.state for clock in again.each] == [S.MET, S.RUNNING, S.RUNNING]
    assert again.next.due_at == at("14:00")
    assert again.resolution.due_at == at("02T11:30")


def test_we_look_into_it_does_not_make_it_the_customers_turn() -> None:
    interim = clocks(ASKED, MessageOut(at("10:30"), awaits_customer=False), now="12:30")
    assert interim.first.state is S.MET
    assert interim.resolution.state is S.RUNNING
    assert interim.resolution.due_at == at("02T10:00")


def test_at_its_due_time_an_answer_is_missed_and_stays_missed_when_it_comes() -> None:
    late = clocks(ASKED, now="11:00")
    assert late.first.state is S.MISSED
    assert late.first.due_at == at("11:00")
    assert [(miss.message_id, miss.due_at) for miss in late.misses] == [("m1", at("11:00"))]
    answered = clocks(ASKED, MessageOut(at("11:00")), now="11:30")
    assert answered.first.state is S.MISSED
    assert not answered.first.is_waiting
    assert answered.due_at is None


def test_each_unanswered_message_is_missed_once() -> None:
    three = (ASKED, MessageIn(at("10:10"), "m2"), MessageIn(at("13:00"), "m3"))
    assert [miss.message_id for miss in clocks(*three, now="11:05").first.misses] == ["m1"]
    assert [miss.message_id for miss in clocks(*three, now="16:00").first.misses] == ["m1", "m2", "m3"]
    answered = clocks(*three, MessageOut(at("13:30")), now="16:00")
    assert [miss.message_id for miss in answered.first.misses] == ["m1", "m2"]


def test_closed_hours_pause_and_the_opening_is_the_next_event() -> None:
    night = clocks(MessageIn(at("16:30"), "m1"), now="20:00")
    assert night.first.state is S.PAUSED
    assert night.first.pauses == {Pause.CLOSED}
    assert night.first.due_at == at("02T09:30")
    assert night.next_event_at == at("02T09:00")


def test_a_target_around_the_clock_does_not_pause_at_night() -> None:
    rules = Rules(SHOP, (Policy("all", Target(60, in_opening_hours=False)),))
    night = clocks(MessageIn(at("20:00"), "m1"), now="20:30", rules=rules)
    assert night.first.state is S.RUNNING
    assert night.first.due_at == night.next_event_at == at("21:00")
    assert night.resolution.due_at is None


def test_a_snooze_pauses_until_its_end() -> None:
    asleep = clocks(ASKED, Snoozed(at("10:20"), at("14:00")), now="12:00")
    assert asleep.first.state is S.PAUSED
    assert asleep.first.pauses == {Pause.SNOOZED}
    assert asleep.first.due_at == at("14:40")
    assert asleep.next_event_at == at("14:00")
    assert clocks(ASKED, Snoozed(at("10:20"), at("14:00")), now="14:10").first.state is S.RUNNING


def test_a_snooze_ends_early_when_woken_or_written_to() -> None:
    for waking in (Woken(at("11:00")), MessageIn(at("11:00"), "m2")):
        woken = clocks(ASKED, Snoozed(at("10:20"), None), waking, now="11:10")
        assert woken.first.state is S.RUNNING
        assert woken.first.due_at == at("11:40")
    forever = clocks(ASKED, Snoozed(at("10:20"), None), now="11:10")
    assert (forever.first.state, forever.first.due_at) == (S.PAUSED, None)


@pytest.mark.parametrize("text", ["thanks", "ok", "Dzięki!", "dankon", "Dziękuję, miłego dnia", "👍"])
def test_a_courtesy_starts_restarts_and_reopens_nothing(text: str) -> None:
    alone = clocks(message_in(at("10:00"), "m1", text), now="16:00")
    assert [clock.state for clock in alone.each] == [S.ARMED] * 3
    talk: tuple[Happening, ...] = (ASKED, MessageOut(at("10:30")))
    done: tuple[Happening, ...] = (*talk, Resolved(at("10:40")))
    asleep: tuple[Happening, ...] = (ASKED, Snoozed(at("10:20"), None))
    for before in (talk, done, asleep):
        courtesy = message_in(at("12:00"), "m2", text)
        assert clocks(*before, courtesy, now="16:00") == clocks(*before, now="16:00")


def test_a_courtesy_does_not_take_back_the_question_before_it() -> None:
    assert clocks(ASKED, message_in(at("10:05"), "m2", "thanks"), now="10:20").first.due_at == at("11:00")


def test_the_platforms_window_is_due_when_it_closes_first() -> None:
    soon = MessageIn(at("10:00"), "m1", window_until=at("10:40"))
    assert clocks(soon, now="10:20").first.due_at == at("10:40")
    longer = (soon, WindowChanged(at("10:10"), at("23:00")))
    assert clocks(*longer, now="10:20").first.due_at == at("11:00")
    asleep = (soon, Snoozed(at("10:10"), None))
    assert clocks(*asleep, now="10:20").first.due_at == at("10:40")


def test_a_window_that_closed_before_the_message_says_nothing_about_it() -> None:
    old = WindowChanged(at("09:00"), at("09:30"))
    assert clocks(old, ASKED, now="10:20").first.due_at == at("11:00")


def test_a_resolution_stops_all_clocks() -> None:
    done = clocks(ASKED, Resolved(at("10:30")), now="02T12:00")
    assert [clock.state for clock in done.each] == [S.MET, S.ARMED, S.MET]
    assert (done.due_at, done.next_event_at) == (None, None)


def test_the_customer_reopens_by_writing_and_a_new_resolution_begins() -> None:
    back = clocks(ASKED, MessageOut(at("10:30")), Resolved(at("10:40")), MessageIn(at("12:00"), "m2"), now="12:30")
    assert back.next.due_at == at("14:00")
    assert back.resolution.message_id == "m2"
    assert back.resolution.due_at == at("02T12:00")


def test_reopened_by_hand_whoever_waited_waits_on() -> None:
    back = clocks(ASKED, Resolved(at("10:30")), Reopened(at("12:00")), now="12:10")
    assert back.first.state is S.RUNNING
    assert back.first.due_at == at("12:30")
    assert back.resolution.elapsed_min == 40


def test_reopened_by_hand_who_was_answered_does_not_wait_again() -> None:
    answered_and_done = (ASKED, MessageOut(at("10:30"), awaits_customer=False), Resolved(at("10:30")))
    back = clocks(*answered_and_done, Reopened(at("12:00")), now="12:10")
    assert back.first.state is S.MET
    assert back.resolution.state is S.RUNNING


def test_calling_it_a_complaint_makes_it_due_sooner_from_the_start() -> None:
    rules = Rules(SHOP)
    question = clocks(ASKED, now="10:30", rules=rules)
    assert (question.policy.key, question.first.due_at) == ("message", at("14:00"))
    complaint = clocks(ASKED, Judged(at("10:30"), Traits(is_complaint=True)), now="10:40", rules=rules)
    assert (complaint.policy.key, complaint.first.due_at) == ("complaint", at("11:00"))
    judged_late = clocks(ASKED, Judged(at("12:00"), Traits(is_complaint=True)), now="12:00", rules=rules)
    assert [(miss.due_at, miss.recorded_at) for miss in judged_late.first.misses] == [(at("11:00"), at("12:00"))]


def test_a_looser_target_or_other_hours_do_not_rewrite_a_miss() -> None:
    looser = RulesChanged(at("12:00"), (replace(POLICY, first=Target(600)),))
    always = RulesChanged(at("12:00"), calendar=Calendar(read_hours("Mon-Fri 11:30-17"), WARSAW))
    for change in (looser, always):
        assert clocks(ASKED, change, now="12:10").first.misses == clocks(ASKED, now="11:30").first.misses
        assert not clocks(ASKED, replace(change, at=at("10:30")), now="11:10").first.misses


def test_a_recorded_miss_stays_even_when_the_story_is_told_anew() -> None:
    recorded = clocks(ASKED, now="12:00").misses
    retold = clocks(ASKED, MessageOut(at("10:30")), now="12:00", recorded=recorded)
    assert retold.misses == recorded
    assert retold.first.state is S.MISSED


def test_a_stricter_target_is_due_from_the_start_of_the_wait() -> None:
    stricter = RulesChanged(at("10:20"), (replace(POLICY, first=Target(30)),))
    assert clocks(ASKED, stricter, now="10:25").first.due_at == at("10:30")


def test_a_shop_that_never_opens_has_nothing_due_and_does_not_crash() -> None:
    never = Rules(Calendar(read_hours("2026-05-01 9-10"), WARSAW), (POLICY,))
    stuck = clocks(ASKED, now="12:00", rules=never)
    assert (stuck.first.state, stuck.due_at, stuck.next_event_at) == (S.PAUSED, None, None)


def test_clocks_go_on_over_the_night_clocks_change() -> None:
    rules = Rules(Calendar(ALWAYS, WARSAW), (Policy("all", Target(300)),))
    asked = datetime(2026, 3, 28, 23, 30, tzinfo=WARSAW)
    due = run([MessageIn(asked, "m1")], rules, asked + timedelta(minutes=1)).first.due_at
    assert due == datetime(2026, 3, 29, 5, 30, tzinfo=WARSAW)


def test_somebody_is_reminded_when_a_quarter_of_the_target_is_left() -> None:
    assert clocks(ASKED, now="10:00").warn_at == at("10:45")


def test_somebody_is_reminded_before_the_platform_closes_its_window() -> None:
    slow = Rules(SHOP, (Policy("slow", Target(5_000)),))
    asked = replace(ASKED, window_until=at("02T10:00"))
    assert clocks(asked, now="10:00", rules=slow).warn_at == at("02T08:00")


def test_nobody_is_reminded_of_what_is_late_or_answered() -> None:
    only_first = Rules(SHOP, (Policy("first", Target(60)),))
    assert clocks(ASKED, now="12:00", rules=only_first).warn_at is None
    assert clocks(ASKED, MessageOut(at("10:05")), now="10:10", rules=only_first).warn_at is None


def test_who_waits_is_known_with_the_moment_they_began_to() -> None:
    assert clocks(ASKED, MessageIn(at("11:30"), "m2"), now="12:00").waiting_since == at("10:00")
    assert clocks(ASKED, MessageOut(at("11:30")), now="12:00").waiting_since is None
