"""Reading competitors' accounts: once when they are added, then once a day."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from vitrino.channels import gateway
from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.competitors import actions
from vitrino.competitors.models import Competitor
from vitrino.connect import registry
from vitrino.connect.around import NobodyThere, PublicAccount
from vitrino.connect.errors import ConnectError, Transient
from vitrino.domain.links import profile_of
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.workspace.models import Workspace

logger = logging.getLogger(__name__)

POSTS = 100
AT_ONCE = 20
LONGEST_HANDLE = 300
AGAIN, SOON = timedelta(hours=24), timedelta(hours=1)
NO_CHANNEL = say("No channel of yours is connected there now, so nothing can be read.")


def platforms(workspace: Workspace) -> dict[str, str]:
    """Where competitors can be looked at: platforms that show others, and on which the shop itself is signed in."""
    shown = registry.arounds()
    found = {one.platform for one in channels.usable(workspace) if one.platform in shown}
    return {key: manifest.name for key, manifest in registry.manifests().items() if key in found}


def looked_up(workspace: Workspace, platform: str, account: str, now: datetime) -> tuple[str, PublicAccount]:
    """The platform and the account behind a handle or an address. Raises Problem with words for the person."""
    platform, handle = _named(platform, account)
    channel = channel_on(workspace, platform)
    if channel is None:
        raise Problem(NO_CHANNEL, "platform")
    try:
        with channels.running_from(now):
            found = gateway.look_around(channel, handle, POSTS)
    except ConnectError as error:
        raise Problem(error.message, "account") from error
    if found.profile.remote_id == channel.remote_id:
        raise Problem(say("That is your own account."), "account")
    return platform, found


def channel_on(workspace: Workspace, platform: str) -> Channel | None:
    """Whose sign-in is used: a real channel before one of a rehearsal."""
    return channels.usable(workspace).filter(platform=platform).order_by("is_rehearsal", "pk").first()


def read_due(now: datetime) -> list[Competitor]:
    """Read whoever is due; those of whom there is something new."""
    due = Competitor.objects.filter(due_at__lte=now, removed_at=None).order_by("due_at").select_related("workspace")
    return [one for one in due[:AT_ONCE] if read(one, now)]


def read(competitor: Competitor, now: datetime) -> bool:
    """Read one account; trouble is kept in words and shown. Was there an answer?"""
    channel = channel_on(competitor.workspace, competitor.platform)
    if channel is None:
        return _failed(competitor, NO_CHANNEL, now + SOON)
    try:
        with channels.running_from(now):
            found = gateway.look_around(channel, competitor.handle, POSTS)
    except Transient as error:
        return _failed(competitor, error.message, max(error.retry_at or now, now + SOON))
    except ConnectError as error:
        return _failed(competitor, error.message, now + AGAIN)
    if found.profile.remote_id != competitor.remote_id:
        return _failed(competitor, NobodyThere().message, now + AGAIN)
    actions.keep_reading(competitor=competitor, account=found, now=now)
    return True


def _failed(competitor: Competitor, message: Message, due_at: datetime) -> bool:
    logger.info("competitor %s could not be read", competitor.pk)
    trouble = {"template": message.template, "values": message.stored()}
    Competitor.objects.filter(pk=competitor.pk).update(trouble=trouble, due_at=due_at)
    return False


def _named(platform: str, account: str) -> tuple[str, str]:
    """An address says its platform itself; anything else is a handle on the chosen one."""
    account = account.strip()[:LONGEST_HANDLE]
    if "/" in account:
        found = profile_of(account, {key: one.profile_url_patterns for key, one in registry.manifests().items()})
        if found is None or found.platform not in registry.arounds():
            raise Problem(say("Vitrino can't read the account behind this address."), "account")
        return found.platform, found.handle
    return platform, account.removeprefix("@")
