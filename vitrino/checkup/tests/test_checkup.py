"""Notices appear with what is wrong, stay, and leave with it; what was set aside stays quiet until it changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.channels.models import Channel, SiteLink
from vitrino.checkup import actions, jobs, queries, remedies
from vitrino.checkup.models import Notice, Run
from vitrino.checkup.registry import all_rules
from vitrino.checkup.tests import sick, sick_aims, sick_care
from vitrino.checkup.tests.shops import labelled
from vitrino.domain.problem import Problem
from vitrino.inbox.models import Conversation
from vitrino.insight.models import KnownPost
from vitrino.listening import actions as listening
from vitrino.listening.models import Watch
from vitrino.lookback import looking
from vitrino.notify.models import Alert
from vitrino.plan.models import CadenceTarget
from vitrino.posts.models import Post
from vitrino.publishing.models import Publication
from vitrino.strategy.models import Goal, Pillar, Strategy
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
# Those about goals, platforms and campaigns need a shop that has some: test_checkup_aims.py.
# Those with labelled shops of their own: test_shops.py.
OWN_SHOPS = {one.id for one in all_rules().values() if one.judge.__module__.rpartition(".")[2] in labelled()}
EVERY = set(all_rules()) - sick_aims.RULES - OWN_SHOPS


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def ill(cast: Cast) -> Cast:
    sick.fall_ill(cast)
    actions.run(workspace=cast.bakery, now=NOW)
    return cast


def noticed(cast: Cast) -> set[str]:
    return set(queries.notices(cast.bakery).values_list("rule", flat=True)) - OWN_SHOPS


def again(cast: Cast) -> set[str]:
    actions.run(workspace=cast.bakery, now=LATER)
    return noticed(cast)


def one(rule: str) -> Notice:
    return Notice.objects.get(rule=rule)


def test_every_rule_sees_what_is_wrong_with_a_sick_shop(ill: Cast) -> None:
    assert noticed(ill) == EVERY
    assert all(notice.evidence and notice.ways for notice in Notice.objects.all())


def cure(cast: Cast) -> Iterator[str]:
    """Put one thing right after the other; the rule that must fall silent."""
    goal = {"title": "200 followers", "metric": "follows", "target": 200, "starts_on": date(2026, 11, 20)}
    Goal.objects.create(workspace=cast.bakery, deadline=date(2027, 1, 1), created_at=NOW, **goal)
    yield "goals.none"
    Strategy.objects.create(workspace=cast.bakery, version=1, in_force_from=NOW)
    yield "strategy.none"
    SiteLink.objects.filter(platform="mastodon").update(last_activity_at=NOW)
    yield "channels.linked-but-stale"
    SiteLink.objects.filter(platform="pinterest").delete()
    yield "channels.broken-link"
    for platform, handle in (("mastodon", "@Zorza"), ("bluesky", "zorza")):
        sick.channel(cast.bakery, platform, handle=handle, remote_id="real", is_rehearsal=False)
    yield "channels.linked-but-not-connected"
    CadenceTarget.objects.update(low_per_week=0)
    yield "cadence.below"
    Publication.objects.filter(content__text=sick.TEXT, channel__platform="bluesky").update(content={"text": "Other"})
    yield "variants.duplicate"
    listening.grow_watches(workspace=cast.bakery, now=NOW)
    yield "listening.variant-unwatched"
    Conversation.objects.update(waiting_since=None, due_at=None)
    yield "care.unanswered"
    yield from sick_care.heal(cast)
    Pillar.objects.update(is_promotional=False)
    yield "balance.overselling"
    looking.close(
        back=looking.begin(workspace=cast.bakery, every="month", by=cast.anna, now=NOW), by=cast.anna, now=NOW
    )
    yield "analysis.no-review"


def test_each_rule_falls_silent_when_its_cause_is_gone(ill: Cast) -> None:
    left = set(EVERY)
    for rule in cure(ill):
        left.discard(rule)
        assert again(ill) == left
    assert left == set()
    assert set(Notice.objects.exclude(gone_at=None).values_list("rule", flat=True)) >= EVERY


def test_a_shop_that_just_began_hears_only_what_needs_no_time(cast: Cast) -> None:
    listening.grow_watches(workspace=cast.bakery, now=NOW)
    channel = sick.channel(cast.bakery, "mastodon")
    Channel.objects.update(connected_at=NOW - timedelta(days=1))
    CadenceTarget.objects.create(workspace=cast.bakery, channel=channel, low_per_week=3, high_per_week=5)
    sick.publish(channel, "Hello", NOW - timedelta(hours=2))
    actions.run(workspace=cast.bakery, now=NOW)
    assert noticed(cast) == {"goals.none", "strategy.none", "listening.no-instant-notice"}


def test_running_twice_changes_nothing(ill: Cast) -> None:
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
    assert alerts.count() == Notice.objects.filter(severity="high").count() > 3
    assert all("#notice-" in alert.url for alert in alerts)


def test_most_severe_first(ill: Cast) -> None:
    order = ["high", "medium", "low"]
    found = [order.index(notice.severity) for notice in queries.notices(ill.bakery)]
    assert found == sorted(found)


def test_what_was_set_aside_stays_quiet_while_nothing_changes(ill: Cast) -> None:
    actions.dismiss(notice=one("channels.linked-but-stale"), reason="It is closed for winter", by=ill.anna, now=NOW)
    assert "channels.linked-but-stale" not in again(ill)
    actions.run(workspace=ill.bakery, now=NOW + timedelta(days=9))
    assert "channels.linked-but-stale" not in noticed(ill)
    assert queries.dismissed(ill.bakery).get().dismissed_reason == "It is closed for winter"


def test_what_was_set_aside_speaks_again_when_it_is_about_something_else(ill: Cast) -> None:
    actions.dismiss(notice=one("channels.linked-but-stale"), reason="Closed for winter", by=ill.anna, now=NOW)
    SiteLink.objects.filter(platform="mastodon").update(last_activity_at=NOW - timedelta(days=31))
    assert "channels.linked-but-stale" in again(ill)
    assert one("channels.linked-but-stale").dismissed_reason == ""


def test_one_more_person_waiting_is_news_even_after_a_dismissal(ill: Cast) -> None:
    actions.dismiss(notice=one("care.unanswered"), reason="Ola was on the phone", by=ill.anna, now=NOW)
    sick.wait(Channel.objects.get(platform="mastodon"), late_hours=2)
    assert "care.unanswered" in again(ill)


def test_what_comes_back_after_it_was_put_right_is_new(ill: Cast) -> None:
    Strategy.objects.create(workspace=ill.bakery, version=1, in_force_from=NOW)
    assert "strategy.none" not in again(ill)
    assert queries.fixed_lately(ill.bakery, LATER).get().rule == "strategy.none"
    Strategy.objects.all().delete()
    actions.run(workspace=ill.bakery, now=LATER + timedelta(hours=1))
    assert one("strategy.none").first_seen_at == LATER + timedelta(hours=1)
    assert one("strategy.none").gone_at is None


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_setting_aside_needs_a_reason_of_a_sentence(ill: Cast, reason: str) -> None:
    with pytest.raises(Problem):
        actions.dismiss(notice=one("goals.none"), reason=reason, by=ill.anna, now=NOW)
    assert one("goals.none").dismissed_at is None


def test_a_dismissal_can_be_taken_back(ill: Cast) -> None:
    actions.dismiss(notice=one("goals.none"), reason="Later", by=ill.anna, now=NOW)
    actions.bring_back(notice=one("goals.none"), by=ill.anna, now=NOW)
    assert "goals.none" in noticed(ill)


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
    actions.run(workspace=cast.bakery, now=NOW)
    assert "listening.variant-unwatched" not in noticed(cast)


def test_posts_written_on_the_platform_itself_count(ill: Cast) -> None:
    channel = Channel.objects.get(platform="mastodon")
    for number in range(3):
        KnownPost.objects.create(
            workspace=ill.bakery, channel=channel, remote_id=f"k{number}", at=NOW - timedelta(days=number + 1)
        )
    assert "cadence.below" not in again(ill)


def test_answers_to_people_are_no_posts(ill: Cast) -> None:
    channel = Channel.objects.get(platform="mastodon")
    for _number in range(3):
        sick.publish(channel, "Thank you!", NOW - timedelta(days=1))
    Publication.objects.filter(content__text="Thank you!").update(kind="reply")
    assert "cadence.below" in again(ill)


def test_a_deleted_post_is_no_duplicate(ill: Cast) -> None:
    Post.objects.filter(idea=sick.TEXT).update(deleted_at=NOW)
    assert "variants.duplicate" not in again(ill)


def test_a_rehearsal_is_not_the_profile_the_website_links_to(cast: Cast) -> None:
    sick.channel(cast.bakery, "mastodon")
    sick.link(cast.bakery, "mastodon", silent_days=None)
    actions.run(workspace=cast.bakery, now=NOW)
    assert "channels.linked-but-not-connected" in noticed(cast)


def test_the_sweep_looks_at_every_shop_that_is_set_up(cast: Cast) -> None:
    cast.florist.onboarding_step = 2
    cast.florist.save()
    jobs.run(NOW)
    assert set(Run.objects.values_list("workspace_id", flat=True)) == {cast.bakery.pk}


def test_only_the_newest_looks_are_kept(cast: Cast) -> None:
    Run.objects.bulk_create(
        Run(workspace=cast.bakery, at=NOW - timedelta(hours=n), duration_s=0, noticed=0) for n in range(1, 150)
    )
    actions.run(workspace=cast.bakery, now=NOW)
    assert Run.objects.count() == actions.RUNS_KEPT


def test_queries_do_not_grow_with_posts_and_people(ill: Cast) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            actions.run(workspace=ill.bakery, now=LATER)
        return len(captured)

    few = count()
    channel = Channel.objects.get(platform="mastodon")
    for number in range(20):
        sick.publish(channel, f"More {number}", NOW - timedelta(days=9))
        sick.wait(channel, late_hours=3)
    assert count() == few
