"""The only code that talks to platforms.

Every call takes the channel's sign-in out of the vault, keeps to the platform's allowance, renews tokens (one process
at a time), and marks the channel when only a person can help. Raises the errors of `vitrino.connect.errors`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from vitrino.channels import credentials, doors, installation
from vitrino.channels.clock import moment
from vitrino.channels.losing import mark_lost
from vitrino.channels.models import Channel
from vitrino.connect import registry
from vitrino.connect.connector import Connector
from vitrino.connect.errors import AuthLost, NotSent, RateLimited, TokenExpired
from vitrino.connect.records import (
    ArrivalKind,
    Metrics,
    OutgoingPost,
    Page,
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
from vitrino.engine import actions as engine

T = TypeVar("T")
logger = logging.getLogger(__name__)

NOTE_OK_EVERY = timedelta(seconds=60)
_PUBLISHING = {
    "post": "publish", "comment": "publish", "reply": "reply.public", "message": "reply.private",
    "review-reply": "reply.public",
}  # fmt: skip


def probe(channel: Channel) -> Profile:
    """Who we are there, and the limits the platform itself names."""
    return _call(channel, "read.profile", lambda connector: connector.probe())


def prepare(channel: Channel, post: OutgoingPost, kept: Mapping[str, str]) -> Mapping[str, str]:
    """Upload and open everything the write needs; safe to repeat. Takes the allowance for the write that follows, so
    that nothing but the write itself happens in `commit`."""
    if credentials.is_running_out(channel):
        credentials.refresh(channel, _door(channel))
    return _call(channel, _PUBLISHING[post.kind], lambda connector: connector.prepare(post, kept))


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
    """Read back: is the post there? Never writes."""
    return _call(channel, "read.own_posts", lambda connector: connector.look(post, kept, since))


def measure(channel: Channel, remote_ids: Sequence[str]) -> list[Metrics]:
    """Current numbers of own posts; ids the platform no longer knows are left out."""
    return _call(channel, "metrics.post", lambda connector: connector.measure(remote_ids))


def measure_account(channel: Channel) -> Metrics:
    """Current numbers of the account itself."""
    return _call(channel, "metrics.account", lambda connector: connector.measure_account())


def history(channel: Channel, limit: int) -> list[PostOverview]:
    """The account's newest own posts with their numbers."""
    return _call(channel, "read.own_posts", lambda connector: connector.history(limit))


def act(channel: Channel, reference: Reference, action: str) -> None:
    """hide, unhide, delete, mute, unmute, block, report; doing it twice is the same as once."""
    _call(channel, action, lambda connector: connector.act(reference, action))


def pull(channel: Channel, kind: ArrivalKind, cursor: str) -> Page:
    """What came in since `cursor`, with an overlap."""
    return _call(channel, f"read.{kind}s", lambda connector: connector.pull(kind, cursor))


def twin_of(channel: Channel) -> Twin:
    """The world of a rehearsal channel. Raises ValueError for a real one."""
    if not channel.is_rehearsal:
        raise ValueError("Only a rehearsal channel has a twin.")
    return doors.twin(channel.workspace_id, channel.platform)


def _call(channel: Channel, operation: str, use: Callable[[Connector], T]) -> T:
    """A call that may be repeated: once more after new tokens."""
    _take_allowance(channel, operation)
    try:
        answer = _with_fresh_tokens(channel, use)
    except AuthLost as error:
        mark_lost(channel, error.message, moment())
        raise
    _note_ok(channel)
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


def _take_allowance(channel: Channel, operation: str) -> None:
    """Raises RateLimited when the platform's allowance for this account is used up."""
    now = moment()
    for fact in registry.manifest(channel.platform).rates:
        rule = fact.value
        if not _counts(rule.operation, operation):
            continue
        key = f"channel:{channel.pk}:{rule.operation}:{rule.window_s}"
        until = engine.take_allowance(key, calls=rule.calls, window_s=rule.window_s, now=now)
        if until is not None:
            raise RateLimited(until)


def _counts(rule: str, operation: str) -> bool:
    """Does a rule speak of this? "read" counts "read.mentions", "publish.day" counts "publish", "all" everything."""
    return rule == "all" or operation == rule or operation.startswith(f"{rule}.") or rule.startswith(f"{operation}.")


def _note_ok(channel: Channel) -> None:
    now = moment()
    if channel.last_ok_at is None or now - channel.last_ok_at > NOTE_OK_EVERY:
        channel.last_ok_at = now
        Channel.objects.filter(pk=channel.pk).update(last_ok_at=now)
