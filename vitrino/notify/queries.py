"""Reading alerts, ways and what became of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min, QuerySet
from django.utils import timezone

from vitrino.notify import addresses, escalating, letters
from vitrino.notify.kinds import KINDS, Reach, usual_reach
from vitrino.notify.models import Alert, Delivery, Preference, Rest, Way
from vitrino.notify.ways import WAYS
from vitrino.ui.words import words
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import may
from vitrino.workspace.models import Membership, Workspace

message_of = letters.message_of
unanswered = escalating.unanswered
chain = escalating.chain


def alerts_of(member: Membership) -> QuerySet[Alert]:
    """A member's alerts in this workspace, newest first."""
    return Alert.objects.filter(person=member.person_id, workspace=member.workspace_id).order_by("-at", "-pk")


def unread_count(member: Membership) -> int:
    return alerts_of(member).filter(read_at=None).count()


def newest(member: Membership) -> tuple[int, str]:
    """(unread alerts, words of the newest one), for the live line of open pages."""
    unread = alerts_of(member).filter(read_at=None)
    latest = unread.first()
    return unread.count(), words(message_of(latest)) if latest else ""


def told_by(member: Membership, delivery_id: int) -> list[Alert] | None:
    """What one message to this member told, oldest first; None when it was not theirs."""
    mine = Delivery.objects.filter(pk=delivery_id, person=member.person_id, workspace=member.workspace_id)
    if not mine.exists():
        return None
    return list(Alert.objects.filter(items__delivery=delivery_id).order_by("at", "pk"))


def ways_of(member: Membership) -> list[Way]:
    """A member's ways in this workspace, also those that don't work any more; e-mail last."""
    addresses.live_ways(member.workspace, [member.person], timezone.now())
    order = list(WAYS)
    mine = Way.objects.filter(person=member.person_id, workspace=member.workspace_id).select_related(
        "person", "workspace"
    )
    return sorted((way for way in mine if way.kind in WAYS), key=lambda way: (order.index(way.kind), way.pk))


def failing_ways(member: Membership) -> list[Way]:
    """Those that have not got anything through for a while."""
    return [way for way in ways_of(member) if way.failing_since is not None and addresses.is_live(way)]


def reaches(member: Membership) -> dict[str, dict[str, Reach]]:
    """Kind of alert -> kind of way -> what this member chose, or what holds until they do."""
    mine = Preference.objects.filter(person=member.person_id, workspace=member.workspace_id)
    chosen = dict(mine.values_list("kind", "ways"))
    return {kind: {way: chosen.get(kind, {}).get(way, usual_reach(kind)) for way in WAYS} for kind in KINDS}


def rest_of(member: Membership) -> Rest | None:
    return Rest.objects.filter(person=member.person_id, workspace=member.workspace_id).first()


def has_instant_way(workspace: Workspace) -> bool:
    """Does at least one member who answers have a way that rings at once, proven and working?"""
    people = [one.person_id for one in workspaces.members(workspace) if may(one, "answer")]
    instant = [key for key, kind in WAYS.items() if kind.is_instant]
    mine = Way.objects.filter(workspace=workspace, person__in=people, kind__in=instant)
    return mine.filter(proven_at__isnull=False, failing_since=None, ended_at=None).exists()


def oldest_unread_at(workspace: Workspace) -> datetime | None:
    """When the oldest alert came that somebody has not read yet, None when everything is read."""
    found: datetime | None = Alert.objects.filter(workspace=workspace, read_at=None).aggregate(at=Min("at"))["at"]
    return found
