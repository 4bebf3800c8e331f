"""What the shop's own website links to, and how alive those profiles are."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vitrino.channels import doors
from vitrino.channels.clock import running_from
from vitrino.channels.models import Channel, SiteLink, SiteScan
from vitrino.connect import registry
from vitrino.connect.site import ProfileLink
from vitrino.connect.site import SiteScan as Found
from vitrino.connect.wire import Door
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.engine import actions as engine
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace


def ask_for_scan(*, workspace: Workspace, by: Person | None, now: datetime) -> None:
    """Have the website read in the background; asking twice within a minute is asking once. Raises Problem."""
    _check_address(workspace)
    engine.enqueue("channels.scan", key=f"scan:{workspace.pk}:{now:%Y%m%d%H%M}",
                   payload={"workspace_id": workspace.pk}, now=now)  # fmt: skip
    record("website.scan-asked", workspace=workspace, by=by, now=now)


def scan_website(*, workspace: Workspace, now: datetime) -> SiteScan:
    """Read the site, find its profiles and when each last showed something new. Raises Problem without a website."""
    _check_address(workspace)
    with running_from(now):
        door = doors.internet()
        patterns = {key: manifest.profile_url_patterns for key, manifest in registry.manifests().items()}
        found = registry.website().scan(door, workspace.website, patterns)
        judged = [(link, _judge(workspace, door, link, now)) for link in found.links]
    return _store(workspace, found, judged, now)


@transaction.atomic
def let_go(*, link: SiteLink, by: Person, now: datetime) -> SiteLink:
    """The shop has unlinked this profile, or wants to hear no more of it."""
    link.let_go_at = now
    link.save(update_fields=["let_go_at"])
    record("website.link-let-go", workspace=link.workspace_id, by=by, now=now, about=link)
    return link


def _check_address(workspace: Workspace) -> None:
    if not workspace.website:
        raise Problem(say("Please enter the address of your website in the settings first."))


def _judge(workspace: Workspace, door: Door, link: ProfileLink, now: datetime) -> tuple[datetime | None, bool]:
    """(newest post, whether the profile is gone). A connected channel knows better than its public page."""
    own = Channel.objects.filter(workspace=workspace, platform=link.platform_key, handle__iexact=link.handle,
                                 is_rehearsal=False).first()  # fmt: skip
    if own is not None and own.last_activity_at is not None:
        return own.last_activity_at, False
    seen = registry.website().last_activity(door, link, registry.manifest(link.platform_key).public_feed, now)
    return seen.at, seen.is_gone


@transaction.atomic
def _store(workspace: Workspace, found: Found, judged: list[tuple[ProfileLink, tuple[datetime | None, bool]]],
           now: datetime) -> SiteScan:  # fmt: skip
    """The scan and its links. A link that came back after it was let go counts again; one that is gone leaves."""
    for link, (last_at, is_gone) in judged:
        row, _is_new = SiteLink.objects.update_or_create(
            workspace=workspace, platform=link.platform_key, handle=link.handle[:200],
            defaults={"url": link.url[:500], "found_on": link.found_on[:500], "checked_at": now, "is_broken": is_gone,
                      "is_seen": link.is_seen},
        )  # fmt: skip
        if last_at is not None:
            SiteLink.objects.filter(pk=row.pk).update(last_activity_at=last_at)
    if found.pages:  # a site that did not answer says nothing about its links
        SiteLink.objects.filter(workspace=workspace, checked_at__lt=now).delete()
    problems = [
        {"url": one.url, "template": one.message.template, "values": dict(one.message.values)} for one in found.problems
    ]
    scan = SiteScan.objects.create(workspace=workspace, at=now, url=found.url[:500], is_ok=bool(found.pages),
                                   problems=problems, pages=list(found.pages), facts=found.facts.stored())  # fmt: skip
    record("website.scanned", workspace=workspace, by=None, now=now, about=scan, links=len(judged))
    return scan
