"""Where a channel's numbers come from: how far its past was read, what its platform tells, why the rest is missing."""

from __future__ import annotations

from dataclasses import dataclass

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain.message import Message, say
from vitrino.insight import queries as numbers
from vitrino.insight.queries import History
from vitrino.metricimports.headings import METRIC_FIELDS
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Source:
    """One channel. told: metrics its platform tells. missing: metrics it does not, each with the reason. changed: what
    took the place of a retired number. history: None while nobody has begun to read it, or where nothing can be read.
    """

    channel: Channel
    platform: str
    told: tuple[str, ...]
    missing: tuple[tuple[str, Message], ...]
    changed: tuple[Message, ...]
    lag: Message | None
    history: History | None


def sources_of(workspace: Workspace) -> list[Source]:
    histories = {one.channel.pk: one for one in numbers.histories_of(workspace)}
    mine = [one for one in channels.channels_of(workspace) if not one.listens_only]
    return [_source(one, histories.get(one.pk)) for one in mine]


def _source(channel: Channel, history: History | None) -> Source:
    manifest = channels.manifest_of(channel)
    reasons = {name: numbers.why_missing(channel, name) for name in METRIC_FIELDS}
    changed = [numbers.why_changed(channel, name) for name in METRIC_FIELDS]
    late = say("Its numbers may be {n} hours behind.", n=round(manifest.numbers_lag_h))
    return Source(
        channel=channel,
        platform=manifest.name,
        told=tuple(name for name in METRIC_FIELDS if reasons[name] is None),
        missing=tuple((name, why) for name, why in reasons.items() if why is not None),
        changed=tuple(one for one in changed if one is not None),
        lag=late if manifest.numbers_lag_h else None,
        history=history,
    )
