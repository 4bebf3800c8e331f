"""Reading the crisis desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from vitrino.crisis.models import Drill as Drill
from vitrino.crisis.models import Entry as Entry
from vitrino.crisis.models import Incident as Incident
from vitrino.crisis.models import Lesson as Lesson
from vitrino.crisis.models import Paused as Paused
from vitrino.crisis.models import PlanVersion as PlanVersion
from vitrino.crisis.models import Statement as Statement
from vitrino.domain import crisis
from vitrino.domain.crisis import plan as plans
from vitrino.publishing import queries as publishing
from vitrino.publishing.queries import Publication
from vitrino.workspace.models import Workspace

# How long the public finds what was said about a crisis that is over.
SHOWN_FOR = timedelta(days=90)
_OPEN = [state.value for state in crisis.OPEN]
_RUNNING = [state.value for state in crisis.RUNNING]


def plan_in_force(workspace: Workspace) -> PlanVersion | None:
    """The newest version, None while there is no plan."""
    return plan_versions(workspace).first()


def plan_versions(workspace: Workspace) -> QuerySet[PlanVersion]:
    """Newest first."""
    return PlanVersion.objects.filter(workspace=workspace).select_related("by").order_by("-number")


def plan_gaps(workspace: Workspace) -> int | None:
    """How much the plan lacks, None without a plan."""
    found = plan_in_force(workspace)
    return len(plans.gaps(found.told)) if found else None


def incidents_of(workspace: Workspace) -> QuerySet[Incident]:
    """Newest first."""
    related = ("workspace", "taken_by", "declared_by", "stop")
    return Incident.objects.filter(workspace=workspace).select_related(*related).order_by("-began_at", "-pk")


def open_incident(workspace: Workspace) -> Incident | None:
    """The one that wants somebody."""
    return incidents_of(workspace).filter(state__in=_OPEN).first()


def running() -> QuerySet[Incident]:
    """Open ones of all shops, for the sweeps."""
    return Incident.objects.filter(state__in=_OPEN).select_related("workspace", "stop", "surge").order_by("pk")


def facts_of(incident: Incident) -> crisis.Incident:
    """What the rules know of it. Costs a query or two."""
    lessons = incident.lessons.aggregate(all=Count("pk"), open=Count("pk", filter=Q(state=Lesson.State.OPEN)))
    return crisis.Incident(
        state=crisis.IncidentState(incident.state),
        began_at=incident.began_at,
        declared_at=incident.declared_at,
        taken_at=incident.taken_at,
        said_at=incident.said_at,
        is_quiet=not incident.statements.exists(),
        has_last_word=incident.has_last_word,
        is_stopped=is_paused(incident),
        cause=incident.cause,
        lessons=lessons["all"],
        open_lessons=lessons["open"],
    )


def is_paused(incident: Incident) -> bool:
    """Does what it stopped still stand still?"""
    return incident.stop is not None and incident.stop.ended_at is None


def log_of(incident: Incident) -> QuerySet[Entry]:
    """Newest first."""
    return incident.entries.select_related("by").order_by("-at", "-pk")


def statements_of(incident: Incident) -> QuerySet[Statement]:
    """Newest first, with what corrects them."""
    return incident.statements.select_related("by", "corrects").prefetch_related("corrections").order_by("-at", "-pk")


def held_back(incident: Incident) -> QuerySet[Publication]:
    """Everything that the stop keeps from going out now, whenever it was planned."""
    waiting = [publishing.S.READY, publishing.S.HELD, publishing.S.DRAFT, publishing.S.NEEDS_DECISION]
    found = publishing.publications(incident.workspace).filter(state__in=waiting, head=None)
    return found.order_by("publish_at", "pk")


def public_incidents(workspace: Workspace, now: datetime) -> list[Incident]:
    """Those the public was told about and may still ask about, newest first."""
    told = incidents_of(workspace).filter(statements__isnull=False).distinct()
    return list(told.filter(Q(closed_at=None) | Q(closed_at__gte=now - SHOWN_FOR)))


def public_link(workspace: Workspace) -> str:
    """Address of the public page."""
    return settings.BASE_URL + reverse("crisis:public", kwargs={"slug": workspace.slug})


def drills_of(workspace: Workspace) -> QuerySet[Drill]:
    """Newest first."""
    return Drill.objects.filter(workspace=workspace).select_related("by").order_by("-began_at", "-pk")


def last_drill_at(workspace: Workspace) -> datetime | None:
    """When a drill was last carried to its end."""
    done = drills_of(workspace).exclude(ended_at=None).order_by("-ended_at").first()
    return done.ended_at if done else None
