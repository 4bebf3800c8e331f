"""What became of campaigns: clicks and orders by day, what they cost, and how they stand. The same few questions for
any number of campaigns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from django.db.models import Sum

from vitrino.attribution.models import AdCost, Alarm
from vitrino.campaigns.queries import Campaign
from vitrino.commerce import origins
from vitrino.commerce.tracing import folded
from vitrino.domain import campaigns as rules
from vitrino.domain.campaigns.aims import METRICS
from vitrino.domain.slots import zone
from vitrino.links import queries as links
from vitrino.workspace.models import Workspace

Days = Mapping[date, int]


@dataclass(frozen=True)
class Result:
    """clicks, last, coupon: by day of the shop. first: orders whose first visit was of the campaign. cost: currency ->
    minor units. counts: what its aim is measured by, "last" or "coupon" for orders. None: nobody can know."""

    campaign: Campaign
    clicks: Days
    last: Days | None
    first: int | None
    coupon: Days | None
    cost: Mapping[str, int]
    counts: str
    alarm: Alarm | None
    standing: rules.Standing
    today: date

    @property
    def all_clicks(self) -> int:
        return sum(self.clicks.values())

    @property
    def all_last(self) -> int | None:
        return None if self.last is None else sum(self.last.values())

    @property
    def all_coupon(self) -> int | None:
        return None if self.coupon is None else sum(self.coupon.values())

    @property
    def measured(self) -> Days:
        """What its aim is measured by, by day."""
        return {"clicks": self.clicks, "last": self.last, "coupon": self.coupon}[self.counts] or {}

    @property
    def is_over(self) -> bool:
        return self.campaign.ended_at is not None or self.today > self.campaign.ends_on


def results_of(workspace: Workspace, campaigns: Sequence[Campaign], now: datetime) -> list[Result]:
    """How these campaigns of one shop stand."""
    if not campaigns:
        return []
    ids, tags = [one.pk for one in campaigns], [one.tag for one in campaigns]
    there = zone(workspace.time_zone)
    clicks, costs = links.clicks_of_campaigns(ids), costs_of(ids)
    tells = origins.tells_visits(workspace)
    last = origins.times_by_campaign(workspace, tags) if tells else {}
    first = origins.by_campaign(workspace, "first", tags) if tells else {}
    coupon = origins.times_by_coupon(workspace, [one.coupon for one in campaigns])
    alarms = {one.campaign_id: one for one in Alarm.objects.filter(campaign__in=ids)}
    found = []
    for one in campaigns:
        counts = "clicks" if one.metric == "clicks" else "coupon" if one.coupon and not tells else "last"
        days = {"clicks": clicks.get(one.pk, {}),
                "last": _by_day(last.get(one.tag, []), there) if tells else None,
                "coupon": _by_day(coupon.get(folded(one.coupon), []), there) if one.coupon else None}  # fmt: skip
        today = now.astimezone(there).date()
        found.append(
            Result(one, days["clicks"] or {}, days["last"], first.get(one.tag, 0) if tells else None, days["coupon"],
                   costs.get(one.pk, {}), counts, alarms.get(one.pk),
                   _standing(one, days[counts], today, one.pk in alarms), today)
        )  # fmt: skip
    return found


def result_of(campaign: Campaign, now: datetime) -> Result:
    """How one campaign stands."""
    return results_of(campaign.workspace, [campaign], now)[0]


def costs_of(campaign_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """Campaign -> currency -> what advertising cost in minor units."""
    rows = AdCost.objects.filter(campaign__in=campaign_ids).order_by().values("campaign", "currency")
    found: dict[int, dict[str, int]] = {}
    for row in rows.annotate(all=Sum("amount_minor")):
        found.setdefault(row["campaign"], {})[row["currency"]] = row["all"]
    return found


def days_done(campaign: Campaign, today: date) -> int:
    """Days of it that are over."""
    return max(0, min(len(campaign.days), (today - campaign.starts_on).days))


def _standing(one: Campaign, counted: Days | None, today: date, is_alarmed: bool) -> rules.Standing:
    """counted: None where no shop tells. Without an address of its own nobody counts clicks either."""
    done, days = days_done(one, today), counted or {}
    is_counted = counted is not None and bool(days or one.metric != "clicks" or links.can_shorten())
    until_yesterday = sum(n for day, n in days.items() if day < today)
    everything = sum(days.values())
    return rules.standing(
        seen=everything if everything >= one.target else until_yesterday, planned=rules.expected(one.plan, done),
        target=one.target, days_done=done, days_total=len(one.days), is_alarmed=is_alarmed,
        is_over=one.ended_at is not None or today > one.ends_on, metric=METRICS[one.metric],
        is_counted=is_counted,
    )  # fmt: skip


def _by_day(times: Sequence[datetime], there: tzinfo) -> dict[date, int]:
    found: dict[date, int] = {}
    for at in times:
        day = at.astimezone(there).date()
        found[day] = found.get(day, 0) + 1
    return found
