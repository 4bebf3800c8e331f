"""The shop has not said what it does not put up with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.conduct import queries as conduct
from vitrino.domain.message import say
from vitrino.inbox import lookback
from vitrino.inbox import queries as inbox
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=60)


@dataclass(frozen=True)
class Facts:
    """talks: conversations so far. abusive: how many of the last two months look like abuse."""

    has_policy: bool
    talks: int
    abusive: int


def judge(facts: Facts) -> list[Noticed]:
    """A shop nobody writes to needs no policy yet; one that is being abused needs it now."""
    if facts.has_policy or not facts.talks:
        return []
    evidence = [Evidence(say("Talks in your inbox: {n}. Stated rules: none.", n=facts.talks), "inbox:list")]
    if facts.abusive:
        evidence.append(Evidence(say("Talks of the last two months that look like abuse: {n}.", n=facts.abusive)))
    return [
        Noticed(
            say("You have not said in public how people may talk to you, so you can't hold anybody to it."),
            tuple(evidence),
            (Way(say("State your rules"), "conduct:rules"),),
            severity="high" if facts.abusive else "low",
        )
    ]


def load(workspace: Workspace, now: datetime) -> Facts:
    has_policy = conduct.policy_of(workspace.pk) is not None
    abusive = [] if has_policy else lookback.abuse_left(workspace, now - LATELY, now)
    return Facts(has_policy, inbox.conversations_of(workspace).count(), len(abusive))


RULE = Rule(
    id="abuse.no-policy",
    mistake="M9",
    severity="low",
    notices=say("People write to the shop and it has stated no rules; serious when there is abuse already."),
    load=load,
    judge=judge,
)
