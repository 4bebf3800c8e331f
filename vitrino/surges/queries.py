"""Reading the waves of a shop, and the single mentions that were told at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from vitrino.listening import queries as listening
from vitrino.listening.queries import Mention
from vitrino.surges.models import Glance, Grave, Tide
from vitrino.surges.models import Surge as Surge
from vitrino.workspace.models import Workspace

BEHIND = timedelta(hours=12)
WAITING = timedelta(days=3)


def surges_of(workspace: Workspace) -> QuerySet[Surge]:
    """Newest first."""
    return Surge.objects.filter(workspace=workspace).select_related("workspace", "dismissed_by").order_by("-at")


def graves_of(workspace: Workspace) -> QuerySet[Grave]:
    """Mentions to look at at once, newest first."""
    mine = Grave.objects.filter(workspace=workspace).order_by("-at", "-pk")
    return mine.select_related("workspace", "dismissed_by", "mention__arrival__channel")


def graves_waiting(workspace: Workspace, now: datetime) -> QuerySet[Grave]:
    """Those of the last days about which nobody has said anything yet."""
    return graves_of(workspace).filter(dismissed_at=None, at__gt=now - WAITING)


def mentions_behind(surge: Surge) -> QuerySet[Mention]:
    """What was said in the twelve hours before a wave was noticed, newest first."""
    mentions = listening.sure(listening.mentions_of(surge.workspace))
    return mentions.filter(seen_at__gte=surge.at - BEHIND, seen_at__lt=surge.at, arrival__is_own=False,
                           arrival__deleted_at=None)  # fmt: skip


def crises_since(at: datetime) -> QuerySet[Surge]:
    """Waves of complaints of all shops since then, oldest first; not those somebody found to be nothing."""
    found = Surge.objects.filter(kind=Surge.Kind.CRISIS, at__gte=at, dismissed_at=None)
    return found.select_related("workspace").order_by("at", "pk")


def behind(until: datetime) -> QuerySet[Workspace]:
    """Shops whose mentions were not counted up to `until`."""
    done = Tide.objects.filter(counted_until__gte=until)
    return Workspace.objects.exclude(pk__in=done.values("workspace"))


def unweighed() -> QuerySet[Workspace]:
    """Shops with mentions that nobody has weighed one by one."""
    seen = Glance.objects.filter(workspace=OuterRef("workspace")).values("mention_id_seen")
    new = Mention.objects.annotate(seen=Coalesce(seen, 0)).filter(workspace=OuterRef("pk"), pk__gt=F("seen"))
    return Workspace.objects.filter(Exists(new))
