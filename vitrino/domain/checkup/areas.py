"""The parts of a shop's presence the checkup speaks of, along the loop from goal to adapted plan."""

from __future__ import annotations

from collections.abc import Mapping

from vitrino.domain.message import Message, say

AREAS: Mapping[str, Message] = {
    "goal": say("Goals"),
    "strategy": say("Strategy"),
    "presence": say("Where you are"),
    "plan": say("What you post"),
    "listen": say("Listening"),
    "answer": say("Answering"),
    "crisis": say("Bad days"),
    "learn": say("Learning"),
}

_MISTAKES_OF = {
    "goal": ("M1",),
    "strategy": ("M2",),
    "presence": ("M3", "M4"),
    "plan": ("M5", "M6", "M10", "M11", "M12", "M13", "M16", "M21"),
    "listen": ("M7",),
    "answer": ("M8", "M9", "M14", "M15", "M17", "M18", "M20"),
    "crisis": ("M19",),
    "learn": ("M22", "M23", "M24"),
}

AREA_OF: Mapping[str, str] = {mistake: area for area, found in _MISTAKES_OF.items() for mistake in found}

# What costs a customer the day it happens counts twice: dead doors, bad or missing answers, no plan for a crisis.
WEIGHTS: Mapping[str, int] = {
    mistake: 2 if mistake in {"M4", "M7", "M8", "M14", "M17", "M18", "M19", "M20"} else 1 for mistake in AREA_OF
}
