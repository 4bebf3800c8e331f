"""Changes at the crisis desk: the plan, incidents, the pause, statements, the log, drills, the look back."""

from vitrino.crisis.drills import act, begin, end, leave, run_on
from vitrino.crisis.incidents import advance, declare, judge, stop_all, suspect, take
from vitrino.crisis.learning import add_lesson, decide_lesson, save_review
from vitrino.crisis.logbook import note, tick
from vitrino.crisis.pausing import Choice, go_on, hold_again, let_through
from vitrino.crisis.plans import proposal, save_plan
from vitrino.crisis.statements import draft_posts, publish

__all__ = [
    "Choice",
    "act",
    "add_lesson",
    "advance",
    "begin",
    "decide_lesson",
    "declare",
    "draft_posts",
    "end",
    "go_on",
    "hold_again",
    "judge",
    "leave",
    "let_through",
    "note",
    "proposal",
    "publish",
    "run_on",
    "save_plan",
    "save_review",
    "stop_all",
    "suspect",
    "take",
    "tick",
]
