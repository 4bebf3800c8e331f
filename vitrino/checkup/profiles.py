"""Profiles a website sends people to: which are asleep. Knows no Django; the rules and the command line share it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.domain.message import Message, say

# A month without a post looks abandoned on every platform of MISSION M5: the slowest wants one a week.
STALE_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Profile:
    """A social profile that the website links to. last_activity_at None: nobody knows. is_gone: it leads nowhere.

    pk: the link's row, channel_pk: the shop's own channel there; 0 without one. needs_sign_in: that channel is shut.
    can_connect: Vitrino knows how.
    """

    platform: str
    platform_name: str
    handle: str
    url: str
    found_on: str
    last_activity_at: datetime | None
    is_gone: bool = False
    pk: int = 0
    channel_pk: int = 0
    needs_sign_in: bool = False
    can_connect: bool = True

    @property
    def is_connected(self) -> bool:
        return self.channel_pk > 0


def days_silent(profile: Profile, now: datetime) -> int | None:
    """Whole days since the newest post; None when it is unknown."""
    if profile.last_activity_at is None:
        return None
    return max(0, (now - profile.last_activity_at).days)


def is_stale(profile: Profile, now: datetime) -> bool:
    """Asleep for sure; what is unknown is not held against it."""
    return profile.last_activity_at is not None and now - profile.last_activity_at >= STALE_AFTER


def stale_text(profile: Profile, now: datetime) -> Message:
    return say(
        "Your website sends people to {platform} ({handle}), where nothing new has appeared for {n} days.",
        platform=profile.platform_name, handle=profile.handle, n=days_silent(profile, now) or 0,
    )  # fmt: skip


def gone_text(profile: Profile) -> Message:
    return say(
        "Your website sends people to {platform} ({handle}), but there is no such profile (any more).",
        platform=profile.platform_name, handle=profile.handle,
    )  # fmt: skip


def found_text(profile: Profile) -> Message:
    return say("The link {url} stands on {page}.", url=profile.url, page=profile.found_on)


def last_post_text(profile: Profile) -> Message:
    """Raises ValueError when nothing is known of a last post."""
    if profile.last_activity_at is None:
        raise ValueError("A profile whose last post is unknown has nothing to tell.")
    return say("Newest post: {day}.", day=profile.last_activity_at.date().isoformat())
