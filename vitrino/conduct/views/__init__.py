"""Pages of conduct."""

from vitrino.conduct.views.ladder import appeal, decision, measure, person, report, step
from vitrino.conduct.views.rules import home, public, rules
from vitrino.conduct.views.showing import hiding, showing

__all__ = ["appeal", "decision", "hiding", "home", "measure", "person", "public", "report", "rules", "showing", "step"]
