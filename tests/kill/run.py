"""Plan posts, kill workers, wait until nothing moves any more, judge."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from django.db import connections, transaction
from django.utils import timezone
from PIL import Image

from tests.kill import worker
from tests.kill.judge import Verdict, judge
from tests.kill.shape import ENTRANTS, Entrant
from vitrino.channels import credentials, installation
from vitrino.channels.actions import rehearse
from vitrino.channels.models import Channel
from vitrino.connect import registry
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.domain.publication import Event
from vitrino.domain.publication import PublicationState as S
from vitrino.media import actions as media
from vitrino.media.pictures import Picture
from vitrino.publishing import actions
from vitrino.publishing.models import Publication, Step
from vitrino.workspace.models import Workspace

MOVING = (S.READY, S.SENDING, S.UNKNOWN)
BATCH = 20
PATIENCE_S = 120.0


@dataclass(frozen=True)
class Plan:
    """How much of everything."""

    kills: int
    seed: int
    posts: int
    workers: int = 2
    threads: int = 4
    shortest_s: float = 0.01
    longest_s: float = 0.13


@dataclass
class Result:
    verdicts: dict[str, Verdict]
    kills: int
    seconds: float
    suffered: dict[str, int]
    interrupted: int
    questions: dict[str, int]

    @property
    def is_clean(self) -> bool:
        return all(verdict.is_clean for verdict in self.verdicts.values())


def run(plan: Plan) -> Result:
    """The whole test on an empty, migrated database."""
    chance, started = random.Random(plan.seed), time.monotonic()
    worker.get_ready()
    with world(plan.seed) as places:
        channels = channels_at(places)
        _warm_up(channels)
        _kill(plan, channels, chance)
        _let_it_settle(plan)
        records = {key: record_of(place["address"]) for key, place in places.items()}
    verdicts = {
        f"{entrant.letter} {entrant.name}": _judged(channel, records[entrant.key])
        for entrant, channel in channels.items()
    }
    suffered: dict[str, int] = {}
    for record in records.values():
        for name, count in record["suffered"].items():
            suffered[name] = suffered.get(name, 0) + count
    interrupted = Step.objects.filter(event=Event.SENDER_LOST).count()
    asked = Publication.objects.filter(state=S.NEEDS_DECISION).values_list("reason__event", flat=True)
    return Result(verdicts, plan.kills, time.monotonic() - started, suffered, interrupted, dict(Counter(asked)))


@contextmanager
def world(seed: int, *moods: str) -> Iterator[dict[str, Any]]:
    """The platforms by key: where they are and how to sign in."""
    command = [sys.executable, "-m", "tests.kill.world", str(seed), *moods]
    # Killed workers leave broken pipes behind, which are no news.
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield json.loads(process.stdout.readline())
        process.stdin.close()
        process.wait(timeout=20)


def record_of(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{address}/the-record", timeout=20) as answer:
        record: dict[str, Any] = json.load(answer)
        return record


def channels_at(places: Mapping[str, Any]) -> dict[Entrant, Channel]:
    now = timezone.now()
    workspace = Workspace.objects.create(name="Zorza", slug="zorza", created_at=now, onboarding_step=0)
    installation.check(now)
    found = {}
    for entrant in ENTRANTS:
        place = places.get(entrant.key)
        if place is None:
            continue
        channel = Channel.objects.create(
            workspace=workspace, platform=entrant.key, remote_id=entrant.key, handle="zorza", connected_at=now
        )
        secrets = {name: Secret(text) for name, text in place["secrets"].items()}
        credentials.store(channel, Credentials(secrets, place["public"]))
        found[entrant] = channel
        _forget_rates(entrant.key)
    return found


def _warm_up(channels: Mapping[Entrant, Channel]) -> None:
    """One post on each platform's twin inside this process, which has to stay without other threads."""
    for entrant, channel in channels.items():
        rehearsal = rehearse(workspace=channel.workspace, platform=entrant.key, handle="warm-up", name="", by=None,
                             now=timezone.now())  # fmt: skip
        content = {"text": "Good morning", "media": [_picture(channel.workspace)] if entrant.has_picture else []}
        worker.warm_up(actions.plan(channel=rehearsal, kind="post", content=content, publish_at=timezone.now(),
                                    by=None, now=timezone.now()))  # fmt: skip


def _forget_rates(key: str) -> None:
    """A hundred posts in a quarter of an hour are plenty for a shop, but not here."""
    manifests = registry.manifests()
    manifests[key] = replace(manifests[key], rates=())  # type: ignore[index]


def _kill(plan: Plan, channels: Mapping[Entrant, Channel], chance: random.Random) -> None:
    """Keep posts waiting and workers dying."""
    pids = [worker.fork(plan.threads) for _number in range(plan.workers)]
    planned = 0
    for number in range(plan.kills):
        wanted = plan.posts * (number + 1) // plan.kills
        if planned + BATCH <= wanted or number == 0:
            planned = _plan(channels, planned, min(plan.posts, planned + max(BATCH, wanted - planned)))
        time.sleep(chance.uniform(plan.shortest_s, plan.longest_s))
        victim = chance.randrange(plan.workers)
        _end(pids[victim])
        pids[victim] = worker.fork(plan.threads)
    _plan(channels, planned, plan.posts)
    for pid in pids:
        _end(pid)


def _plan(channels: Mapping[Entrant, Channel], first: int, last: int) -> int:
    now = timezone.now()
    with transaction.atomic():
        for number in range(first, last):
            entrant, channel = list(channels.items())[number % len(channels)]
            content: dict[str, Any] = {"text": f"Bread «{number}»"}
            if entrant.has_picture:
                content["media"] = [_picture(channel.workspace)]
            actions.plan(channel=channel, kind="post", content=content, publish_at=now, by=None, now=now)
    return max(first, last)


def _picture(workspace: Workspace) -> dict[str, Any]:
    """One small picture that all posts with a picture share."""
    content = BytesIO()
    Image.new("RGB", (64, 64), "wheat").save(content, "JPEG")
    picture = Picture(content.getvalue(), "image/jpeg", 64, 64)
    asset = media.keep_asset(workspace=workspace, picture=picture, now=timezone.now())
    return {"asset": asset.pk, "alt_text": "", "sha256": asset.sha256}


def _end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _let_it_settle(plan: Plan) -> None:
    """One worker nobody kills, until nothing moves any more."""
    pid = worker.fork(plan.threads)
    ends_s = time.monotonic() + PATIENCE_S
    try:
        while Publication.objects.filter(state__in=MOVING).exists() and time.monotonic() < ends_s:
            time.sleep(0.2)
    finally:
        _end(pid)
        connections.close_all()


def _judged(channel: Channel, record: Mapping[str, Any]) -> Verdict:
    rows = Publication.objects.filter(channel=channel).order_by("pk").values_list("content__text", "state")
    return judge(rows, record["documents"])
