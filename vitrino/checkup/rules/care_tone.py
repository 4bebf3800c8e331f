"""Answers that defend, blame, threaten or shout went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup import replies
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, day, quote
from vitrino.domain import tone
from vitrino.domain.message import say
from vitrino.inbox.lookback import Sent
from vitrino.workspace.models import Workspace

SHOWN = 5
LATELY = timedelta(days=14)
# What hurts whatever was asked; the other rules of the tone check say how an answer could be better.
HURTS = frozenset({"blame", "denial", "threat", "insult", "defensiveness", "shouting", "abuse_answer"})


@dataclass(frozen=True)
class Facts:
    """Answers of the last two weeks, the newest first."""

    sent: tuple[Sent, ...]


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all; serious when one of them should never have gone out."""
    found = [(one, hurt) for one in facts.sent if (hurt := _hurt(one)) is not None]
    if not found:
        return []
    first = found[0][0]
    return [
        Noticed(
            say("Answers of yours sound as if the customer were an opponent: {n}.", n=len(found)),
            tuple(
                Evidence(say("{day}, to {name}: “{text}” {reason}", day=day(one.at), name=one.name or "?",
                             text=quote(one.text), reason=hurt.reason), "inbox:talk", {"pk": one.conversation_id})
                for one, hurt in found[:SHOWN]
            ),
            (Way(say("Open the talk and make it good"), "inbox:talk", {"pk": first.conversation_id}),
             Way(say("Let a second person look at such answers"), "inbox:rules")),
            about=about([one.conversation_id for one, _hurt in found]),
            severity="high" if any(hurt.level == "block" for _one, hurt in found) else "medium",
        )
    ]  # fmt: skip


def _hurt(one: Sent) -> tone.Finding | None:
    """The gravest of what hurts; None for an answer that does not."""
    return next((finding for finding in replies.findings(one) if finding.rule in HURTS), None)


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(replies.lately(workspace, now - LATELY))


RULE = Rule(
    id="care.tone",
    mistake="M18",
    severity="medium",
    notices=say("An answer of two weeks blames, denies, threatens, insults, defends or shouts, by the tone check."),
    load=load,
    judge=judge,
)
