"""A channel is alive, and the website says nothing of it: people who would follow never hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel, SiteLink
from vitrino.checkup.linked import is_same
from vitrino.checkup.profiles import STALE_AFTER
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.connect import registry
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace

# Whoever connects a channel today need not have changed the website tonight.
TIME_TO_LINK = timedelta(days=7)
# The website is read once a week; what was seen longer ago says nothing of today.
SEEN_RECENTLY = timedelta(days=21)
FEW_PAGES = 3


@dataclass(frozen=True)
class Own:
    """A connected channel. is_linked: visitors of the website see a link to it, or the shop took it off on purpose."""

    pk: int
    platform_name: str
    handle: str
    connected_at: datetime
    last_activity_at: datetime | None
    is_linked: bool


@dataclass(frozen=True)
class Facts:
    """scan_at: when the whole website was read the last time, None when it never was, or only a part. pages: which."""

    channels: tuple[Own, ...]
    scan_at: datetime | None
    pages: tuple[str, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    if facts.scan_at is None or facts.now - facts.scan_at > SEEN_RECENTLY:
        return []
    return [_noticed(one, facts) for one in facts.channels if _is_missing(one, facts)]


def _is_missing(own: Own, facts: Facts) -> bool:
    """Alive for sure, there for a while, and looked for since."""
    is_alive = own.last_activity_at is not None and facts.now - own.last_activity_at < STALE_AFTER
    had_time = facts.scan_at is not None and facts.scan_at - own.connected_at >= TIME_TO_LINK
    return is_alive and had_time and not own.is_linked


def _noticed(own: Own, facts: Facts) -> Noticed:
    newest = own.last_activity_at.date().isoformat() if own.last_activity_at else ""
    read = facts.scan_at.date().isoformat() if facts.scan_at else ""
    pages = ", ".join(facts.pages[:FEW_PAGES])
    return Noticed(
        say("You are active on {platform} ({handle}), but your website does not show a link to it.",
            platform=own.platform_name, handle=own.handle),
        (Evidence(say("Newest post: {day}.", day=newest), "channels:detail", {"pk": own.pk}),
         Evidence(say("Read on {day}, no link found: {pages}", day=read, pages=pages), "channels:list")),
        (Way(say("We have put it there, look again"), action="read-website"),
         Way(say("See the profile to link to"), "channels:detail", {"pk": own.pk})),
        key=f"channel:{own.pk}",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    """Three queries."""
    scan = channels.last_scan(workspace)
    is_whole = scan is not None and scan.is_ok and bool(scan.facts) and not scan.facts.get("is_partial")
    links = list(channels.every_site_link(workspace))
    own = [one for one in channels.usable(workspace) if workspace.is_sample or not one.is_rehearsal]
    return Facts(
        tuple(_own(one, links) for one in own),
        scan.at if scan is not None and is_whole else None,
        tuple(scan.pages) if scan is not None else (),
        now,
    )


def _own(channel: Channel, links: list[SiteLink]) -> Own:
    manifest = registry.manifests().get(channel.platform)
    return Own(
        pk=channel.pk,
        platform_name=manifest.name if manifest else channel.platform,
        handle=channel.handle,
        connected_at=channel.connected_at,
        last_activity_at=channel.last_activity_at,
        is_linked=any(is_same(link, channel) and (link.is_seen or link.let_go_at is not None) for link in links),
    )


RULE = Rule(
    id="channels.active-but-not-linked",
    mistake="M4",
    severity="medium",
    notices=say("A connected channel is active, but visitors of the website find no link to it."),
    load=load,
    judge=judge,
)
