"""A shop that has goals, channels and campaigns, and looks at none of them; and how each thing is put right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from vitrino.attribution.models import AdCost, Alarm, CostFile
from vitrino.campaigns.models import Campaign
from vitrino.channels.models import Channel
from vitrino.checkup.tests import sick
from vitrino.insight.models import Effort, Finding, KnownPost, LearningRun
from vitrino.links.models import Clicks, ShortLink
from vitrino.plan.models import Suggestion
from vitrino.publishing.models import Publication
from vitrino.strategy.models import Goal, GoalDay, Strategy
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW, Cast

TODAY = NOW.date()
RULES = {
    "goals.not-measurable", "goals.off-track", "goals.unserved",
    "platforms.missing-fit", "platforms.poor-fit", "platforms.not-worth-it",
    "analysis.metrics-missing", "analysis.not-enough-data", "analysis.finding-ignored", "analysis.repeats-what-fails",
    "campaigns.blind", "campaigns.underperforming", "campaigns.spend-without-result",
}  # fmt: skip
OFFERS = {"topic": "offers"}


def days(count: float) -> timedelta:
    return timedelta(days=count)


def fall_ill(cast: Cast) -> None:
    """After this all of RULES have something to say about the bakery."""
    shop = cast.bakery
    Strategy.objects.create(workspace=shop, version=1, audience="Pensioners, 65+", in_force_from=NOW)
    busy, poor, dark = (sick.channel(shop, platform) for platform in ("mastodon", "tiktok", "bluesky"))
    for number in range(6):
        sick.publish(poor, f"Dance {number}", NOW - days(3 + 4 * number))
    post(busy, 12, engagement=60)
    post(poor, 12, engagement=1)
    post(dark, 6, engagement=None)
    post(busy, 1, engagement=40, first_days_ago=80)
    for channel in (busy, poor):
        Effort.objects.create(channel=channel, minutes_per_post=30)
    _aim(shop)
    _learn(busy)
    Suggestion.objects.create(workspace=shop, key="cadence", kind="cadence", template="Post less on TikTok.",
                              change={"channel": poor.pk, "low": 0, "high": 1}, at=NOW - days(30))  # fmt: skip
    _campaign(shop)


def post(channel: Channel, count: int, *, engagement: int | None, first_days_ago: float = 4) -> list[KnownPost]:
    """Posts two days apart, with numbers or without."""
    return [
        KnownPost.objects.create(
            workspace=channel.workspace, channel=channel, remote_id=f"{channel.pk}-{first_days_ago}-{number}",
            text=f"Post {number}", at=NOW - days(first_days_ago + 2 * number), engagement=engagement,
            measured_at=None if engagement is None else NOW,
        )
        for number in range(count)
    ]  # fmt: skip


def heal(cast: Cast) -> Iterator[str]:
    """Put one thing right after the other; the rule that must fall silent."""
    GoalDay.objects.filter(value=None).update(value=3)
    yield "goals.not-measurable"
    GoalDay.objects.update(chance=0.5)
    yield "goals.off-track"
    for goal in Goal.objects.all():
        goal.channels.set(Channel.objects.filter(platform__in=("tiktok", "mastodon")))
    yield "goals.unserved"
    Publication.objects.update(channel=Channel.objects.get(platform="mastodon"))
    yield "platforms.poor-fit"
    Strategy.objects.update(audience="Neighbours who cook")
    yield "platforms.missing-fit"
    KnownPost.objects.filter(channel__platform="tiktok").update(engagement=70)
    yield "platforms.not-worth-it"
    KnownPost.objects.filter(channel__platform="bluesky").update(measured_at=NOW, engagement=5)
    yield "analysis.metrics-missing"
    Suggestion.objects.update(state="refused")
    yield "analysis.finding-ignored"
    Finding.objects.all().delete()
    yield "analysis.repeats-what-fails"
    post(Channel.objects.get(platform="mastodon"), 20, engagement=9, first_days_ago=50)
    yield "analysis.not-enough-data"
    Alarm.objects.all().delete()
    yield "campaigns.underperforming"
    _link(Campaign.objects.get(tag="blind"), "blind")
    yield "campaigns.blind"
    Clicks.objects.create(link=_link(Campaign.objects.get(tag="dear"), "more"), day=TODAY, count=9)
    yield "campaigns.spend-without-result"


def _aim(shop: Workspace) -> None:
    values: dict[str, Any] = {"workspace": shop, "starts_on": TODAY - days(20), "deadline": TODAY + days(60),
                              "created_at": NOW, "baseline": 10}  # fmt: skip
    late = Goal.objects.create(title="800 followers", metric="follows", target=800, **values)
    blind = Goal.objects.create(title="90 orders", metric="orders", target=90, **values)
    GoalDay.objects.create(goal=late, day=TODAY - days(1), value=20, chance=0.05, low=10, middle=40, high=90)
    GoalDay.objects.create(goal=blind, day=TODAY - days(1), value=None)


def _learn(channel: Channel) -> None:
    """Known for a month: offers are passed over. They went on as before."""
    ids = [str(one.pk) for one in KnownPost.objects.filter(channel=channel)]
    for ago in (30, 2):
        LearningRun.objects.create(workspace=channel.workspace, channel=channel, at=NOW - days(ago),
                                   answer={"ignored": [{"traits": OFFERS}]})  # fmt: skip
    Finding.objects.create(
        workspace=channel.workspace, key=f"ignored:0@{channel.pk}", kind="ignored", template="Offers are passed over.",
        evidence={"channel_id": channel.pk, "traits": OFFERS, "ids": ids, "ignored_ids": ids,
                  "share": 0.5, "base_share": 0.25, "mid": 0.6, "p": 0.02, "n": len(ids)}, is_enough=True, at=NOW,
    )  # fmt: skip


def _campaign(shop: Workspace) -> None:
    made = {tag: Campaign.objects.create(
        workspace=shop, title=tag.capitalize(), tag=tag, metric="clicks", target=100, starts_on=TODAY - days(10),
        ends_on=TODAY + days(4), created_at=NOW, plan=[7] * 15,
    ) for tag in ("blind", "short", "dear")}  # fmt: skip
    Clicks.objects.create(link=_link(made["short"], "short"), day=TODAY - days(1), count=4)
    Alarm.objects.create(campaign=made["short"], metric="clicks", day=TODAY - days(1), expected=60, seen=4, at=NOW)
    _link(made["dear"], "dear")
    file = CostFile.objects.create(workspace=shop, name="ads.csv", source="table", brought_at=NOW, stored_at=NOW)
    AdCost.objects.create(workspace=shop, file=file, campaign=made["dear"], source="table", day=TODAY - days(3),
                          last_day=TODAY - days(3), amount_minor=12_300, currency="PLN", key="1")  # fmt: skip


def _link(campaign: Campaign, code: str) -> ShortLink:
    return ShortLink.objects.create(workspace=campaign.workspace, campaign=campaign, code=code, target_hash=code,
                                    target="https://zorza.example/", label=code, created_at=NOW)  # fmt: skip
