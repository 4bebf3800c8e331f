"""Notices appear with what is wrong, stay, and leave with it; what was put aside comes back by itself."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.channels.models import Channel, SiteLink
from vitrino.checkup import actions, asking, jobs, queries, registry, remedies
from vitrino.checkup.models import Aside, Day, Notice, Run, Trouble
from vitrino.checkup.tests import sick
from vitrino.domain.problem import Problem
from vitrino.insight.models import KnownPost
from vitrino.listening import actions as listening
from vitrino.listening.models import Watch
from vitrino.notify.models import Alert
from vitrino.plan.models import CadenceTarget
from vitrino.publishing.models import Publication
from vitrino.strategy.models import Strategy
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def ill(cast: Cast) -> Cast:
    sick.fall_ill(cast)
    look(cast)
    return cast


def look(cast: Cast, now: Any = NOW) -> None:
    actions.look_again(workspace=cast.bakery, groups=sick.GROUPS, now=now)


def noticed(cast: Cast) -> set[str]:
    return set(queries.notices(cast.bakery).values_list("rule", flat=True))


def again(cast: Cast, now: Any = LATER) -> set[str]:
    look(cast, now)
    return noticed(cast)


def one(rule: str) -> Notice:
    return Notice.objects.get(rule=rule)


def aside(cast: Cast, rule: str, until: str = "change") -> Notice:
    return actions.dismiss(notice=one(rule), reason="It is closed for winter", by=cast.anna, now=NOW, until=until)


def test_what_is_wrong_is_noticed_with_its_proof_and_a_way_out(ill: Cast) -> None:
    assert noticed(ill) == sick.SPEAK
    assert all(notice.evidence and notice.ways for notice in Notice.objects.all())


def test_a_notice_leaves_with_its_cause(ill: Cast) -> None:
    CadenceTarget.objects.update(low_per_week=0)
    assert again(ill) == sick.SPEAK - {"cadence.below"}
    assert one("cadence.below").gone_at == LATER


def test_a_shop_that_just_began_hears_only_what_needs_no_time(cast: Cast) -> None:
    listening.grow_watches(workspace=cast.bakery, now=NOW)
    channel = sick.channel(cast.bakery, "mastodon")
    Channel.objects.update(connected_at=NOW - DAY)
    CadenceTarget.objects.create(workspace=cast.bakery, channel=channel, low_per_week=3, high_per_week=5)
    sick.publish(channel, "Hello", NOW - timedelta(hours=2))
    look(cast)
    assert noticed(cast) == {"goals.none", "strategy.none", "listening.no-instant-notice"}


def test_running_twice_changes_nothing(ill: Cast) -> None:
    actions.run(workspace=ill.bakery, now=NOW)
    before = list(Notice.objects.order_by("pk").values_list("pk", "first_seen_at", "gone_at"))
    alerts, events = Alert.objects.count(), Event.objects.count()
    actions.run(workspace=ill.bakery, now=NOW)
    assert list(Notice.objects.order_by("pk").values_list("pk", "first_seen_at", "gone_at")) == before
    assert (Alert.objects.count(), Event.objects.count()) == (alerts, events)


def test_another_shop_is_not_touched(ill: Cast) -> None:
    assert not Notice.objects.filter(workspace=ill.florist).exists()


def test_serious_ones_are_told_once_to_those_who_manage(ill: Cast) -> None:
    again(ill)
    alerts = Alert.objects.filter(kind="checkup")
    assert {alert.person_id for alert in alerts} == {ill.anna.pk}
    assert alerts.count() == Notice.objects.filter(severity="high").count() == 3
    assert all("#notice-" in alert.url for alert in alerts)


def test_most_severe_first(ill: Cast) -> None:
    order = ["high", "medium", "low"]
    found = [order.index(notice.severity) for notice in queries.notices(ill.bakery)]
    assert found == sorted(found)


class Broken(Exception):
    """Something a rule met."""


def test_a_rule_that_fails_says_so_and_hides_no_other(
    ill: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before, rules = noticed(ill), dict(registry.all_rules())

    def fail(*_given: object) -> None:
        raise Broken("the name of a customer")

    rules["goals.none"] = replace(rules["goals.none"], load=fail)
    with monkeypatch.context() as patched, caplog.at_level(logging.CRITICAL):
        patched.setattr(actions, "all_rules", lambda: rules)
        assert again(ill) == before, "its notices stay as they were, those of the others too"
    trouble = Trouble.objects.get()
    assert (trouble.rule, trouble.error, trouble.since) == ("goals.none", "Broken", LATER)
    again(ill, LATER + DAY)
    assert not Trouble.objects.exists()


def test_a_look_that_was_overtaken_asks_again_before_it_writes(ill: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ask, asked = asking.ask, []

    def overtaken(*given: Any) -> Any:
        asked.append(given)
        answers = ask(*given)
        if len(asked) == 1:  # meanwhile somebody sets the rhythm, and another look is quicker
            CadenceTarget.objects.update(low_per_week=0)
            look(ill, LATER)
        return answers

    monkeypatch.setattr(asking, "ask", overtaken)
    look(ill, LATER)
    assert len(asked) == 3
    assert "cadence.below" not in noticed(ill)
    assert Event.objects.filter(kind="checkup.fixed").count() == 1


def test_what_was_put_aside_until_it_changes_stays_quiet_while_nothing_does(ill: Cast) -> None:
    aside(ill, "cadence.below")
    assert "cadence.below" not in again(ill, NOW + 90 * DAY)
    assert queries.dismissed(ill.bakery).get().dismissed_reason == "It is closed for winter"


def test_what_was_put_aside_speaks_again_when_it_is_about_something_else(ill: Cast) -> None:
    aside(ill, "channels.linked-but-stale")
    SiteLink.objects.filter(platform="mastodon").update(last_activity_at=NOW - 31 * DAY)
    assert "channels.linked-but-stale" in again(ill)
    assert one("channels.linked-but-stale").dismissed_reason == ""
    assert Aside.objects.get().ended_at == LATER


@pytest.mark.parametrize(("until", "days"), [("week", 7), ("month", 30)])
def test_what_was_put_aside_for_a_time_comes_back_by_itself(ill: Cast, until: str, days: int) -> None:
    aside(ill, "cadence.below", until)
    CadenceTarget.objects.update(low_per_week=4)  # another number: what it is about changed
    assert "cadence.below" not in again(ill, NOW + days * DAY - timedelta(minutes=1))
    actions.wake(now=NOW + days * DAY)
    assert "cadence.below" in noticed(ill)
    assert Event.objects.filter(kind="checkup.came-back").count() == 1


@pytest.mark.parametrize("until", ["week", "month", "change"])
def test_what_is_important_comes_back_within_a_month_and_whenever_it_changes(ill: Cast, until: str) -> None:
    kept = aside(ill, "care.unanswered", until)
    assert kept.dismissed_until is not None
    assert kept.dismissed_until <= NOW + 30 * DAY
    sick.wait(Channel.objects.get(platform="mastodon"), late_hours=2)
    assert "care.unanswered" in again(ill)


def test_what_gets_worse_speaks_again_before_its_time(ill: Cast) -> None:
    Notice.objects.filter(rule="care.unanswered").update(severity="medium")
    aside(ill, "care.unanswered", "month")
    assert "care.unanswered" in again(ill)


def test_who_put_it_aside_and_why_is_kept_after_it_came_back(ill: Cast) -> None:
    kept = aside(ill, "goals.none", "week")
    actions.bring_back(notice=kept, by=ill.anna, now=LATER)
    assert "goals.none" in noticed(ill)
    [told] = queries.asides(ill.bakery)
    assert (told.by, told.reason, told.ended_by, told.ended_at) == (
        ill.anna,
        "It is closed for winter",
        ill.anna,
        LATER,
    )
    event = Event.objects.get(kind="checkup.dismissed")
    assert (event.person, event.values) == (ill.anna, {"rule": "goals.none", "until": "week"})


@pytest.mark.parametrize(("reason", "until"), [("", "week"), ("   ", "week"), ("x" * 301, "week"), ("Later", "never")])
def test_putting_aside_needs_a_reason_of_a_sentence_and_a_time(ill: Cast, reason: str, until: str) -> None:
    with pytest.raises(Problem):
        actions.dismiss(notice=one("goals.none"), reason=reason, by=ill.anna, now=NOW, until=until)
    assert one("goals.none").dismissed_at is None


def test_what_comes_back_after_it_was_put_right_is_new(ill: Cast) -> None:
    Strategy.objects.create(workspace=ill.bakery, version=1, in_force_from=NOW)
    assert "strategy.none" not in again(ill)
    assert "strategy.none" in set(queries.fixed_lately(ill.bakery, LATER).values_list("rule", flat=True))
    Strategy.objects.all().delete()
    again(ill, LATER + DAY)
    assert one("strategy.none").first_seen_at == LATER + DAY
    assert one("strategy.none").gone_at is None


def test_a_notice_of_a_rule_there_is_no_more_goes(ill: Cast) -> None:
    Notice.objects.filter(rule="goals.none").update(rule="goals.forgotten")
    actions.run(workspace=ill.bakery, now=LATER)
    assert one("goals.forgotten").gone_at == LATER


def test_the_checkup_lets_a_link_go_itself(ill: Cast) -> None:
    remedies.apply(notice=one("channels.broken-link"), action="let-go", by=ill.anna, now=LATER)
    assert SiteLink.objects.get(platform="pinterest").let_go_at == LATER
    assert "channels.broken-link" not in noticed(ill)


def test_the_checkup_watches_the_names_itself(ill: Cast) -> None:
    remedies.apply(notice=one("listening.variant-unwatched"), action="watch-names", by=ill.anna, now=LATER)
    assert Watch.objects.filter(workspace=ill.bakery, is_on=True).exists()
    assert "listening.variant-unwatched" not in noticed(ill)


def test_a_notice_does_only_what_it_offers(ill: Cast) -> None:
    with pytest.raises(Problem):
        remedies.apply(notice=one("goals.none"), action="let-go", by=ill.anna, now=LATER)


def test_a_form_that_was_struck_out_does_not_nag(cast: Cast) -> None:
    listening.grow_watches(workspace=cast.bakery, now=NOW)
    Watch.objects.filter(text__startswith="#").update(is_on=False)
    look(cast)
    assert "listening.variant-unwatched" not in noticed(cast)


def test_posts_written_on_the_platform_itself_count_and_answers_do_not(ill: Cast) -> None:
    channel = Channel.objects.get(platform="mastodon")
    for _number in range(3):
        sick.publish(channel, "Thank you!", NOW - DAY)
    Publication.objects.filter(content__text="Thank you!").update(kind="reply")
    assert "cadence.below" in again(ill)
    for number in range(3):
        at = NOW - timedelta(days=number + 1)
        KnownPost.objects.create(workspace=ill.bakery, channel=channel, remote_id=f"k{number}", at=at)
    assert "cadence.below" not in again(ill, LATER + DAY)


def test_a_rehearsal_is_not_the_profile_the_website_links_to(cast: Cast) -> None:
    sick.channel(cast.bakery, "mastodon")
    sick.link(cast.bakery, "mastodon", silent_days=None)
    look(cast)
    assert "channels.linked-but-not-connected" in noticed(cast)


def test_the_sweep_looks_at_every_shop_that_is_set_up(cast: Cast) -> None:
    cast.florist.onboarding_step = 2
    cast.florist.save()
    jobs.run(NOW)
    assert set(Run.objects.values_list("workspace_id", flat=True)) == {cast.bakery.pk}


def test_only_the_newest_looks_and_days_are_kept(cast: Cast) -> None:
    Run.objects.bulk_create(
        Run(workspace=cast.bakery, at=NOW - timedelta(hours=n), duration_s=0, noticed=0) for n in range(1, 150)
    )
    Day.objects.bulk_create(Day(workspace=cast.bakery, day=NOW.date() - timedelta(days=n)) for n in (399, 402))
    actions.run(workspace=cast.bakery, now=NOW)
    assert Run.objects.count() == actions.RUNS_KEPT
    assert Day.objects.count() == 2, "today, and the one of 399 days ago"


def test_queries_do_not_grow_with_posts_and_people(ill: Cast) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            actions.run(workspace=ill.bakery, now=LATER)
        return sum(one["sql"].startswith("SELECT") for one in captured)

    def more(number: int) -> None:
        sick.publish(channel, f"More {number}", NOW - 9 * DAY)
        sick.wait(channel, late_hours=3)

    channel = Channel.objects.get(platform="mastodon")
    for number in range(4):
        more(number)
    count()
    few = count()
    for number in range(5):
        more(number)
    count()
    assert count() <= few
