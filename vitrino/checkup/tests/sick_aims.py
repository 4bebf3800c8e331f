"""A shop that has goals, channels and campaigns, and looks at none of them; and how each thing is put right."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from vitrino.attribution.models import AdCost, Alarm, CostFile
from vitrino.campaigns.models import Campaign
from vitrino.channels.models import Channel
from vitrino.fit.platforms import Platform
from vitrino.insight.models import Finding, KnownPost, LearningRun
from vitrino.links.models import Clicks, ShortLink
from vitrino.strategy.models import Goal, GoalDay
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW

TODAY = NOW.date()
OFFERS = {"topic": "offers"}


def days(count: float) -> timedelta:
    return timedelta(days=count)


def platform(key: str, share: float | None, *, is_for_business: bool = False) -> Platform:
    """share: of the audience's age group that uses it."""
    return Platform(key, key.capitalize(), share, "a survey (2023)", is_for_business)


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


def aim(shop: Workspace) -> None:
    values: dict[str, Any] = {"workspace": shop, "starts_on": TODAY - days(20), "deadline": TODAY + days(60),
                              "created_at": NOW, "baseline": 10}  # fmt: skip
    late = Goal.objects.create(title="800 followers", metric="follows", target=800, **values)
    blind = Goal.objects.create(title="90 orders", metric="orders", target=90, **values)
    GoalDay.objects.create(goal=late, day=TODAY - days(1), value=20, chance=0.05, low=10, middle=40, high=90)
    GoalDay.objects.create(goal=blind, day=TODAY - days(1), value=None)


def learn(channel: Channel) -> None:
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


def campaign(shop: Workspace) -> None:
    """Three: one without a link, one that falls short, one that costs and brings nothing."""
    made = {tag: run_campaign(shop, tag) for tag in ("blind", "short", "dear")}
    Clicks.objects.create(link=short_link(made["short"], "short"), day=TODAY - days(1), count=4)
    Alarm.objects.create(campaign=made["short"], metric="clicks", day=TODAY - days(1), expected=60, seen=4, at=NOW)
    short_link(made["dear"], "dear")
    file = CostFile.objects.create(workspace=shop, name="ads.csv", source="table", brought_at=NOW, stored_at=NOW)
    AdCost.objects.create(workspace=shop, file=file, campaign=made["dear"], source="table", day=TODAY - days(3),
                          last_day=TODAY - days(3), amount_minor=12_300, currency="PLN", key="1")  # fmt: skip


def run_campaign(shop: Workspace, tag: str) -> Campaign:
    """Begun ten days ago, with four to go; a hundred clicks are wanted."""
    return Campaign.objects.create(
        workspace=shop, title=tag.capitalize(), tag=tag, metric="clicks", target=100, starts_on=TODAY - days(10),
        ends_on=TODAY + days(4), created_at=NOW, plan=[7] * 15,
    )  # fmt: skip


def short_link(campaign: Campaign, code: str) -> ShortLink:
    return ShortLink.objects.create(workspace=campaign.workspace, campaign=campaign, code=code, target_hash=code,
                                    target="https://zorza.example/", label=code, created_at=NOW)  # fmt: skip
