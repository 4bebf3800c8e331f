"""The only code that talks to platforms.

Every call takes the channel's sign-in out of the vault, keeps to the platform's allowance, renews tokens (one process
at a time), and marks the channel when only a person can help. Raises the errors of `vitrino.connect.errors`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from vitrino.channels import credentials, doors, governor, installation
from vitrino.channels.clock import moment
from vitrino.channels.losing import mark_lost
from vitrino.channels.models import Channel
from vitrino.connect import registry
from vitrino.connect.around import PublicAccount
from vitrino.connect.connector import Connector
from vitrino.connect.errors import AuthLost, NotSent, TokenExpired, Unsupported
from vitrino.connect.records import (
    ArrivalKind,
    Metrics,
    OutgoingPost,
    Page,
    PastPage,
    Pending,
    PostOverview,
    Profile,
    Published,
    Reference,
    Sighting,
)
from vitrino.connect.twin import Twin
from vitrino.connect.wire import Door
from vitrino.domain.message import say

T = TypeVar("T")
logger = logging.getLogger(__name__)

NOTE_OK_EVERY = timedelta(seconds=60)
LONGEST_GLANCE_S = 3.0


def probe(channel: Channel) -> Profile:
    """Who we are there, and the limits the platform itself names."""
    return _call(channel, "read.profile", lambda connector: connector.probe())


def prepare(channel: Channel, post: OutgoingPost, kept: Mapping[str, str]) -> Mapping[str, str]:
    """Upload and open everything the write needs; safe to repeat. Takes the allowance for the write that follows, so
    that nothing but the write itself happens in `commit`; when it fails, `give_back` has been done. Raises RateLimited
    in words when the platform's allowance or the shop's budget does not reach."""
    if credentials.is_running_out(channel):
        credentials.refresh(channel, _door(channel))
    governor.set_aside(channel, post)
    try:
        return _call(channel, governor.OPERATIONS[post.kind], lambda connector: connector.prepare(post, kept))
    except Exception:
        give_back(channel, post)
        raise


def give_back(channel: Channel, post: OutgoingPost) -> None:
    """Nothing of a prepared write went out, so it cost nothing."""
    governor.give_back(channel, post)


def commit(channel: Channel, post: OutgoingPost, kept: Mapping[str, str], *, deadline: datetime) -> Published | Pending:
    """The one irreversible call; never made twice in here, and never begun after `deadline`.

    Raises NotSent, RateLimited and AuthLost only when provably nothing happened, Refused only for a definite refusal.
    """
    left_s = (deadline - moment()).total_seconds()
    door = doors.DeadlineDoor(_door(channel, total_s=left_s), deadline)
    try:
        return _connector(channel, door).commit(post, kept)
    except TokenExpired as error:
        _refresh(channel, error)
        raise NotSent(say("The sign-in had run out and was renewed. Vitrino tries again by itself.")) from error
    except AuthLost as error:
        mark_lost(channel, error.message, moment())
        raise


def look(channel: Channel, post: OutgoingPost, kept: Mapping[str, str], since: datetime) -> Sighting:
    """Read back: is the post there? Never writes, and is asked whatever it costs."""
    sighting = _call(channel, "read.own_posts", lambda connector: connector.look(post, kept, since))
    governor.note_reading(channel, "read.own_posts", max(1, len(sighting.found)))
    return sighting


def measure(channel: Channel, remote_ids: Sequence[str]) -> list[Metrics]:
    """Current numbers of own posts; ids the platform no longer knows are left out."""
    return _paid(channel, "metrics.post", lambda connector: connector.measure(remote_ids), len)


def measure_account(channel: Channel) -> Metrics:
    """Current numbers of the account itself."""
    return _call(channel, "metrics.account", lambda connector: connector.measure_account())


def history(channel: Channel, limit: int) -> list[PostOverview]:
    """The account's newest own posts with their numbers."""
    return _paid(channel, "read.own_posts", lambda connector: connector.history(limit), len)


def past(channel: Channel, cursor: str) -> PastPage:
    """A page of the account's own posts with their numbers, as far back as the platform goes."""
    return _paid(channel, "read.own_posts", lambda connector: connector.past(cursor), lambda page: len(page.posts))


