"""What a look at a website brought, before it becomes text, JSON or a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from vitrino.checkup.profiles import Profile, days_silent, is_stale
from vitrino.connect.site import Activity, ProfileLink, SiteScan
from vitrino.domain.message import Message

Severity = Literal["high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
# active: something new within the month. silent: nothing for longer. gone: no such profile. unknown: nobody can see.
State = Literal["active", "silent", "gone", "unknown"]


@dataclass(frozen=True)
class Looked:
    """A profile and what can be seen of it without an account."""

    platform_name: str
    link: ProfileLink
    activity: Activity

    @property
    def profile(self) -> Profile:
        """The same for the words that the rules of the checkup share."""
        return Profile(self.link.platform_key, self.platform_name, self.link.handle, self.link.url, self.link.found_on,
                       self.activity.at, self.activity.is_gone)  # fmt: skip

    def state(self, now: datetime) -> State:
        if self.activity.is_gone:
            return "gone"
        if self.activity.at is None:
            return "unknown"
        return "silent" if is_stale(self.profile, now) else "active"

    def days_silent(self, now: datetime) -> int | None:
        return days_silent(self.profile, now)


@dataclass(frozen=True)
class Notice:
    """One thing that is wrong, with its proof and what to do about it."""

    rule: str
    severity: Severity
    text: Message
    evidence: tuple[Message, ...]
    remedy: Message


@dataclass(frozen=True)
class Report:
    """Everything. profiles: those the site links to. elsewhere: profiles with a link back that it does not link to.

    notices: the gravest first. unseen: (address, why nothing could be seen there).
    """

    scan: SiteScan
    at: datetime
    profiles: tuple[Looked, ...]
    elsewhere: tuple[Looked, ...]
    notices: tuple[Notice, ...]
    unseen: tuple[tuple[str, Message], ...]

    @property
    def is_read(self) -> bool:
        return bool(self.scan.pages)

    @property
    def worst(self) -> Severity | None:
        return self.notices[0].severity if self.notices else None
