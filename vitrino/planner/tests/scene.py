"""Channels and publications of the bakery, for tests of the planner."""

from __future__ import annotations

from datetime import datetime

from vitrino.channels.models import Channel
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast


def channel(cast: Cast, platform: str = "instagram") -> Channel:
    made, _is_new = Channel.objects.get_or_create(
        workspace=cast.bakery, platform=platform, remote_id=platform,
        defaults={"handle": "zorza", "connected_at": NOW, "is_rehearsal": True},
    )  # fmt: skip
    return made


def publication(cast: Cast, at: datetime, state: str = "ready", platform: str = "instagram") -> Publication:
    number = Publication.objects.count()
    return Publication.objects.create(
        workspace=cast.bakery, channel=channel(cast, platform), key=f"k{number}", state=state, state_at=NOW,
        publish_at=at, content={"text": f"Rye {number}"}, content_hash="0" * 64, created_at=NOW,
    )  # fmt: skip