def look_around(channel: Channel, handle: str, limit: int) -> PublicAccount:
    """An account of others as everybody sees it. Raises NobodyThere, Unsupported where the platform shows none."""
    around = registry.arounds().get(channel.platform)
    if around is None:
        raise Unsupported("read.others")
    read = around.read
    return _paid(
        channel,
        "read.others",
        lambda _connector: read(_door(channel), credentials.load(channel), moment, handle, limit),
        lambda account: len(account.posts),
    )


def edit(channel: Channel, reference: Reference, text: str) -> None:
    """Give an own post other words; doing it twice is the same as once."""
    _call(channel, "edit", lambda connector: connector.edit(reference, text))


def act(channel: Channel, reference: Reference, action: str) -> None:
    """hide, unhide, delete, mute, unmute, block, unblock, report; doing it twice is the same as once."""
    _call(channel, action, lambda connector: connector.act(reference, action))


def pull(channel: Channel, kind: ArrivalKind, cursor: str) -> Page:
    """What came in since `cursor`, with an overlap."""
    operation = "read.search" if kind == "find" else f"read.{kind}s"
    return _paid(channel, operation, lambda connector: connector.pull(kind, cursor), lambda it: len(it.arrivals))


def glance(channel: Channel) -> frozenset[tuple[ArrivalKind, str]]:
    """The newest things of an account by kind and id, in one short call; only of platforms that offer it."""
    newest = registry.glances()[channel.platform].newest
    door = _door(channel, total_s=LONGEST_GLANCE_S)
    return _call(channel, "read.news", lambda _connector: newest(door, credentials.load(channel), moment))


def twin_of(channel: Channel) -> Twin:
    """The world of a rehearsal channel. Raises ValueError for a real one."""
    if not channel.is_rehearsal:
        raise ValueError("Only a rehearsal channel has a twin.")
    return doors.twin(channel.workspace_id, channel.platform)


def _call(channel: Channel, operation: str, use: Callable[[Connector], T]) -> T:
    """A call that may be repeated: once more after new tokens."""
    governor.take_allowance(channel, operation)
    try:
        answer = _with_fresh_tokens(channel, use)
    except AuthLost as error:
        mark_lost(channel, error.message, moment())
        raise
    _note_ok(channel)
    return answer


def _paid(channel: Channel, operation: str, use: Callable[[Connector], T], count: Callable[[T], int]) -> T:
    """A read that may have a price for each thing it brings."""
    governor.check_reading(channel, operation)
    answer = _call(channel, operation, use)
    governor.note_reading(channel, operation, count(answer))
    return answer


def _with_fresh_tokens(channel: Channel, use: Callable[[Connector], T]) -> T:
    if credentials.is_running_out(channel):
        credentials.refresh(channel, _door(channel))
    try:
        return use(_connector(channel, _door(channel)))
    except TokenExpired:
        credentials.refresh(channel, _door(channel))
        return use(_connector(channel, _door(channel)))


def _refresh(channel: Channel, expired: TokenExpired) -> None:
    try:
        credentials.refresh(channel, _door(channel))
    except AuthLost as error:
        mark_lost(channel, error.message, moment())
        raise AuthLost(error.message) from expired


def _connector(channel: Channel, door: Door) -> Connector:
    made = registry.platform(channel.platform).connector
    if made is None:
        raise AuthLost(say("Vitrino can't speak to this platform yet."))
    return made(door, credentials.load(channel), moment)


def _door(channel: Channel, *, total_s: float | None = None) -> Door:
    """The way out; closed while this may be a copy, because a copy renewing tokens would lock out the original."""
    if installation.held_since(moment()) is not None:
        raise NotSent(say("This database was restored or copied, so nothing leaves it until a person confirms it."))
    return doors.door_for(channel, total_s=total_s)


def _note_ok(channel: Channel) -> None:
    now = moment()
    if channel.last_ok_at is None or now - channel.last_ok_at > NOTE_OK_EVERY:
        channel.last_ok_at = now
        Channel.objects.filter(pk=channel.pk).update(last_ok_at=now)
