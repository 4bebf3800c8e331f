"""The same answer goes to one person after another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup import replies
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, day, quote
from vitrino.domain.message import say
from vitrino.domain.similarity import plain
from vitrino.domain.tone.reply import PUBLIC_SURFACES
from vitrino.inbox.lookback import Sent
from vitrino.workspace.models import Workspace

SHOWN = 5
LATELY = timedelta(days=14)
# Twice may be chance; three different people with the same words are served by a machine.
PEOPLE = 3
SHORTEST = 20


@dataclass(frozen=True)
class Facts:
    """Answers of the last two weeks that others could read, the newest first."""

    sent: tuple[Sent, ...]


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all; names don't make an answer a new one, and short courtesies may repeat."""
    alike: dict[str, list[Sent]] = {}
    for one in facts.sent:
        alike.setdefault(_key(one), []).append(one)
    repeated = [
        found for key, found in alike.items()
        if len(key) >= SHORTEST and len({one.conversation_id for one in found}) >= PEOPLE
    ]  # fmt: skip
    if not repeated:
        return []
    shown = max(repeated, key=len)
    return [
        Noticed(
            say("The same public answer went to different people: {n}.", n=len({one.conversation_id for one in shown})),
            tuple(
                Evidence(say("{day}, to {name}: “{text}”", day=day(one.at), name=one.name or "?", text=quote(one.text)),
                         "inbox:talk", {"pk": one.conversation_id})
                for one in shown[:SHOWN]
            ),
            (Way(say("Make saved answers personal"), "inbox:saved-replies"), Way(say("Open the inbox"), "inbox:list")),
            about=about([one.conversation_id for found in repeated for one in found]),
        )
    ]  # fmt: skip


def _key(one: Sent) -> str:
    names = set(plain(one.name).split())
    return " ".join(word for word in plain(one.text).split() if word not in names)


def load(workspace: Workspace, now: datetime) -> Facts:
    sent = replies.lately(workspace, now - LATELY)
    return Facts(tuple(one for one in sent if one.surface in PUBLIC_SURFACES))


RULE = Rule(
    id="care.repeated-reply",
    mistake="M15",
    severity="medium",
    notices=say("Three people and more got the same public answer within two weeks, names aside."),
    load=load,
    judge=judge,
)
