"""The weekly letter: how the shop stands in a sentence, what came, what was put right, the three best things to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from vitrino.checkup import queries, standing, stored
from vitrino.checkup.models import Letter, LetterChoice, LetterMail, LetterTime, Notice
from vitrino.checkup.registry import all_rules
from vitrino.checkup.rule import Way
from vitrino.domain.checkup.areas import WEIGHTS
from vitrino.domain.checkup.score import in_words
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import may
from vitrino.workspace.actions import record
from vitrino.workspace.models import Membership, Person, Workspace

WEEK = timedelta(days=7)
# A letter this late is old news; the next one comes soon.
TOO_LATE = timedelta(days=2)
# A shop that has just begun has its checklist; a letter would say the same.
YOUNG = timedelta(days=3)
SHOWN, MOST_WORTH = 8, 3
COST = {"high": 4, "medium": 2, "low": 1}


@dataclass(frozen=True)
class Task:
    """One of the most worthwhile things: what is wrong, and its remedy. notice: its row."""

    message: Message
    way: Way
    notice: int


@dataclass(frozen=True)
class Told:
    """What a letter says. came, fixed: during the week. open: notices that are open and not put aside."""

    points: int | None
    important: int
    open: int
    came: tuple[Message, ...]
    fixed: tuple[Message, ...]
    tasks: tuple[Task, ...]

    @property
    def sentence(self) -> Message:
        """The whole letter when all is well."""
        if self.is_quiet and self.points != 100:
            return say("All is well: nothing needs you.")
        return in_words(self.points, self.important)

    @property
    def is_quiet(self) -> bool:
        return not self.open


def told_of(workspace: Workspace, since: datetime) -> Told:
    """What there is to tell of the time since then."""
    shown = list(queries.notices(workspace))
    day = queries.today(workspace)
    new = [one for one in shown if one.first_seen_at > since]
    return Told(
        points=day.points if day else None,
        important=sum(one.severity == Notice.Severity.HIGH for one in shown),
        open=len(shown),
        came=tuple(stored.message_of(one) for one in new[:SHOWN]),
        fixed=tuple(stored.message_of(one) for one in queries.fixed_since(workspace, since)[:SHOWN]),
        tasks=tuple(made for one in most_worth(shown) if (made := _task(one))),
    )


def most_worth(notices: Iterable[Notice]) -> list[Notice]:
    """The three that give back most points: grave ones of weighty mistakes first, one for each mistake."""
    rules = all_rules()
    best: dict[str, Notice] = {}
    for one in sorted((one for one in notices if one.rule in rules), key=_gain, reverse=True):
        best.setdefault(rules[one.rule].mistake, one)
    return list(best.values())[:MOST_WORTH]


def write_due(now: datetime) -> int:
    """A letter for every shop whose hour has come; how many are new. The same week is never written twice."""
    mine = Workspace.objects.filter(onboarding_step=0, is_sample=False, created_at__lt=now - YOUNG)
    return sum(_write(workspace, now) for workspace in mine.order_by("pk") if _is_due(workspace, now))


def due_at(workspace: Workspace, week: date) -> datetime:
    """When the letter of that week goes out. week: a Monday."""
    plan = queries.letter_time(workspace)
    wall = datetime.combine(week + timedelta(days=plan.weekday), time(plan.hour))
    return wall.replace(tzinfo=zone(workspace.time_zone))


def week_of(workspace: Workspace, now: datetime) -> date:
    """The Monday of this week, by the shop's own date."""
    today = standing.day_of(workspace, now)
    return today - timedelta(days=today.weekday())


def is_wanted_by(member: Membership) -> bool:
    """Their own choice; without one those who manage the shop get it."""
    choice = LetterChoice.objects.filter(workspace=member.workspace_id, person=member.person_id).first()
    return choice.is_wanted if choice else may(member, "manage")


@transaction.atomic
def choose(*, workspace: Workspace, person: Person, is_wanted: bool) -> None:
    """Whether this person gets the letter from now on; what waits for them is not sent then."""
    LetterChoice.objects.update_or_create(workspace=workspace, person=person, defaults={"is_wanted": is_wanted})


@transaction.atomic
def set_time(*, workspace: Workspace, weekday: int, hour: int, by: Person, now: datetime) -> LetterTime:
    """When the letter goes out. Raises Problem for what is no day or hour."""
    if weekday not in range(7) or hour not in range(24):
        raise Problem(say("Choose a day and an hour."))
    made, _is_new = LetterTime.objects.update_or_create(
        workspace=workspace, defaults={"weekday": weekday, "hour": hour}
    )
    record("checkup.letter-time-set", workspace=workspace, by=by, now=now)
    return made


def _is_due(workspace: Workspace, now: datetime) -> bool:
    """Its hour has come, it is not written yet, and the checkup has something to say."""
    week = week_of(workspace, now)
    is_time = due_at(workspace, week) <= now < due_at(workspace, week) + TOO_LATE
    is_written = is_time and queries.letters(workspace).filter(week=week).exists()
    return is_time and not is_written and queries.today(workspace) is not None


@transaction.atomic
def _write(workspace: Workspace, now: datetime) -> bool:
    week = week_of(workspace, now)
    before = Letter.objects.filter(workspace=workspace, week__lt=week).order_by("-week").first()
    since = max(before.made_at, now - 2 * WEEK) if before else now - WEEK
    told = to_json(told_of(workspace, since))
    letter, is_new = Letter.objects.get_or_create(workspace=workspace, week=week,
                                                  defaults={"told": told, "made_at": now})  # fmt: skip
    if is_new:
        _address(letter, now)
    return is_new


def _address(letter: Letter, now: datetime) -> None:
    members = workspaces.members(letter.workspace).filter(person__is_active=True)
    LetterMail.objects.bulk_create(
        LetterMail(letter=letter, person=one.person, created_at=now, due_at=now)
        for one in members if one.person.email and is_wanted_by(one)
    )  # fmt: skip


def _gain(notice: Notice) -> tuple[int, float]:
    return COST[notice.severity] * WEIGHTS[all_rules()[notice.rule].mistake], -notice.first_seen_at.timestamp()


def _task(notice: Notice) -> Task | None:
    ways = stored.ways_of(notice)
    return Task(stored.message_of(notice), ways[0], notice.pk) if ways else None


def to_json(told: Told) -> dict[str, Any]:
    """As it is kept with the letter."""
    return {
        "points": told.points, "important": told.important, "open": told.open,
        "came": [stored.said(one) for one in told.came], "fixed": [stored.said(one) for one in told.fixed],
        "tasks": [{"message": stored.said(one.message), "way": stored.way_to_json(one.way), "notice": one.notice}
                  for one in told.tasks],
    }  # fmt: skip


def read(told: Mapping[str, Any]) -> Told:
    """What was kept, as it was told."""
    return Told(
        told["points"], told["important"], told["open"],
        tuple(stored.message(one) for one in told["came"]), tuple(stored.message(one) for one in told["fixed"]),
        tuple(Task(stored.message(one["message"]), stored.way(one["way"]), one["notice"]) for one in told["tasks"]),
    )  # fmt: skip
