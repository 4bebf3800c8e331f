"""From delivered orders to requests, and each request through its life."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from vitrino.channels import queries as channels
from vitrino.commerce import queries as commerce
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.reviews import asking as rules
from vitrino.domain.reviews.asking import Candidate, Event, Policy, State, decide, in_hours
from vitrino.domain.slots import zone
from vitrino.notify.ways.mail import has_server
from vitrino.reviews.asking import consent, mail, moving
from vitrino.reviews.models import AskingPolicy, ReviewPlace, ReviewRequest
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

logger = logging.getLogger(__name__)

# All that is ever read of an order. Its state, its price and what came back of it are not among it.
ORDER_FACTS = ("source", "remote_id", "number", "customer_email", "customer_name", "customer__consent", "delivered_at")
MOST_ORDERS = 1_000
HELD = timedelta(minutes=15)
MOST_FAILURES = 6
FIRST_RETRY = timedelta(minutes=30)


@dataclass(frozen=True)
class Delivered:
    """An order that was delivered, as far as asking is concerned."""

    key: str
    number: str
    email: str
    name: str
    at: datetime


def rules_of(policy: AskingPolicy) -> Policy | None:
    """The shop's policy as the rules want it; None while asking is off."""
    if policy.since is None:
        return None
    return Policy(
        since=policy.since, zone=zone(policy.workspace.time_zone), wait_days=policy.wait_days,
        remind_days=policy.remind_days, cool_down_days=policy.cool_down_days, opens=policy.opens, closes=policy.closes,
    )  # fmt: skip


@transaction.atomic
def set_policy(*, workspace: Workspace, is_on: bool, by: Person, now: datetime, **settings: Any) -> AskingPolicy:
    """Switch asking on or off and say how. Orders delivered before it was switched on are left alone. Raises Problem.

    Switched off, what is not sent yet never is, and nobody is reminded.
    """
    if is_on and not ReviewPlace.objects.filter(workspace=workspace).exists():
        raise Problem(say("Add a place where customers can write a review first."), "is_on")
    if settings.get("opens") and settings["opens"] >= settings["closes"]:
        raise Problem(say("The hours must begin before they end."), "closes")
    policy, _is_new = AskingPolicy.objects.get_or_create(workspace=workspace)
    was_on = policy.since is not None
    policy.since = (policy.since or now) if is_on else None
    for name, value in settings.items():
        setattr(policy, name, value)
    policy.save()
    if was_on and not is_on:
        _end_all(workspace, now)
    record("reviews.asking-set", workspace=workspace, by=by, now=now, about=policy, is_on=is_on)
    return policy


def schedule_due(now: datetime) -> int:
    """A request for every delivered order of every shop that asks; how many are new."""
    policies = AskingPolicy.objects.filter(since__isnull=False).select_related("workspace").order_by("pk")
    return sum(schedule(policy, now) for policy in policies)


@transaction.atomic
def schedule(policy: AskingPolicy, now: datetime) -> int:
    """A request for each order the rules say yes to, in the order of their delivery; how many are new."""
    wanted = rules_of(policy)
    if wanted is None:
        return 0
    orders, shop_says = _delivered(policy.workspace, wanted, now)
    agreed = consent.agreed(policy.workspace, {one.email for one in orders}, shop_says)
    last_asked = _last_asked(policy.workspace, {one.email for one in orders})
    made = []
    for order in orders:
        candidate = Candidate(order.at, order.email in agreed, False, last_asked.get(order.email))
        at = decide(candidate, wanted, now)
        if isinstance(at, datetime):
            made.append(_request(policy.workspace, order, at, now))
            last_asked[order.email] = at
    ReviewRequest.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def carry_on(row: ReviewRequest, now: datetime) -> datetime | None:
    """What is due for one request: send, remind, or let it end. When to come back; None when it has ended."""
    policy = AskingPolicy.objects.select_related("workspace").filter(workspace_id=row.workspace_id).first()
    wanted = rules_of(policy) if policy else None
    if policy is None or wanted is None or row.state not in moving.OPEN:
        return None
    if channels.is_held(now) or channels.is_stopped(row.workspace_id) or not has_server():
        return now + HELD
    if row.state == State.SCHEDULED:
        return _send(row, policy, wanted, now)
    return _after(row, policy, wanted, now)


def open_page(row: ReviewRequest, now: datetime) -> None:
    """The customer (or their mail program) looked at the page; it changes nothing of what they get."""
    if row.state in (State.SENT, State.OPENED) and row.opened_at is None:
        moving.move(row, Event.OPEN, now, opened_at=now)


def say_reviewed(row: ReviewRequest, now: datetime) -> None:
    """The customer says that they have written one: no reminder."""
    if row.state in (State.SENT, State.OPENED):
        moving.move(row, Event.REVIEW, now, ended_at=now, due_at=None)


def _delivered(workspace: Workspace, wanted: Policy, now: datetime) -> tuple[list[Delivered], set[str]]:
    """Orders nobody was asked about yet, by their delivery, and the addresses whose consent the shop system knows."""
    asked = ReviewRequest.objects.filter(workspace=workspace).values_list("order_key", flat=True)
    known = set(asked)
    since = max(wanted.since, now - timedelta(days=wanted.wait_days) - rules.TOO_LATE)
    found = commerce.orders_of(workspace).filter(delivered_at__gte=since, delivered_at__lte=now)
    rows = found.exclude(customer_email="").order_by("delivered_at", "pk").values(*ORDER_FACTS)
    fresh = [row for row in rows if _key(row) not in known][:MOST_ORDERS]
    shop_says = {row["customer_email"].lower() for row in fresh if row["customer__consent"]}
    return [_order(row) for row in fresh], shop_says


