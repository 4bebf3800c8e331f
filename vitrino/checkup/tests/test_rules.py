"""What the labelled shops leave open: how grave a notice is, which way out comes first, when it speaks again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from vitrino.checkup.profiles import Profile
from vitrino.checkup.registry import all_rules
from vitrino.checkup.rule import AnyRule, Noticed
from vitrino.checkup.rules import (
    channels_linked_but_stale,
    goals_unserved,
    listening_source_silent,
    platforms_not_worth_it,
    reputation_theme_unaddressed,
    reviews_unanswered,
)
from vitrino.checkup.tests.shops import (
    Shop,
    abuse_criticism_removed,
    abuse_no_policy,
    abuse_unhandled,
    analysis_finding_ignored,
    care_argument,
    care_criticism_unanswered,
    care_promise_broken,
    care_slow,
    care_stays_public,
    care_tone,
    care_unanswered,
    care_unapproved_risky_reply,
    care_unread_source,
    listening_missed,
    listening_no_instant_notice,
    listening_variant_unwatched,
    reviews_rating_falling,
    variants_duplicate,
)
from vitrino.checkup.tests.shops import goals_unserved as unserved
from vitrino.checkup.tests.shops import listening_source_silent as sources
from vitrino.checkup.tests.shops import platforms_not_worth_it as worth
from vitrino.checkup.tests.shops import reputation_theme_unaddressed as themes
from vitrino.checkup.tests.shops import reviews_unanswered as waiting
from vitrino.checkup.tests.sick import profile
from vitrino.workspace.tests.cast import NOW

DAY = timedelta(days=1)


def rule_of(module: object) -> AnyRule:
    """The rule whose shops stand in that module."""
    name = module.__name__.rpartition(".")[2]  # type: ignore[attr-defined]
    return next(one for one in all_rules().values() if one.judge.__module__.endswith(f".{name}"))


def noticed_in(module: object, name: str) -> Noticed:
    """What the rule says of the labelled shop of that name."""
    shops: tuple[Shop, ...] = module.SHOPS  # type: ignore[attr-defined]
    found: list[Noticed] = rule_of(module).judge(next(one.facts for one in shops if one.name == name))
    return found[0]


GRADES = [
    (care_promise_broken, "she still waits", "high"),
    (care_promise_broken, "settled since", "medium"),
    (care_slow, "three of ten were late", "medium"),
    (care_slow, "six of ten were late", "high"),
    (care_unanswered, "one is two hours late", "medium"),
    (care_unanswered, "a complaint is late", "high"),
    (care_unanswered, "three are late, one of them a day", "high"),
    (care_tone, "one blames", "high"),
    (care_unapproved_risky_reply, "one answer, one other person", "medium"),
    (care_unapproved_risky_reply, "three answers", "high"),
    (care_criticism_unanswered, "a day old", "medium"),
    (care_criticism_unanswered, "closed in silence", "high"),
    (care_unread_source, "two hours were not read", "medium"),
    (care_unread_source, "it lasts", "high"),
    (care_unread_source, "the platform has forgotten it", "high"),
    (abuse_no_policy, "many write", "low"),
    (abuse_no_policy, "one is abusive", "high"),
    (abuse_unhandled, "a day old", "medium"),
    (abuse_unhandled, "a threat of two days ago", "high"),
    (abuse_criticism_removed, "one, as spam", "low"),
    (abuse_criticism_removed, "one without a reason, its talk is gone", "high"),
    (listening_no_instant_notice, "two channels, no way", "medium"),
    (listening_no_instant_notice, "alerts lie unread for a day", "high"),
    (listening_missed, "found after 61 minutes", "medium"),
    (listening_missed, "found a day later", "high"),
    (sources, "two hours and a minute", "medium"),
    (sources, "a day", "high"),
    (listening_variant_unwatched, "nobody listens", "high"),
    (listening_variant_unwatched, "one main form is missing", "medium"),
    (analysis_finding_ignored, "open for a month", "low"),
    (analysis_finding_ignored, "four old ones", "medium"),
    (reviews_rating_falling, "from five stars to one", "high"),
    (waiting, "praise of four days", "medium"),
    (waiting, "criticism of 25 hours", "high"),
    (themes, "three complaints", "medium"),
    (themes, "both", "high"),
]


@pytest.mark.parametrize(("module", "shop", "grade"), GRADES, ids=[f"{m.__name__[29:]}: {s}" for m, s, _ in GRADES])
def test_how_grave_it_is(module: object, shop: str, grade: str) -> None:
    assert (noticed_in(module, shop).severity or rule_of(module).severity) == grade


def labels(noticed: Noticed) -> list[str]:
    return [str(way.label) for way in noticed.ways]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (profile(60), ["Connect it", "Write a post", "We have removed the link"]),
        (profile(60, channel_pk=7), ["Write a post", "We have removed the link", "Connect it again"]),
        (
            profile(60, channel_pk=7, needs_sign_in=True),
            ["Connect it again", "Write a post", "We have removed the link"],
        ),
        (profile(60, can_connect=False), ["We have removed the link", "See the channels"]),
    ],
)
def test_a_sleeping_profile_is_posted_to_unlinked_or_connected(found: Profile, expected: list[str]) -> None:
    assert labels(stale(found)) == expected


def test_a_new_post_changes_what_a_sleeping_profile_is_about_and_a_day_does_not() -> None:
    ninety, later, newer = stale(profile(90)), stale(profile(90), NOW + DAY), stale(profile(45))
    assert ninety.key == later.key == newer.key
    assert ninety.about == later.about != newer.about


def stale(found: Profile, now: datetime = NOW) -> Noticed:
    return channels_linked_but_stale.judge(channels_linked_but_stale.Facts((found,), now))[0]


def test_a_copied_post_that_is_still_to_go_out_can_be_rewritten() -> None:
    open_one, gone = (noticed_in(variants_duplicate, shop) for shop in ("still to go out", "word by word"))
    assert (open_one.ways[0].page, open_one.ways[0].arguments) == ("posts:edit", {"pk": 11})
    assert gone.ways[0].page == "posts:new"


def test_a_name_all_of_which_was_struck_out_can_not_be_grown_again() -> None:
    assert noticed_in(listening_variant_unwatched, "nobody listens").ways[0].action == "watch-names"
    struck = noticed_in(listening_variant_unwatched, "every form was struck out")
    assert [way.action for way in struck.ways] == [None]


def test_the_gravest_comes_first() -> None:
    two = abuse_unhandled.facts(
        abuse_unhandled.abuse(2 * DAY), replace(abuse_unhandled.abuse(2 * DAY, is_grave=True), conversation_id=6)
    )
    assert rule_of(abuse_unhandled).judge(two)[0].ways[0].arguments == {"pk": 6}
    reviews = reviews_unanswered.judge(waiting.facts(waiting.waiting(5, 9 * DAY), waiting.waiting(2, 2 * DAY)))
    assert reviews[0].ways[0].arguments == {"pk": 2}
    settled, open_one = care_promise_broken.broken(DAY, is_open=False), care_promise_broken.broken(2 * DAY, pk=2)
    [promise] = rule_of(care_promise_broken).judge(care_promise_broken.facts(settled, replace(open_one, case_id=8)))
    assert promise.ways[0].arguments == {"pk": 8}


def test_without_an_address_to_offer_that_comes_first() -> None:
    found = noticed_in(care_stays_public, "there is no address to offer")
    assert found.ways[0].page == "complaints:contacts"


def test_a_silent_place_is_put_right_elsewhere_than_a_channel() -> None:
    [place] = listening_source_silent.judge(sources.facts(sources.silent(DAY, is_place=True)))
    [channel] = listening_source_silent.judge(sources.facts(sources.silent(DAY, needs_sign_in=True)))
    assert place.ways[0].page == "intake:home"
    assert (str(channel.ways[0].label), channel.ways[0].page) == ("Connect it again", "channels:detail")


def test_themes_of_complaints_and_reviews_lead_to_their_own_pages() -> None:
    [found] = reputation_theme_unaddressed.judge(themes.facts(themes.cause(3), themes.theme(9)))
    assert [way.page for way in found.ways] == ["reviews:themes", "complaints:causes"]


def test_a_goal_put_aside_speaks_again_when_it_is_about_something_else() -> None:
    [unsaid] = goals_unserved.judge(unserved.goal(is_said=False))
    [unposted] = goals_unserved.judge(unserved.goal())
    assert unsaid.key == unposted.key
    assert unsaid.about != unposted.about


def test_who_can_stop_at_one_press_may() -> None:
    [found] = platforms_not_worth_it.judge(worth.places(worth.POOR))
    assert found.ways[0].action == "accept-suggestion"
    [plain] = platforms_not_worth_it.judge(worth.places(replace(worth.POOR, suggestion=None)))
    assert plain.ways[0].page == "insight:platforms"


def test_an_argument_is_told_with_how_often_the_shop_wrote() -> None:
    assert "your answers in public: 9" in str(noticed_in(care_argument, "nine answers in public").evidence[0].message)


def test_every_rule_has_a_name_a_mistake_and_a_file_of_its_own() -> None:
    for rule_id, rule in all_rules().items():
        file = rule_id.replace(".", "_").replace("-", "_")
        assert rule.judge.__module__ == f"vitrino.checkup.rules.{file}"
        assert rule.mistake[0] == "M"
        assert rule.mistake[1:].isdecimal()
