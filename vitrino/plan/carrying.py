"""Carrying a change out, and taking it back. What was before is kept as JSON:

added_slots, added_ideas: what was made; before: slots as they were; cadence: channel -> [low, high], None without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.connect import registry
from vitrino.domain import slots
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.plan import changes
from vitrino.plan.models import CadenceTarget, Idea, Slot
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

Undo = dict[str, Any]


def carry_out(workspace: Workspace, change: changes.Change, now: datetime) -> Undo:
    """Change the plan; what is needed to take it back. Raises Problem when the plan has moved on meanwhile."""
    return _CARRY[type(change)](workspace, change, now)


def take_back(workspace: Workspace, undo: Undo) -> None:
    """Put the plan back as it was, as far as nobody has changed it since. Raises Problem when a time is taken now."""
    Slot.objects.filter(workspace=workspace, pk__in=undo.get("added_slots", [])).delete()
    Idea.objects.filter(workspace=workspace, pk__in=undo.get("added_ideas", []), used_at=None).delete()
    for one in undo.get("before", []):
        _restore(workspace, one)
    for channel, was in undo.get("cadence", {}).items():
        _set_cadence(_channel(workspace, int(channel)), was)


def _channel(workspace: Workspace, pk: int) -> Channel:
    found = channels.channels_of(workspace).filter(pk=pk).first()
    if found is None:
        raise Problem(say("This channel is no longer there."))
    return found


def _pillar(workspace: Workspace, pk: int | None) -> int | None:
    if pk is None:
        return None
    if not strategy.pillars(workspace).filter(pk=pk).exists():
        raise Problem(say("This kind of content is no longer there."))
    return pk


def _slot_at(channel: Channel, weekday: int, at: time) -> Slot:
    found = Slot.objects.filter(channel=channel, weekday=weekday, wall_time=at).first()
    if found is None:
        raise Problem(say("This weekly time is no longer there."))
    return found


def _check(channel: Channel, weekday: int, at: time, but: Slot | None = None) -> None:
    """Raises Problem when another slot is less than 15 minutes away."""
    others = [one for one in Slot.objects.filter(channel=channel) if one != but]
    taken = [slots.WeeklySlot(one.weekday, one.wall_time) for one in others]
    slots.check_slots([*taken, slots.WeeklySlot(weekday, at)])


def _was(one: Slot) -> dict[str, Any]:
    return {
        "pk": one.pk, "channel": one.channel_id, "weekday": one.weekday, "time": one.wall_time.isoformat(),
        "pillar": one.pillar_id, "format": one.format, "avoids": one.avoids, "is_test": one.is_test,
    }  # fmt: skip


def _restore(workspace: Workspace, was: dict[str, Any]) -> None:
    channel = _channel(workspace, was["channel"])
    at = time.fromisoformat(was["time"])
    kept = Slot.objects.filter(channel=channel, pk=was["pk"]).first()
    _check(channel, was["weekday"], at, but=kept)
    pillar = strategy.pillars(workspace).filter(pk=was["pillar"]).first() if was["pillar"] else None
    slot = kept or Slot(workspace=workspace, channel=channel)
    slot.weekday, slot.wall_time, slot.pillar = was["weekday"], at, pillar
    slot.format, slot.avoids, slot.is_test = was["format"], was["avoids"], was["is_test"]
    slot.save()


def _set_cadence(channel: Channel, was: list[float] | None) -> None:
    if was is None:
        CadenceTarget.objects.filter(channel=channel).delete()
        return
    low, high = was
    values = {"workspace_id": channel.workspace_id, "low_per_week": low, "high_per_week": high}
    CadenceTarget.objects.update_or_create(channel=channel, defaults=values)


def _change_cadence(channel: Channel, low: float, high: float) -> Undo:
    """Raises Problem for a range upside down."""
    if low > high:
        raise Problem(say("Give two numbers from 0 to {most}, the smaller one first.", most=200))
    target = CadenceTarget.objects.filter(channel=channel).first()
    _set_cadence(channel, [low, high])
    return {"cadence": {str(channel.pk): [target.low_per_week, target.high_per_week] if target else None}}


def _add_slot(workspace: Workspace, change: changes.AddSlot, now: datetime) -> Undo:
    channel = _channel(workspace, change.channel)
    _check(channel, change.weekday, change.time)
    made = Slot.objects.create(
        workspace=workspace, channel=channel, weekday=change.weekday, wall_time=change.time,
        pillar_id=_pillar(workspace, change.pillar), is_test=isinstance(change, changes.TestSlot),
    )  # fmt: skip
    return {"added_slots": [made.pk]}


def _move_slot(workspace: Workspace, change: changes.MoveSlot, now: datetime) -> Undo:
    channel = _channel(workspace, change.channel)
    slot = _slot_at(channel, change.from_weekday, change.from_time)
    _check(channel, change.weekday, change.time, but=slot)
    before = _was(slot)
    slot.weekday, slot.wall_time = change.weekday, change.time
    slot.save(update_fields=["weekday", "wall_time"])
    return {"before": [before]}


def _drop_slot(workspace: Workspace, change: changes.DropSlot, now: datetime) -> Undo:
    slot = _slot_at(_channel(workspace, change.channel), change.weekday, change.time)
    before = _was(slot)
    slot.delete()
    return {"before": [before]}


def _alter(found: Iterable[Slot], count: int, **values: Any) -> Undo:
    """Set these values on the first `count` slots. Raises Problem without any."""
    chosen = list(found)[:count]
    if not chosen:
        raise Problem(say("There is no weekly time this could change. Add one first."))
    before = [_was(one) for one in chosen]
    Slot.objects.filter(pk__in=[one.pk for one in chosen]).update(**values)
    return {"before": before}


def _slots(workspace: Workspace, channel: int) -> list[Slot]:
    mine = Slot.objects.filter(channel=_channel(workspace, channel))
    return list(mine.order_by("weekday", "wall_time", "pk"))


def _more_pillar(workspace: Workspace, change: changes.MorePillar, now: datetime) -> Undo:
    pillar = _pillar(workspace, change.pillar)
    others = [one for one in _slots(workspace, change.channel) if one.pillar_id != pillar]
    others.sort(key=lambda one: one.pillar_id is not None)
    return _alter(others, change.slots, pillar_id=pillar)


def _less_pillar(workspace: Workspace, change: changes.LessPillar, now: datetime) -> Undo:
    kept = [one for one in _slots(workspace, change.channel) if one.pillar_id == change.pillar]
    return _alter(kept, change.slots, pillar_id=None)


def _more_format(workspace: Workspace, change: changes.MoreFormat, now: datetime) -> Undo:
    others = [one for one in _slots(workspace, change.channel) if one.format != change.format]
    others.sort(key=lambda one: bool(one.format))
    return _alter(others, change.slots, format=change.format, avoids="")


def _less_format(workspace: Workspace, change: changes.LessFormat, now: datetime) -> Undo:
    others = [one for one in _slots(workspace, change.channel) if one.avoids != change.format]
    others.sort(key=lambda one: one.format != change.format)
    return _alter(others, change.slots, format="", avoids=change.format)


def _cadence(workspace: Workspace, change: changes.SetCadence, now: datetime) -> Undo:
    return _change_cadence(_channel(workspace, change.channel), change.low, change.high)


def _drop_platform(workspace: Workspace, change: changes.DropPlatform, now: datetime) -> Undo:
    found = _slots(workspace, change.channel)
    before = [_was(one) for one in found]
    Slot.objects.filter(pk__in=[one.pk for one in found]).delete()
    return {"before": before, **_change_cadence(_channel(workspace, change.channel), 0, 0)}


def _try_platform(workspace: Workspace, change: changes.TryPlatform, now: datetime) -> Undo:
    there = channels.channels_of(workspace).filter(platform=change.platform).first()
    if there is not None:
        return _change_cadence(there, change.low, change.high)
    manifest = registry.manifests().get(change.platform)
    if manifest is None:
        raise Problem(say("Vitrino does not know this platform."))
    text = _("Connect %(platform)s under Settings, Channels, and begin with a post that went well elsewhere.")
    made = Idea.objects.create(workspace=workspace, text=text % {"platform": manifest.name}, created_at=now)
    return {"added_ideas": [made.pk]}


def _note_idea(workspace: Workspace, change: changes.NoteIdea, now: datetime) -> Undo:
    pillar = _pillar(workspace, change.pillar)
    made = Idea.objects.create(workspace=workspace, text=change.text.strip(), pillar_id=pillar, created_at=now)
    return {"added_ideas": [made.pk]}


_CARRY: dict[type[changes.Change], Callable[[Workspace, Any, datetime], Undo]] = {
    changes.AddSlot: _add_slot,
    changes.TestSlot: _add_slot,
    changes.MoveSlot: _move_slot,
    changes.DropSlot: _drop_slot,
    changes.MorePillar: _more_pillar,
    changes.LessPillar: _less_pillar,
    changes.MoreFormat: _more_format,
    changes.LessFormat: _less_format,
    changes.SetCadence: _cadence,
    changes.DropPlatform: _drop_platform,
    changes.TryPlatform: _try_platform,
    changes.NoteIdea: _note_idea,
}
