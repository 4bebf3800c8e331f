"""What the page of sources shows, in finished words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel, Gap, Source
from vitrino.channels.vault import Unreadable
from vitrino.connect import registry
from vitrino.connect.firehose import moment_of
from vitrino.domain.message import Message, say
from vitrino.intake import queries
from vitrino.intake.models import HookAddress, Stream
from vitrino.workspace.models import Workspace

KINDS: dict[str, Message] = {
    "mention": say("mentions"),
    "comment": say("comments"),
    "message": say("messages"),
    "review": say("reviews"),
    "find": say("texts with your name"),
    "like": say("likes"),
    "share": say("shares"),
    "follow": say("new followers"),
}
# Older gaps are history.
SHOWN_FOR = timedelta(days=30)
MOST_GAPS = 20
BEHIND = timedelta(minutes=2)
REACTIONS: dict[str, Message] = {"like": say("Likes"), "share": say("Shares"), "follow": say("New followers")}
COUNTED_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Ear:
    """One line of the page. place: to be closed, None for a channel of the shop's own. url: more about it."""

    name: str
    platform: str
    what: Message
    sign: Message
    tone: str
    heard_at: datetime | None
    why: Message | None = None
    place: Channel | None = None
    channel: Channel | None = None


@dataclass(frozen=True)
class Hole:
    """A time that nobody heard."""

    name: str
    from_at: datetime
    to_at: datetime | None
    why: Message | str


@dataclass(frozen=True)
class Way:
    """An address for a platform to call; url and secret only for those who manage the shop."""

    address: HookAddress
    name: str
    heard_at: datetime | None
    url: str = ""
    secret: str = ""
    word: str = ""


def ears(workspace: Workspace, now: datetime) -> list[Ear]:
    """Everything that is listened to, what is in trouble first."""
    mine = channels.with_sources(channels.channels_of(workspace))
    open_places = channels.with_sources(channels.open_places_of(workspace))
    found = [ear for channel in (*mine, *open_places) for ear in _ears(channel, now)]
    return sorted(found, key=lambda ear: ear.tone == "good")


def holes(workspace: Workspace, now: datetime) -> list[Hole]:
    """What may be missing, the newest first."""
    gaps = channels.open_gaps(workspace).filter(from_at__gt=now - SHOWN_FOR)[:MOST_GAPS]
    found = [Hole(_name(gap.source.channel), gap.from_at, gap.to_at, _why(gap)) for gap in gaps]
    for place in channels.open_places_of(workspace).filter(platform__in=list(registry.firehoses())):
        for gap in queries.stream_gaps(place.platform, now - SHOWN_FOR)[:MOST_GAPS]:
            found.append(Hole(_name(place), gap.from_at, gap.to_at, say("The platform no longer had it.")))
    return sorted(found, key=lambda hole: hole.from_at, reverse=True)[:MOST_GAPS]


def reactions(workspace: Workspace, now: datetime) -> list[tuple[Message, int]]:
    """What came in that nobody has to answer: likes, shares and new followers of a week."""
    found = channels.reactions_since(workspace, now - COUNTED_FOR)
    return [(REACTIONS[kind], found[kind]) for kind in REACTIONS if found.get(kind)]


def ways(workspace: Workspace, *, may_manage: bool) -> list[Way]:
    return [_way(address, may_manage) for address in queries.addresses_of(workspace)]


def sentence(found: list[Ear]) -> Message:
    troubled = sum(ear.tone != "good" for ear in found)
    if not found:
        return say("Vitrino listens nowhere yet.")
    if troubled:
        return say("Some of your sources need a look: {n} of {all}.", n=troubled, all=len(found))
    return say("Vitrino hears all of your sources: {all}.", all=len(found))


def _ears(channel: Channel, now: datetime) -> Iterator[Ear]:
    place = channel if channel.listens_only else None
    if place is not None and channel.platform in registry.firehoses():
        yield _network(channel, now)
        return
    for source in channel.sources.all():
        sign, tone = _state(channel, source, now)
        error = channels.message_of(source.last_error)
        yield Ear(_name(channel), channel.platform, KINDS[source.kind], sign, tone, source.last_ok_at, error, place,
                  None if place else channel)  # fmt: skip


def _state(channel: Channel, source: Source, now: datetime) -> tuple[Message, str]:
    if channel.state == Channel.State.NEEDS_SIGN_IN:
        return say("Needs to be connected again"), "bad"
    if channel.state == Channel.State.PAUSED:
        return say("Paused"), "warn"
    if source.last_ok_at is None:
        return say("Not heard yet"), "warn"
    return (say("Silent"), "warn") if channels.is_silent(source, now) else (say("Listening"), "good")


def _network(place: Channel, now: datetime) -> Ear:
    stream = queries.stream_of(place.platform)
    sign, tone = _stream_state(stream, now)
    heard_at = moment_of(stream.cursor_us) if stream and stream.cursor_us else None
    error = channels.message_of(stream.last_error) if stream else None
    return Ear(_name(place), place.platform, say("everything written there"), sign, tone, heard_at, error, place)


def _stream_state(stream: Stream | None, now: datetime) -> tuple[Message, str]:
    if stream is None or stream.last_ok_at is None or stream.cursor_us is None:
        return say("Not heard yet"), "warn"
    if now - stream.last_ok_at > BEHIND:
        return say("Silent"), "warn"
    behind = now - moment_of(stream.cursor_us)
    if behind > BEHIND:
        return say("Catching up, {minutes} minutes behind", minutes=round(behind.total_seconds() / 60)), "warn"
    return say("Listening"), "good"


def _way(address: HookAddress, may_manage: bool) -> Way:
    hook = queries.hook_of(address)
    name = gettext(f"{hook.name if hook else address.platform}")
    heard_at: datetime | None = getattr(address, "heard_at", None)
    if not may_manage:
        return Way(address, name, heard_at)
    try:
        url, secret = queries.shown(address)
    except Unreadable:
        return Way(address, name, heard_at)
    word = hook.word(secret) if hook and hook.word else ""
    is_ours = hook is not None and not hook.secret_is_theirs
    return Way(address, name, heard_at, url, secret if is_ours else "", word)


def _name(channel: Channel) -> str:
    name = registry.manifest(channel.platform).name
    shown = gettext(name)
    return shown if str(channel) in ("", name) else f"{shown} · {channel}"


def _why(gap: Gap) -> str:
    return str(gap.get_reason_display())
