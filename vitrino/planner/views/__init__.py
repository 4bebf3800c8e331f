"""The calendar, moving in it, the queue, a week filled in one go, and the rhythm behind it."""

from vitrino.planner.views.calendar import month, week
from vitrino.planner.views.fill import fill, start
from vitrino.planner.views.moving import time
from vitrino.planner.views.queue import add, add_from_composer, queue, swapped
from vitrino.planner.views.rhythm import cadence, ideas, rhythm, slot_removal, slots, suggestion

__all__ = [
    "add",
    "add_from_composer",
    "cadence",
    "fill",
    "ideas",
    "month",
    "queue",
    "rhythm",
    "slot_removal",
    "slots",
    "start",
    "suggestion",
    "swapped",
    "time",
    "week",
]
