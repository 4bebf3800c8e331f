"""What to keep away from: what the settings say, what went wrong, and what goes wrong for many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from vitrino.complaints import queries as complaints
from vitrino.domain.message import Message, say
from vitrino.domain.voice import lines
from vitrino.guidance.proposals.proposal import Proposal
from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Workspace

LESSONS, TOPICS = 2, 3
# Advice that holds for small shops in general; said as such.
_GENERAL: tuple[tuple[str, str, Message], ...] = (
    ("names", "dos", say("We call people by their name and ask before we show them.")),
    ("argue", "donts", say("We never argue in public; we ask to go on in private.")),
    ("politics", "avoid", say("Politics")),
    ("religion", "avoid", say("Religion")),
    ("tragedies", "avoid", say("Tragedy")),
    ("health", "avoid", say("Promises about health")),
)


def find(workspace: Workspace, now: datetime) -> list[Proposal]:
    return [*_brand(workspace), *_lessons(workspace), *_general()]


def _brand(workspace: Workspace) -> Iterator[Proposal]:
    for place, topic in enumerate(lines(workspaces.brand_of(workspace).avoid)[:TOPICS]):
        yield Proposal(f"brand-{place}", "avoid", say("{topic}", topic=topic),
                       say("The topics to keep away from in your settings."), "workspace:brand")  # fmt: skip


def _lessons(workspace: Workspace) -> Iterator[Proposal]:
    for step in complaints.lessons_of(workspace)[:LESSONS]:
        if text := " ".join(str(step.text).split()):
            yield Proposal(f"lesson-{step.pk}", "dos", say("{lesson}", lesson=text),
                           say("A lesson from a complaint."), "complaints:case", {"pk": step.case_id})  # fmt: skip


def _general() -> Iterator[Proposal]:
    for key, name, sentence in _GENERAL:
        yield Proposal(f"general-{key}", name, sentence,
                       say("What holds for most small shops; not from your own numbers."))  # fmt: skip
