"""Following a whole network: one open line for all shops, its texts matched in batches, its place kept in the database.

The place moves on in the transaction that stores what was found, and only for whoever holds the stream. Reading goes on
five seconds before it: what comes twice is stored once.
"""

from __future__ import annotations

import logging
import os
import platform
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from vitrino.channels import actions as channels
from vitrino.channels import queries as places
from vitrino.connect import registry
from vitrino.connect.errors import ConnectError
from vitrino.connect.firehose import Drop, Firehose, moment_of
from vitrino.connect.lines import Line
from vitrino.domain.matcher import Post
from vitrino.intake import samples
from vitrino.intake.models import Stream, StreamGap

logger = logging.getLogger(__name__)

# For every text the shops it may concern.
Sieve = Callable[[Sequence[Post], Iterable[int]], Sequence[Iterable[int]]]
_SIEVES: list[Sieve] = []

SLICE_S = 5.0
BATCH_S = 0.25
MOST_AT_ONCE = 1_000
HELD_FOR = timedelta(seconds=30)
OVERLAP_US = 5_000_000
# A network this size never rests so long; if the first event is later than that, the part before it is gone.
LONGEST_REST = timedelta(seconds=60)
KEEP_PLACE_EVERY_S = 1.0
SILENT_AFTER_S = 30.0
SLOWEST_S = 60

_LINES: dict[int, tuple[Line, float]] = {}
_LOCK = threading.Lock()


def sieves(sieve: Sieve) -> Sieve:
    """Declare who finds out which shops a text may concern."""
    if sieve not in _SIEVES:
        _SIEVES.append(sieve)
    return sieve


def claimable() -> QuerySet[Stream]:
    """Streams this process may follow: those nobody holds, and its own."""
    return Stream.objects.filter(Q(holder="") | Q(holder=_me()) | Q(held_until__lt=timezone.now()))


@transaction.atomic
def ensure(now: datetime) -> None:
    """A stream is followed while at least one shop wants it, and rests otherwise."""
    wanted = {key for key in registry.firehoses() if places.places_on(key).exists()}
    for key in wanted:
        Stream.objects.get_or_create(platform=key, defaults={"due_at": now})
    Stream.objects.filter(platform__in=wanted, due_at=None, lease_until=None).update(due_at=now)
    Stream.objects.exclude(platform__in=wanted).update(due_at=None)


def follow(stream: Stream, now: datetime) -> datetime | None:
    """Follow for a few seconds; when to go on: at once, or later and later while the line can't be opened."""
    if not places.places_on(stream.platform).exists():
        _hang_up(stream)
        return None
    if places.is_held(now):  # this may be a copy, and a copy calls nobody
        _hang_up(stream)
        return now + timedelta(seconds=SLOWEST_S)
    hose = registry.firehoses()[stream.platform]
    _hold(stream, now)
    try:
        _follow(stream, hose, time.monotonic() + SLICE_S)
    except ConnectError as error:
        _hang_up(stream)
        return _later(stream, error, now)
    return timezone.now()


def take(stream: Stream, hose: Firehose, messages: Sequence[str], now: datetime) -> int:
    """Match one batch and store what concerns a shop; how many texts that were."""
    drops = [drop for message in messages if (drop := hose.read(message)) is not None]
    if not drops:
        return 0
    newest_us = max(drop.at_us for drop in drops)
    _note_gap(stream, min(drop.at_us for drop in drops))
    found = _sifted(stream, drops)
    samples.gather(stream, hose, drops, now)
    taken_back = [drop.deleted_id for drop in drops if drop.deleted_id]
    if not found and not taken_back and not _is_time_to_keep(stream, now):
        stream.events += len(drops)
        stream.cursor_us = max(stream.cursor_us or 0, newest_us)
        return 0
    with transaction.atomic():
        stored = _store(stream, hose, found, now)
        if taken_back:
            channels.take_back(stream.platform, taken_back, now)
            samples.take_back(taken_back)
        stream.events += len(drops)
        stream.cursor_us = max(stream.cursor_us or 0, newest_us)
        _keep_place(stream, now)
    return stored


def _follow(stream: Stream, hose: Firehose, ends_s: float) -> None:
    line = _line(stream, hose)
    while time.monotonic() < ends_s and line is not None:
        messages = line.take(BATCH_S, MOST_AT_ONCE)
        now = timezone.now()
        if messages:
            _heard(stream, line)
            take(stream, hose, messages, now)
        elif _silence_s(stream) > SILENT_AFTER_S:
            logger.warning("nothing came from %s for %.0f s, calling again", stream.platform, SILENT_AFTER_S)
            _hang_up(stream)
            return
    if line.is_open:
        _keep_place(stream, timezone.now())


