"""Answers that could have gone to anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup import replies
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, day, quote
from vitrino.domain.message import say
from vitrino.inbox.lookback import Sent
from vitrino.workspace.models import Workspace

SHOWN = 5
LATELY = timedelta(days=14)
FEWEST = 5
TOO_MANY = 0.3
RULES = frozenset({"personal", "names_problem"})


@dataclass(frozen=True)
class Facts:
    """Answers of the last two weeks, the newest first."""

    sent: tuple[Sent, ...]


def judge(facts: Facts) -> list[Noticed]:
    """One notice when nearly every third answer names neither the person nor what they wrote about."""
    bare = [one for one in facts.sent if _is_impersonal(one)]
    if len(facts.sent) < FEWEST or len(bare) / len(facts.sent) <= TOO_MANY:
        return []
    share = round(100 * len(bare) / len(facts.sent))
    return [
        Noticed(
            say("{share} % of your answers could have gone to anybody: no name, nothing of the matter.", share=share),
            tuple(
                Evidence(say("{day}, to {name}: “{text}”", day=day(one.at), name=one.name or "?", text=quote(one.text)),
                         "inbox:talk", {"pk": one.conversation_id})
                for one in bare[:SHOWN]
            ),
            (Way(say("Make saved answers personal"), "inbox:saved-replies"), Way(say("Open the inbox"), "inbox:list")),
            about=about([one.conversation_id for one in bare]),
        )
    ]  # fmt: skip


def _is_impersonal(one: Sent) -> bool:
    return any(finding.rule in RULES for finding in replies.findings(one))


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(replies.lately(workspace, now - LATELY))


RULE = Rule(
    id="care.impersonal",
    mistake="M15",
    severity="medium",
    notices=say("More than three of ten answers of two weeks name neither the person nor their matter."),
    load=load,
    judge=judge,
)
