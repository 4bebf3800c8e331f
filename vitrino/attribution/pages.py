"""What the pages of campaigns show, in finished words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from textwrap import shorten
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from vitrino.attribution import advice, queries
from vitrino.attribution.advice import OnChannel
from vitrino.attribution.limits import LIMITS, SHOPS
from vitrino.attribution.results import Result, result_of, results_of
from vitrino.campaigns import queries as campaigns
from vitrino.campaigns.queries import Campaign
from vitrino.channels import queries as channels
from vitrino.commerce import origins
from vitrino.domain.campaigns import FEWEST_ORDERS, Price, clicks_to_a_post, orders_between, price_of_one
from vitrino.domain.message import Message, say
from vitrino.domain.tagging import mark_of_post
from vitrino.links import queries as links
from vitrino.publishing import queries as publishing
from vitrino.ui.charts import Series, line_chart
from vitrino.ui.formats import day as day_words
from vitrino.ui.formats import money, number
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

SHOWN_POSTS = 50
SHOWN_LINKS = 30
OVERVIEW = timedelta(days=90)


@dataclass(frozen=True)
class Priced:
    """What a campaign cost in one currency, in words."""

    spent: str
    of_budget: str
    a_click: str
    an_order: str
    note: Message


def list_page(workspace: Workspace, now: datetime) -> dict[str, Any]:
    """Every campaign with how it stands."""
    found = results_of(workspace, list(campaigns.campaigns_of(workspace)[:100]), now)
    return {
        "going": [one for one in found if not one.is_over],
        "over": [one for one in found if one.is_over],
        "sentence": _list_sentence(found),
    }


def campaign_page(campaign: Campaign, now: datetime) -> dict[str, Any]:
    """One campaign: how it stands, what it brought and cost, its posts and links, what could be done."""
    result, tests = result_of(campaign, now), list(queries.tests_of(campaign))
    by_channel = on_channels(campaign)
    is_advised = not result.is_over and result.standing.kind in ("short", "below")
    return {
        "campaign": campaign,
        "result": result,
        "figures": figures(result),
        "prices": [_priced(result, currency, spent) for currency, spent in sorted(result.cost.items())],
        "chart": chart(result),
        "by_channel": [_channel_row(one) for one in by_channel],
        "posts": post_rows(campaign),
        "links": [(one, _place(one), links.address_of(one)) for one in links.of_campaign(campaign)[:SHOWN_LINKS]],
        "tests": [(one, advice.said_of(one)) for one in tests],
        "advice": advice.advice(campaign, by_channel, tests) if is_advised else [],
        "limits": LIMITS,
        "can_count": links.can_shorten(),
        "chosen": channels.every_channel_of(campaign.workspace).filter(pk__in=campaign.channels.values("pk")),
    }


def origins_page(workspace: Workspace, now: datetime) -> dict[str, Any]:
    """Where orders came from, the ways of counting side by side."""
    since = now - OVERVIEW
    last, first = origins.by_source(workspace, "last", since), origins.by_source(workspace, "first", since)
    clicks = _clicks_by_source(workspace, since.date())
    tagged, everything = origins.traced(workspace, since)
    answers = sorted(origins.by_answer(workspace, since).items(), key=lambda pair: -pair[1])[:20]
    names = sorted({*last, *first, *clicks} - {""}, key=lambda name: -last.get(name, 0))
    return {
        "rows": [[name, number(clicks.get(name, 0)), counted(last.get(name, 0)), counted(first.get(name, 0))]
                 for name in names],
        "answers": [[answer, counted(n)] for answer, n in answers],
        "sentence": _origins_sentence(tagged, everything),
        "has_orders": everything > 0,
        "limits": (*LIMITS, *SHOPS),
    }  # fmt: skip


def counted(n: int) -> str:
    """A count of orders with where it lies in nine of ten cases."""
    between = orders_between(n)
    return _("%(n)s (%(low)s to %(high)s)") % {
        "n": number(n), "low": number(between.low, 1), "high": number(between.high, 1),
    }  # fmt: skip


def figures(result: Result) -> list[dict[str, Any]]:
    """The ways of counting, side by side."""
    return [
        {"label": _("Clicks on its links"), "figure": number(result.all_clicks), "comparison": _programs(result)},
        _orders(_("Orders by the last visit"), result.all_last),
        _orders(_("Orders by the first visit"), result.first),
        _orders(_("Orders with its coupon"), result.all_coupon,
                say("It has no coupon.") if not result.campaign.coupon else None),
    ]  # fmt: skip


def chart(result: Result) -> Markup:
    """Planned and counted, summed up day by day; the days to come have no value."""
    campaign, measured = result.campaign, result.measured
    planned, seen, sums = 0.0, 0, ([], [])  # type: tuple[float, int, tuple[list[float | None], list[float | None]]]
    seen = sum(n for one, n in measured.items() if one < campaign.starts_on)
    for one, wanted in zip(campaign.days, campaign.plan, strict=False):
        planned, seen = planned + wanted, seen + measured.get(one, 0)
        sums[0].append(round(planned, 1))
        sums[1].append(seen if one <= result.today else None)
    names = {"clicks": _("Clicks"), "last": _("Orders"), "coupon": _("Orders")}
    return line_chart(
        _("Planned and reached, day by day in all"), [day_words(one) for one in campaign.days],
        [Series(_("Plan"), sums[0]), Series(names[result.counts], sums[1])], words(result.standing.message),
    )  # fmt: skip


def on_channels(campaign: Campaign) -> list[OnChannel]:
    """What its posts that are out brought on each channel."""
    out = publishing.posts(campaign.workspace).filter(state="published", variant__post__campaign=campaign)
    counted_posts: dict[int, int] = {}
    for channel_id in out.order_by().values_list("channel_id", flat=True):
        counted_posts[channel_id] = counted_posts.get(channel_id, 0) + 1
    clicks: dict[int, int] = {}
    for link in links.of_campaign(campaign):
        if link.channel_id is not None:
            clicks[link.channel_id] = clicks.get(link.channel_id, 0) + link.opened
    known = channels.every_channel_of(campaign.workspace).filter(pk__in={*counted_posts, *clicks})
    return [
        OnChannel(channels.manifest_of(one).name, counted_posts.get(one.pk, 0), clicks.get(one.pk, 0),
                  clicks_to_a_post(clicks.get(one.pk, 0), counted_posts.get(one.pk, 0)))
        for one in known
    ]  # fmt: skip


def post_rows(campaign: Campaign) -> list[dict[str, Any]]:
    """Its posts with clicks, and the orders whose last visit came by them."""
    rows = list(queries.posts_of_campaign(campaign)[:SHOWN_POSTS])
    clicks = links.clicks_by_post(campaign.workspace, [one.pk for one in rows])
    orders = origins.by_post(campaign.workspace, "last", [mark_of_post(one.pk) for one in rows])
    return [{"post": one, "clicks": clicks.get(one.pk, 0), "orders": orders.get(mark_of_post(one.pk), 0)}
            for one in rows]  # fmt: skip


def _place(link: links.ShortLink) -> str:
    """Where a link stands."""
    if link.label:
        return link.label
    where = channels.manifest_of(link.channel).name if link.channel else _("A channel that is gone")
    return f"{where}: {shorten(link.post.idea, 60, placeholder='…')}" if link.post and link.post.idea else where


def _channel_row(one: OnChannel) -> list[str]:
    typical = "–" if one.typical is None else _("%(n)s (%(low)s to %(high)s)") % {
        "n": number(one.typical.middle, 1), "low": number(one.typical.low, 1), "high": number(one.typical.high, 1),
    }  # fmt: skip
    return [one.name, number(one.posts), number(one.clicks), typical]


def _orders(label: str, n: int | None, why: Message | None = None) -> dict[str, Any]:
    if n is None:
        return {"label": label, "figure": None, "comparison": why or say("No shop tells of visits yet.")}
    between = orders_between(n)
    said = say("in nine of ten cases {low} to {high}", low=number(between.low, 1), high=number(between.high, 1))
    return {"label": label, "figure": number(n), "comparison": said}


def _programs(result: Result) -> Message:
    programs = sum(one.programs for one in links.of_campaign(result.campaign))
    return say("{n} more by programs, not counted", n=number(programs))


def _priced(result: Result, currency: str, spent: int) -> Priced:
    budget = result.campaign.budget_minor if result.campaign.currency == currency else None
    is_mixed = len(result.cost) > 1
    orders = result.all_last if result.all_last is not None else result.all_coupon
    price = None if orders is None or is_mixed else price_of_one(spent, orders)
    clicks = result.all_clicks
    return Priced(
        money(spent, currency),
        "" if budget is None else _("of %(budget)s") % {"budget": money(budget, currency)},
        "–" if is_mixed or not clicks else money(round(spent / clicks), currency),
        "–" if price is None else _price_words(price, currency),
        _price_note(is_mixed, orders),
    )


def _price_words(price: Price, currency: str) -> str:
    low = money(round(price.low), currency)
    if price.high is None:
        return _("at least %(low)s") % {"low": low}
    return _("%(low)s to %(high)s") % {"low": low, "high": money(round(price.high), currency)}


def _price_note(is_mixed: bool, orders: int | None) -> Message:
    if is_mixed:
        return say("Costs in several currencies are not added, so no price of one is shown.")
    if orders is None:
        return say("Without a shop that tells of visits, and without a coupon, no price of an order can be known.")
    if orders < FEWEST_ORDERS:
        return say("From {n} orders this is an anecdote; a price needs about {wanted}.", n=orders, wanted=FEWEST_ORDERS)
    return say("From {n} orders, by the last visit where the shop tells of it.", n=orders)


def _clicks_by_source(workspace: Workspace, since: date) -> dict[str, int]:
    """Clicks by what their links call their source, which mostly is the platform."""
    by_channel = links.clicks_by_channel(workspace, since)
    found: dict[str, int] = {}
    for one in channels.every_channel_of(workspace):
        found[one.platform] = found.get(one.platform, 0) + by_channel.get(one.pk, 0)
    return {name: n for name, n in found.items() if n}


def _origins_sentence(tagged: int, everything: int) -> Message:
    if not everything:
        return say("No order in the last 90 days. Connect your shop, and you see where they come from.")
    return say("Of {all} orders in the last 90 days, {n} came by a link that says where from. Of the others nobody can"
               " know.", all=everything, n=tagged)  # fmt: skip


def _list_sentence(found: Sequence[Result]) -> Message:
    going = [one for one in found if not one.is_over]
    short = [one for one in going if one.standing.kind == "short"]
    if short:
        return say("Campaigns that fall short of the plan: {n} of {all}.", n=len(short), all=len(going))
    if going:
        return say("Campaigns that go on: {n}. None falls short of the plan so far.", n=len(going))
    return say("No campaign goes on right now.")
