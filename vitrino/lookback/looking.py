"""A look back from its beginning to its end, saved after each step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.lookback import experimenting, queries, seeing
from vitrino.lookback.models import Decision, Every, LookBack, Rhythm
from vitrino.lookback.periods import Period, last_of
from vitrino.notify import actions as notify
from vitrino.plan import actions as plan
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.plan.models import Suggestion

STEPS = 5
# What the people say, by step; the fifth is the decisions.
NOTES = ("wanted", "happened", "worked", "ignored")
LONGEST_NOTE, LONGEST_LINE = 4000, 300


@transaction.atomic
def set_rhythm(*, workspace: Workspace, every: str, by: Person, now: datetime) -> Rhythm:
    """How often the shop looks back; "" for never. Raises Problem for anything else."""
    if every not in ("", *Every.values):
        raise Problem(say("Choose every week, every month or never."), "every")
    made, _is_new = Rhythm.objects.update_or_create(workspace=workspace, defaults={"every": every})
    record("look-back.rhythm-set", workspace=workspace, by=by, now=now, about=made, every=every)
    return made


@transaction.atomic
def begin(*, workspace: Workspace, every: str, by: Person, now: datetime) -> LookBack:
    """The look back on the last whole week or month; begun already, it goes on where it stood."""
    period = last_of(workspace, every if every in Every.values else Every.MONTH, now)
    made, is_new = LookBack.objects.get_or_create(
        workspace=workspace, every=period.every, from_on=period.from_on,
        defaults={"to_on": period.to_on, "started_at": now, "by": by},
    )  # fmt: skip
    if is_new:
        record("look-back.begun", workspace=workspace, by=by, now=now, about=made)
    notify.handled(workspace=workspace, about=reverse("lookback:home", kwargs={"slug": workspace.slug}), now=now)
    return made


@transaction.atomic
def save_step(*, back: LookBack, step: int, note: str, go_to: int) -> LookBack:
    """Keep what was written at a step, and where it stands. Raises Problem when it was closed."""
    values: dict[str, object] = {"step": min(max(go_to, 1), STEPS)}
    if 1 <= step <= len(NOTES):
        values[NOTES[step - 1]] = note.strip()[:LONGEST_NOTE]
    if not LookBack.objects.filter(pk=back.pk, closed_at=None).update(**values):
        raise Problem(say("This look back is closed."))
    back.refresh_from_db()
    return back


@transaction.atomic
def decide_suggestion(
    *, back: LookBack, suggestion: Suggestion, accept: bool, reason: str, by: Person, now: datetime
) -> Decision:
    """Accept or refuse right there; an accepted one becomes an experiment at once."""
    _check_open(back)
    if accept:
        plan.accept_suggestion(suggestion=suggestion, by=by, now=now)
        experimenting.begin(suggestion, now)
    else:
        plan.refuse_suggestion(suggestion=suggestion, reason=reason, by=by, now=now)
    kind = Decision.Kind.ACCEPTED if accept else Decision.Kind.REFUSED
    return Decision.objects.create(look_back=back, kind=kind, suggestion=suggestion, at=now)


@transaction.atomic
def decide(*, back: LookBack, text: str, by: Person, now: datetime) -> Decision:
    """A line of the people's own."""
    _check_open(back)
    text = " ".join(text.split())[:LONGEST_LINE]
    if not text:
        raise Problem(say("Write down what you decided; one line is enough."), "text")
    made = Decision.objects.create(look_back=back, kind=Decision.Kind.OWN, text=text, at=now)
    record("look-back.decided", workspace=back.workspace_id, by=by, now=now, about=made)
    return made


@transaction.atomic
def drop_decision(*, back: LookBack, decision: Decision) -> None:
    """Take an own line out again while the look back is open."""
    _check_open(back)
    Decision.objects.filter(pk=decision.pk, look_back=back, kind=Decision.Kind.OWN).delete()


@transaction.atomic
def note_outcomes(*, workspace: Workspace, outcomes: Mapping[int, tuple[str, str]]) -> int:
    """What came of own lines of earlier looks back: decision id -> outcome and a note. How many were noted."""
    mine = Decision.objects.filter(look_back__workspace=workspace, kind=Decision.Kind.OWN, pk__in=outcomes)
    for one in mine:
        outcome, note = outcomes[one.pk]
        one.outcome = outcome if outcome in Decision.Outcome.values else ""
        one.note = " ".join(note.split())[:LONGEST_LINE]
        one.save(update_fields=["outcome", "note"])
    return len(mine)


@transaction.atomic
def close(*, back: LookBack, by: Person, now: datetime) -> LookBack:
    """It is done; what was seen is kept as it was. Raises Problem when it was closed already."""
    _check_open(back)
    seen = seeing.look(back.workspace, Period(back.every, back.from_on, back.to_on), now)
    LookBack.objects.filter(pk=back.pk, closed_at=None).update(closed_at=now, by=by, step=STEPS, seen=seen.kept())
    back.refresh_from_db()
    record("look-back.closed", workspace=back.workspace_id, by=by, now=now, about=back)
    notify.handled(workspace=back.workspace, about=reverse("lookback:home", kwargs={"slug": back.workspace.slug}),
                   now=now)  # fmt: skip
    return back


def remind(workspace: Workspace, now: datetime) -> bool:
    """Tell once for each period that it is time; whether anybody was told."""
    period = queries.due(workspace, now)
    if period is None:
        return False
    url = reverse("lookback:home", kwargs={"slug": workspace.slug})
    message = say("Ten minutes to look back: what was wanted, what happened, what do you do now?")
    told = notify.alert(workspace=workspace, kind="lookback", key=f"look-back:{period.every}:{period.from_on}",
                        message=message, url=url, now=now, urgency="low")  # fmt: skip
    return bool(told)


def _check_open(back: LookBack) -> None:
    if not LookBack.objects.select_for_update().filter(pk=back.pk, closed_at=None).exists():
        raise Problem(say("This look back is closed."))
