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
    format_of = {remote_id: post.format for pairs in town.ids.values() for post, remote_id in pairs}
    known = list(KnownPost.objects.filter(channel__in=shop.values()).select_related("channel"))
    for one in known:
        one.pillar, one.format = pillar_of.get(one.remote_id), format_of.get(one.remote_id, one.format)
    KnownPost.objects.bulk_update(known, ["pillar", "format"])
    Snapshot.objects.bulk_create([reading for one in known for reading in _readings(one, now)])
    for channel in shop.values():
        storing.recount(channel)
        newest = max((one.at for one in known if one.channel_id == channel.pk), default=None)
        if newest is not None:
            channels.note_activity(channel=channel, at=newest)


def count_followers(shop: Mapping[str, Channel], now: datetime) -> None:
    """Followers once a day, as readings of the account would have told; of places how often they were seen."""
    for platform, (_low, high) in FOLLOWERS.items():
        twin = gateway.twin_of(shop[platform])
        with running_from(now), cast(SqliteTwinStore, twin.store).batch():
            cast(Rehearsal, twin).set_followers(high, now)
        if high:
            readings = _daily(platform, shop[platform], now)
            Snapshot.objects.bulk_create(readings)
            storing.tell_days(shop[platform], {one.at.date(): {"followers": one.values["follows"]} for one in readings})
        else:
            with running_from(now):
                storing.keep_account(shop[platform], gateway.measure_account(shop[platform]))


def say_what_is_seen(workspace: Workspace, now: datetime) -> None:
    """Findings, and the suggestions that come of them: as soon as a worker has a second, for nobody waits for it."""
    engine.enqueue(LEARN, key=f"{insight_queries.learn_prefix(workspace.pk)}sample", now=now,
                   payload={"workspace": workspace.pk, "at": now.isoformat()})  # fmt: skip


def _daily(platform: str, channel: Channel, now: datetime) -> list[Snapshot]:
    days = WEEKS * 7
    return [
        Snapshot(channel=channel, at=now - timedelta(days=days - day, hours=1), follows=followers(platform, day / 7))
        for day in range(days + 1)
    ]


def _readings(post: KnownPost, now: datetime) -> list[Snapshot]:
    """What a post had at the ages at which posts are measured; a platform without numbers for posts has none."""
    if not post.latest:
        return []
    return [
        Snapshot(channel=post.channel, post=post, at=post.at + age,
                 **{name: round(value * grown_share(age)) for name, value in post.latest.items()})
        for age in AGES
        if post.at + age < now
    ]  # fmt: skip
