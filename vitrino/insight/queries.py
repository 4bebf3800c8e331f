"""Reading numbers and what they mean."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from vitrino.insight.backfilling import History as History
from vitrino.insight.backfilling import histories_of as histories_of
from vitrino.insight.exported import Recognised as Recognised
from vitrino.insight.exported import recognisable as recognisable
from vitrino.insight.lessons import LEARN as LEARN
from vitrino.insight.lessons import Advised as Advised
from vitrino.insight.lessons import Learnt as Learnt
from vitrino.insight.lessons import advised_week as advised_week
from vitrino.insight.lessons import being_learnt as being_learnt
from vitrino.insight.lessons import can_teach as can_teach
from vitrino.insight.lessons import findings_of as findings_of
from vitrino.insight.lessons import learn_prefix as learn_prefix
from vitrino.insight.lessons import learnt as learnt
from vitrino.insight.lessons import newest_finding as newest_finding
from vitrino.insight.lessons import newest_runs as newest_runs
from vitrino.insight.lessons import runs_of as runs_of
from vitrino.insight.models import KnownPost as KnownPost
from vitrino.insight.series import Day as Day
from vitrino.insight.series import Total as Total
from vitrino.insight.series import daily as daily
from vitrino.insight.series import followers as followers
from vitrino.insight.series import followers_on as followers_on
from vitrino.insight.series import totals as totals
from vitrino.insight.series import why_changed as why_changed
from vitrino.insight.series import why_missing as why_missing
from vitrino.insight.typical import Share as Share
from vitrino.insight.typical import Typical as Typical
from vitrino.insight.typical import age_curve as age_curve
from vitrino.insight.typical import engine_posts as engine_posts
from vitrino.insight.typical import readings_of as readings_of
from vitrino.insight.typical import typical as typical
from vitrino.workspace.models import Workspace


def known_posts(workspace: Workspace) -> QuerySet[KnownPost]:
    """Every post on every channel, newest first."""
    mine = KnownPost.objects.filter(workspace=workspace, is_gone=False)
    return mine.select_related("channel", "pillar").order_by("-at", "-pk")


def posted_elsewhere(workspace: Workspace, from_at: datetime, to_at: datetime) -> QuerySet[KnownPost]:
    """Posts somebody put on a channel without Vitrino, in [from_at, to_at)."""
    return known_posts(workspace).filter(publication=None, at__gte=from_at, at__lt=to_at)
