"""How promptly the shop answers: how long people waited, and what was missed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import QuerySet

from vitrino.inbox.models import Conversation, Message, Miss
from vitrino.inbox.stories import NEVER_OUT
from vitrino.workspace.models import Workspace

LOOKED_BACK = timedelta(days=90)
MOST_ANSWERS = 200
# With fewer answers half of them tells nothing.
FEWEST = 5
COMPLAINT = "complaint"


@dataclass(frozen=True)
class Pace:
    """Answers of one kind. kind: "complaint", else a surface. median_min: real minutes a person waited, closed hours
    included; None with too few answers. missed: answers that were late or never came."""

    kind: str
    answers: int
    median_min: float | None
    missed: int


def misses_of(workspace: Workspace, since: datetime, until: datetime) -> QuerySet[Miss]:
    """What became late in that time, the oldest first."""
    mine = Miss.objects.filter(conversation__workspace=workspace, due_at__gte=since, due_at__lt=until)
    return mine.select_related("conversation__contact", "conversation__channel").order_by("due_at", "pk")


def median_answer_minutes(workspace: Workspace, kind: str, now: datetime) -> int | None:
    """Real minutes people of this kind wait for an answer, half of them longer; None with too few answers.

    kind: "complaint", else a surface of conversations that are no complaint. Of the newest answers in 90 days.
    """
    waits = _waits(workspace, kind, now - LOOKED_BACK, now)
    return round(median(waits)) if len(waits) >= FEWEST else None


def paces(workspace: Workspace, since: datetime, until: datetime) -> list[Pace]:
    """Every kind in which anything was answered or missed."""
    missed = list(misses_of(workspace, since, until))
    kinds = (COMPLAINT, *(surface.value for surface in Conversation.Surface))
    found = [_pace(workspace, kind, since, until, missed) for kind in kinds]
    return [one for one in found if one.answers or one.missed]


def _pace(workspace: Workspace, kind: str, since: datetime, until: datetime, missed: Iterable[Miss]) -> Pace:
    waits = _waits(workspace, kind, since, until)
    count = sum(_kind_of(miss.conversation) == kind for miss in missed)
    return Pace(kind, len(waits), median(waits) if len(waits) >= FEWEST else None, count)


def _waits(workspace: Workspace, kind: str, since: datetime, until: datetime) -> list[float]:
    talks = {"conversation__is_complaint": True} if kind == COMPLAINT else {
        "conversation__is_complaint": False, "conversation__surface": kind}  # fmt: skip
    ours = Message.objects.filter(
        conversation__workspace=workspace, direction=Message.Direction.OUT, waited_since__isnull=False,
        at__gte=since, at__lt=until, **talks,
    ).exclude(publication__state__in=NEVER_OUT)  # fmt: skip
    rows = ours.order_by("-at", "-pk").values_list("waited_since", "at")[:MOST_ANSWERS]
    return [(at - began) / timedelta(minutes=1) for began, at in rows if began]


def _kind_of(conversation: Conversation) -> str:
    return COMPLAINT if conversation.is_complaint else conversation.surface