def _line(stream: Stream, hose: Firehose) -> Line:
    with _LOCK:
        kept = _LINES.get(stream.pk)
        if kept is None:
            start_us = stream.cursor_us - OVERLAP_US if stream.cursor_us else None
            server = stream.server or hose.servers[stream.failures % len(hose.servers)]
            line = Line(hose.url(server, start_us), {}, allow_private=settings.VITRINO_ALLOW_PRIVATE)
            kept = _LINES[stream.pk] = (line, time.monotonic())
        return kept[0]


def _heard(stream: Stream, line: Line) -> None:
    with _LOCK:
        _LINES[stream.pk] = (line, time.monotonic())


def _silence_s(stream: Stream) -> float:
    with _LOCK:
        kept = _LINES.get(stream.pk)
    return time.monotonic() - kept[1] if kept else 0.0


def _hang_up(stream: Stream) -> None:
    with _LOCK:
        kept = _LINES.pop(stream.pk, None)
    if kept is not None:
        kept[0].close()


def _sifted(stream: Stream, drops: Sequence[Drop]) -> dict[int, list[Drop]]:
    """Shop -> what may concern it."""
    texts = [drop for drop in drops if drop.text]
    posts = [Post(drop.text, drop.author, language=drop.language, kind="post") for drop in texts]
    shops = set(places.places_on(stream.platform).values_list("workspace_id", flat=True))
    found: dict[int, list[Drop]] = defaultdict(list)
    for sieve in _SIEVES:
        for drop, concerned in zip(texts, sieve(posts, shops), strict=True):
            for workspace_id in concerned:
                found[workspace_id].append(drop)
    return found


def _store(stream: Stream, hose: Firehose, found: dict[int, list[Drop]], now: datetime) -> int:
    stored = 0
    for workspace_id, drops in found.items():
        channel = places.listening_channel(workspace_id, stream.platform)
        arrivals = [arrival for drop in drops if (arrival := hose.arrival(drop)) is not None]
        if channel is not None and arrivals:
            stored += channels.take_in(channel, arrivals, now)
    return stored


def _hold(stream: Stream, now: datetime) -> None:
    if stream.holder != _me():
        _hang_up(stream)  # somebody else went on meanwhile, from the place in the database
    stream.holder, stream.held_until = _me(), now + HELD_FOR
    Stream.objects.filter(pk=stream.pk).update(holder=stream.holder, held_until=stream.held_until)


def _is_time_to_keep(stream: Stream, now: datetime) -> bool:
    return stream.last_ok_at is None or (now - stream.last_ok_at).total_seconds() >= KEEP_PLACE_EVERY_S


def _keep_place(stream: Stream, now: datetime) -> None:
    """Only for whoever holds the stream: one who was asleep does not move it back."""
    samples.store()
    stream.last_ok_at, stream.held_until = now, now + HELD_FOR
    heard_at = moment_of(stream.cursor_us) if stream.cursor_us else None
    Stream.objects.filter(pk=stream.pk, lease_token=stream.lease_token).update(
        cursor_us=stream.cursor_us, last_ok_at=now, held_until=stream.held_until, events=stream.events, failures=0,
        last_error={}, last_event_at=heard_at,
    )  # fmt: skip
    stream.failures = 0


def _note_gap(stream: Stream, first_us: int) -> None:
    """The network keeps its events for a while only; what it no longer had is a gap nobody can fill."""
    if stream.cursor_us is None:
        return
    known_at, first_at = moment_of(stream.cursor_us), moment_of(first_us)
    if first_at - known_at > LONGEST_REST:
        StreamGap.objects.create(stream=stream, from_at=known_at, to_at=first_at)
        logger.warning("%s no longer has what was written between %s and %s", stream.platform, known_at, first_at)


def _later(stream: Stream, error: ConnectError, now: datetime) -> datetime:
    reason = {"template": error.message.template, "values": error.message.stored()}
    Stream.objects.filter(pk=stream.pk).update(failures=F("failures") + 1, last_error=reason)
    logger.info("the line to %s broke: %s", stream.platform, type(error.__cause__ or error).__name__)
    return timezone.now() + timedelta(seconds=min(SLOWEST_S, 2 ** min(stream.failures, 6)) / 2)


def _me() -> str:
    return f"{platform.node()}:{os.getpid()}"[:80]
