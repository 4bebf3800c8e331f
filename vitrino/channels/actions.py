"""Changes to channels, and everything that came in through them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vitrino.channels import gateway, installation
from vitrino.channels.clock import moment, running_from
from vitrino.channels.connecting import Away as Away
from vitrino.channels.connecting import begin_connect as begin_connect
from vitrino.channels.connecting import finish_connect as finish_connect
from vitrino.channels.connecting import rehearse as rehearse
from vitrino.channels.models import Channel, Source
from vitrino.channels.places import close_place as close_place
from vitrino.channels.places import note_listening as note_listening
from vitrino.channels.places import open_place as open_place
from vitrino.channels.site import ask_for_scan as ask_for_scan
from vitrino.channels.site import let_go as let_go
from vitrino.channels.site import scan_website as scan_website
from vitrino.channels.sources import note_gaps as note_gaps
from vitrino.channels.sources import open_sources, poll
from vitrino.channels.sources import read_soon as read_soon
from vitrino.channels.sources import store_arrivals as store_arrivals
from vitrino.channels.sources import take_back as take_back
from vitrino.channels.sources import take_in as take_in
from vitrino.channels.stopping import go_on as go_on
from vitrino.channels.stopping import hold_again as hold_again
from vitrino.channels.stopping import let_through as let_through
from vitrino.channels.stopping import stop_everything as stop_everything
from vitrino.channels.unread import hand_on as hand_on
from vitrino.channels.unread import read_by as read_by
from vitrino.channels.unread import work_off as work_off
from vitrino.connect import registry
from vitrino.connect.errors import ConnectError
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.engine import actions as engine
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person


@transaction.atomic
def pause(*, channel: Channel, by: Person, now: datetime) -> Channel:
    """Nothing goes out and nothing is fetched until somebody ends the pause."""
    _move(channel, Channel.State.CONNECTED, Channel.State.PAUSED)
    Source.objects.filter(channel=channel).update(due_at=None)
    record("channel.paused", workspace=channel.workspace_id, by=by, now=now, about=channel)
    return channel


@transaction.atomic
def resume(*, channel: Channel, by: Person, now: datetime) -> Channel:
    """Go on; what was held back for the pause goes out in this person's name."""
    _move(channel, Channel.State.PAUSED, Channel.State.CONNECTED)
    Channel.objects.filter(pk=channel.pk).update(opened_by=by)
    open_sources(channel, now)
    record("channel.resumed", workspace=channel.workspace_id, by=by, now=now, about=channel)
    return channel


@transaction.atomic
def disconnect(*, channel: Channel, by: Person, now: datetime) -> Channel:
    """Forget the sign-in. What came in and went out stays."""
    Channel.objects.filter(pk=channel.pk).update(state=Channel.State.DISCONNECTED, sealed=b"", expires_at=None)
    channel.state, channel.sealed = Channel.State.DISCONNECTED, b""
    Source.objects.filter(channel=channel).update(due_at=None)
    record("channel.disconnected", workspace=channel.workspace_id, by=by, now=now, about=channel)
    return channel


@transaction.atomic
def set_budget(*, channel: Channel, usd_cents: int | None, by: Person, now: datetime) -> Channel:
    """The most this channel's calls may cost in a month; None: no limit. Raises Problem where nothing has a price."""
    if not registry.manifest(channel.platform).prices:
        raise Problem(say("Nothing costs money on this platform."))
    Channel.objects.filter(pk=channel.pk).update(budget_usd_cents=usd_cents)
    channel.budget_usd_cents = usd_cents
    record("channel.budget-set", workspace=channel.workspace_id, by=by, now=now, about=channel)
    engine.ring()
    return channel


@transaction.atomic
def set_resending(*, channel: Channel, does_resend: bool, by: Person, now: datetime) -> Channel:
    """Whether a post that two looks did not find goes out again without a question."""
    Channel.objects.filter(pk=channel.pk).update(does_resend=does_resend)
    channel.does_resend = does_resend
    record("channel.resend-set", workspace=channel.workspace_id, by=by, now=now, about=channel)
    return channel


def ask_now(*, channel: Channel, now: datetime) -> None:
    """Have every source of a channel read at once instead of in a minute. Raises Problem for a channel that is shut."""
    if not channel.is_usable:
        raise Problem(say("This channel is not connected, so there is nothing to fetch."))
    Source.objects.filter(channel=channel, lease_until=None).update(due_at=now)
    engine.ring()


def note_activity(*, channel: Channel, at: datetime) -> None:
    """The account showed something new at `at`."""
    if channel.last_activity_at is None or channel.last_activity_at < at:
        channel.last_activity_at = at
        Channel.objects.filter(pk=channel.pk).update(last_activity_at=at)


def read_last_activity(*, channel: Channel, now: datetime) -> None:
    """Ask the platform for the account's newest post; a platform that does not answer leaves things as they are."""
    with running_from(now):
        try:
            newest = gateway.history(channel, 1)
        except ConnectError:
            return
    if newest:
        note_activity(channel=channel, at=min(newest[0].at, moment()))


@transaction.atomic
def release_installation(*, by: Person, now: datetime) -> None:
    """A person confirms that this database is the one to go on with; what was held still waits to be looked through."""
    installation.let_go(by=by, now=now)
    for channel in Channel.objects.filter(state=Channel.State.CONNECTED):
        open_sources(channel, now)
    record("installation.released", workspace=None, by=by, now=now)


def _move(channel: Channel, before: str, after: str) -> None:
    if Channel.objects.filter(pk=channel.pk, state=before).update(state=after, state_reason={}) != 1:
        raise Problem(_MOVED)
    channel.state = after


_MOVED: Message = say("This channel was changed meanwhile. Please load the page again.")

__all__ = [
    "Away",
    "ask_for_scan",
    "ask_now",
    "begin_connect",
    "close_place",
    "disconnect",
    "finish_connect",
    "go_on",
    "hold_again",
    "let_go",
    "let_through",
    "note_activity",
    "note_gaps",
    "note_listening",
    "open_place",
    "open_sources",
    "pause",
    "poll",
    "read_last_activity",
    "read_soon",
    "rehearse",
    "release_installation",
    "resume",
    "scan_website",
    "set_budget",
    "set_resending",
    "stop_everything",
    "store_arrivals",
    "take_back",
    "take_in",
]  # fmt: skip
