"""Reading what was learnt: findings, learning runs, and the week they advise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, OuterRef, QuerySet, Subquery, When

from vitrino.channels import queries as channels
from vitrino.domain.message import Message, say
from vitrino.engine import queries as engine
from vitrino.insight.models import Effort, Finding, KnownPost, LearningRun
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel

LEARN = "insight.learn-channel"
# Advice older than this is no longer used for planning: the learning run comes every week.
STANDS_FOR = timedelta(weeks=5)
# What a finding can be, the most useful first.
KINDS = ("when", "level", "ignored", "fared")


@dataclass(frozen=True)
class Learnt:
    """A finding as pages show it: the sentence, and on what it rests."""

    message: Message
    basis: Message
    is_enough: bool


@dataclass(frozen=True)
class Advised:
    """One time of the week as a learning run chose it. low, mid, high: times the usual answers."""

    weekday: int
    hour: int
    is_test: bool
    is_credible: bool
    low: float
    mid: float
    high: float
    reason: Message


def findings_of(workspace: Workspace) -> QuerySet[Finding]:
    """What was found: solid statements first, and of those times before contents before what is ignored."""
    place = Case(*(When(kind=kind, then=n) for n, kind in enumerate(KINDS)), default=len(KINDS))
    mine = Finding.objects.filter(workspace=workspace).annotate(place=place)
    return mine.order_by("-is_enough", "place", "-at", "key")


def newest_finding(workspace: Workspace) -> Learnt | None:
    """The one statement to show on Today."""
    found = findings_of(workspace).first()
    return learnt(found) if found else None


def learnt(finding: Finding) -> Learnt:
    sample = int(finding.evidence.get("sample", 0))
    channel = str(finding.evidence.get("channel", ""))
    basis = say("{channel}, from {n} posts.", channel=channel, n=sample)
    return Learnt(message_of(finding), basis, finding.is_enough)


def message_of(finding: Finding) -> Message:
    return Message(finding.template, finding.values)


def newest_runs(workspace: Workspace) -> QuerySet[LearningRun]:
    """The last run of each channel, the largest sample first."""
    newest = LearningRun.objects.filter(channel=OuterRef("channel")).order_by("-at", "-pk").values("pk")[:1]
    mine = LearningRun.objects.filter(workspace=workspace, pk=Subquery(newest))
    return mine.select_related("channel").order_by("-sample", "pk")


def runs_of(workspace: Workspace) -> QuerySet[LearningRun]:
    """Every run, newest first: what was promised can be judged later."""
    return LearningRun.objects.filter(workspace=workspace).select_related("channel").order_by("-at", "-pk")


def advice(run: LearningRun) -> list[Advised]:
    """The week of a run, Monday morning first."""
    return [_advised(one) for one in run.decision.get("slots", ())]


def _advised(one: dict[str, Any]) -> Advised:
    names = ("weekday", "hour", "is_test", "is_credible", "low", "mid", "high")
    return Advised(**{name: one[name] for name in names}, reason=stored(one["reason"]))


def changes(run: LearningRun) -> list[Message]:
    """What is different from the run before."""
    return [stored(one) for one in run.decision.get("changed", ())]


def stored(kept: dict[str, Any]) -> Message:
    return Message(str(kept.get("template", "")), kept.get("values") or {})


def advised_week(workspace: Workspace, today: date) -> dict[int, list[Advised]]:
    """Channel id -> the times its newest run advises; a run that is too old advises nothing. One query."""
    runs = newest_runs(workspace).filter(at__date__gt=today - STANDS_FOR)
    return {run.channel_id: advice(run) for run in runs}


def can_teach(channel: Channel) -> bool:
    """True where posts have numbers: the platform tells them, or somebody brought them. One query where it doesn't."""
    if channels.manifest_of(channel).can("metrics.post"):
        return True
    return KnownPost.objects.filter(channel=channel, engagement__isnull=False).exists()


def learn_prefix(workspace_id: int) -> str:
    """How the keys of a shop's learning tasks begin."""
    return f"learn:{workspace_id}:"


def being_learnt(workspace: Workspace) -> int:
    """Channels that are being looked at just now, or soon."""
    return engine.unfinished(learn_prefix(workspace.pk))


def efforts_of(shown: Iterable[Channel]) -> dict[int, Effort]:
    """Channel id -> what the owner said about its effort."""
    return {one.channel_id: one for one in Effort.objects.filter(channel__in=list(shown))}
