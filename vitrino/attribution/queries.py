"""Reading costs, alarms and compared messages; what the checkup asks about campaigns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet, Sum

from vitrino.attribution.models import AdCost as AdCost
from vitrino.attribution.models import Alarm as Alarm
from vitrino.attribution.models import CostFile as CostFile
from vitrino.attribution.models import MessageTest as MessageTest
from vitrino.attribution.results import Result, results_of
from vitrino.campaigns import queries as campaigns
from vitrino.campaigns.queries import Campaign
from vitrino.channels import queries as channels
from vitrino.commerce import origins
from vitrino.domain.slots import zone
from vitrino.links import queries as links
from vitrino.posts import queries as posts
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.posts.models import Post

USUAL = timedelta(days=28)


def cost_files(workspace: Workspace) -> QuerySet[CostFile]:
    """Every file, the newest first, with how many `rows` of it are stored."""
    found = CostFile.objects.filter(workspace=workspace).defer("content").select_related("campaign", "by")
    return found.annotate(rows=Count("costs")).order_by("-brought_at", "-pk")


def unmatched_costs(workspace: Workspace) -> QuerySet[AdCost]:
    """What was paid for something no campaign of ours is called."""
    return AdCost.objects.filter(workspace=workspace, campaign=None).order_by("-day", "-pk")


def tests_of(campaign: Campaign) -> QuerySet[MessageTest]:
    found = MessageTest.objects.filter(campaign=campaign).select_related("by")
    return found.prefetch_related("first_posts", "second_posts").order_by("-begun_at", "-pk")


def open_tests() -> QuerySet[MessageTest]:
    """Of all shops, those that still go on."""
    found = MessageTest.objects.filter(ended_at=None, campaign__ended_at=None)
    return found.select_related("campaign__workspace").prefetch_related("first_posts", "second_posts").order_by("pk")


def alarmed(workspace: Workspace) -> list[Alarm]:
    """Campaigns that go on and were said to fall short, the newest alarm first."""
    found = Alarm.objects.filter(campaign__workspace=workspace, campaign__ended_at=None)
    return list(found.select_related("campaign").order_by("-at", "-pk"))


def usual_a_day(workspace: Workspace, now: datetime) -> dict[str, float]:
    """How many clicks and orders come on a usual day, from the last four weeks."""
    last = now.astimezone(zone(workspace.time_zone)).date() - timedelta(days=1)
    first = last - USUAL + timedelta(days=1)
    clicks = sum(links.clicks_by_day(workspace, first, last).values())
    orders = len(origins.times(workspace, now - USUAL, now))
    return {"clicks": clicks / USUAL.days, "orders": orders / USUAL.days}


def history(workspace: Workspace, metric: str, before: date, days: int = 28) -> list[int]:
    """Clicks or orders of the whole shop on each of the days before a day, for how much they waver."""
    first = before - timedelta(days=days)
    if metric == "clicks":
        found: Mapping[date, int] = links.clicks_by_day(workspace, first, before - timedelta(days=1))
        return [found.get(first + timedelta(days=n), 0) for n in range(days)]
    there = zone(workspace.time_zone)
    begin = datetime.combine(first, datetime.min.time(), there)
    counted = [0] * days
    for at in origins.times(workspace, begin, begin + timedelta(days=days)):
        counted[min(days - 1, (at.astimezone(there).date() - first).days)] += 1
    return counted


# What the checkup asks


def posts_without_campaign(workspace: Workspace, now: datetime) -> QuerySet[publishing.Publication]:
    """Posts with a link that are still to go out while a campaign runs on their channel, and belong to none."""
    today = now.astimezone(zone(workspace.time_zone)).date()
    running = campaigns.running(workspace, today)
    waiting = publishing.upcoming(workspace).filter(kind="post", variant__post__campaign=None)
    with_link = waiting.exclude(variant__post__link="") | waiting.filter(variant__post__idea__contains="http")
    return with_link.filter(channel__in=running.values("channels")).distinct()


def underperforming(workspace: Workspace, now: datetime) -> list[Result]:
    """Campaigns that go on and fall short, as the alarm said."""
    found = results_of(workspace, [one.campaign for one in alarmed(workspace)], now)
    return [one for one in found if one.standing.kind == "short"]


def unmeasured(workspace: Workspace, now: datetime) -> list[Result]:
    """Campaigns that go on although nothing counts what they are measured by."""
    found = results_of(workspace, list(campaigns.open_campaigns(workspace)), now)
    return [one for one in found if one.standing.kind == "uncounted"]


def spent_without_result(workspace: Workspace, now: datetime) -> list[Result]:
    """Campaigns begun a week ago or more that cost something and brought neither a click nor an order."""
    today = now.astimezone(zone(workspace.time_zone)).date()
    spent = AdCost.objects.filter(workspace=workspace, campaign__ended_at=None, amount_minor__gt=0)
    mine = campaigns.open_campaigns(workspace).filter(pk__in=spent.values("campaign"))
    begun = mine.filter(starts_on__lte=today - timedelta(days=7))
    found = results_of(workspace, list(begun), now)
    return [one for one in found if not (one.all_clicks or one.all_last or one.all_coupon)]


def spent_over_budget(workspace: Workspace) -> list[tuple[Campaign, int]]:
    """Campaigns that go on and cost more than they may, with what was spent in their currency."""
    mine = campaigns.open_campaigns(workspace).exclude(budget_minor=None)
    spent = AdCost.objects.filter(campaign__in=mine).order_by().values("campaign", "currency")
    sums = {(row["campaign"], row["currency"]): row["all"] for row in spent.annotate(all=Sum("amount_minor"))}
    found = [(one, sums.get((one.pk, one.currency), 0)) for one in mine]
    return [(one, cost) for one, cost in found if cost > (one.budget_minor or 0)]


def over_without_lesson(workspace: Workspace, today: date) -> QuerySet[Campaign]:
    """Campaigns whose last day has passed and that nobody has ended: nothing was learnt yet."""
    return campaigns.open_campaigns(workspace).filter(ends_on__lt=today)


def posts_of_campaign(campaign: Campaign) -> QuerySet[Post]:
    """Its posts, the one changed last first."""
    return posts.posts_of(campaign.workspace).filter(campaign=campaign)


def posts_that_are_out(workspace: Workspace, post_ids: Collection[int]) -> set[int]:
    """Those of them that stand on at least one channel."""
    out = publishing.of_posts(post_ids).filter(workspace=workspace, state="published")
    return set(out.order_by().values_list("variant__post_id", flat=True))


def told_by(channel: channels.Channel) -> Collection[str]:
    """Which numbers its platform tells of posts."""
    return channels.manifest_of(channel).metrics
