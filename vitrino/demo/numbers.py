"""The numbers of twelve weeks: posts growing, followers coming, and what can be said about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import cast

from vitrino.channels import actions as channels
from vitrino.channels import gateway
from vitrino.channels.queries import Channel, running_from
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import SqliteTwinStore
from vitrino.demo.rhythm import FOLLOWERS, WEEKS, followers, grown_share
from vitrino.demo.town import Town
from vitrino.engine import actions as engine
from vitrino.insight import actions as insight
from vitrino.insight import queries as insight_queries
from vitrino.insight import storing
from vitrino.insight.measuring import AGES
from vitrino.insight.models import KnownPost, Snapshot
from vitrino.strategy.models import Pillar
from vitrino.workspace.models import Workspace

LEARN = "demo.learn"


def read_history(shop: Mapping[str, Channel], pillars: list[Pillar], town: Town, now: datetime) -> None:
    """Own posts as the platforms tell them, sorted into pillars, with the readings of the time since."""
    for channel in shop.values():
        insight.backfill(channel, now)
    pillar_of = {remote_id: pillars[post.line.pillar] for pairs in town.ids.values() for post, remote_id in pairs}
    known = list(KnownPost.objects.filter(channel__in=shop.values()).select_related("channel"))
    for one in known:
        one.pillar = pillar_of.get(one.remote_id)
    KnownPost.objects.bulk_update(known, ["pillar"])
    Snapshot.objects.bulk_create([reading for one in known for reading in _readings(one, now)])
    for channel in shop.values():
        newest = max((one.at for one in known if one.channel_id == channel.pk), default=None)
        if newest is not None:
            channels.note_activity(channel=channel, at=newest)


def count_followers(shop: Mapping[str, Channel], now: datetime) -> None:
    """Followers once a week, as a reading of the account would have told; places have none."""
    for platform, (_low, high) in FOLLOWERS.items():
        twin = gateway.twin_of(shop[platform])
        with running_from(now), cast(SqliteTwinStore, twin.store).batch():
            cast(Rehearsal, twin).set_followers(high, now)
        if high:
            weekly = _weekly(platform, shop[platform], now)
            Snapshot.objects.bulk_create(weekly)
            storing.tell_days(shop[platform], {one.at.date(): {"followers": one.values["follows"]} for one in weekly})


def say_what_is_seen(workspace: Workspace, now: datetime) -> None:
    """Findings, and the suggestions that come of them: as soon as a worker has a second, for nobody waits for it."""
    engine.enqueue(LEARN, key=f"{insight_queries.learn_prefix(workspace.pk)}sample", now=now,
                   payload={"workspace": workspace.pk, "at": now.isoformat()})  # fmt: skip


def _weekly(platform: str, channel: Channel, now: datetime) -> list[Snapshot]:
    ages = [timedelta(weeks=WEEKS - week, hours=1) for week in range(WEEKS + 1)]
    return [Snapshot(channel=channel, at=now - age, values={"follows": followers(platform, week)})
            for week, age in enumerate(ages)]  # fmt: skip


def _readings(post: KnownPost, now: datetime) -> list[Snapshot]:
    """What a post had at the ages at which posts are measured; a platform without numbers for posts has none."""
    if not post.latest:
        return []
    return [
        Snapshot(channel=post.channel, post=post, at=post.at + age,
                 values={name: round(value * grown_share(age)) for name, value in post.latest.items()})
        for age in AGES
        if post.at + age < now
    ]  # fmt: skip