def _order(row: dict[str, Any]) -> Delivered:
    return Delivered(_key(row), row["number"], row["customer_email"].lower(), row["customer_name"], row["delivered_at"])


def _key(row: dict[str, Any]) -> str:
    return f"{row['source']}:{row['remote_id'] or row['number']}"[:200]


def _last_asked(workspace: Workspace, emails: Iterable[str]) -> dict[str, datetime]:
    """When each of these people was asked last, or is going to be."""
    found: dict[str, datetime] = {}
    rows = ReviewRequest.objects.filter(workspace=workspace, email__in=list(emails))
    for email, sent_at, scheduled_at in rows.values_list("email", "sent_at", "scheduled_at"):
        at = sent_at or scheduled_at
        found[email] = max(found.get(email, at), at)
    return found


def _request(workspace: Workspace, order: Delivered, at: datetime, now: datetime) -> ReviewRequest:
    return ReviewRequest(
        workspace=workspace, order_key=order.key, order_number=order.number, email=order.email, name=order.name,
        state=State.SCHEDULED, scheduled_at=at, due_at=at, created_at=now,
    )  # fmt: skip


def _send(row: ReviewRequest, policy: AskingPolicy, wanted: Policy, now: datetime) -> datetime | None:
    if now > row.scheduled_at + rules.TOO_LATE:
        moving.move(row, Event.EXPIRE, now, ended_at=now)
        return None
    if not _may_ask(row):
        moving.move(row, Event.WITHDRAW, now, ended_at=now)
        return None
    at = in_hours(now, wanted)
    if at > now:
        return at
    return _mail_out(row, policy, wanted, now)


def _mail_out(row: ReviewRequest, policy: AskingPolicy, wanted: Policy, now: datetime) -> datetime | None:
    """The note that it is sent is written first: after a crash a request is lost rather than sent twice."""
    if not moving.move(row, Event.SEND, now, sent_at=now):
        return None
    try:
        mail.post(mail.compose(row, policy, is_reminder=False))
    except mail.NotSent as error:
        logger.warning("review request %s could not be mailed: %s", row.pk, error)
        return _try_again(row, wanted, now)
    except OSError as error:
        # The line broke after the server may have taken it: asking twice is worse than asking once too little.
        logger.warning("whether review request %s was mailed is unknown: %s", row.pk, type(error).__name__)
    return _next(row, wanted)


def _try_again(row: ReviewRequest, wanted: Policy, now: datetime) -> datetime | None:
    """Nothing went out: the request is as it was, and tried later and later."""
    failures = row.failures + 1
    ReviewRequest.objects.filter(pk=row.pk).update(state=State.SCHEDULED, sent_at=None, failures=failures)
    row.refresh_from_db()
    if failures >= MOST_FAILURES:
        moving.move(row, Event.GIVE_UP, now, ended_at=now)
        return None
    return in_hours(now + FIRST_RETRY * 2 ** (failures - 1), wanted)


def _after(row: ReviewRequest, policy: AskingPolicy, wanted: Policy, now: datetime) -> datetime | None:
    """A reminder, once; later the end."""
    assert row.sent_at is not None
    if now >= row.sent_at + timedelta(days=wanted.expire_days):
        moving.move(row, Event.EXPIRE, now, ended_at=now)
        return None
    if row.reminded_at is None and wanted.remind_days and now >= _reminder_at(row, wanted):
        if not _may_ask(row):
            moving.move(row, Event.WITHDRAW, now, ended_at=now)
            return None
        if moving.move(row, Event.REMIND, now):
            _remind(row, policy)
    return _next(row, wanted)


def _remind(row: ReviewRequest, policy: AskingPolicy) -> None:
    """A reminder that can't be sent is not worth trying again."""
    try:
        mail.post(mail.compose(row, policy, is_reminder=True))
    except (mail.NotSent, OSError) as error:
        logger.warning("reminder of request %s could not be mailed: %s", row.pk, type(error).__name__)


def _next(row: ReviewRequest, wanted: Policy) -> datetime:
    assert row.sent_at is not None
    if row.reminded_at is None and wanted.remind_days:
        return _reminder_at(row, wanted)
    return row.sent_at + timedelta(days=wanted.expire_days)


def _reminder_at(row: ReviewRequest, wanted: Policy) -> datetime:
    assert row.sent_at is not None
    return in_hours(row.sent_at + timedelta(days=wanted.remind_days), wanted)


def _may_ask(row: ReviewRequest) -> bool:
    """Does the person still agree? Asked again right before each mail."""
    shop_says = commerce.orders_of(row.workspace).filter(customer_email=row.email, customer__consent=True).exists()
    return row.email in consent.agreed(row.workspace, {row.email}, {row.email} if shop_says else ())


def _end_all(workspace: Workspace, now: datetime) -> None:
    for row in ReviewRequest.objects.filter(workspace=workspace, state__in=moving.OPEN):
        moving.move(row, Event.EXPIRE, now, ended_at=now, due_at=None)
