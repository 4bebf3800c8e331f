"""Posts with numbers, for what is learnt of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from vitrino.channels.models import Channel
from vitrino.insight.models import KnownPost
from vitrino.strategy.models import Pillar
from vitrino.workspace.tests.cast import NOW

WARSAW = ZoneInfo("Europe/Warsaw")
# So often two posts a day, in the morning and in the evening.
HOURS = (8, 19)


Lift = Callable[[datetime, Pillar | None], float]


def post_history(
    channel: Channel, days: int, lift: Lift, *, pillars: tuple[Pillar, ...] = (), now: datetime = NOW, luck: float = 0.3
) -> list[KnownPost]:
    """Two posts a day, about twenty answers each, times `lift`, with luck."""
    chance = random.Random(7)
    made = []
    for day in range(3, days + 3):
        for turn, hour in enumerate(HOURS):
            at = (now - timedelta(days=day)).astimezone(WARSAW).replace(hour=hour, minute=5)
            pillar = pillars[(day + turn) % len(pillars)] if pillars else None
            answers = round(20 * lift(at, pillar) * chance.lognormvariate(0, luck))
            made.append(KnownPost(
                workspace=channel.workspace, channel=channel, pillar=pillar, remote_id=f"{day}-{hour}", at=at,
                text=f"Post {day}-{hour}", latest={"likes": answers}, measured_at=now, engagement=answers,
                engagement_age_h=24.0 * day, engagement_7d=answers, followers=500, length=60, format="text",
            ))  # fmt: skip
    return KnownPost.objects.bulk_create(made)
