"""Reading channels, arrivals and what the website links to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from vitrino.channels import clockwatch, governor, installation, stopping
from vitrino.channels.clock import moment as moment
from vitrino.channels.clock import running_from as running_from
from vitrino.channels.connecting import missing_scopes as missing_scopes
from vitrino.channels.knocking import channels_that_knock as channels_that_knock
from vitrino.channels.knocking import channels_to_glance_at as channels_to_glance_at
from vitrino.channels.knocking import open_line as open_line
from vitrino.channels.models import Arrival as Arrival
from vitrino.channels.models import Channel as Channel
from vitrino.channels.models import Gap as Gap
from vitrino.channels.models import LetThrough
from vitrino.channels.models import SiteLink as SiteLink
from vitrino.channels.models import SiteScan as SiteScan
from vitrino.channels.models import Source as Source
from vitrino.channels.models import Stop as Stop
from vitrino.channels.sources import REACTIONS
from vitrino.channels.sources import is_silent as is_silent
from vitrino.channels.sources import message_of as message_of
from vitrino.connect import registry
from vitrino.connect.manifest import Manifest
from vitrino.connect.site import SiteFacts as SiteFacts
from vitrino.domain.message import Message
from vitrino.workspace.models import Workspace


def channels_of(workspace: Workspace) -> QuerySet[Channel]:
    """All channels but the disconnected ones, in the order in which they came."""
    return every_channel_of(workspace).exclude(state=Channel.State.DISCONNECTED)


def every_channel_of(workspace: Workspace) -> QuerySet[Channel]:
    """The disconnected ones too, for looking back."""
    return Channel.objects.filter(workspace=workspace, listens_only=False).order_by("connected_at", "pk")


def open_places_of(workspace: Workspace) -> QuerySet[Channel]:
    """Where Vitrino looks for the shop's name without an account: feeds, searches, open networks."""
    found = Channel.objects.filter(workspace=workspace, listens_only=True).order_by("connected_at", "pk")
    return found.exclude(state=Channel.State.DISCONNECTED)


def with_sources(channels: QuerySet[Channel]) -> QuerySet[Channel]:
    """The same with their sources, and these with the gaps that are still open; two more queries for all of them."""
    gaps = Prefetch("gaps", Gap.objects.filter(backfilled_at=None).order_by("from_at"))
    return channels.prefetch_related(Prefetch("sources", Source.objects.order_by("kind").prefetch_related(gaps)))


def places_on(platform: str) -> QuerySet[Channel]:
    """Open places of all shops on one platform."""
    return Channel.objects.filter(platform=platform, listens_only=True, state=Channel.State.CONNECTED)


def listening_channel(workspace_id: int, platform: str) -> Channel | None:
    """Where a text found on a platform belongs: the shop's own account there, from which one can answer, else the open
    place; None where nobody listens any more."""
    mine = Channel.objects.filter(workspace_id=workspace_id, platform=platform, state=Channel.State.CONNECTED)
    return mine.filter(is_rehearsal=False).order_by("listens_only", "pk").first()


def usable(workspace: Workspace) -> QuerySet[Channel]:
    """Channels that something can be published on now."""
    return channels_of(workspace).filter(state=Channel.State.CONNECTED)


def channels_to_measure() -> QuerySet[Channel]:
    """Usable channels of all workspaces, for the sweeps of later stages."""
    return Channel.objects.filter(state=Channel.State.CONNECTED, listens_only=False).order_by("pk")


def has_rehearsal(workspace: Workspace) -> bool:
    return channels_of(workspace).filter(is_rehearsal=True).exists()


def manifest_of(channel: Channel) -> Manifest:
    """The facts about the channel's platform. Cheap."""
    return registry.manifest(channel.platform)


def quality_of(channel: Channel) -> Mapping[str, Any]:
    """The ledger of how far the platform's connector is built and proven."""
    return registry.quality(channel.platform)


