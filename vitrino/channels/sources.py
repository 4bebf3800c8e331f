"""Reading what comes in: everything a source delivers is stored before its place in the source moves on."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import cast

from django.db import transaction

from vitrino.channels import gateway, unread
from vitrino.channels.models import Arrival, Channel, Gap, Source
from vitrino.connect import records, registry
from vitrino.connect.errors import AuthLost, ConnectError, RateLimited
from vitrino.connect.manifest import Capability, Manifest
from vitrino.domain.message import Message
from vitrino.engine import actions as engine
from vitrino.workspace import forgotten

logger = logging.getLogger(__name__)

# What may come in and what a platform must be able to do for it.
READABLE: dict[records.ArrivalKind, Capability] = {
    "mention": "read.mentions",
    "comment": "read.comments",
    "message": "read.messages",
    "review": "read.reviews",
    "find": "read.search",
    "like": "read.likes",
    "share": "read.shares",
    "follow": "read.follows",
}
# Nobody waits for an answer to these, so they are read less often, and only who did it is kept.
REACTIONS: frozenset[str] = frozenset({"like", "share", "follow"})
EVERY_S = 60
REACTIONS_EVERY_S = 300
SLOWEST_S = 3600
# A longer run goes on in the next round; until it has caught up, its gap stays open.
MAX_PAGES = 100
# Fields an edit changes; a row is written only when one of them differs.
EDITABLE = ("text", "author_handle", "author_name", "author_url", "url", "rating", "reply")


def open_sources(channel: Channel, now: datetime) -> None:
    """A source for every kind of text this platform lets us read, due at once; an open place is only searched."""
    manifest = registry.manifest(channel.platform)
    for kind, capability in READABLE.items():
        if manifest.can(capability) and (kind == "find") == channel.listens_only:
            every_s = REACTIONS_EVERY_S if kind in REACTIONS else _pace_s(manifest, capability)
            Source.objects.get_or_create(channel=channel, kind=kind, defaults={"every_s": every_s})
    Source.objects.filter(channel=channel).update(due_at=now, failures=0)
    engine.ring()


def _pace_s(manifest: Manifest, capability: Capability) -> int:
    """Seconds between two readings: a minute, or as the platform's allowance for just this lasts through its time."""
    rules = [fact.value for fact in manifest.rates if fact.value.operation == capability]
    return max([EVERY_S, *(-(-rule.window_s // rule.calls) for rule in rules)])


def poll(source: Source, now: datetime) -> int:
    """Read everything that is new; gives how many. Raises ConnectError, and what was read until then is kept."""
    _note_silence(source, now)
    found, was_cut = 0, False
    for _page in range(MAX_PAGES):
        page = gateway.pull(source.channel, cast(records.ArrivalKind, source.kind), source.cursor)
        found += store_arrivals(source, page, now)
        if page.complete and (page.reached_overlap or was_cut):
            _note_ok(source, page, now)
            break
        was_cut = was_cut or page.complete  # an end too early is only believed when it comes twice
    return found


@transaction.atomic
def store_arrivals(source: Source, page: records.Page, now: datetime) -> int:
    """Store a page and move on in the source, both or neither. How many were new; an edit updates its row."""
    channel = source.channel
    arrivals = _without_forgotten(channel, page.arrivals)
    ids = [arrival.remote_id for arrival in arrivals]
    # What was found in the open before is the same text, now known to be addressed to the shop.
    found_before = list(channel.arrivals.filter(kind="find", remote_id__in=ids))
    channel.arrivals.filter(pk__in=[row.pk for row in found_before]).update(kind=source.kind)
    known = {row.remote_id: row for row in channel.arrivals.filter(kind=source.kind, remote_id__in=ids)}
    fresh = {one.remote_id: one for one in arrivals if one.remote_id not in known}
    Arrival.objects.bulk_create([_row(channel, source.kind, one, now) for one in fresh.values()], ignore_conflicts=True)
    changed = [
        one.remote_id
        for one in arrivals
        if one.remote_id in known and _update(known[one.remote_id], _row(channel, source.kind, one, now))
    ]
    _pass_on(channel, {*fresh, *changed, *(row.remote_id for row in found_before)}, now)
    source.cursor = page.cursor
    Source.objects.filter(pk=source.pk).update(cursor=page.cursor)
    return len(fresh)


@transaction.atomic
def take_in(channel: Channel, arrivals: Sequence[records.Arrival], now: datetime) -> int:
    """Store what a platform brought by itself, in any order and any number of times; how many were new.

    An old copy never takes an edit back: what names no time of an edit changes nothing that was edited.
    """
    arrivals = _without_forgotten(channel, arrivals)
    ids = {one.remote_id for one in arrivals}
    known = {(row.kind, row.remote_id): row for row in channel.arrivals.filter(remote_id__in=ids)}
    addressed = {remote_id for kind, remote_id in known if kind != "find"}
    rows: dict[tuple[str, str], Arrival] = {}
    for one in arrivals:
        if one.kind == "find" and one.remote_id in addressed:
            continue
        row, before = _row(channel, one.kind, one, now), rows.get((one.kind, one.remote_id))
        if not one.is_deleted and (before is None or _is_newer(row, before)):
            rows[one.kind, one.remote_id] = row
    fresh = [row for key, row in rows.items() if key not in known]
    Arrival.objects.bulk_create(fresh, ignore_conflicts=True)
    changed = [
        row.remote_id
        for key, row in rows.items()
        if key in known and _is_newer(row, known[key]) and _update(known[key], row)
    ]
    gone = [one.remote_id for one in arrivals if one.is_deleted]
    if gone:
        channel.arrivals.filter(remote_id__in=gone, deleted_at=None).update(deleted_at=now)
    _pass_on(channel, {*(row.remote_id for row in fresh), *changed, *gone}, now)
    return len(fresh)


@transaction.atomic
def take_back(platform: str, remote_ids: Sequence[str], now: datetime) -> int:
    """Their authors took these texts back, wherever they are stored; how many that were."""
    theirs = list(Arrival.objects.filter(channel__platform=platform, remote_id__in=remote_ids, deleted_at=None))
    Arrival.objects.filter(pk__in=[row.pk for row in theirs]).update(deleted_at=now)
    unread.note(theirs, now)
    if theirs:
        engine.ring_bell("arrivals", now=now)
    return len(theirs)


def _without_forgotten(channel: Channel, arrivals: Sequence[records.Arrival]) -> list[records.Arrival]:
    """Without what somebody wrote before they asked to be forgotten."""
    accounts = {(channel.platform, one.author.remote_id) for one in arrivals}
    until = forgotten.since_when(channel.workspace_id, accounts)
    return [
        one for one in arrivals
        if (told := until.get((channel.platform, one.author.remote_id))) is None or one.at > told
    ]  # fmt: skip


def read_soon(channel: Channel, kinds: Iterable[str], now: datetime) -> None:
    """A platform says that there is something new of these kinds: read it now, unless somebody is reading."""
    if channel.is_usable:
        Source.objects.filter(channel=channel, kind__in=set(kinds), lease_until=None).update(due_at=now)
        engine.ring()


def next_poll_after(source: Source, error: ConnectError, now: datetime) -> datetime | None:
    """When to try again after a failure; None when only a person can help."""
    failures = source.failures + 1
    reason = {"template": error.message.template, "values": dict(error.message.values)}
    Source.objects.filter(pk=source.pk).update(failures=failures, last_error=reason)
    if isinstance(error, AuthLost):
        return None
    if isinstance(error, RateLimited):
        return max(error.until, now + timedelta(seconds=source.every_s))
    return now + timedelta(seconds=min(SLOWEST_S, source.every_s * 2 ** min(failures, 10)))


def note_gaps(now: datetime) -> int:
    """Make a visible record of every source that has been silent for too long. How many are new."""
    sources = Source.objects.select_related("channel").exclude(last_ok_at=None)
    return sum(_note_silence(source, now) for source in sources.exclude(channel__state=Channel.State.DISCONNECTED))


def is_silent(source: Source, now: datetime) -> bool:
    """Is the last good read longer ago than two rounds?"""
    return source.last_ok_at is not None and now - source.last_ok_at > timedelta(seconds=2 * source.every_s)


def _note_silence(source: Source, now: datetime) -> bool:
    if source.last_ok_at is None or not is_silent(source, now) or source.gaps.filter(to_at=None).exists():
        return False
    Gap.objects.create(source=source, from_at=source.last_ok_at, reason=_why(source))
    return True


def _why(source: Source) -> str:
    match source.channel.state:
        case Channel.State.NEEDS_SIGN_IN:
            return Gap.Reason.SIGN_IN
        case Channel.State.PAUSED:
            return Gap.Reason.PAUSED
    return Gap.Reason.NO_ANSWER if source.failures else Gap.Reason.NOT_RUNNING


@transaction.atomic
def _note_ok(source: Source, page: records.Page, now: datetime) -> None:
    """The end of a run: its gap is over, and filled when the read went back to what was known."""
    open_gaps = source.gaps.filter(to_at=None)
    if page.reached_overlap:
        open_gaps.update(to_at=now, backfilled_at=now)
    elif not open_gaps.update(to_at=now, reason=Gap.Reason.FORGOTTEN):
        Gap.objects.create(source=source, from_at=source.last_ok_at or now, to_at=now, reason=Gap.Reason.FORGOTTEN)
    source.last_ok_at, source.failures, source.last_error = now, 0, {}
    Source.objects.filter(pk=source.pk).update(last_ok_at=now, failures=0, last_error={})


def _row(channel: Channel, kind: str, one: records.Arrival, now: datetime) -> Arrival:
    author = one.author
    return Arrival(
        workspace_id=channel.workspace_id, channel=channel, kind=kind, remote_id=one.remote_id[:300],
        author_id=author.remote_id[:200], author_handle=author.handle[:200], author_name=author.name[:200],
        author_url=_link(author.url), text=one.text, url=_link(one.url), parent_id=one.parent_id[:300],
        thread_id=one.thread_id[:300], rating=one.rating, language=one.language[:8], reply=_reference(one.reply),
        raw={} if kind in REACTIONS else one.raw, is_own=author.remote_id == channel.remote_id, at=one.at,
        received_at=now, edited_at=one.edited_at,
    )  # fmt: skip


def _link(url: str) -> str:
    """An address that fits; a cut one would lead astray."""
    return url if len(url) <= 500 else ""


def _pass_on(channel: Channel, remote_ids: Collection[str], now: datetime) -> None:
    """To the later stages, at once."""
    if remote_ids:
        unread.note(list(channel.arrivals.filter(remote_id__in=remote_ids).order_by("pk")), now)
        engine.ring_bell("arrivals", now=now)


def _update(row: Arrival, fresh: Arrival) -> bool:
    """Take over what changed; whether anything did."""
    changed = [name for name in EDITABLE if getattr(row, name) != getattr(fresh, name)]
    if not changed:
        return False
    if {"text", "rating"} & set(changed):
        row.edited_at = fresh.edited_at or fresh.received_at
    for name in (*changed, "raw"):
        setattr(row, name, getattr(fresh, name))
    row.save(update_fields=[*changed, "raw", "edited_at"])
    return True


def _is_newer(fresh: Arrival, row: Arrival) -> bool:
    return row.edited_at is None or (fresh.edited_at is not None and fresh.edited_at > row.edited_at)


def _reference(reply: records.Reference | None) -> dict[str, object] | None:
    return {"remote_id": reply.remote_id, "extra": dict(reply.extra)} if reply else None


def message_of(stored: dict[str, object]) -> Message | None:
    """A message kept as JSON, or None."""
    if not stored:
        return None
    return Message(str(stored["template"]), stored.get("values") or {})  # type: ignore[arg-type]
