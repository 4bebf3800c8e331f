"""Letting Vitrino into an account: with a password of the app's own, through the platform's page, or as a rehearsal."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from vitrino.channels import credentials as stored
from vitrino.channels import doors, sources, vault
from vitrino.channels.clock import moment, running_from
from vitrino.channels.models import Channel, ConnectAttempt
from vitrino.connect import registry
from vitrino.connect.connector import Authenticator, Connector
from vitrino.connect.errors import ConnectError
from vitrino.connect.records import Credentials, Profile, Redirect
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import TwinDoor
from vitrino.connect.wire import Door
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.engine import actions as engine
from vitrino.workspace.access import may
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace
from vitrino.workspace.queries import membership

ATTEMPT_LIVES = timedelta(minutes=10)


@dataclass(frozen=True)
class Away:
    """The person must go to the platform's own page and come back."""

    url: str


def rehearse(
    *, workspace: Workspace, platform: str, handle: str, name: str, by: Person | None, now: datetime
) -> Channel:
    """A channel on the built-in copy of a platform; the same handle gives the same channel. Raises Problem."""
    if not registry.manifest(platform).can_rehearse or registry.platform(platform).twin is None:
        raise Problem(say("There is no rehearsal of this platform yet."))
    handle = handle.strip().removeprefix("@")
    if not handle:
        raise Problem(say("Please choose a name for the account."), field="handle")
    with running_from(now):
        twin = cast(Rehearsal, doors.twin(workspace.pk, platform))
        credentials = twin.open_account(handle, name.strip() or handle, 0)
        profile = _probe(platform, TwinDoor(doors.twin(workspace.pk, platform)), credentials)
        return _adopt(workspace, platform, credentials, profile, by, now, is_rehearsal=True)


def begin_connect(*, workspace: Workspace, platform: str, fields: Mapping[str, str], by: Person, now: datetime,
                  channel: Channel | None = None) -> Channel | Away:  # fmt: skip
    """Connect at once where a password is enough, else say where the person must go.

    channel: the one to be connected again. Raises Problem in words; nothing is stored then.
    """
    authenticator = _authenticator(platform)
    state = secrets.token_urlsafe(32)
    with running_from(now), _in_words():
        answer = authenticator.begin(doors.internet(), fields, redirect_uri(), state)
        if isinstance(answer, Redirect):
            _remember(workspace, platform, answer, by, now, channel)
            return Away(answer.url)
        profile = _probe(platform, doors.internet(), answer)
        return _adopt(workspace, platform, answer, profile, by, now, expected=channel)


def finish_connect(*, params: Mapping[str, str], by: Person, now: datetime) -> Channel:
    """The person is back from the platform. Raises Problem; the attempt is used up in any case."""
    attempt = _take_attempt(params.get("state", ""), by, now)
    if params.get("error"):
        raise Problem(say("The platform did not let Vitrino in, so nothing was changed. You can try again."))
    with running_from(now), _in_words():
        keep = {name: secret.reveal() for name, secret in vault.unseal(bytes(attempt.sealed), _place(attempt)).items()}
        credentials = _authenticator(attempt.platform).finish(doors.internet(), keep, params)
        profile = _probe(attempt.platform, doors.internet(), credentials)
        return _adopt(attempt.workspace, attempt.platform, credentials, profile, by, now, expected=attempt.channel)


def redirect_uri() -> str:
    """The address platforms send people back to; the same for all of them, because it is registered there."""
    return f"{settings.BASE_URL}{reverse('channels:return')}"


def missing_scopes(channel: Channel) -> list[str]:
    """What we asked for and were not given."""
    if channel.is_rehearsal or not channel.scopes:
        return []
    granted = set(channel.scopes)
    wanted = registry.manifest(channel.platform).scopes
    # A wide scope ("read") holds its narrow ones ("read:statuses").
    return [scope for scope in wanted if not granted & {scope, scope.partition(":")[0]}]


