"""Contests that anybody can check: what is announced, the list of entries, the draw, and its proof.

Everything that is hashed is plain text, so that a stranger can repeat it with any tool; step by step in
docs/reference/contest-proof.md.
"""

from vitrino.domain.contests.announcement import Announcement, announced_in
from vitrino.domain.contests.checking import Check, Verdict, check
from vitrino.domain.contests.drawing import draw
from vitrino.domain.contests.entering import STATES, Entered, State, Terms, judge
from vitrino.domain.contests.entries import Line, hash_of_list, line_in, listed
from vitrino.domain.contests.marks import hash_of, moment_of, person_mark, stamp, text_mark
from vitrino.domain.contests.proof import FORMAT, Passed, Proof, Winner, proof_in
from vitrino.domain.contests.randomness import KINDS, Beacon, Kind, beacon, clean_value, look_at_value, round_at

__all__ = [
    "FORMAT",
    "KINDS",
    "STATES",
    "Announcement",
    "Beacon",
    "Check",
    "Entered",
    "Kind",
    "Line",
    "Passed",
    "Proof",
    "State",
    "Terms",
    "Verdict",
    "Winner",
    "announced_in",
    "beacon",
    "check",
    "clean_value",
    "draw",
    "hash_of",
    "hash_of_list",
    "judge",
    "line_in",
    "listed",
    "look_at_value",
    "moment_of",
    "person_mark",
    "proof_in",
    "round_at",
    "stamp",
    "text_mark",
]
