"""Today, and the week with its rhythm."""

from vitrino.today.views.home import home
from vitrino.today.views.rhythm import cadence, ideas, rhythm, slot_removal, slots, suggestion
from vitrino.today.views.week import week

__all__ = ["cadence", "home", "ideas", "rhythm", "slot_removal", "slots", "suggestion", "week"]
