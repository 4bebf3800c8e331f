"""Somebody sent an answer the tone check objected to, and nobody else looked at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, day
from vitrino.domain.message import say
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import may
from vitrino.workspace.models import Workspace

SHOWN = 5
LATELY = timedelta(days=30)
SERIOUS = 3
_MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Overruled:
    """An answer that went out against an objection. event_id: its line in the log."""

    event_id: int
    conversation_id: int
    by: str
    at: datetime


@dataclass(frozen=True)
class Facts:
    """Such answers of the last month that only their writer decided about. others: who else could have looked."""

    alone: tuple[Overruled, ...]
    others: int


def judge(facts: Facts) -> list[Noticed]:
    """Silent in a shop of one: there is nobody to ask."""
    if not facts.alone or not facts.others:
        return []
    return [
        Noticed(
            say("Answers went out although the tone check objected, and no second person saw them: {n}.",
                n=len(facts.alone)),
            tuple(
                Evidence(say("{day}, by {name}.", day=day(one.at), name=one.by), "inbox:talk",
                         {"pk": one.conversation_id})
                for one in facts.alone[:SHOWN]
            ),
            (Way(say("Let a second person look at such answers"), "inbox:rules"),
             Way(say("Open the newest"), "inbox:talk", {"pk": facts.alone[0].conversation_id})),
            about=about([one.event_id for one in facts.alone]),
            severity="high" if len(facts.alone) >= SERIOUS else "medium",
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    """Whoever agrees to another's answer overrules the check too; the log then says both at once."""
    log = workspaces.events(workspace).filter(at__gt=now - LATELY)
    agreed = set(log.filter(kind="inbox.reply-agreed").values_list("object_id", "at"))
    alone = [one for one in log.filter(kind="inbox.reply-overruled")[:_MOST_LOOKED_AT]
             if (one.object_id, one.at) not in agreed]  # fmt: skip
    answering = [one for one in workspaces.members(workspace) if may(one, "answer")]
    return Facts(
        tuple(
            Overruled(one.pk, int(one.object_id), one.person.get_full_name() if one.person else "?", one.at)
            for one in alone
        ),
        max(0, len(answering) - 1),
    )


RULE = Rule(
    id="care.unapproved-risky-reply",
    mistake="M18",
    severity="medium",
    notices=say("An answer of 30 days went out against the tone check, with nobody but its writer deciding."),
    load=load,
    judge=judge,
)
