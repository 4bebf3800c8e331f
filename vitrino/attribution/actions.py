"""Bringing costs, comparing messages, and the one alarm of a campaign."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from vitrino.attribution.cost_tables import Cost, Costs, Order, understand
from vitrino.attribution.models import AdCost, Alarm, CostFile, MessageTest
from vitrino.campaigns.queries import Campaign, campaigns_of
from vitrino.domain.campaigns.aims import METRICS
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.tagging import plain_value
from vitrino.engine import actions as engine
from vitrino.imports.reading import MAX_BYTES
from vitrino.notify import actions as notify
from vitrino.posts.queries import posts_of
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

BELL = "campaigns"
UPDATED = ["file", "campaign", "name", "amount_minor", "impressions", "clicks"]


@transaction.atomic
def bring_costs(
    *,
    workspace: Workspace,
    name: str,
    content: bytes,
    campaign: Campaign | None,
    by: Person,
    now: datetime,
    today: date,
) -> CostFile:
    """A file to look at before it is stored. Raises Problem when there are no costs in it."""
    if len(content) > MAX_BYTES:
        raise Problem(say("The file is too large. At most {n} MB, please; part it in two.", n=MAX_BYTES // 1024**2))
    seen = understand(content, today=today)
    return CostFile.objects.create(workspace=workspace, name=name[:200], source=seen.source, campaign=campaign,
                                   content=content, by=by, brought_at=now)  # fmt: skip


@transaction.atomic
def store_costs(
    *, file: CostFile, campaign: Campaign | None, currency: str, order: Order, by: Person, now: datetime, today: date
) -> int:
    """Keep the rows that were understood; how many. A row brought before is renewed, because sellers correct theirs.

    campaign: what all of it was for; None: each row finds its campaign by name. Raises Problem when something must
    still be said.
    """
    if file.stored_at is not None:
        raise Problem(say("These costs are stored already."))
    seen = understand(bytes(file.content), today=today, currency=currency, order=order)
    _refuse_open_questions(seen)
    owners = {} if campaign else names_of(file.workspace)
    rows = [_row(file, seen, one, campaign or owners.get(plain_value(one.name))) for one in seen.rows]
    AdCost.objects.bulk_create(rows, update_conflicts=True, unique_fields=["workspace", "key"], update_fields=UPDATED)
    file.campaign, file.currency, file.stored_at, file.content = campaign, currency, now, b""
    file.save(update_fields=["campaign", "currency", "stored_at", "content"])
    record("campaign.costs-stored", workspace=file.workspace_id, by=by, now=now, about=file, rows=len(rows))
    return len(rows)


@transaction.atomic
def drop_costs(*, file: CostFile, by: Person, now: datetime) -> None:
    """Take a file's costs out again, or throw away one that was only looked at."""
    record("campaign.costs-dropped", workspace=file.workspace_id, by=by, now=now, about=file)
    file.delete()


@transaction.atomic
def compare_messages(
    *, campaign: Campaign, first: str, second: str, posts: Mapping[int, str], measure: str, by: Person, now: datetime
) -> MessageTest:
    """Compare two ways to say it. posts: id -> "a" or "b". Raises Problem when a side has no post."""
    sides = {side: [pk for pk, chosen in posts.items() if chosen == side] for side in ("a", "b")}
    if not first.strip() or not second.strip():
        raise Problem(say("Give both messages a name, so that you know later what was compared."), "first")
    if not sides["a"] or not sides["b"]:
        raise Problem(say("Each message needs at least one post; several say more."))
    made = MessageTest.objects.create(campaign=campaign, first=first.strip()[:80], second=second.strip()[:80],
                                      measure=measure, by=by, begun_at=now)  # fmt: skip
    mine = posts_of(campaign.workspace).filter(campaign=campaign)
    made.first_posts.set(mine.filter(pk__in=sides["a"]))
    made.second_posts.set(mine.filter(pk__in=sides["b"]))
    record("campaign.messages-compared", workspace=campaign.workspace_id, by=by, now=now, about=made)
    engine.ring_bell(BELL, now=now)
    return made


def note_verdict(*, test: MessageTest, verdict: Mapping[str, Any], now: datetime) -> MessageTest:
    """What the last look found."""
    test.verdict, test.judged_at = dict(verdict), now
    test.save(update_fields=["verdict", "judged_at"])
    return test


@transaction.atomic
def raise_alarm(*, campaign: Campaign, day: date, expected: float, seen: int, now: datetime) -> Alarm | None:
    """Say once that a campaign falls short; None when that was said before."""
    made, is_new = Alarm.objects.get_or_create(
        campaign=campaign,
        defaults={"metric": campaign.metric, "day": day, "expected": expected, "seen": seen, "at": now},
    )
    if not is_new:
        return None
    record("campaign.alarmed", workspace=campaign.workspace_id, by=None, now=now, about=campaign, seen=seen)
    url = reverse("attribution:campaign", kwargs={"slug": campaign.workspace.slug, "pk": campaign.pk})
    message = say(
        "“{title}” falls short: {seen} {metric} by now, {expected} were planned. Luck does not explain it. There is"
        " still time to change the message, the channel or the target.",
        title=campaign.title, seen=seen, metric=METRICS[campaign.metric], expected=round(expected),
    )  # fmt: skip
    notify.alert(workspace=campaign.workspace, kind="campaign", key=f"campaign-{campaign.pk}", message=message, url=url,
                 now=now)  # fmt: skip
    return made


def names_of(workspace: Workspace) -> dict[str, Campaign]:
    """What a row of a seller's export may call a campaign of ours -> that campaign."""
    mine = list(campaigns_of(workspace))
    return {plain_value(one.title): one for one in mine} | {one.tag: one for one in mine}


def _refuse_open_questions(seen: Costs) -> None:
    if seen.asks_for_currency:
        raise Problem(say("Say in which currency the costs are."), "currency")
    if seen.asks_for_order:
        raise Problem(say("Say what 03/04/2026 means."), "order")
    if not seen.rows:
        raise Problem(say("No row of this file could be understood."))


def _row(file: CostFile, seen: Costs, one: Cost, campaign: Campaign | None) -> AdCost:
    return AdCost(
        workspace_id=file.workspace_id, file=file, campaign=campaign, source=seen.source, name=one.name, day=one.day,
        last_day=one.last_day, amount_minor=one.amount_minor, currency=one.currency, impressions=one.impressions,
        clicks=one.clicks, key=one.key,
    )  # fmt: skip
