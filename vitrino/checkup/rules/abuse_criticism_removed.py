"""Criticism was hidden. It may only be for a lawful reason, and somebody should look at it once more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, day, quote
from vitrino.conduct import queries as conduct
from vitrino.domain.abuse import LAWFUL, RemovalReason
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace

SHOWN = 5
LATELY = timedelta(days=90)
SERIOUS = 3
_MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Hidden:
    """Criticism that can't be seen any more. reason: the lawful one that was given, "" for none."""

    hiding_id: int
    conversation_id: int | None
    text: str
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Facts:
    """What is hidden and still is, the newest first."""

    hidden: tuple[Hidden, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all of three months; serious when there are several, or one has no lawful reason."""
    hidden = [one for one in facts.hidden if facts.now - one.at < LATELY]
    if not hidden:
        return []
    is_serious = len(hidden) >= SERIOUS or any(one.reason not in LAWFUL for one in hidden)
    first = hidden[0]
    show = Way(say("Show the newest again"), action="show-again", arguments={"pk": first.hiding_id})
    ways = [show, Way(say("Look at what was hidden"), "conduct:home")]
    if first.conversation_id is not None:
        ways.insert(0, Way(say("Look once more at the newest"), "inbox:talk", {"pk": first.conversation_id}))
    return [
        Noticed(
            say("Criticism was hidden: {n}. People trust shops that answer it.", n=len(hidden)),
            tuple(_proof(one) for one in hidden[:SHOWN]),
            tuple(ways),
            about=about([one.hiding_id for one in hidden]),
            severity="high" if is_serious else "low",
        )
    ]


def _proof(one: Hidden) -> Evidence:
    reason = LAWFUL[RemovalReason(one.reason)] if one.reason in LAWFUL else say("without a lawful reason")
    message = say("{day}, by {name} ({reason}): “{text}”", day=day(one.at), name=one.by, reason=reason,
                  text=quote(one.text))  # fmt: skip
    if one.conversation_id is None:
        return Evidence(message)
    return Evidence(message, "inbox:talk", {"pk": one.conversation_id})


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(
        tuple(
            Hidden(one.pk, one.conversation_id, one.text, one.by.get_full_name() if one.by else "?", one.reason, one.at)
            for one in conduct.removed_criticism(workspace, now - LATELY)[:_MOST_LOOKED_AT]
        ),
        now,
    )


RULE = Rule(
    id="abuse.criticism-removed",
    mistake="M9",
    severity="low",
    notices=say("Complaints or low ratings of three months are hidden; serious for several or without lawful reason."),
    load=load,
    judge=judge,
)
