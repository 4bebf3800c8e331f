"""Weekly times for a shop that has none yet."""

from __future__ import annotations

import math
from datetime import datetime, time

from django.db import transaction

from vitrino.channels import queries as channels
from vitrino.domain import slots
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.plan import actions as plan
from vitrino.plan import queries as plans
from vitrino.workspace.models import Person, Workspace

# Morning, noon and late afternoon: something to begin with, until the shop's own numbers say more.
TIMES = (time(9, 0), time(12, 30), time(17, 0))
# Channels take turns by some minutes, so that whoever follows several doesn't see them all at once.
_APART_MIN = 20
MOST = 21


@transaction.atomic
def set_up_slots(*, workspace: Workspace, by: Person, now: datetime) -> int:
    """Give every channel without weekly times as many as its rhythm wants at least. How many were made."""
    taken = set(plans.slots_of(workspace).values_list("channel_id", flat=True))
    targets, made = plans.cadences_of(workspace), 0
    for place, channel in enumerate(channels.usable(workspace)):
        target = targets.get(channel.pk)
        if channel.pk in taken or target is None:
            continue
        for slot in slots.spread(min(MOST, math.ceil(target.low_per_week)), [_shifted(at, place) for at in TIMES]):
            plan.add_slot(channel=channel, weekday=slot.weekday, wall_time=slot.at, by=by, now=now)
            made += 1
    if not made:
        raise Problem(say("Every channel with a rhythm has weekly times already. Change them under Rhythm."))
    return made


def _shifted(at: time, place: int) -> time:
    minutes = at.hour * 60 + at.minute + place * _APART_MIN % 120
    return time(minutes // 60, minutes % 60)
