"""Beginning a campaign, changing it and its plan, ending it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from vitrino.campaigns.models import Campaign
from vitrino.channels.queries import Channel
from vitrino.domain import campaigns as rules
from vitrino.domain.message import say
from vitrino.domain.money import is_currency
from vitrino.domain.problem import Problem
from vitrino.domain.tagging import plain_value
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

LONGEST_TEXT = 4_000
LONGEST_COUPON = 60
MOST_BUDGET = 10**13


@dataclass(frozen=True)
class Wanted:
    """A campaign as a person fills it in. tag: "" for the title's own. budget_minor: in the smallest unit."""

    title: str
    metric: str
    target: int | None
    starts_on: date | None
    ends_on: date | None
    budget_minor: int | None = None
    currency: str = ""
    channels: Sequence[Channel] = field(default=())
    message: str = ""
    audience: str = ""
    coupon: str = ""
    tag: str = ""


@transaction.atomic
def begin(
    *, workspace: Workspace, wanted: Wanted, by: Person, now: datetime, today: date,
    usual_a_day: Mapping[str, float] | None = None,
) -> Campaign:  # fmt: skip
    """A new campaign with an even plan. Raises Problem, with a proposal, when it can't be measured.

    today: of the shop. usual_a_day: metric -> how many come by themselves on a day.
    """
    values = _checked(workspace, wanted, today, usual_a_day)
    tag = _free_tag(workspace, wanted.tag or wanted.title)
    plan = list(rules.spread(values["target"], values["starts_on"], values["ends_on"]))
    made = Campaign.objects.create(workspace=workspace, tag=tag, plan=plan, created_at=now, by=by, **values)
    made.channels.set(wanted.channels)
    record("campaign.begun", workspace=workspace, by=by, now=now, about=made, metric=made.metric, target=made.target)
    return made


@transaction.atomic
def change(*, campaign: Campaign, wanted: Wanted, by: Person, now: datetime, today: date) -> Campaign:
    """Change what is wanted. The tag stays, because links with it are out; another aim or period plans anew, evenly.

    Raises Problem like `begin`, and for a campaign that has ended.
    """
    _refuse_ended(campaign)
    values = _checked(campaign.workspace, wanted, today, None)
    is_other_plan = any(getattr(campaign, name) != values[name] for name in ("target", "starts_on", "ends_on"))
    if is_other_plan:
        campaign.plan = list(rules.spread(values["target"], values["starts_on"], values["ends_on"]))
    for name, value in values.items():
        setattr(campaign, name, value)
    campaign.save()
    campaign.channels.set(wanted.channels)
    record("campaign.changed", workspace=campaign.workspace_id, by=by, now=now, about=campaign)
    return campaign


@transaction.atomic
def plan_by_weekday(*, campaign: Campaign, weights: Sequence[float], by: Person, now: datetime) -> Campaign:
    """Spread the target by weekday; seven weights from Monday on. Raises Problem when no day counts."""
    if len(weights) != 7 or not any(weight > 0 for weight in weights) or any(weight < 0 for weight in weights):
        raise Problem(say("At least one weekday has to count, and none less than nothing."))
    plan = rules.spread(campaign.target, campaign.starts_on, campaign.ends_on, weights)
    return _planned(campaign, plan, by, now)


@transaction.atomic
def plan_by_day(*, campaign: Campaign, plan: Sequence[float], by: Person, now: datetime) -> Campaign:
    """Say what each day shall bring. Raises Problem when the days don't add up to the target."""
    if len(plan) != len(campaign.days) or any(not 0 <= one <= campaign.target for one in plan):
        raise Problem(say("Each day needs a number from 0 to {target}.", target=campaign.target))
    if not rules.adds_up(plan, campaign.target):
        raise Problem(
            say("The days add up to {sum}, the target is {target}. Change a day, or the target.",
                sum=round(sum(plan), 1), target=campaign.target)
        )  # fmt: skip
    return _planned(campaign, plan, by, now)


@transaction.atomic
def end(*, campaign: Campaign, lesson: str, by: Person, now: datetime) -> Campaign:
    """It is over; what was learnt stays with it. Raises Problem when it has ended or nothing was learnt."""
    _refuse_ended(campaign)
    if not lesson.strip():
        raise Problem(say("One sentence is enough: what would you do again, what not?"), "lesson")
    campaign.ended_at, campaign.lesson = now, lesson.strip()[:LONGEST_TEXT]
    campaign.save(update_fields=["ended_at", "lesson"])
    record("campaign.ended", workspace=campaign.workspace_id, by=by, now=now, about=campaign)
    return campaign


def _planned(campaign: Campaign, plan: Iterable[float], by: Person, now: datetime) -> Campaign:
    _refuse_ended(campaign)
    campaign.plan = list(plan)
    campaign.save(update_fields=["plan"])
    record("campaign.planned", workspace=campaign.workspace_id, by=by, now=now, about=campaign)
    return campaign


def _refuse_ended(campaign: Campaign) -> None:
    if campaign.ended_at is not None:
        raise Problem(say("This campaign has ended; it stays as it was."))


def _checked(
    workspace: Workspace, wanted: Wanted, today: date, usual_a_day: Mapping[str, float] | None
) -> dict[str, Any]:
    """Its columns. Raises Problem for the first thing that is wrong."""
    title = " ".join(wanted.title.split())[:120]
    if not title:
        raise Problem(say("Give the campaign a name."), "title")
    found = rules.objections(metric=wanted.metric, target=wanted.target, first=wanted.starts_on, last=wanted.ends_on,
                             today=today, wish=title, usual_a_day=usual_a_day)  # fmt: skip
    if found:
        raise Problem(found[0].message, found[0].field)
    return {
        "title": title, "metric": wanted.metric, "target": wanted.target, "starts_on": wanted.starts_on,
        "ends_on": wanted.ends_on, **_money(wanted), "message": wanted.message.strip()[:LONGEST_TEXT],
        "audience": wanted.audience.strip()[:LONGEST_TEXT], "coupon": wanted.coupon.strip()[:LONGEST_COUPON],
    }  # fmt: skip


def _money(wanted: Wanted) -> dict[str, Any]:
    currency = wanted.currency.strip().upper()
    if wanted.budget_minor is None:
        return {"budget_minor": None, "currency": currency if is_currency(currency) else ""}
    if not is_currency(currency):
        raise Problem(say("Say in which currency, with three letters: PLN, EUR, USD."), "currency")
    if not 0 <= wanted.budget_minor <= MOST_BUDGET:
        raise Problem(say("A budget is nothing or more, and less than a country's."), "budget")
    return {"budget_minor": wanted.budget_minor, "currency": currency}


def _free_tag(workspace: Workspace, wish: str) -> str:
    """The wish in small plain letters; with a number behind it when another campaign has it."""
    base = plain_value(wish)[:70] or "campaign"
    alike = Campaign.objects.filter(workspace=workspace, tag__startswith=base)
    taken = set(alike.values_list("tag", flat=True))
    return base if base not in taken else next(f"{base}-{n}" for n in range(2, 10_000) if f"{base}-{n}" not in taken)
