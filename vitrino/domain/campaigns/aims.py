"""What keeps a campaign from being measured, each with what would do instead."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from vitrino.domain.matcher import key
from vitrino.domain.message import Message, say

METRICS: Mapping[str, Message] = {"clicks": say("clicks"), "orders": say("orders")}
MOST_DAYS = 184
_USUAL_DAYS = 14
_USUAL_RISE = 1.2
# What people write when they mean orders, folded, by the beginning of a word: English, Polish, Esperanto.
_ORDERS = ("sale", "sell", "revenue", "order", "buy", "sprzeda", "zamow", "obrot", "kup", "vend", "mend", "acet")


@dataclass(frozen=True)
class Objection:
    """What is wrong with a field, and what would do instead."""

    field: str
    message: Message
    proposal: str | int | date


def objections(
    *, metric: str, target: int | None, first: date | None, last: date | None, today: date, wish: str = "",
    usual_a_day: Mapping[str, float] | None = None,
) -> list[Objection]:  # fmt: skip
    """Everything that is wrong with a campaign, each with a proposal; empty when it can be measured.

    wish: what the person calls the campaign. usual_a_day: metric -> how many come on a usual day without it.
    """
    days = (last - first).days + 1 if first and last and last >= first else _USUAL_DAYS
    meant = metric if metric in METRICS else meant_metric(wish)
    proposal = fair_target((usual_a_day or {}).get(meant, 0.0), days)
    found = []
    if metric not in METRICS:
        message = say(
            "A campaign without a number can't be seen to work. “{wish}” could mean: {n} {metric} in {days} days.",
            wish=wish[:60], n=proposal, metric=METRICS[meant], days=days,
        )  # fmt: skip
        found.append(Objection("metric", message, meant))
    if target is None or target <= 0:
        message = say("Say how many; {n} would be a fifth more than usual.", n=proposal)
        found.append(Objection("target", message, proposal))
    return [*found, *_about_days(first, last, today)]


def meant_metric(wish: str) -> str:
    """Orders where somebody wrote of selling, else clicks."""
    return "orders" if any(word.startswith(_ORDERS) for word in key(wish).split()) else "clicks"


def fair_target(usual_a_day: float, days: int) -> int:
    """A fifth more than comes by itself; at least one a day."""
    return max(days, math.ceil(usual_a_day * days * _USUAL_RISE))


def _about_days(first: date | None, last: date | None, today: date) -> list[Objection]:
    if first is None:
        return [Objection("starts_on", say("Say on which day it begins."), today)]
    if last is None or last < first:
        end = first + timedelta(days=_USUAL_DAYS - 1)
        return [Objection("ends_on", say("Say when it ends; two weeks are a good beginning."), end)]
    if last < today:
        end = today + timedelta(days=_USUAL_DAYS - 1)
        return [Objection("ends_on", say("That day has passed. Choose a later one."), end)]
    if (last - first).days + 1 > MOST_DAYS:
        end = first + timedelta(days=MOST_DAYS - 1)
        return [Objection("ends_on", say("At most {n} days. Make several campaigns of it.", n=MOST_DAYS), end)]
    return []
