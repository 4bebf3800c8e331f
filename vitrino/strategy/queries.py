"""Reading goals, the strategy in force, and pillars."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from vitrino.domain.voice import Wish, lines
from vitrino.strategy.comparing import Change as Change
from vitrino.strategy.comparing import Sheet as Sheet
from vitrino.strategy.comparing import changes as changes
from vitrino.strategy.comparing import sheet_of as sheet_of
from vitrino.strategy.models import Goal as Goal
from vitrino.strategy.models import GoalDay as GoalDay
from vitrino.strategy.models import Pillar as Pillar
from vitrino.strategy.models import Strategy as Strategy
from vitrino.strategy.models import Voice as Voice
from vitrino.strategy.parts import BY_KEY as BY_KEY
from vitrino.strategy.parts import LABELS as LABELS
from vitrino.strategy.parts import PARTS as PARTS
from vitrino.strategy.parts import TEXTS as TEXTS
from vitrino.strategy.parts import Part as Part
from vitrino.strategy.parts import VoiceWords as VoiceWords
from vitrino.strategy.parts import is_written as is_written
from vitrino.strategy.parts import name_of as name_of
from vitrino.strategy.parts import voices_of as voices_of
from vitrino.strategy.reading import Reader as Reader
from vitrino.strategy.reading import readers as readers
from vitrino.strategy.reading import unread_parts as unread_parts
from vitrino.workspace.models import Person, Workspace


def goals_of(workspace: Workspace) -> QuerySet[Goal]:
    """All goals, those under way first, the nearest deadline on top."""
    return Goal.objects.filter(workspace=workspace).order_by("closed_at", "deadline", "pk")


def active_goals(workspace: Workspace) -> QuerySet[Goal]:
    return Goal.objects.filter(workspace=workspace, state=Goal.State.ACTIVE).order_by("deadline", "pk")


def goals_under_way() -> QuerySet[Goal]:
    """Those of every shop, for jobs."""
    mine = Goal.objects.filter(state=Goal.State.ACTIVE).select_related("workspace", "campaign")
    return mine.prefetch_related("channels").order_by("pk")


def goals_served(workspace: Workspace, *, channels: Collection[int], pillar: int | None = None,
                 format_: str = "") -> QuerySet[Goal]:  # fmt: skip
    """Goals under way that a post like this one serves: by its channel, its kind of content or its form."""
    serving = Q(channels__in=channels)
    if pillar is not None:
        serving |= Q(pillars=pillar)
    if format_:
        serving |= Q(formats__icontains=f'"{format_}"')
    return active_goals(workspace).filter(serving).distinct()


def newest_standings(goals: Collection[Goal]) -> dict[int, GoalDay]:
    """Goal -> how it stood on the last day somebody looked; goals nobody has looked at are missing. One query."""
    newest = GoalDay.objects.filter(goal=OuterRef("goal")).order_by("-day").values("pk")[:1]
    found = GoalDay.objects.filter(goal__in=[one.pk for one in goals], pk=Subquery(newest))
    return {one.goal_id: one for one in found}


def standings_of(goal: Goal) -> QuerySet[GoalDay]:
    """Every day of a goal that was looked at, in order."""
    return GoalDay.objects.filter(goal=goal).order_by("day")


def half_time_calls(workspace: Workspace) -> list[tuple[float, bool]]:
    """For each goal that was reached or missed: the first chance given after half of its time, and how it ended."""
    ended = {one.pk: one for one in Goal.objects.filter(workspace=workspace, state__in=("reached", "missed"))}
    calls: dict[int, float] = {}
    days = GoalDay.objects.filter(goal__in=ended, chance__isnull=False).order_by("day")
    for goal_id, day, chance in days.values_list("goal", "day", "chance"):
        goal = ended[goal_id]
        if goal_id not in calls and chance is not None and day >= goal.starts_on + timedelta(goal.days_total // 2):
            calls[goal_id] = chance
    return [(chance, ended[goal_id].state == Goal.State.REACHED) for goal_id, chance in calls.items()]


def strategy_in_force(workspace: Workspace) -> Strategy | None:
    """The newest version, None while there is none."""
    return versions_of(workspace).first()


def versions_of(workspace: Workspace) -> QuerySet[Strategy]:
    mine = Strategy.objects.filter(workspace=workspace).select_related("by").prefetch_related("voices")
    return mine.order_by("-version")


def looked_on(strategy: Strategy) -> date:
    """The day on which somebody last wrote it or found that it still holds."""
    return max(strategy.in_force_from, strategy.confirmed_at or strategy.in_force_from).date()


def is_due(workspace: Workspace, now: datetime) -> bool:
    """Whether the day on which the strategy in force was to be looked at again has come."""
    in_force = strategy_in_force(workspace)
    return in_force is not None and in_force.review_on is not None and in_force.review_on <= now.date()


def voices_in_force(workspace: Workspace) -> dict[str, VoiceWords]:
    """Platform -> how the shop sounds there; "" for everywhere without a line of its own. Two queries."""
    in_force = strategy_in_force(workspace)
    return {one.platform: one for one in voices_of(in_force)} if in_force else {}


def wish_for(voices: Mapping[str, VoiceWords], platform: str, *, is_answer: bool = False) -> Wish:
    """What is settled for a platform: its own line, and where that is silent the one for everywhere else."""
    own, usual = voices.get(platform, VoiceWords()), voices.get("", VoiceWords())
    emoji = own.emoji if own.emoji is not None else usual.emoji
    formality = own.formality or usual.formality
    if is_answer:
        formality = own.in_answers or own.formality or usual.in_answers or usual.formality
    not_words = dict.fromkeys(lines("\n".join((usual.not_words, own.not_words))))
    return Wish(formality, emoji, tuple(not_words))


def has_acknowledged(strategy: Strategy, person: Person) -> bool:
    return strategy.acknowledgements.filter(person=person).exists()


def pillars(workspace: Workspace) -> QuerySet[Pillar]:
    """The kinds of content in use, in their order."""
    return Pillar.objects.filter(workspace=workspace, archived_at=None).order_by("position", "pk")
