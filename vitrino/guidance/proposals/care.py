"""How the shop treats people already: its playbook, its opening hours, what people complain of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from vitrino.complaints import queries as complaints
from vitrino.domain.cases import DEFAULT_PLAYBOOK
from vitrino.domain.hours import from_json
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.guidance.proposals.proposal import Proposal
from vitrino.reviews import queries as reviews
from vitrino.ui.formats import duration, number
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

THEMES = 2


def find(workspace: Workspace, now: datetime) -> list[Proposal]:
    return [*_playbook(workspace), *_pace(workspace, now), *_causes(workspace, now), *_hours(workspace),
            *_contacts(workspace), *_reviews(workspace, now)]  # fmt: skip


def _playbook(workspace: Workspace) -> Iterator[Proposal]:
    """The steps of a complaint in their order, as the shop has them."""
    newest = complaints.versions_of(workspace).first()
    try:
        known = newest.playbook if newest else DEFAULT_PLAYBOOK
    except Problem:
        return
    steps = ", ".join(words(step.name) for step in known.steps)
    proof = say("Your playbook of complaints, version {n}.", n=known.version) if newest else say(
        "The playbook of complaints that Vitrino begins with.")  # fmt: skip
    yield Proposal("playbook", "care", say("When something went wrong, we go these steps: {steps}.", steps=steps),
                   proof, "complaints:playbook")  # fmt: skip


def _pace(workspace: Workspace, now: datetime) -> Iterator[Proposal]:
    minutes = complaints.median_answer_minutes(workspace)
    if minutes is not None:
        yield Proposal("pace", "care", say("A complaint is put right within {time}.",
                                           time=duration(timedelta(minutes=minutes))),
                       say("The usual time of your newest cases."), "complaints:list")  # fmt: skip


def _causes(workspace: Workspace, now: datetime) -> Iterator[Proposal]:
    for theme in [one for one in complaints.themes(workspace, now) if one.count][:THEMES]:
        yield Proposal(f"cause-{theme.cause.pk}", "care",
                       say("We know what goes wrong most and say so first: {cause}.", cause=theme.cause.name),
                       say("Complaints about it in ninety days: {n}.", n=theme.count), "complaints:causes")  # fmt: skip


def _hours(workspace: Workspace) -> Iterator[Proposal]:
    try:
        week = from_json(workspace.hours)
    except Problem:
        return
    if not week.is_always:
        days = sum(bool(found) for found in week.week.values())
        yield Proposal("hours", "care", say("We answer while we are open, on {days} days a week.", days=number(days)),
                       say("The opening hours of your shop."), "workspace:shop")  # fmt: skip


def _contacts(workspace: Workspace) -> Iterator[Proposal]:
    ways = complaints.contact_values(workspace)
    if ways:
        yield Proposal("contacts", "care", say("Whoever wants to talk in private reaches us here: {ways}.",
                                               ways=", ".join(ways[:3])),
                       say("Contacts somebody has tried."), "complaints:contacts")  # fmt: skip


def _reviews(workspace: Workspace, now: datetime) -> Iterator[Proposal]:
    late = reviews.unanswered_late(workspace, now).count()
    if late:
        yield Proposal("reviews", "care",
                       say("Every review gets an answer: criticism within a day, praise within three."),
                       say("Reviews that wait longer than that: {n}.", n=late), "reviews:home")  # fmt: skip
