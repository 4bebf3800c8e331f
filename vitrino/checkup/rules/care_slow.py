"""Too many first answers come later than the shop wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.inbox import lookback
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=30)
# Fewer talks say more about chance than about the shop.
FEWEST = 5
TOO_MANY, FAR_TOO_MANY = 0.2, 0.5


@dataclass(frozen=True)
class Facts:
    """First answers of the last month: how many were due, how many came late or never, the median wait in minutes."""

    due: int
    missed: int
    median_minutes: int | None


def judge(facts: Facts) -> list[Noticed]:
    """Serious when every second one is late."""
    if facts.due < FEWEST or facts.missed / facts.due <= TOO_MANY:
        return []
    share = round(100 * facts.missed / facts.due)
    evidence = [Evidence(say("First answers due in the last 30 days: {n}. Late or missing: {late}.",
                             n=facts.due, late=facts.missed), "inbox:list")]  # fmt: skip
    if facts.median_minutes is not None:
        evidence.append(Evidence(say("Half of the people waited longer than {n} minutes.", n=facts.median_minutes)))
    return [
        Noticed(
            say("{share} % of the people who wrote to you were answered later than you want.", share=share),
            tuple(evidence),
            (Way(say("Choose how you are told"), "notify:choices"), Way(say("See who waits"), "inbox:list"),
             Way(say("Save answers you often give"), "inbox:saved-replies")),
            about=str(share // 10),
            severity="high" if facts.missed / facts.due > FAR_TOO_MANY else "medium",
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    pace = lookback.pace(workspace, now - LATELY)
    return Facts(pace.due, pace.missed, pace.median_minutes)


RULE = Rule(
    id="care.slow",
    mistake="M14",
    severity="medium",
    notices=say("More than a fifth of the first answers of the last 30 days came later than the shop's target."),
    load=load,
    judge=judge,
)
