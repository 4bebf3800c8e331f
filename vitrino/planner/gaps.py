"""A pause that will be too long, said while it can still be filled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain import cadence as rules
from vitrino.domain import slots
from vitrino.domain.message import Message, say
from vitrino.insight import queries as insight
from vitrino.notify import actions as notify
from vitrino.plan import queries as plan
from vitrino.publishing import queries as publishing
from vitrino.recurring import queries as recurring
from vitrino.workspace.models import Workspace

# Posts older than this can't be the last one before a gap that is still ahead.
_LOOKED_BACK = timedelta(days=60)
_COMING = ("ready", "held", "approved", "draft")


@dataclass(frozen=True)
class Times:
    """Channel -> when posts went out lately, and when some are to come within a week; drafts with a time count."""

    out: Mapping[int, Sequence[datetime]]
    coming: Mapping[int, Sequence[datetime]]


@dataclass(frozen=True)
class Alarm:
    """One gap of one channel, near enough to tell. key: the same as long as it is the same gap."""

    channel: Channel
    platform: str
    gap: rules.Gap
    message: Message
    key: str


def gaps_of(workspace: Workspace, now: datetime) -> list[Alarm]:
    """The gaps that come within the next days; a handful of queries whatever there is."""
    targets = plan.cadences_of(workspace)
    usable = [one for one in channels.usable(workspace) if one.pk in targets and targets[one.pk].high_per_week > 0]
    if not usable:
        return []
    times = times_of(workspace, now)
    found = []
    for one in usable:
        wanted = rules.Cadence(targets[one.pk].low_per_week, targets[one.pk].high_per_week)
        gap = rules.gap_ahead(times.out[one.pk], times.coming[one.pk], wanted, now, since=one.connected_at)
        if gap is not None and rules.is_near(gap, now):
            found.append(_alarm(workspace, one, gap, now))
    return found


def times_of(workspace: Workspace, now: datetime) -> Times:
    """When there was and will be something on each channel; three queries and one for repeats."""
    return Times(_published(workspace, now), _planned(workspace, now))


def tell(workspace: Workspace, now: datetime) -> list[Alarm]:
    """Tell everybody who plans, once for each gap."""
    found = gaps_of(workspace, now)
    for one in found:
        notify.alert(
            workspace=workspace, kind="gap", key=one.key, message=one.message, now=now,
            url=reverse("planner:fill", kwargs={"slug": workspace.slug}),
        )  # fmt: skip
    return found


def _alarm(workspace: Workspace, channel: Channel, gap: rules.Gap, now: datetime) -> Alarm:
    platform = channels.manifest_of(channel).name
    by = gap.post_by.astimezone(slots.zone(workspace.time_zone))
    if gap.post_by <= now:
        message = say("{platform} is quiet for longer than you want. A post today ends the pause.", platform=platform)
    else:
        message = say("Nothing is planned on {platform} for long enough to leave a gap. A post by {day} prevents it.",
                      platform=platform, day=f"{by:%Y-%m-%d}")  # fmt: skip
    return Alarm(channel, platform, gap, message, f"gap:{channel.pk}:{gap.after:%Y-%m-%dT%H}")


def _published(workspace: Workspace, now: datetime) -> dict[int, list[datetime]]:
    """Channel -> times of posts that are out: ours, and those somebody wrote on the platform itself."""
    since = now - _LOOKED_BACK
    ours = publishing.posts(workspace).filter(parent=None, published_at__gt=since, published_at__lte=now)
    theirs = insight.known_posts(workspace).filter(publication=None, at__gt=since, at__lte=now)
    return _by_channel([*ours.values_list("channel_id", "published_at"), *theirs.values_list("channel_id", "at")])


def _planned(workspace: Workspace, now: datetime) -> dict[int, list[datetime]]:
    """Channel -> times to come, those of repeats that are not posts yet too."""
    rows = publishing.between(workspace, now, now + rules.WEEK).filter(parent=None, state__in=_COMING)
    repeats = recurring.ahead(workspace, now, now + rules.WEEK)
    return _by_channel([*rows.values_list("channel_id", "publish_at"),
                        *repeats.values_list("recurrence__post__variants__channel_id", "publish_at")])  # fmt: skip


def _by_channel(pairs: Iterable[tuple[int | None, datetime | None]]) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = defaultdict(list)
    for channel_id, at in pairs:
        if channel_id is not None and at is not None:
            found[channel_id].append(at)
    return found
