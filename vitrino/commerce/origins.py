"""Where orders came from, as far as the shops tell. The ways of counting stand side by side; nobody adds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from vitrino.commerce.models import Order, OrderCoupon, OrderVisit
from vitrino.commerce.tracing import folded
from vitrino.connect.shop import VisitPlace
from vitrino.workspace.models import Workspace

# Orders nobody got or paid in the end.
NOT_COUNTED = ("cancelled", "failed", "deleted")
MOST_READ = 50_000


def counted(workspace: Workspace) -> QuerySet[Order]:
    """The orders that count."""
    return Order.objects.filter(workspace=workspace, gone_at=None).exclude(state__in=NOT_COUNTED)


def by_campaign(workspace: Workspace, place: VisitPlace, tags: Collection[str]) -> dict[str, int]:
    """utm_campaign -> orders with such a visit; those without orders are missing."""
    return _numbers(_visits(workspace, place).filter(campaign__in=list(tags)), "campaign")


def by_post(workspace: Workspace, place: VisitPlace, marks: Collection[str]) -> dict[str, int]:
    """utm_content -> orders with such a visit."""
    return _numbers(_visits(workspace, place).filter(content__in=list(marks)), "content")


def by_source(workspace: Workspace, place: VisitPlace, since: datetime) -> dict[str, int]:
    """utm_source -> orders placed since then; "" for visits without one."""
    return _numbers(_visits(workspace, place).filter(order__placed_at__gte=since), "source")


def by_answer(workspace: Workspace, since: datetime) -> dict[str, int]:
    """What customers said of how they heard of the shop -> how many said so; capitals make no difference."""
    asked = counted(workspace).filter(placed_at__gte=since).exclude(heard_of="")
    found: dict[str, int] = {}
    for answer in asked.values_list("heard_of", flat=True)[:MOST_READ]:
        found[answer.casefold()] = found.get(answer.casefold(), 0) + 1
    return found


def times(workspace: Workspace, since: datetime, until: datetime) -> list[datetime]:
    """When orders were placed."""
    found = counted(workspace).filter(placed_at__gte=since, placed_at__lt=until)
    return list(found.order_by("placed_at").values_list("placed_at", flat=True)[:MOST_READ])


def times_by_campaign(workspace: Workspace, tags: Collection[str]) -> dict[str, list[datetime]]:
    """utm_campaign -> when the orders were placed whose last visit had it."""
    found = _visits(workspace, "last").filter(campaign__in=list(tags)).order_by("order__placed_at")
    return _grouped(found.values_list("campaign", "order__placed_at")[:MOST_READ])


def times_by_coupon(workspace: Workspace, codes: Collection[str]) -> dict[str, list[datetime]]:
    """Code in small letters -> when the orders with it were placed."""
    wanted = [folded(code) for code in codes if code]
    found = OrderCoupon.objects.filter(order__in=counted(workspace), code__in=wanted).order_by("order__placed_at")
    return _grouped(found.values_list("code", "order__placed_at")[:MOST_READ])


def tells_visits(workspace: Workspace) -> bool:
    """Whether any shop of this workspace has ever told of a visit."""
    return OrderVisit.objects.filter(order__workspace=workspace).exists()


def traced(workspace: Workspace, since: datetime) -> tuple[int, int]:
    """Orders placed since then: those with a tagged last visit, and all."""
    mine = counted(workspace).filter(placed_at__gte=since)
    tagged = mine.filter(visits__place="last").exclude(visits__source="", visits__campaign="")
    return tagged.distinct().count(), mine.count()


def _visits(workspace: Workspace, place: VisitPlace) -> QuerySet[OrderVisit]:
    return OrderVisit.objects.filter(order__in=counted(workspace), place=place)


def _grouped(pairs: Iterable[tuple[str, datetime]]) -> dict[str, list[datetime]]:
    found: dict[str, list[datetime]] = {}
    for name, at in pairs:
        found.setdefault(name, []).append(at)
    return found


def _numbers(rows: QuerySet[Any], name: str) -> dict[str, int]:
    return {row[name]: row["n"] for row in rows.order_by().values(name).annotate(n=Count("order", distinct=True))}
