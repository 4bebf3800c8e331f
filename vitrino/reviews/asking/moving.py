"""The one way a request changes its state: along the table of the rules, and only from the state it was read in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vitrino.domain.reviews.asking import MACHINE, Event, Facts, Situation, State
from vitrino.reviews.models import ReviewRequest

OPEN = (State.SCHEDULED, State.SENT, State.OPENED)


def facts_of(row: ReviewRequest) -> Facts:
    return Facts(State(row.state), was_reminded=row.reminded_at is not None)


def move(row: ReviewRequest, event: Event, now: datetime, *, has_consent: bool = True, **changes: Any) -> bool:
    """Take this step. False when somebody else moved it meanwhile. Raises UndeclaredMove or NotNow.

    changes: other fields to set with it.
    """
    after = MACHINE.advance(event, Situation(facts_of(row), has_consent))
    changes |= {"state": after.state.value}
    if after.was_reminded and row.reminded_at is None:
        changes["reminded_at"] = now
    same = ReviewRequest.objects.filter(pk=row.pk, state=row.state, reminded_at=row.reminded_at)
    if same.update(**changes) != 1:
        return False
    for name, value in changes.items():
        setattr(row, name, value)
    return True
