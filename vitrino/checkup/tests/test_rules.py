"""Every rule speaks when something is wrong and is quiet when all is well. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from vitrino.checkup.profiles import Profile
from vitrino.checkup.registry import all_rules
from vitrino.checkup.rule import Noticed
from vitrino.checkup.rules import (
    analysis_no_review,
    balance_overselling,
    cadence_below,
    care_unanswered,
    channels_broken_link,
    channels_linked_but_not_connected,
    channels_linked_but_stale,
    goals_none,
    listening_variant_unwatched,
    strategy_none,
    variants_duplicate,
)
from vitrino.domain.balance import BalancedPost
from vitrino.domain.cadence import Cadence
from vitrino.workspace.tests.cast import NOW

TEXT = "Fresh rye bread from seven o'clock tomorrow, baked with sourdough from our own cellar."
OTHER = "Who remembers the smell of a bakery at dawn? Tell us where yours was, and what you bought."


A_MONTH_AGO = NOW - timedelta(days=30)


def days(count: float) -> timedelta:
    return timedelta(days=count)


def profile(silent_days: float | None = 5, **fields: object) -> Profile:
    last_at = None if silent_days is None else NOW - days(silent_days)
    made = Profile(
        platform="mastodon", platform_name="Mastodon", handle="zorza", url="https://example.social/@zorza",
        found_on="https://zorza.example/", last_activity_at=last_at, pk=3,
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]


def labels(noticed: Noticed) -> list[str]:
    return [str(way.label) for way in noticed.ways]


def test_goals_none() -> None:
    [noticed] = goals_none.judge(goals_none.Facts(active=0, ended=2))
    assert "ended: 2" in str(noticed.evidence[0].message)
    assert goals_none.judge(goals_none.Facts(active=1, ended=0)) == []


def test_strategy_none() -> None:
    assert strategy_none.judge(strategy_none.Facts(is_in_force=False, people=2))
    assert strategy_none.judge(strategy_none.Facts(is_in_force=True, people=2)) == []


@pytest.mark.parametrize(("silent_days", "speaks"), [(29.9, False), (30, True), (400, True), (None, False)])
def test_linked_but_stale_needs_a_month_of_silence_that_is_known(silent_days: float | None, speaks: bool) -> None:
    facts = channels_linked_but_stale.Facts((profile(silent_days),), NOW)
    assert bool(channels_linked_but_stale.judge(facts)) is speaks


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (profile(60), ["Connect it", "Write a post", "We have removed the link"]),
        (profile(60, channel_pk=7), ["Write a post", "We have removed the link", "Connect it again"]),
        (
            profile(60, channel_pk=7, needs_sign_in=True),
            ["Connect it again", "Write a post", "We have removed the link"],
        ),
    ],
)
def test_linked_but_stale_offers_to_post_unlink_or_connect(found: Profile, expected: list[str]) -> None:
    [noticed] = channels_linked_but_stale.judge(channels_linked_but_stale.Facts((found,), NOW))
    assert labels(noticed) == expected
    assert "60 days" in str(noticed.message)


def test_linked_but_stale_does_not_offer_to_connect_what_can_not_be() -> None:
    facts = channels_linked_but_stale.Facts((profile(60, can_connect=False),), NOW)
    [noticed] = channels_linked_but_stale.judge(facts)
    assert labels(noticed)[0] == "We have removed the link"


def test_a_new_post_changes_what_a_stale_profile_is_about() -> None:
    old, new = (
        channels_linked_but_stale.judge(channels_linked_but_stale.Facts((profile(silent),), NOW))[0]
        for silent in (90, 45)
    )
    assert old.key == new.key
    assert old.about != new.about


def test_a_day_more_of_silence_is_still_the_same() -> None:
    today, tomorrow = (
        channels_linked_but_stale.judge(channels_linked_but_stale.Facts((profile(90),), at))[0]
        for at in (NOW, NOW + days(1))
    )
    assert today.about == tomorrow.about


def test_broken_link() -> None:
    assert channels_broken_link.judge(channels_broken_link.Facts((profile(is_gone=True),)))
    assert channels_broken_link.judge(channels_broken_link.Facts((profile(),))) == []


@pytest.mark.parametrize(
    ("found", "speaks"),
    [
        (profile(), True),
        (profile(None), True),
        (profile(channel_pk=7), False),
        (profile(can_connect=False), False),
        (profile(60), False),  # the rule about sleeping profiles says it
        (profile(is_gone=True), False),
    ],
)
def test_linked_but_not_connected(found: Profile, speaks: bool) -> None:
    facts = channels_linked_but_not_connected.Facts((found,), NOW)
    assert bool(channels_linked_but_not_connected.judge(facts)) is speaks


def rhythm(posts: int, *, since: datetime = A_MONTH_AGO, planned: int = 0) -> cadence_below.Facts:
    one = cadence_below.Rhythm(
        7, "Mastodon", "zorza", Cadence(3, 5),
        tuple(NOW - days(1 + number) for number in range(posts)),
        tuple(NOW + days(1 + number) for number in range(planned)), since,
    )  # fmt: skip
    return cadence_below.Facts((one,), NOW)


def test_cadence_below() -> None:
    [noticed] = cadence_below.judge(rhythm(1, planned=2))
    assert "last seven days: 1. Wanted: at least 3." in str(noticed.evidence[0].message)
    assert "next seven days: 2" in str(noticed.evidence[1].message)
    assert cadence_below.judge(rhythm(3)) == []


def test_cadence_below_does_not_count_days_before_the_channel_came() -> None:
    assert cadence_below.judge(rhythm(0, since=NOW - days(3))) == []


def forms(*texts: tuple[str, str], is_out: bool = True) -> variants_duplicate.Facts:
    return variants_duplicate.Facts(
        tuple(variants_duplicate.Form(11, channel, text, is_out) for channel, text in texts)
    )


def test_duplicate_variants() -> None:
    [noticed] = variants_duplicate.judge(forms(("Mastodon", TEXT), ("Bluesky", TEXT + " #bread")))
    assert "Mastodon, Bluesky" in str(noticed.evidence[0].message)
    assert variants_duplicate.judge(forms(("Mastodon", TEXT), ("Bluesky", OTHER))) == []
    assert variants_duplicate.judge(forms(("Mastodon", TEXT), ("Mastodon", TEXT))) == []


def test_a_duplicate_that_is_still_to_go_out_can_be_rewritten() -> None:
    [open_one] = variants_duplicate.judge(forms(("Mastodon", TEXT), ("Bluesky", TEXT), is_out=False))
    assert (open_one.ways[0].page, open_one.ways[0].arguments) == ("posts:edit", {"pk": 11})
    [gone] = variants_duplicate.judge(forms(("Mastodon", TEXT), ("Bluesky", TEXT)))
    assert gone.ways[0].page == "posts:new"


def name(*known: str, is_heard: bool = True) -> listening_variant_unwatched.Facts:
    main = frozenset({"Zorza", "#zorza"})
    return listening_variant_unwatched.Facts(
        (listening_variant_unwatched.Name(4, "Zorza", main, frozenset(known), is_heard),)
    )


def test_a_name_without_watches_is_noticed() -> None:
    [noticed] = listening_variant_unwatched.judge(name(is_heard=False))
    assert noticed.severity == "high"
    assert noticed.ways[0].action == "watch-names"
    assert str(noticed.evidence[0].message) == "Nobody listens for: Zorza, #zorza."


def test_a_form_struck_out_on_purpose_does_not_nag() -> None:
    assert listening_variant_unwatched.judge(name("Zorza", "#zorza")) == []


def test_a_name_all_of_which_was_struck_out_can_not_be_grown_again() -> None:
    [noticed] = listening_variant_unwatched.judge(name("Zorza", "#zorza", is_heard=False))
    assert [way.action for way in noticed.ways] == [None]


def test_a_name_that_lacks_a_main_form_is_less_serious() -> None:
    [noticed] = listening_variant_unwatched.judge(name("#zorza"))
    assert noticed.severity == "medium"


def late(hours: float, *, is_complaint: bool = False) -> care_unanswered.Facts:
    one = care_unanswered.Waiting(5, "Ola", "Mastodon", NOW - timedelta(hours=hours), is_complaint)
    return care_unanswered.Facts((one,), 1, NOW)


@pytest.mark.parametrize(
    ("facts", "severity"), [(late(2), "medium"), (late(24), "high"), (late(0.5, is_complaint=True), "high")]
)
def test_care_unanswered_is_serious_after_a_day_or_for_a_complaint(facts: care_unanswered.Facts, severity: str) -> None:
    [noticed] = care_unanswered.judge(facts)
    assert noticed.severity == severity
    assert noticed.ways[0].arguments == {"pk": 5}


def test_nobody_late_is_nothing_to_say() -> None:
    assert care_unanswered.judge(care_unanswered.Facts((), 0, NOW)) == []


def mix(promotional: int, others: int) -> balance_overselling.Facts:
    posts = [BalancedPost(NOW - days(2), is_promotional=number < promotional) for number in range(promotional + others)]
    return balance_overselling.Facts((balance_overselling.Mix(7, "Mastodon", tuple(posts), 1),), NOW)


def test_balance_overselling() -> None:
    [noticed] = balance_overselling.judge(mix(6, 4))
    assert "60 %" in str(noticed.message)
    assert "kind, last four weeks: 10. Promotional: 6. Without a kind: 1" in str(noticed.evidence[0].message)
    assert balance_overselling.judge(mix(1, 4)) == []


def test_three_offers_are_too_few_to_call_it_overselling() -> None:
    assert balance_overselling.judge(mix(3, 0)) == []


@pytest.mark.parametrize(
    ("first_days", "posts", "look_days", "speaks"),
    [
        (27, 9, None, False),
        (28, 9, None, True),
        (None, 0, None, False),
        (20, 4, 34, False),
        (20, 4, 35, True),
        (None, 0, 90, False),
    ],
)
def test_no_review_waits_until_there_is_something_to_look_back_on(
    first_days: float | None, posts: int, look_days: float | None, speaks: bool
) -> None:
    first = None if first_days is None else NOW - days(first_days)
    look = None if look_days is None else NOW - days(look_days)
    assert bool(analysis_no_review.judge(analysis_no_review.Facts(first, posts, look, NOW))) is speaks


def test_every_rule_has_a_name_a_mistake_and_a_file_of_its_own() -> None:
    for rule_id, rule in all_rules().items():
        assert rule.judge.__module__ == rule.load.__module__ == f"vitrino.checkup.rules.{_file(rule_id)}"
        assert rule.mistake[0] == "M"
        assert rule.mistake[1:].isdecimal()


def _file(rule_id: str) -> str:
    return rule_id.replace(".", "_").replace("-", "_")
