"""What an account may still do: the platform's allowances, and the shop's money where calls have a price.

Answers to people come before posts: of what both share, posts leave the last tenth. What a write costs is set aside
before it, in one conditional UPDATE, and given back when nothing went out.
"""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta

from django.db.models import F

from vitrino.channels.clock import moment
from vitrino.channels.models import Channel, Spending
from vitrino.connect import registry
from vitrino.connect.errors import RateLimited
from vitrino.connect.manifest import Manifest, RateRule
from vitrino.connect.records import OutgoingPost
from vitrino.domain.message import say
from vitrino.domain.text import urls
from vitrino.engine import actions as engine
from vitrino.engine import queries as allowances

logger = logging.getLogger(__name__)

OPERATIONS = {
    "post": "publish", "comment": "publish", "reply": "reply.public", "message": "reply.private",
    "review-reply": "reply.public",
}  # fmt: skip
MILLS_PER_CENT = 10
# Of an allowance that posts and answers share, this part is for answers.
FOR_ANSWERS = 10
# A budget may be raised at any time, so nobody sleeps for long over it.
ASK_AGAIN = timedelta(minutes=15)
_WRITES = frozenset(OPERATIONS.values())


def take_allowance(channel: Channel, operation: str) -> None:
    """Count one call. Raises RateLimited, in words, when the platform's allowance for this account is used up."""
    now = moment()
    every = (fact.value for fact in registry.manifest(channel.platform).rates)
    rules = [rule for rule in every if counts(rule.operation, operation)]
    for rule in rules:
        key, calls = _key(channel, rule), _share(rule, operation)
        free_at = allowances.allowance_free_at(key, calls=calls, window_s=rule.window_s, now=now)
        if free_at is not None:
            raise RateLimited(free_at, say("The platform's allowance for this account is used up for now."))
    for rule in rules:
        engine.take_allowance(_key(channel, rule), calls=rule.calls, window_s=rule.window_s, now=now)


def counts(rule: str, operation: str) -> bool:
    """Does a rule speak of this? "read" counts "read.mentions", "publish.day" counts "publish", "write" whatever makes
    a text, "all" everything."""
    if rule == "all" or (rule == "write" and operation in _WRITES):
        return True
    return operation == rule or operation.startswith(f"{rule}.") or rule.startswith(f"{operation}.")


def set_aside(channel: Channel, post: OutgoingPost) -> None:
    """Put the price of a write aside. Raises RateLimited, in words, when this month's budget does not reach."""
    price = price_of(registry.manifest(channel.platform), post)
    if price and not _spend(channel, price, most=_most(channel, OPERATIONS[post.kind])):
        raise RateLimited(moment() + ASK_AGAIN, say("This month's budget for the channel is used up."))


def give_back(channel: Channel, post: OutgoingPost) -> None:
    """Nothing went out, so nothing was paid."""
    price = price_of(registry.manifest(channel.platform), post)
    if price:
        Spending.objects.filter(channel=channel, month=_month(), spent_usd_mills__gte=price).update(
            spent_usd_mills=F("spent_usd_mills") - price
        )


def check_reading(channel: Channel, operation: str) -> None:
    """Raises RateLimited when reading costs money and none is left. Whether a post is out is read at any price."""
    if price_of_reading(channel, operation) and not _is_left(channel):
        raise RateLimited(moment() + ASK_AGAIN, say("This month's budget for the channel is used up."))


def note_reading(channel: Channel, operation: str, items: int) -> None:
    """Count what was read."""
    price = price_of_reading(channel, operation) * items
    if price:
        _spend(channel, price, most=None)


def price_of(manifest: Manifest, post: OutgoingPost) -> int:
    """What a write costs, in thousandths of a US dollar; 0 where nothing has a price."""
    kind = "write.link" if urls(post.text) else "write"
    prices = _prices(manifest)
    return prices.get(kind, prices.get("write", 0))


def price_of_reading(channel: Channel, operation: str) -> int:
    """What one thing read costs, in thousandths of a US dollar."""
    is_read = operation.startswith(("read.", "metrics."))
    return _prices(registry.manifest(channel.platform)).get("read", 0) if is_read else 0


def spent_usd_mills(channel: Channel, now: datetime | None = None) -> int:
    """What the calls of this month cost so far."""
    this_month = Spending.objects.filter(channel=channel, month=first_day(now or moment()))
    return this_month.values_list("spent_usd_mills", flat=True).first() or 0


def _prices(manifest: Manifest) -> dict[str, int]:
    return {fact.value.operation: fact.value.usd_mills for fact in manifest.prices}


def _spend(channel: Channel, price: int, *, most: int | None) -> bool:
    """Add to this month's sum, unless it would go over `most`. Only one can have the last cent."""
    Spending.objects.get_or_create(channel=channel, month=_month())
    row = Spending.objects.filter(channel=channel, month=_month())
    if most is not None:
        row = row.filter(spent_usd_mills__lte=most - price)
    return row.update(spent_usd_mills=F("spent_usd_mills") + price) == 1


def _most(channel: Channel, operation: str) -> int | None:
    """How far this may go; posts leave the last part of the money for answers."""
    if channel.budget_usd_cents is None:
        return None
    most = channel.budget_usd_cents * MILLS_PER_CENT
    return most - most // FOR_ANSWERS if operation == "publish" else most


def _is_left(channel: Channel) -> bool:
    budget = channel.budget_usd_cents
    return budget is None or spent_usd_mills(channel) < budget * MILLS_PER_CENT


def _share(rule: RateRule, operation: str) -> int:
    """How many of the calls this may use."""
    is_shared = rule.operation in ("all", "write")
    return rule.calls - max(1, rule.calls // FOR_ANSWERS) if is_shared and operation == "publish" else rule.calls


def _key(channel: Channel, rule: RateRule) -> str:
    return f"channel:{channel.pk}:{rule.operation}:{rule.window_s}"


def _month() -> date:
    return first_day(moment())


def first_day(at: datetime) -> date:
    """The month a moment belongs to, as platforms count: in UTC."""
    return at.astimezone(UTC).date().replace(day=1)
