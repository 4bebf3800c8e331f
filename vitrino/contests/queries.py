"""Reading contests and quizzes."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from vitrino.contests.models import Award, Contest, ContestPost, Entry, Quiz, Rules
from vitrino.contests.telling import awards_of as awards_of
from vitrino.contests.telling import holding as holding
from vitrino.workspace.models import Workspace

State = Contest.State
# While the list may still change or a draw is due.
UNFINISHED = (State.DRAFT, State.RUNNING, State.CLOSED)


def contests_of(workspace: Workspace) -> QuerySet[Contest]:
    """All contests, the newest first."""
    return Contest.objects.filter(workspace=workspace).select_related("workspace").order_by("-created_at", "-pk")


def published(public_id: str) -> Contest | None:
    """A contest that was announced, by its public number."""
    found = Contest.objects.filter(public_id=public_id).exclude(announcement="")
    return found.select_related("workspace").first()


def entries_of(contest: Contest) -> QuerySet[Entry]:
    """In the order of the list, open ones by their time."""
    return Entry.objects.filter(contest=contest).select_related("arrival").order_by("number", "at", "pk")


def counts_of(contest: Contest) -> dict[str, int]:
    """How many entries there are in each state."""
    found = Entry.objects.filter(contest=contest).order_by().values_list("state")
    return dict(found.annotate(many=Count("pk")))


def rules_of(contest: Contest) -> QuerySet[Rules]:
    """Every version, the newest first."""
    return Rules.objects.filter(contest=contest).order_by("-number")


def posts_of(contest: Contest) -> QuerySet[ContestPost]:
    """Its posts that are not deleted, oldest first."""
    return ContestPost.objects.filter(contest=contest, post__deleted_at=None).select_related("post").order_by("pk")


def awards_in(workspace: Workspace) -> QuerySet[Award]:
    mine = Award.objects.filter(contest__workspace=workspace)
    return mine.select_related("contest__workspace", "entry__arrival")


def quizzes_of(workspace: Workspace) -> QuerySet[Quiz]:
    """All quizzes and polls made here, the newest first."""
    return (
        Quiz.objects.filter(workspace=workspace)
        .select_related("workspace", "post", "solution")
        .order_by("-created_at", "-pk")
    )


def running() -> QuerySet[Contest]:
    """Of all shops, for the sweep."""
    return Contest.objects.filter(state=State.RUNNING).select_related("workspace").order_by("pk")


def to_be_drawn(now: datetime) -> QuerySet[Contest]:
    """Of all shops: closed lists whose draw is due."""
    return Contest.objects.filter(state=State.CLOSED, draw_at__lte=now).select_related("workspace").order_by("pk")


def late_awards(now: datetime) -> QuerySet[Award]:
    """Winners of all shops whose time to answer is over, and nobody was told of it."""
    over = Award.objects.filter(answer_by__lte=now, accepted_at=None, passed="", reminded_at=None)
    return over.select_related("contest__workspace", "entry").order_by("pk")


def needing_somebody(workspace: Workspace, now: datetime) -> list[Contest]:
    """Contests with a step that is due: entries are over, the draw is due, or a winner's time is over."""
    late = Award.objects.filter(answer_by__lte=now, accepted_at=None, passed="").values("contest")
    due = Q(state=State.RUNNING, closes_at__lte=now) | Q(state=State.CLOSED, draw_at__lte=now)
    return list(contests_of(workspace).filter(due | Q(state=State.DRAWN, pk__in=late)))


def invited_since(workspace: Workspace, since: datetime) -> bool:
    """Was a contest under way at any time since then? Costs a query."""
    mine = Contest.objects.filter(workspace=workspace).exclude(announced_at=None)
    return mine.filter(closes_at__gt=since).exclude(state=State.CALLED_OFF).exists()
