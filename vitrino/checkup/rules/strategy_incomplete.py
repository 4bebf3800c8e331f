"""Parts of the strategy that say nothing yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

# Whoever begins writes the rest within days.
PATIENCE = timedelta(days=7)
MANY = 4


@dataclass(frozen=True)
class Facts:
    """empty: keys of the parts that say nothing. began_at: when the first version came into force, None without one."""

    empty: tuple[str, ...]
    began_at: datetime | None
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    if facts.began_at is None or not facts.empty or facts.now - facts.began_at < PATIENCE:
        return []
    return [
        Noticed(
            say("The strategy leaves questions open: {n} of {all}.", n=len(facts.empty), all=len(strategy.PARTS)),
            tuple(
                Evidence(
                    say("No answer yet: {question}", question=strategy.BY_KEY[key].asks), "guidance:step", {"key": key}
                )
                for key in facts.empty
            ),
            (Way(say("Answer the next question"), "guidance:step", {"key": facts.empty[0]}),),
            about=",".join(facts.empty),
            severity="medium" if len(facts.empty) >= MANY else "low",
        )
    ]


def load(workspace: Workspace, now: datetime) -> Facts:
    versions = list(strategy.versions_of(workspace))
    if not versions:
        return Facts((), None, now)
    empty = tuple(part.key for part in strategy.PARTS if not strategy.is_written(versions[0], part))
    return Facts(empty, versions[-1].in_force_from, now)


RULE = Rule(
    id="strategy.incomplete",
    mistake="M2",
    severity="low",
    notices=say("A part of the strategy in force says nothing, a week after the first version."),
    load=load,
    judge=judge,
)
