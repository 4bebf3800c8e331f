"""A platform no longer knows us: the channel says so, and its people are told once."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from vitrino.channels.models import Channel, Source
from vitrino.domain.message import Message, say
from vitrino.notify import actions as notify
from vitrino.workspace.actions import record

logger = logging.getLogger(__name__)


@transaction.atomic
def mark_lost(channel: Channel, why: Message, now: datetime) -> bool:
    """Only a person can help now. True the first time; everybody after that finds it done."""
    connected = Channel.objects.filter(
        pk=channel.pk, state=Channel.State.CONNECTED, token_version=channel.token_version
    )
    reason = {"template": why.template, "values": dict(why.values)}
    if connected.update(state=Channel.State.NEEDS_SIGN_IN, state_reason=reason) != 1:
        return False
    channel.state, channel.state_reason = Channel.State.NEEDS_SIGN_IN, reason
    Source.objects.filter(channel=channel).update(due_at=None)
    record("channel.lost", workspace=channel.workspace_id, by=None, now=now, about=channel)
    _tell(channel, now)
    logger.warning("channel %s needs to be connected again", channel.pk)
    return True


def _tell(channel: Channel, now: datetime) -> None:
    notify.alert(
        workspace=channel.workspace,
        kind="channel",
        key=f"channel:{channel.pk}:{channel.token_version}",
        message=say(
            "{name} no longer lets Vitrino in. Posts for it wait until you connect it again.", name=str(channel)
        ),
        url=reverse("channels:detail", kwargs={"slug": channel.workspace.slug, "pk": channel.pk}),
        now=now,
        urgency="high",
    )
