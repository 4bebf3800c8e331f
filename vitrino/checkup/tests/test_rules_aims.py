"""What each rule about goals, platforms, results and campaigns says of shops that are ill, well, or too young to judge.

`pytest -s -k precision` prints how many of the ill ones each rule finds and how many of its notices are right.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from vitrino.checkup.registry import all_rules
from vitrino.checkup.rules import (
    analysis_finding_ignored,
    analysis_metrics_missing,
    analysis_not_enough_data,
    analysis_repeats_what_fails,
    campaigns_blind,
    campaigns_spend_without_result,
    campaigns_underperforming,
    goals_not_measurable,
    goals_off_track,
    goals_unserved,
    platforms_missing_fit,
    platforms_not_worth_it,
    platforms_poor_fit,
)
from vitrino.checkup.tests.sick_aims import RULES
from vitrino.domain.audience import Audience, read
from vitrino.domain.message import say
from vitrino.fit.platforms import Platform
from vitrino.workspace.tests.cast import NOW

TODAY = NOW.date()
NOBODY = read("People who like bread")
OLD, FIRMS = read("Pensioners"), read("Restaurants and hotels (B2B)")


@dataclass(frozen=True)
class Case:
    """A shop as one rule sees it, and whether the rule should speak."""

    rule: str
    shop: str
    facts: Any
    is_ill: bool


def days(count: float) -> timedelta:
    return timedelta(days=count)


def measurable(begun_days: float, *, is_told: bool) -> goals_not_measurable.Facts:
    one = goals_not_measurable.Goal(3, "90 orders", TODAY - days(begun_days), is_told, say("Connect your shop."))
    return goals_not_measurable.Facts((one,), TODAY)


def track(chance: float | None, begun_days: float = 30) -> goals_off_track.Facts:
    one = goals_off_track.Goal(3, "800 followers", TODAY - days(begun_days), TODAY, chance, 640.0, 800.0, 12.3)
    return goals_off_track.Facts((one,))


def served(*, is_said: bool = True, out: int = 0, planned: int = 0, begun_days: float = 30) -> goals_unserved.Facts:
    one = goals_unserved.Goal(3, "800 followers", TODAY - days(begun_days), is_said, out, planned)
    return goals_unserved.Facts((one,), TODAY)


def platform(key: str, share: float | None, *, is_for_business: bool = False) -> Platform:
    return Platform(key, key.capitalize(), share, "a survey (2023)", is_for_business)


MANY, SOME, FEW, UNKNOWN = platform("a", 0.58), platform("b", 0.5), platform("c", 0.1), platform("d", None)
TRADE = platform("e", None, is_for_business=True)


def missing(audience: Audience | None, here: tuple[Platform, ...], *elsewhere: Platform) -> platforms_missing_fit.Facts:
    return platforms_missing_fit.Facts(audience, here, elsewhere)


def poor(
    audience: Audience | None, where: Platform, posts: int = 9, *, is_worth_it: bool = False
) -> platforms_poor_fit.Facts:
    return platforms_poor_fit.Facts(audience, (platforms_poor_fit.Place(7, where, posts, is_worth_it),))


PLACE = platforms_not_worth_it.Place(7, "X", 40, 1200.0, 0.1, 0.2, 0.3, 5)


def dark(posts: int, without: int) -> analysis_metrics_missing.Facts:
    one = analysis_metrics_missing.Silent(7, "X", posts, without, None, is_usable=True)
    return analysis_metrics_missing.Facts((one,))


def little(*measured: int, lately: int = 6, since_days: float = 90) -> analysis_not_enough_data.Facts:
    found = tuple(analysis_not_enough_data.Channel("X", count, lately) for count in measured)
    return analysis_not_enough_data.Facts(found, NOW - days(since_days), NOW)


def waiting(*ages: float) -> analysis_finding_ignored.Facts:
    found = [analysis_finding_ignored.Suggestion(n, say("Post later."), NOW - days(age)) for n, age in enumerate(ages)]
    return analysis_finding_ignored.Facts(tuple(found), NOW)


def repeats(count: int, before: float = 0.4, since: float = 0.4) -> analysis_repeats_what_fails.Facts:
    posts = tuple(analysis_repeats_what_fails.Post(n, "Offer", NOW - days(n)) for n in range(count))
    one = analysis_repeats_what_fails.Failing(5, say("Offers are passed over."), NOW - days(30), posts, before, since)
    return analysis_repeats_what_fails.Facts((one,))


RUNNING = campaigns_blind.Running(9, "Spring", is_about_orders=False, days_done=5, links=0, counts_orders=False)
SHORT = campaigns_underperforming.Short(9, "Spring", False, 60.0, 20, "2026-11-20", 5)
SPENT = campaigns_spend_without_result.Spent(9, "Spring", 8, ((123.0, "PLN"),), is_counted=True)


def blind(**changes: Any) -> campaigns_blind.Facts:
    return campaigns_blind.Facts((replace(RUNNING, **changes),))


def short(**changes: Any) -> campaigns_underperforming.Facts:
    return campaigns_underperforming.Facts((replace(SHORT, **changes),))


def spent(**changes: Any) -> campaigns_spend_without_result.Facts:
    return campaigns_spend_without_result.Facts((replace(SPENT, **changes),))


CASES = [
    Case("goals.not-measurable", "nobody tells for a month", measurable(30, is_told=False), True),
    Case("goals.not-measurable", "it is told", measurable(30, is_told=True), False),
    Case("goals.not-measurable", "begun two weeks ago", measurable(14, is_told=False), False),
    Case("goals.off-track", "a chance of 5 %", track(0.05), True),
    Case("goals.off-track", "a chance of 29 %", track(0.29), True),
    Case("goals.off-track", "at risk", track(0.3), False),
    Case("goals.off-track", "on track", track(0.9), False),
    Case("goals.off-track", "no forecast yet", track(None), False),
    Case("goals.off-track", "set three days ago", track(0.05, 3), False),
    Case("goals.unserved", "nobody said what serves it", served(is_said=False), True),
    Case("goals.unserved", "no post for weeks", served(), True),
    Case("goals.unserved", "one went out", served(out=1), False),
    Case("goals.unserved", "one is planned", served(planned=1), False),
    Case("goals.unserved", "set yesterday", served(is_said=False, begun_days=1), False),
    Case("platforms.missing-fit", "pensioners, on a network of the young", missing(OLD, (FEW,), MANY), True),
    Case("platforms.missing-fit", "firms, no network of trades", missing(FIRMS, (UNKNOWN,), TRADE), True),
    Case("platforms.missing-fit", "firms, there already", missing(FIRMS, (TRADE,), MANY), False),
    Case("platforms.missing-fit", "half of them are here", missing(OLD, (SOME,), MANY), False),
    Case("platforms.missing-fit", "nobody told who is elsewhere", missing(OLD, (FEW,), UNKNOWN), False),
    Case("platforms.missing-fit", "an audience without an age", missing(NOBODY, (FEW,), MANY), False),
    Case("platforms.missing-fit", "no strategy", missing(None, (FEW,), MANY), False),
    Case("platforms.missing-fit", "no channel at all", missing(OLD, (), MANY), False),
    Case("platforms.poor-fit", "nine posts for pensioners among the young", poor(OLD, FEW), True),
    Case("platforms.poor-fit", "its own results speak for it", poor(OLD, FEW, is_worth_it=True), False),
    Case("platforms.poor-fit", "hardly anything is posted", poor(OLD, FEW, 3), False),
    Case("platforms.poor-fit", "most of them are there", poor(OLD, MANY), False),
    Case("platforms.poor-fit", "nobody told", poor(OLD, UNKNOWN), False),
    Case("platforms.poor-fit", "an audience without an age", poor(NOBODY, FEW), False),
    Case("platforms.not-worth-it", "a fifth of the answers an hour", platforms_not_worth_it.Facts((PLACE,)), True),
    Case("platforms.not-worth-it", "all are worth it", platforms_not_worth_it.Facts(()), False),
    Case("analysis.metrics-missing", "no number at all", dark(8, 8), True),
    Case("analysis.metrics-missing", "half are dark", dark(8, 4), True),
    Case("analysis.metrics-missing", "one of eight is late", dark(8, 1), False),
    Case("analysis.metrics-missing", "three posts", dark(3, 3), False),
    Case("analysis.not-enough-data", "three channels with a handful each", little(12, 9, 3), True),
    Case("analysis.not-enough-data", "one has enough", little(30, 9), False),
    Case("analysis.not-enough-data", "a young shop", little(12, 9, since_days=40), False),
    Case("analysis.not-enough-data", "a shop that does not post", little(2, lately=0), False),
    Case("analysis.not-enough-data", "no post ever", analysis_not_enough_data.Facts((), None, NOW), False),
    Case("analysis.finding-ignored", "open for a month", waiting(30, 2), True),
    Case("analysis.finding-ignored", "open for two weeks", waiting(14), False),
    Case("analysis.finding-ignored", "nothing is open", waiting(), False),
    Case("analysis.repeats-what-fails", "five more, as often as before", repeats(5), True),
    Case("analysis.repeats-what-fails", "half as often as before", repeats(5, since=0.2), False),
    Case("analysis.repeats-what-fails", "two more", repeats(2), False),
    Case("campaigns.blind", "five days without a link", blind(), True),
    Case("campaigns.blind", "orders nobody can know", blind(is_about_orders=True), True),
    Case("campaigns.blind", "orders told by a coupon", blind(is_about_orders=True, counts_orders=True), False),
    Case("campaigns.blind", "links count", blind(links=2), False),
    Case("campaigns.blind", "its first day", blind(days_done=1), False),
    Case("campaigns.underperforming", "the alarm rang", short(), True),
    Case("campaigns.underperforming", "orders fall short", short(is_about_orders=True), True),
    Case("campaigns.underperforming", "its last day", short(days_left=0), False),
    Case("campaigns.underperforming", "no alarm", campaigns_underperforming.Facts(()), False),
    Case("campaigns.spend-without-result", "123 zloty for nothing", spent(), True),
    Case("campaigns.spend-without-result", "nothing is counted", spent(is_counted=False), False),
    Case("campaigns.spend-without-result", "it brought something", campaigns_spend_without_result.Facts(()), False),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.shop}")
def test_a_rule_speaks_when_something_is_wrong_and_not_otherwise(case: Case) -> None:
    found = all_rules()[case.rule].judge(case.facts)
    assert bool(found) is case.is_ill
    assert all(one.evidence and one.ways for one in found)


def test_precision_and_recall_over_all_shops() -> None:
    told: Counter[tuple[str, bool, bool]] = Counter()
    for case in CASES:
        told[case.rule, bool(all_rules()[case.rule].judge(case.facts)), case.is_ill] += 1
    for rule in sorted(RULES):
        right, wrong, missed = (told[rule, *which] for which in ((True, True), (True, False), (False, True)))
        print(f"{rule:32} precision {right}/{right + wrong}, recall {right}/{right + missed}")  # noqa: T201
        assert (wrong, missed) == (0, 0)
        assert right
    assert {case.rule for case in CASES if not case.is_ill} == RULES


def test_a_dismissed_goal_speaks_again_when_it_is_about_something_else() -> None:
    [unsaid] = goals_unserved.judge(served(is_said=False))
    [unposted] = goals_unserved.judge(served())
    assert unsaid.key == unposted.key
    assert unsaid.about != unposted.about


def test_many_open_suggestions_are_more_serious() -> None:
    assert analysis_finding_ignored.judge(waiting(30))[0].severity == "low"
    assert analysis_finding_ignored.judge(waiting(30, 31, 32, 33))[0].severity == "medium"


def test_who_can_stop_at_one_press_may() -> None:
    [found] = platforms_not_worth_it.judge(platforms_not_worth_it.Facts((PLACE,)))
    assert found.ways[0].action == "accept-suggestion"
    [plain] = platforms_not_worth_it.judge(platforms_not_worth_it.Facts((replace(PLACE, suggestion=None),)))
    assert plain.ways[0].page == "insight:platforms"
