"""A complaint was put right, and nobody asked whether the customer is happy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, day
from vitrino.complaints import queries as complaints
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace

SHOWN = 5
# The playbook asks two days after the remedy; one more is nobody's fault.
ASKED_AFTER = timedelta(days=3)
LATELY = timedelta(days=60)
_MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Remedied:
    """A case with a remedy. was_asked: somebody asked whether all is well, or the customer said so by themselves."""

    case_id: int
    name: str
    remedy_at: datetime
    was_asked: bool


@dataclass(frozen=True)
class Facts:
    """Cases that got their remedy in the last two months."""

    cases: tuple[Remedied, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all."""
    left = [one for one in facts.cases if not one.was_asked and facts.now - one.remedy_at >= ASKED_AFTER]
    if not left:
        return []
    left.sort(key=lambda one: one.remedy_at)
    return [
        Noticed(
            say("You helped, and did not ask whether the customer is happy now: {n}.", n=len(left)),
            tuple(
                Evidence(say("{name}: put right on {day}.", name=one.name or "?", day=day(one.remedy_at)),
                         "complaints:case", {"pk": one.case_id})
                for one in left[:SHOWN]
            ),
            (Way(say("Ask the first"), "complaints:case", {"pk": left[0].case_id}),
             Way(say("See all complaints"), "complaints:list")),
            about=about([one.case_id for one in left]),
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    cases = complaints.cases_of(workspace).filter(remedy_at__gt=now - LATELY, remedy_at__lte=now)
    return Facts(
        tuple(
            Remedied(one.pk, one.conversation.contact.name, one.remedy_at or now,
                     one.known.asked is not None or one.known.answer is not None)
            for one in cases[:_MOST_LOOKED_AT]
        ),
        now,
    )  # fmt: skip


RULE = Rule(
    id="care.no-follow-up",
    mistake="M8",
    severity="medium",
    notices=say("Three days after a remedy nobody has asked the customer whether all is well."),
    load=load,
    judge=judge,
)