def arrivals_of(workspace: Workspace) -> QuerySet[Arrival]:
    """Everything that came in, newest first."""
    return Arrival.objects.filter(workspace=workspace).order_by("-at", "-pk")


def own_words(threads: Collection[tuple[int, str]]) -> QuerySet[Arrival]:
    """What the shop itself said in threads (channel, thread), oldest first. May hold some of other threads' too, where
    the same thread id is known on several of the channels."""
    mine = Arrival.objects.filter(is_own=True, channel__in={channel for channel, _thread in threads})
    ids = {thread for _channel, thread in threads if thread}
    return mine.filter(thread_id__in=ids).select_related("workspace", "channel").order_by("at", "pk")


def reactions_since(workspace: Workspace, since: datetime) -> dict[str, int]:
    """How many likes, shares and new followers came in, by kind; what never came is left out."""
    found = Arrival.objects.filter(workspace=workspace, kind__in=REACTIONS, is_own=False, at__gte=since)
    return dict(found.order_by().values_list("kind").annotate(many=Count("pk")))


def open_gaps(workspace: Workspace) -> QuerySet[Gap]:
    """Times in which something may have come in that nobody has read since."""
    return _gaps(workspace).filter(backfilled_at=None)


def site_links(workspace: Workspace) -> QuerySet[SiteLink]:
    """Profiles the website links to, without those that were let go."""
    return SiteLink.objects.filter(workspace=workspace, let_go_at=None).order_by("platform", "handle")


def every_site_link(workspace: Workspace) -> QuerySet[SiteLink]:
    """Those that were let go too."""
    return SiteLink.objects.filter(workspace=workspace).order_by("platform", "handle")


def last_scan(workspace: Workspace) -> SiteScan | None:
    return SiteScan.objects.filter(workspace=workspace).order_by("-at").first()


def site_facts(workspace: Workspace) -> SiteFacts:
    """What the shop's website says of itself, from the newest look that could read it; an empty one before. A query."""
    read = SiteScan.objects.filter(workspace=workspace, is_ok=True).order_by("-at").values_list("facts", flat=True)
    return SiteFacts.from_stored(read.first() or {})


def is_held(now: datetime) -> bool:
    """Does nothing go out because this database may be a copy? Costs a query."""
    return installation.held_since(now) is not None


def spent_usd_mills(channel: Channel, now: datetime) -> int:
    """What this month's calls cost so far, in thousandths of a US dollar."""
    return governor.spent_usd_mills(channel, now)


def is_stopped(workspace_id: int, but_for: str = "") -> bool:
    """Has somebody stopped everything that goes out of this shop, with or without the write of this key? Costs a
    query."""
    return stopping.is_stopped(workspace_id, but_for)


def let_through(workspace: Workspace) -> set[str]:
    """Keys of the writes that go out although everything is stopped."""
    return set(LetThrough.objects.filter(stop__workspace=workspace, stop__ended_at=None).values_list("key", flat=True))


def stopped_workspaces() -> QuerySet[Stop, int]:
    """Ids of the shops in which nothing goes out, for a subquery."""
    return Stop.objects.filter(ended_at=None).values_list("workspace_id", flat=True)


def stop_of(workspace: Workspace) -> Stop | None:
    """Who stopped everything, and when; None while things go out."""
    return stopping.stop_of(workspace.pk)


def restored_at() -> datetime | None:
    """What has not moved since then may be behind the world, also after somebody let everything go. Costs a query."""
    return installation.restored_at()


def installation_warning(now: datetime) -> Message | None:
    """The banner while everything is held back. Costs a query."""
    return installation.warning(now)


def clock_off_by(now: datetime) -> timedelta | None:
    """How far the platforms' clocks are ahead of this machine's, when that is too far. `now`: of the wall clock."""
    return clockwatch.off_by(now)


def _gaps(workspace: Workspace) -> QuerySet[Gap]:
    mine = Gap.objects.filter(source__channel__workspace=workspace)
    return mine.select_related("source__channel").order_by("-from_at")
