"""Places where the shop has no account, but where its name may occur: feeds, searches, its own website."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from vitrino.channels import credentials
from vitrino.channels.models import Channel, Gap, Source
from vitrino.channels.sources import EVERY_S, READABLE, open_sources
from vitrino.connect import registry
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace


@transaction.atomic
def open_place(*, workspace: Workspace, platform: str, remote_id: str, name: str, by: Person | None, now: datetime,
               url: str = "", public: Mapping[str, str] | None = None,
               secrets: Mapping[str, str] | None = None) -> Channel:  # fmt: skip
    """Listen there from now on; the same place twice is one. secrets: what it is read with, kept sealed."""
    place, is_new = Channel.objects.get_or_create(
        workspace=workspace, platform=platform, remote_id=remote_id[:200],
        defaults={"listens_only": True, "handle": name[:200], "connected_at": now},
    )  # fmt: skip
    place.name, place.url, place.public = name[:200], url[:500], dict(public or {})
    place.state, place.opened_by = Channel.State.CONNECTED, by
    place.save()
    if secrets:
        credentials.store(place, Credentials({name: Secret(one) for name, one in secrets.items()}, place.public))
    _open_sources(place, now)
    if is_new:
        record("place.opened", workspace=workspace, by=by, now=now, about=place)
    return place


@transaction.atomic
def close_place(*, place: Channel, by: Person, now: datetime) -> Channel:
    """Listen there no more; what was heard stays."""
    Channel.objects.filter(pk=place.pk).update(state=Channel.State.DISCONNECTED)
    Source.objects.filter(channel=place).update(due_at=None)
    record("place.closed", workspace=place.workspace_id, by=by, now=now, about=place)
    return place


@transaction.atomic
def note_listening(source: Source, now: datetime, *, silent_after: timedelta = timedelta(seconds=2 * EVERY_S)) -> bool:
    """A source that brings its things by itself, and can't be asked later, could have brought them until now.

    After a silence of ours what came meanwhile is missing, and its gap says so. True when there is a new gap.
    """
    before = source.last_ok_at or now
    is_new = now - before > silent_after
    open_gaps = source.gaps.filter(to_at=None)
    if not open_gaps.update(to_at=now) and is_new:
        Gap.objects.create(source=source, from_at=before, to_at=now, reason=Gap.Reason.NOT_RUNNING)
    source.last_ok_at = now
    Source.objects.filter(pk=source.pk).update(last_ok_at=now, failures=0, last_error={})
    return is_new


def _open_sources(place: Channel, now: datetime) -> None:
    """What is searched is due at once; what is brought to us only has its row, for the gaps; a whole network that is
    followed has none: it is read once for all shops."""
    manifest = registry.manifest(place.platform)
    if manifest.can("read.search"):
        open_sources(place, now)
        return
    for kind, capability in READABLE.items():
        if manifest.can(capability) and manifest.auth == "none":
            Source.objects.get_or_create(channel=place, kind=kind, defaults={"every_s": EVERY_S, "last_ok_at": now})
