"""By when the shop wants to answer: its targets and opening hours, each version with the time from which it held."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Q

from vitrino.domain.clocks import DEFAULT_POLICIES, Policy, Rules, RulesChanged, from_json
from vitrino.domain.hours import Calendar
from vitrino.domain.hours import from_json as hours_from_json
from vitrino.domain.slots import zone
from vitrino.inbox.models import AnswerRules, Conversation
from vitrino.inbox.stories import judgements, traits_of
from vitrino.workspace.models import Workspace


def versions_of(workspaces: Iterable[Workspace], now: datetime) -> dict[int, list[AnswerRules]]:
    """Every version of each shop's rules, oldest first. What the shop changed elsewhere becomes a version here."""
    shops = {one.pk: one for one in workspaces}
    found: dict[int, list[AnswerRules]] = defaultdict(list)
    for row in AnswerRules.objects.filter(workspace__in=shops).order_by("at", "pk"):
        found[row.workspace_id].append(row)
    for shop in shops.values():
        if not found[shop.pk] or _differs(found[shop.pk][-1], shop):
            found[shop.pk].append(_written(shop, found[shop.pk], now))
    return found


def rules_for(conversation: Conversation, versions: Sequence[AnswerRules]) -> tuple[Rules, list[RulesChanged]]:
    """The rules when it was opened, and every change since."""
    began = [one for one in versions if one.at <= conversation.opened_at] or versions[:1]
    known = judgements(conversation)
    traits = known[0][1] if known else traits_of(conversation)
    first = Rules(calendar_of(began[-1]), policies_of(began[-1]), traits)
    later = [one for one in versions if one.at > began[-1].at]
    return first, [RulesChanged(one.at, policies_of(one), calendar_of(one)) for one in later]


def policies_of(version: AnswerRules | None) -> tuple[Policy, ...]:
    """The shop's own targets, else the defaults."""
    return _policies(json.dumps(version.policies)) if version and version.policies else DEFAULT_POLICIES


def calendar_of(version: AnswerRules) -> Calendar:
    return _calendar(json.dumps(version.hours, sort_keys=True), version.time_zone)


def current(workspace: Workspace) -> AnswerRules | None:
    """What holds now; None while the shop has settled nothing and nobody has written yet."""
    return AnswerRules.objects.filter(workspace=workspace).order_by("-at", "-pk").first()


def look_again(workspace_id: int, now: datetime) -> None:
    """Other rules hold: the clocks of everybody who waits, or was put off, are run anew."""
    waiting = Q(waiting_since__isnull=False) | Q(state=Conversation.State.SNOOZED)
    Conversation.objects.filter(waiting, workspace=workspace_id).update(clock_event_at=now)


def notice_changes(now: datetime) -> None:
    """Hours and zone are changed on the shop's own page; those who wait are waited for by the new ones."""
    waiting = Conversation.objects.filter(waiting_since__isnull=False).values("workspace")
    versions_of(Workspace.objects.filter(pk__in=waiting), now)


def _written(shop: Workspace, known: Sequence[AnswerRules], now: datetime) -> AnswerRules:
    """The first version has held ever since; a later one holds from now on."""
    policies: list[Any] = known[-1].policies if known else []
    if known:
        look_again(shop.pk, now)
    return AnswerRules.objects.create(
        workspace=shop,
        at=now if known else shop.created_at,
        policies=policies,
        hours=shop.hours,
        time_zone=shop.time_zone,
    )


def _differs(version: AnswerRules, shop: Workspace) -> bool:
    return version.hours != shop.hours or version.time_zone != shop.time_zone


@lru_cache(maxsize=1_000)
def _policies(stored: str) -> tuple[Policy, ...]:
    return from_json(json.loads(stored))


@lru_cache(maxsize=1_000)
def _calendar(hours: str, time_zone: str) -> Calendar:
    return Calendar(hours_from_json(json.loads(hours)), zone(time_zone))