@contextmanager
def _in_words() -> Iterator[None]:
    """What a platform refuses becomes words beside the form."""
    try:
        yield
    except ConnectError as error:
        raise Problem(error.message) from error


def _authenticator(platform: str) -> Authenticator:
    found = registry.platform(platform).authenticator
    if found is None or not registry.manifest(platform).can_connect:
        raise Problem(say("Vitrino can't connect to this platform yet. You can rehearse on it."))
    return found


def _probe(platform: str, door: Door, credentials: Credentials) -> Profile:
    connector = cast("type[Connector]", registry.platform(platform).connector)
    return connector(door, credentials, moment).probe()


@transaction.atomic
def _remember(workspace: Workspace, platform: str, redirect: Redirect, by: Person, now: datetime,
              channel: Channel | None) -> None:  # fmt: skip
    attempt = ConnectAttempt.objects.create(
        workspace=workspace, person=by, platform=platform, channel=channel,
        state_hash=_hash(redirect.state), created_at=now,
    )  # fmt: skip
    attempt.sealed = vault.seal(redirect.keep, _place(attempt))
    attempt.save(update_fields=["sealed"])
    ConnectAttempt.objects.filter(created_at__lt=now - timedelta(days=1)).delete()


def _take_attempt(state: str, by: Person, now: datetime) -> ConnectAttempt:
    """The attempt this answer belongs to, used up by asking. Any doubt is one and the same refusal."""
    refusal = Problem(say("This sign-in was not begun here or is too old. Nothing was changed. Please begin again."))
    fresh = ConnectAttempt.objects.filter(
        state_hash=_hash(state), person=by, used_at=None, created_at__gt=now - ATTEMPT_LIVES
    )
    if not state or fresh.update(used_at=now) != 1:
        raise refusal
    attempt = ConnectAttempt.objects.select_related("workspace", "channel").get(state_hash=_hash(state))
    member = membership(by.pk, attempt.workspace.slug)
    if member is None or not may(member, "manage"):
        raise refusal
    return attempt


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()


def _place(attempt: ConnectAttempt) -> vault.Place:
    return vault.Place("connect-attempt", attempt.workspace_id, attempt.pk)


@transaction.atomic
def _adopt(workspace: Workspace, platform: str, credentials: Credentials, profile: Profile, by: Person | None,
           now: datetime, *, expected: Channel | None = None, is_rehearsal: bool = False) -> Channel:  # fmt: skip
    """The channel for an account that let us in: a new one, or the known one with a new sign-in."""
    if expected is not None and expected.remote_id != profile.remote_id:
        raise Problem(_other_account(expected, profile))
    channel = Channel.objects.select_for_update().filter(
        workspace=workspace, platform=platform, remote_id=profile.remote_id
    ).first()  # fmt: skip
    is_new = channel is None
    channel = channel or Channel(workspace=workspace, platform=platform, remote_id=profile.remote_id, connected_at=now)
    channel.is_rehearsal = is_rehearsal
    channel.handle, channel.name, channel.url = profile.handle[:200], profile.name[:200], profile.url[:500]
    channel.limits = dict(profile.limits)
    channel.state, channel.state_reason = Channel.State.CONNECTED, {}
    channel.opened_by, channel.last_ok_at = by, now
    channel.save()
    stored.store(channel, credentials)
    sources.open_sources(channel, now)
    record("channel.connected" if is_new else "channel.reconnected", workspace=workspace, by=by, now=now, about=channel)
    engine.enqueue("channels.activity", key=f"activity:{channel.pk}:{channel.token_version}",
                   payload={"channel_id": channel.pk}, now=now)  # fmt: skip
    return channel


def _other_account(expected: Channel, profile: Profile) -> Message:
    return say(
        "You signed in as {other}, but this channel is {handle}. Nothing was changed. To use {other} too, add it as a"
        " channel of its own.",
        other=profile.handle,
        handle=expected.handle,
    )
