"""Asking which platforms fit, taking the answer over, and giving pictures their words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from vitrino.approval import queries as approval
from vitrino.domain.audience import Audience
from vitrino.domain.fit.advising import Advice, Place
from vitrino.domain.fit.advising import Wish as Asked
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.fit.models import Wish
from vitrino.media import actions as media
from vitrino.media.queries import Asset
from vitrino.plan import actions as plan
from vitrino.plan import queries as planned
from vitrino.plan.changes import Kind
from vitrino.posts import attaching
from vitrino.strategy import actions as strategy
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.plan.models import CadenceTarget

MOST_MINUTES = 10_080


@transaction.atomic
def keep_wish(*, workspace: Workspace, asked: Asked, by: Person, now: datetime) -> Wish:
    """Remember what was said. Raises Problem without a form to post in, and for a time that is none."""
    if not asked.formats:
        raise Problem(say("Choose at least one thing you can make; a few words are one."), "formats")
    if not 0 < asked.minutes <= MOST_MINUTES:
        raise Problem(say("Say how many minutes a week you have, from 1 to {most}.", most=MOST_MINUTES), "minutes")
    people: Audience = asked.audience
    made, _is_new = Wish.objects.update_or_create(
        workspace=workspace,
        defaults={
            "ages": sorted(people.ages), "countries": sorted(people.countries), "interests": sorted(people.interests),
            "is_business": people.is_business, "formats": sorted(asked.formats), "minutes": asked.minutes,
            "by": by, "at": now,
        },
    )  # fmt: skip
    record("fit.asked", workspace=workspace, by=by, now=now, about=made, minutes=asked.minutes)
    return made


@transaction.atomic
def take_over(*, workspace: Workspace, advice: Advice, text: str, reason: str, by: Person, now: datetime) -> int:
    """Write the answer into the strategy, and propose the changes of the plan that follow; how many those are.

    text: the strategy's words about platforms, as the person left them. Raises Problem when nothing would change.
    """
    strategy.adopt_strategy(workspace=workspace, texts={"platforms": text}, reason=reason, by=by, now=now)
    wanted = planned.cadences_of(workspace)
    waiting = {(one.kind, one.change.get("channel")) for one in planned.open_suggestions(workspace)}
    offers = [found for one in advice.places if (found := _offer(one, wanted))]
    return sum(_waits(offer, waiting) or _propose(workspace, offer, now) for offer in offers)


@transaction.atomic
def describe(*, asset: Asset, words: str, by: Person, now: datetime) -> int:
    """Give a picture its description; posts that have none for it take it over. How many did.

    Where people agree to posts first, those keep what was agreed to. Raises Problem without words.
    """
    if not words.strip():
        raise Problem(say("Say in a few words what is to be seen."), "alt_text")
    media.describe_asset(
        asset=asset, alt_text=words, tags=[tag.text for tag in asset.tags.all()], rights_note=asset.rights_note,
        rights_until=asset.rights_until, by=by, now=now,
    )  # fmt: skip
    if approval.mode_of(asset.workspace_id) != "nobody":
        return 0
    return attaching.describe_where_silent(asset=asset, by=by, now=now)


@dataclass(frozen=True)
class _Offer:
    """A suggestion to the plan."""

    key: str
    kind: Kind
    message: Message
    change: dict[str, Any]


def _waits(offer: _Offer, waiting: Collection[tuple[str, Any]]) -> bool:
    """Somebody proposed to leave that channel already; twice would be once too often."""
    return offer.kind == "platform-drop" and (offer.kind, offer.change["channel"]) in waiting


def _propose(workspace: Workspace, offer: _Offer, now: datetime) -> bool:
    """False when it was decided before."""
    made = plan.suggest(
        workspace=workspace, key=offer.key, kind=offer.kind, message=offer.message, change=offer.change, now=now
    )
    return made.state == made.State.OPEN


def _offer(one: Place, wanted: Mapping[int, CadenceTarget]) -> _Offer | None:
    """What follows from one place, None when nothing does."""
    channel, low, high = one.candidate.channel, one.low or 1, one.high or 1
    if one.verdict == "begin":
        return _Offer(f"fit-begin:{one.key}", "platform-try", say(
            "Begin on {platform} with {low} to {high} posts a week: it fits your strategy.",
            platform=one.name, low=low, high=high), {"platform": one.key, "low": low, "high": high})  # fmt: skip
    if channel is None:
        return None
    if one.verdict == "leave":
        return _Offer(f"fit-leave:{channel}", "platform-drop", say(
            "Plan nothing on {platform} any more: it does not fit your strategy.", platform=one.name),
            {"channel": channel})  # fmt: skip
    target = wanted.get(channel)
    if target is not None and (target.low_per_week, target.high_per_week) == (low, high):
        return None
    return _Offer(f"fit-rhythm:{channel}:{low}-{high}", "cadence", say(
        "Want {low} to {high} posts a week on {platform}: so many your time allows.",
        platform=one.name, low=low, high=high), {"channel": channel, "low": low, "high": high})  # fmt: skip
