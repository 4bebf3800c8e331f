"""Changes to the plan; those that somebody suggested are in `suggesting`."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db import transaction

from vitrino.channels import queries as channels
from vitrino.domain import slots
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.plan import suggesting
from vitrino.plan.models import CadenceTarget, Idea, Slot
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.channels.models import Channel
    from vitrino.strategy.models import Pillar

MOST_PER_WEEK = 200


def start_with_defaults(*, channel: Channel, now: datetime) -> CadenceTarget | None:
    """The platform's usual rhythm (MISSION M5) for a new channel; None where none is known."""
    default = channels.manifest_of(channel).cadence
    if default is None:
        return None
    target, _is_new = CadenceTarget.objects.get_or_create(
        channel=channel,
        defaults={
            "workspace_id": channel.workspace_id,
            "low_per_week": default.value.low_per_week,
            "high_per_week": default.value.high_per_week,
        },
    )
    return target


@transaction.atomic
def set_cadence(
    *, channel: Channel, low_per_week: float, high_per_week: float, by: Person, now: datetime
) -> CadenceTarget:
    """Posts a week wanted on a channel. Raises Problem for a range upside down or beyond sense."""
    if not 0 <= low_per_week <= high_per_week <= MOST_PER_WEEK:
        raise Problem(say("Give two numbers from 0 to {most}, the smaller one first.", most=MOST_PER_WEEK))
    target, _is_new = CadenceTarget.objects.update_or_create(
        channel=channel,
        defaults={
            "workspace_id": channel.workspace_id,
            "low_per_week": low_per_week,
            "high_per_week": high_per_week,
        },
    )
    record("cadence.set", workspace=channel.workspace_id, by=by, now=now, about=target)
    return target


@transaction.atomic
def add_slot(
    *, channel: Channel, weekday: int, wall_time: time, by: Person | None, now: datetime, pillar: Pillar | None = None
) -> Slot:
    """A weekly time for a channel. Raises Problem when another slot is less than 15 minutes away."""
    taken = [slots.WeeklySlot(slot.weekday, slot.wall_time) for slot in Slot.objects.filter(channel=channel)]
    slots.check_slots([*taken, slots.WeeklySlot(weekday, wall_time)])
    made = Slot.objects.create(
        workspace_id=channel.workspace_id, channel=channel, weekday=weekday, wall_time=wall_time, pillar=pillar
    )
    record("slot.added", workspace=channel.workspace_id, by=by, now=now, about=made)
    return made


@transaction.atomic
def remove_slot(*, slot: Slot, by: Person, now: datetime) -> None:
    """No longer keep a weekly time; what is scheduled already stays."""
    record("slot.removed", workspace=slot.workspace_id, by=by, now=now, about=slot)
    slot.delete()


@transaction.atomic
def note_idea(
    *, workspace: Workspace, text: str, by: Person | None, now: datetime, pillar: Pillar | None = None
) -> Idea:
    """Keep an idea for later."""
    if not text.strip():
        raise Problem(say("Write the idea down first; a few words are enough."), "text")
    made = Idea.objects.create(workspace=workspace, text=text.strip(), pillar=pillar, created_at=now)
    record("idea.noted", workspace=workspace, by=by, now=now, about=made)
    return made


def use_idea(*, idea: Idea, now: datetime) -> Idea:
    """A post was made of it."""
    idea.used_at = now
    idea.save(update_fields=["used_at"])
    return idea


suggest = suggesting.suggest
accept_suggestion = suggesting.accept_suggestion
refuse_suggestion = suggesting.refuse_suggestion
take_back_suggestion = suggesting.take_back_suggestion
withdraw_suggestions = suggesting.withdraw_suggestions
