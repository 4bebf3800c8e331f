"""Drills: fifteen minutes on paper. Nothing of the shop is stopped, sent or told to anybody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from vitrino.crisis import book
from vitrino.crisis.models import Drill
from vitrino.domain import tone
from vitrino.domain.crisis import scoring
from vitrino.domain.crisis.scenario import LENGTH_S, Said, Scenario
from vitrino.domain.hours import ALWAYS, Calendar
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.domain.tone.due import dues
from vitrino.domain.tone.reply import Customer, Reply, Surface
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

# Whoever is away for longer without saying so has left; this much of it counts.
LONGEST_GAP = timedelta(minutes=3)
MOST_ACTS = 200
LONGEST = 2000
_SPOKEN = ("statement", "answer", "private")
_ONCE = ("declare", "pause", "statement")


def begin(*, workspace: Workspace, scenario: str, by: Person, now: datetime) -> Drill:
    """A new drill, or the one that was left. Raises Problem for a scenario nobody knows."""
    if (left := Drill.objects.filter(workspace=workspace, ended_at=None).first()) is not None:
        return left
    language = book.known_language(workspace.language)
    if scenario not in book.scenarios(language):
        raise Problem(say("Please choose a drill."))
    try:
        with transaction.atomic():
            return Drill.objects.create(workspace=workspace, scenario=scenario, language=language, began_at=now,
                                        seen_at=now, by=by)  # fmt: skip
    except IntegrityError:  # somebody else began at this moment
        return Drill.objects.get(workspace=workspace, ended_at=None)


def scenario_of(drill: Drill) -> Scenario:
    """Its script, in the language in which it was begun."""
    known = book.scenarios(drill.language)
    return known.get(drill.scenario) or next(iter(known.values()))


@transaction.atomic
def run_on(*, drill: Drill, now: datetime) -> Drill:
    """Count the time since somebody was last here; one that was left goes on. At its end it is scored."""
    row = Drill.objects.select_for_update().get(pk=drill.pk)
    if row.ended_at is not None:
        return row
    if row.seen_at is not None:
        gap = min(max(now - row.seen_at, timedelta(0)), LONGEST_GAP)
        row.ran_s = min(float(LENGTH_S), row.ran_s + gap.total_seconds())
    row.seen_at = now
    row.save(update_fields=["ran_s", "seen_at"])
    return _ended(row, None, now) if row.ran_s >= LENGTH_S else row


def leave(*, drill: Drill, now: datetime) -> Drill:
    """The clock stands still until somebody comes back."""
    row = run_on(drill=drill, now=now)
    Drill.objects.filter(pk=row.pk, ended_at=None).update(seen_at=None)
    row.seen_at = None
    return row


@transaction.atomic
def act(*, drill: Drill, kind: str, now: datetime, text: str = "", to: int = 0, severity: int = 0) -> Drill:
    """Do one thing in the drill. Raises Problem for nothing said, and for what can be done only once."""
    row = run_on(drill=drill, now=now)
    if row.ended_at is not None:
        return row
    if kind not in scoring.ACTS or len(row.acts) >= MOST_ACTS:
        raise Problem(say("This can't be done in a drill."))
    if kind in _ONCE and any(one["kind"] == kind for one in row.acts):
        raise Problem(say("That is done already."))
    text, about = text.strip()[:LONGEST], _about(row, to)
    if kind in (*_SPOKEN, "note") and not text:
        raise Problem(say("Write something first."), "text")
    row.acts = [*row.acts, {"kind": kind, "at_s": row.ran_s, "text": text, "to": about.number if about else 0,
                            "severity": severity, **_heard(row, kind, text, about, now)}]  # fmt: skip
    row.save(update_fields=["acts"])
    return row


@transaction.atomic
def end(*, drill: Drill, by: Person, now: datetime) -> Drill:
    """Enough: score it."""
    row = run_on(drill=drill, now=now)
    return row if row.ended_at is not None else _ended(row, by, now)


def result_of(drill: Drill) -> scoring.Result:
    """The marks, from what was done."""
    return scoring.score(scenario_of(drill), [scoring.act_from(one) for one in drill.acts])


def _ended(row: Drill, by: Person | None, now: datetime) -> Drill:
    result = result_of(row)
    row.ended_at, row.seen_at, row.score = now, None, result.score
    row.result = {mark.key: [mark.points, mark.most] for mark in result.marks}
    row.save(update_fields=["ended_at", "seen_at", "score", "result"])
    record("crisis.drill-ended", workspace=row.workspace_id, by=by, now=now, about=row, score=result.score)
    return row


def _about(row: Drill, number: int) -> Said | None:
    return next((one for one in scenario_of(row).heard(row.ran_s) if one.number == number), None)


def _heard(row: Drill, kind: str, text: str, about: Said | None, now: datetime) -> dict[str, Any]:
    """How a text sounds, by the tone check; whether a statement names a time."""
    if kind not in _SPOKEN:
        return {}
    is_public = kind != "private"
    surface: Surface = "comment" if is_public else "message"
    customer = Customer(text=about.text if about else "", language=row.language, is_complaint=about is not None)
    found = tone.check(Reply(text=text, language=row.language, surface=surface, is_public=is_public, customer=customer))
    calendar = Calendar(ALWAYS, zone(row.workspace.time_zone))
    return {"tone": tone.verdict(found), "has_deadline": bool(dues(text, row.language, calendar, now))}
