"""The calendar, moving in it, the queue, a week filled in one go, and the rhythm behind it."""

from vitrino.planner.views.calendar import month, week
from vitrino.planner.views.moving import time
from vitrino.planner.views.rhythm import cadence, ideas, rhythm, slot_removal, slots, suggestion

__all__ = ["cadence", "ideas", "month", "rhythm", "slot_removal", "slots", "suggestion", "time", "week"]
