"""A shop with channels and posts."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from vitrino.channels.models import Channel
from vitrino.posts.models import Post, Variant
from vitrino.publishing.models import Publication
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW

_numbers = count(1)


def channel(workspace: Workspace, platform: str) -> Channel:
    return Channel.objects.create(
        workspace=workspace, platform=platform, remote_id=f"{next(_numbers)}", handle="zorza", is_rehearsal=True,
        connected_at=NOW - timedelta(days=60),
    )  # fmt: skip


def publish(channel: Channel, text: str, at: datetime, **fields: Any) -> Publication:
    """A post that went out at `at`."""
    post = Post.objects.create(workspace=channel.workspace, idea=text, created_at=at, changed_at=at)
    values = {"state": "published", "published_at": at, "content": {"text": text}} | fields
    return Publication.objects.create(
        workspace=channel.workspace, channel=channel, variant=Variant.objects.create(post=post, channel=channel),
        created_at=at, state_at=at, publish_at=at, content_hash="", key=f"fit-{next(_numbers)}", **values,
    )  # fmt: skip
