"""Reading what is known of competitors."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from vitrino.competitors.models import Competitor as Competitor
from vitrino.competitors.models import CompetitorPost
from vitrino.workspace.models import Workspace

COMPARED = timedelta(days=90)


def competitors_of(workspace: Workspace) -> QuerySet[Competitor]:
    """Whom the shop follows, by platform and name."""
    return Competitor.objects.filter(workspace=workspace, removed_at=None).order_by("platform", "name", "pk")


def every_competitor_of(workspace: Workspace) -> QuerySet[Competitor]:
    """Those too that were taken off and can still be put back."""
    return Competitor.objects.filter(workspace=workspace)


def by_id(pk: int) -> Competitor | None:
    return Competitor.objects.filter(pk=pk, removed_at=None).select_related("workspace").first()


def recent_posts(workspace: Workspace, now: datetime) -> QuerySet[CompetitorPost]:
    """Posts of all competitors of the last three months, newest first."""
    mine = CompetitorPost.objects.filter(competitor__workspace=workspace, competitor__removed_at=None)
    return mine.filter(at__gt=now - COMPARED, at__lte=now).order_by("-at")


def best_posts(competitor: Competitor, count: int = 3) -> list[CompetitorPost]:
    """Posts that got most against those around them."""
    return list(competitor.posts.filter(score__gt=0).order_by("-score", "-at")[:count])


def ignored_posts(competitor: Competitor, count: int = 3) -> list[CompetitorPost]:
    """Posts that got least against those around them."""
    return list(competitor.posts.filter(score__lt=0).order_by("score", "-at")[:count])
