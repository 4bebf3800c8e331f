"""Findings, and the regular look back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from vitrino.channels import queries as channels
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.domain.stats import Finding as TimeFinding
from vitrino.domain.stats import NoDifference, NotEnough, Shared, best_hours, ignored
from vitrino.insight import queries
from vitrino.insight.measuring import adopt_published as adopt_published
from vitrino.insight.measuring import backfill as backfill
from vitrino.insight.measuring import measure_due as measure_due
from vitrino.insight.models import Finding, Retrospective
from vitrino.plan import actions as plan
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel

TRAITS = {
    "question": say("questions"),
    "link": say("posts with a link"),
    "hashtag": say("posts with hashtags"),
    "promotional": say("posts that sell"),
}
HOURS_IN_A_BLOCK = 3


def find(workspace: Workspace, now: datetime) -> list[Finding]:
    """Look at every channel's posts and say what can be said; "not enough data yet" is an answer too."""
    return [finding for channel in channels.channels_of(workspace) for finding in _find(workspace, channel, now)]


@transaction.atomic
def _find(workspace: Workspace, channel: Channel, now: datetime) -> list[Finding]:
    posts = queries.measured(channel, now)
    when = best_hours(posts, zone(workspace.time_zone), now)
    findings = [_state(workspace, channel, "when", when.message, when.sample, isinstance(when, TimeFinding), now)]
    if isinstance(when, TimeFinding):
        _suggest(workspace, channel, when, now)
    shared = ignored(posts, now)
    if isinstance(shared, (NotEnough, NoDifference)):
        Finding.objects.filter(workspace=workspace, key=f"ignored:{channel.pk}").delete()
        return findings
    return (
        [*findings, _state(workspace, channel, "ignored", _words_of(shared), shared[0].sample, True, now)]
        if shared
        else findings
    )


def _state(workspace: Workspace, channel: Channel, kind: str, message: Message, sample: int, is_enough: bool,
           now: datetime) -> Finding:  # fmt: skip
    made, _is_new = Finding.objects.update_or_create(
        workspace=workspace,
        key=f"{kind}:{channel.pk}",
        defaults={
            "kind": kind,
            "template": message.template,
            "values": message.stored(),
            "evidence": {"sample": sample, "channel": channels.manifest_of(channel).name, "channel_id": channel.pk},
            "is_enough": is_enough,
            "at": now,
        },
    )
    return made


def _words_of(shared: tuple[Shared, ...]) -> Message:
    first = shared[0]
    return say(
        "Of your least answered posts unusually many are {trait}: they got {share} % of the answers of the others.",
        trait=TRAITS.get(first.trait, first.trait), share=round(first.multiplier * 100),
    )  # fmt: skip


def _suggest(workspace: Workspace, channel: Channel, found: TimeFinding, now: datetime) -> None:
    """A slot at the time that worked, for the owner to take or leave."""
    if found.kind != "weekday":
        return
    platform = channels.manifest_of(channel).name
    message = say("Keep a weekly slot on {platform} for the day that worked best: {finding}",
                  platform=platform, finding=found.message)  # fmt: skip
    change = {"channel": channel.pk, "weekday": found.value, "time": "12:00"}
    plan.suggest(workspace=workspace, key=f"slot:{channel.pk}:{found.value}", kind="slot", message=message,
                 change=change, now=now)  # fmt: skip


@transaction.atomic
def close_retrospective(
    *, workspace: Workspace, from_on: date, to_on: date, wanted: str, happened: str, decisions: str, by: Person,
    now: datetime,
) -> Retrospective:  # fmt: skip
    """A look back is done. Raises Problem when nothing was written down."""
    if not (wanted.strip() or happened.strip() or decisions.strip()):
        raise Problem(say("Write at least one sentence; you will be glad of it next month."))
    made = Retrospective.objects.create(
        workspace=workspace, from_on=from_on, to_on=to_on, wanted=wanted.strip(), happened=happened.strip(),
        decisions=decisions.strip(), by=by, at=now,
    )  # fmt: skip
    record("retrospective.closed", workspace=workspace, by=by, now=now, about=made)
    return made
