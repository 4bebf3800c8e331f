"""Criticism stands in public without a word of the shop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, day, quote
from vitrino.domain.message import say
from vitrino.inbox import lookback
from vitrino.workspace.models import Workspace

SHOWN = 5
LATELY = timedelta(days=60)
ANSWERED_WITHIN = timedelta(days=1)
SERIOUS = 3
_MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Criticism:
    """A complaint that others can read. is_closed: somebody called it done without an answer."""

    conversation_id: int
    name: str
    platform_name: str
    text: str
    at: datetime
    is_closed: bool


@dataclass(frozen=True)
class Facts:
    """Unanswered public criticism of the last two months, the oldest first."""

    left: tuple[Criticism, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all of a day and older; serious when there are several, or one was closed in silence."""
    left = [one for one in facts.left if facts.now - one.at >= ANSWERED_WITHIN]
    if not left:
        return []
    is_serious = len(left) >= SERIOUS or any(one.is_closed for one in left)
    return [
        Noticed(
            say("Criticism stands in public and nobody of you has answered it: {n}.", n=len(left)),
            tuple(
                Evidence(say("{day}, {name} on {platform}: “{text}”", day=day(one.at), name=one.name or "?",
                             platform=one.platform_name, text=quote(one.text)),
                         "inbox:talk", {"pk": one.conversation_id})
                for one in left[:SHOWN]
            ),
            (Way(say("Answer the first"), "inbox:talk", {"pk": left[0].conversation_id}),
             Way(say("See all complaints"), "complaints:list")),
            about=about([one.conversation_id for one in left]),
            severity="high" if is_serious else "medium",
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    found = lookback.criticism_left(workspace, now - LATELY, now - ANSWERED_WITHIN)[:_MOST_LOOKED_AT]
    return Facts(
        tuple(
            Criticism(talk.pk, talk.contact.name, channels.manifest_of(talk.channel).name, talk.last_text,
                      talk.opened_at, talk.state == "resolved")
            for talk in found
        ),
        now,
    )  # fmt: skip


RULE = Rule(
    id="care.criticism-unanswered",
    mistake="M17",
    severity="medium",
    notices=say(
        "A public complaint of two months has had no answer for a day; serious when one was closed in silence."
    ),
    load=load,
    judge=judge,
)
