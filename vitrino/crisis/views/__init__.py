"""The crisis desk."""

from vitrino.crisis.views.desk import declaration, home, plan, version
from vitrino.crisis.views.drills import acts, drill, drills
from vitrino.crisis.views.incidents import incident, log, statement_posts, statements, steps, taking
from vitrino.crisis.views.learning import lesson, lessons, review
from vitrino.crisis.views.outside import public
from vitrino.crisis.views.stopped import exception, going_on, pause

__all__ = [
    "acts",
    "declaration",
    "drill",
    "drills",
    "exception",
    "going_on",
    "home",
    "incident",
    "lesson",
    "lessons",
    "log",
    "pause",
    "plan",
    "public",
    "review",
    "statement_posts",
    "statements",
    "steps",
    "taking",
    "version",
]
