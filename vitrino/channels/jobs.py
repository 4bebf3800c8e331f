"""What channels do by themselves: read their sources, note gaps, look after the website and the installation."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from vitrino.channels import actions, installation, sources, warning
from vitrino.channels.clock import running_from
from vitrino.channels.models import Channel, SiteScan, Source
from vitrino.connect.errors import ConnectError
from vitrino.engine.work import all_rows, every, task, work
from vitrino.workspace.models import Workspace

SCAN_AGAIN_AFTER = timedelta(days=7)


@work("channels.source", all_rows(Source), lease_s=300, lane="channel__platform")
def read_source(source: Source, now: datetime) -> datetime | None:
    if not source.channel.is_usable:
        return None
    try:
        with running_from(now):
            actions.poll(source, now)
    except ConnectError as error:
        return sources.next_poll_after(source, error, now)
    return now + timedelta(seconds=source.every_s)


@every("channels.gaps", 60)
def note_gaps(now: datetime) -> None:
    actions.note_gaps(now)


@every("channels.installation", 60)
def count_on(now: datetime) -> None:
    installation.check(now)


@every("channels.clock", 60)
def look_at_the_clock(now: datetime) -> None:
    warning.warn_of_clock(timezone.now())


@every("channels.websites", 3600)
def scan_again(now: datetime) -> None:
    fresh = SiteScan.objects.filter(at__gt=now - SCAN_AGAIN_AFTER).values("workspace_id")
    stale = SiteScan.objects.exclude(workspace_id__in=fresh).values("workspace_id").distinct()
    for workspace in Workspace.objects.filter(pk__in=stale, is_sample=False).exclude(website=""):
        actions.ask_for_scan(workspace=workspace, by=None, now=now)


@task("channels.scan")
def scan(payload: dict[str, Any], now: datetime) -> None:
    actions.scan_website(workspace=Workspace.objects.get(pk=payload["workspace_id"]), now=now)


@task("channels.activity")
def read_activity(payload: dict[str, Any], now: datetime) -> None:
    actions.read_last_activity(channel=Channel.objects.get(pk=payload["channel_id"]), now=now)
