"""Looks back, experiments, reports."""

from vitrino.lookback.views.experiments import experiment, experiments, verdict
from vitrino.lookback.views.looking import begin, closing, decision_removal, decisions, home, look_back, rhythm

__all__ = [
    "begin",
    "closing",
    "decision_removal",
    "decisions",
    "experiment",
    "experiments",
    "home",
    "look_back",
    "rhythm",
    "verdict",
]
