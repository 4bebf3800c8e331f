"""A shop that makes mistakes, row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from vitrino.channels.models import Channel, SiteLink
from vitrino.checkup.profiles import Profile
from vitrino.inbox.models import Contact, Conversation
from vitrino.plan.models import CadenceTarget
from vitrino.posts.models import Post, Variant
from vitrino.publishing.models import Publication
from vitrino.strategy.models import Pillar
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW, Cast

TEXT = "Fresh rye bread from seven o'clock tomorrow, baked with sourdough from our own cellar."
# The first words of the ids of rules that speak of such a shop: cheaper to ask than all.
GROUPS = ("goals", "strategy", "channels", "cadence", "care", "listening")
SPEAK = {
    "goals.none", "strategy.none", "channels.linked-but-stale", "channels.broken-link", "cadence.below",
    "channels.linked-but-not-connected", "care.unanswered", "listening.no-instant-notice",
    "listening.variant-unwatched",
}  # fmt: skip
_numbers = count(1)


def fall_ill(cast: Cast) -> None:
    """After this the rules of a few groups have something to say about the bakery; see GROUPS."""
    one = channel(cast.bakery, "mastodon")
    CadenceTarget.objects.create(workspace=cast.bakery, channel=one, low_per_week=3, high_per_week=5)
    link(cast.bakery, "mastodon", silent_days=64)
    link(cast.bakery, "bluesky", silent_days=None)
    link(cast.bakery, "pinterest", silent_days=None, is_broken=True)
    wait(one, late_hours=30)


def channel(workspace: Workspace, platform: str, **fields: Any) -> Channel:
    """A rehearsal unless said otherwise, connected for long."""
    values = {"remote_id": "1", "handle": "zorza", "connected_at": NOW - timedelta(days=60), "is_rehearsal": True}
    return Channel.objects.create(workspace=workspace, platform=platform, **(values | fields))


def link(workspace: Workspace, platform: str, *, silent_days: float | None, is_broken: bool = False) -> SiteLink:
    return SiteLink.objects.create(
        workspace=workspace, platform=platform, handle="zorza", url=f"https://{platform}.example/zorza",
        found_on="https://zorza.example/", checked_at=NOW, is_broken=is_broken,
        last_activity_at=None if silent_days is None else NOW - timedelta(days=silent_days),
    )  # fmt: skip


def profile(silent_days: float | None = 5, **fields: Any) -> Profile:
    """A linked profile as the rules see it. silent_days None: nobody knows."""
    last_at = None if silent_days is None else NOW - timedelta(days=silent_days)
    made = Profile(
        platform="mastodon", platform_name="Mastodon", handle="zorza", url="https://example.social/@zorza",
        found_on="https://zorza.example/", last_activity_at=last_at, pk=3,
    )  # fmt: skip
    return replace(made, **fields)


def publish(
    channel: Channel, text: str, at: datetime, *, pillar: Pillar | None = None, post: Post | None = None
) -> Publication:
    """A post that went out at `at`."""
    post = post or Post.objects.create(
        workspace=channel.workspace, idea=text, pillar=pillar, created_at=at, changed_at=at
    )
    variant = Variant.objects.create(post=post, channel=channel)
    number = next(_numbers)
    return Publication.objects.create(
        workspace=channel.workspace, channel=channel, variant=variant, created_at=at, state="published", state_at=at,
        publish_at=at, published_at=at, content={"text": text}, content_hash="", key=f"sick-{number}",
        remote_id=f"r{number}",
    )  # fmt: skip


def wait(channel: Channel, *, late_hours: float) -> Conversation:
    """Somebody whose answer is overdue."""
    due_at = NOW - timedelta(hours=late_hours)
    contact = Contact.objects.create(workspace=channel.workspace, name="Ola", created_at=due_at)
    return Conversation.objects.create(
        workspace=channel.workspace, channel=channel, contact=contact, surface="message",
        thread_id=f"t{next(_numbers)}", waiting_since=due_at, due_at=due_at, last_message_at=due_at, opened_at=due_at,
    )  # fmt: skip
