"""Contests and quizzes."""

from vitrino.contests.views.making import announcing, calling_off, change, home, joining, new, notes, one, rules
from vitrino.contests.views.outside import proof, proof_file
from vitrino.contests.views.quizzes import quiz, quiz_new, solving
from vitrino.contests.views.running import (
    adding,
    bringing,
    closing,
    draw,
    entries,
    gathering,
    ruling,
    step,
    winners,
)

__all__ = [
    "adding",
    "announcing",
    "bringing",
    "calling_off",
    "change",
    "closing",
    "draw",
    "entries",
    "gathering",
    "home",
    "joining",
    "new",
    "notes",
    "one",
    "proof",
    "proof_file",
    "quiz",
    "quiz_new",
    "rules",
    "ruling",
    "solving",
    "step",
    "winners",
]
