"""The decision of a run: the slots of the coming week, what changed against the run before, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from vitrino.domain.message import Message, say
from vitrino.insight import wording

if TYPE_CHECKING:
    from vitrino.domain.insight.effects import Analysis
    from vitrino.domain.insight.weekplan import Chosen
    from vitrino.insight.models import LearningRun

Slot = tuple[int, int]
Cells = Mapping[Slot, tuple[float, float, float]]


def cells_of(analysis: Analysis) -> dict[Slot, tuple[float, float, float]]:
    """Weekday and hour -> low, mid, high: the multiplier against the average time."""
    return {(one.weekday, one.hour): (one.low, one.mid, one.high) for one in analysis.grid}


def sure_slots(analysis: Analysis) -> list[Slot]:
    """Times that may be called good, the best first: the engine dares it, and the whole interval is above the usual."""
    cells = cells_of(analysis)
    return sorted((one for one in analysis.credible if cells[one][0] > 1), key=lambda one: -cells[one][1])


def promises(analysis: Analysis, week: Iterable[Chosen]) -> dict[str, float]:
    """ "weekday-hour" -> what the slot is said to bring."""
    cells = cells_of(analysis)
    return {
        f"{one.weekday}-{one.hour}": round(cells[one.weekday, one.hour][1], 4)
        for one in week
        if (one.weekday, one.hour) in cells
    }


def decide(analysis: Analysis, week: Iterable[Chosen], before: LearningRun | None, monday: date) -> dict[str, Any]:
    """As it is kept: week_start, slots with their multipliers and reasons, changed, tested."""
    cells, credible = cells_of(analysis), set(sure_slots(analysis))
    slots = [_slot(one, cells, credible) for one in week]
    return {
        "week_start": monday.isoformat(),
        "slots": slots,
        "changed": [_kept(one) for one in _changes(slots, before)],
        "tested": [[one["weekday"], one["hour"]] for one in slots if one["is_test"]],
    }


def _slot(one: Chosen, cells: Cells, credible: set[Slot]) -> dict[str, Any]:
    low, mid, high = (round(value, 4) for value in cells.get((one.weekday, one.hour), (1.0, 1.0, 1.0)))
    return {
        "weekday": one.weekday, "hour": one.hour, "is_test": one.is_test, "low": low, "mid": mid, "high": high,
        "is_credible": (one.weekday, one.hour) in credible,
        "reason": _kept(_reason(one, (low, mid, high), credible)),
    }  # fmt: skip


def _reason(one: Chosen, cell: tuple[float, float, float], credible: set[Slot]) -> Message:
    low, mid, high = (round(value, 1) for value in cell)
    if one.is_test:
        return say("A test: little is known about this time. It may bring {low} to {high} times the usual answers.",
                   low=low, high=high)  # fmt: skip
    if (one.weekday, one.hour) in credible:
        return say("Well founded: such posts got about {mid} times the usual answers ({low} to {high}).",
                   mid=mid, low=low, high=high)  # fmt: skip
    return say("The best guess so far: about {mid} times the usual answers, but it may be {low} to {high}.",
               mid=mid, low=low, high=high)  # fmt: skip


def _changes(slots: list[dict[str, Any]], before: LearningRun | None) -> list[Message]:
    """What is different from the plan of the run before, each with its reason."""
    if before is None:
        return [say("This is the first plan that rests on your posts.")]
    was = {(one["weekday"], one["hour"]): one for one in before.decision.get("slots", ())}
    now = {(one["weekday"], one["hour"]): one for one in slots}
    new = [_new(now[place]) for place in sorted(now.keys() - was.keys())]
    gone = [say("No longer: {slot}. Other times promise more now.", slot=wording.slot(*place))
            for place in sorted(was.keys() - now.keys()) if not was[place]["is_test"]]  # fmt: skip
    tested = [say("The test of {slot} is over.", slot=wording.slot(*place))
              for place in sorted(was.keys() - now.keys()) if was[place]["is_test"]]  # fmt: skip
    return [*new, *gone, *tested] or [say("Nothing changed: what was advised last week still stands.")]


def _new(one: dict[str, Any]) -> Message:
    reason = Message(one["reason"]["template"], one["reason"]["values"])
    return say("New: {slot}. {reason}", slot=wording.slot(one["weekday"], one["hour"]), reason=reason)


def _kept(message: Message) -> dict[str, Any]:
    return {"template": message.template, "values": message.stored()}
