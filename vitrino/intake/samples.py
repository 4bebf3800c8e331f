"""A few of a network's texts, kept for a day, so that an owner sees what a name would bring before it is watched.

Every fiftieth text, chosen by its address so that the choice has nothing to do with what it says. Who wrote it is not
kept, and what its author takes back goes at once.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.connect import registry
from vitrino.connect.firehose import Drop, Firehose
from vitrino.intake.models import Stream, StreamSample

ONE_IN = 50
KEPT_FOR = timedelta(days=1)
MOST_TEXTS = 20_000
MOST_AT_ONCE = 5_000
LONGEST_TEXT = 1_000
# What was gathered since the last transaction of this process; lost with it, which harms nobody.
_GATHERED: list[StreamSample] = []


@dataclass(frozen=True)
class Sample:
    """texts: (text, language), the newest first. Each stands for `one_in` texts of the `hours` it was gathered in.

    network: its name.
    """

    network: str
    texts: Sequence[tuple[str, str]]
    hours: float
    one_in: int = ONE_IN


def gather(stream: Stream, hose: Firehose, drops: Sequence[Drop], now: datetime) -> None:
    for drop in drops:
        if drop.text and zlib.crc32(f"{drop.author}{drop.at_us}".encode()) % ONE_IN == 0:
            told = hose.arrival(drop)
            if told is not None:
                row = StreamSample(stream=stream, remote_id=told.remote_id[:300], text=drop.text[:LONGEST_TEXT],
                                   language=drop.language[:8], at=now)  # fmt: skip
                _GATHERED.append(row)


def store() -> None:
    """In the transaction in which the stream's place moves on."""
    rows = _GATHERED[:]
    StreamSample.objects.bulk_create(rows)
    del _GATHERED[: len(rows)]


def take_back(remote_ids: Sequence[str]) -> None:
    StreamSample.objects.filter(remote_id__in=remote_ids).delete()


def forget_old(now: datetime) -> int:
    """How many are gone."""
    old = StreamSample.objects.filter(at__lt=now - KEPT_FOR).order_by("at").values_list("pk", flat=True)
    return StreamSample.objects.filter(pk__in=list(old[:MOST_AT_ONCE])).delete()[0]


def samples() -> list[Sample]:
    """What is kept of each network that can be followed as a whole; hours is 0 without anything."""
    return [_sample(platform) for platform in registry.firehoses()]


def _sample(platform: str) -> Sample:
    kept = StreamSample.objects.filter(stream__platform=platform).order_by("-at")
    rows = list(kept.values_list("text", "language", "at")[:MOST_TEXTS])
    hours = (rows[0][2] - rows[-1][2]).total_seconds() / 3600 if rows else 0.0
    return Sample(registry.manifest(platform).name, [(text, language) for text, language, _at in rows], hours)
