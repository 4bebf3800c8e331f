"""A post touches what the strategy says the shop does not talk about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.public_texts import Said, said_lately
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, quote
from vitrino.domain.message import say
from vitrino.domain.risk import TopicRisk, find_topics
from vitrino.domain.voice import lines
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

SHOWN = 5


@dataclass(frozen=True)
class Facts:
    """What the shop avoids, and what it says: planned texts first."""

    avoid: tuple[str, ...]
    texts: tuple[Said, ...]


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all of them; what is not out yet can still be changed."""
    found = [(one, risks) for one in facts.texts if (risks := _topics(one, facts.avoid))]
    if not found:
        return []
    way = Way(say("Look at the list of topics"), "strategy:home")
    waiting = [one for one, _risks in found if not one.is_out]
    first = Way(say("Change the planned post"), "posts:edit", {"pk": waiting[0].post_id}) if waiting else way
    return [
        Noticed(
            say("Posts touch a topic you avoid: {n}.", n=len(found)),
            tuple(_proof(one, risks[0]) for one, risks in found[:SHOWN]),
            (first, way) if waiting else (way,),
            about=about([one.publication_id for one, _risks in found]),
            severity="medium" if waiting else "low",
        )
    ]


def _topics(said: Said, avoid: tuple[str, ...]) -> tuple[TopicRisk, ...]:
    return find_topics(said.text, avoid=avoid, language=said.language)


def _proof(said: Said, risk: TopicRisk) -> Evidence:
    message = say("“{words}” ({topic}) in “{text}”", words=risk.words, topic=risk.topic, text=quote(said.text))
    return Evidence(message, "publishing:publication", {"pk": said.publication_id})


def load(workspace: Workspace, now: datetime) -> Facts:
    in_force = strategy.strategy_in_force(workspace)
    avoid = lines(in_force.avoid) if in_force else ()
    return Facts(avoid, said_lately(workspace, now) if avoid else ())


RULE = Rule(
    id="risk.avoided-topic",
    mistake="M13",
    severity="medium",
    notices=say("A post of the last 14 days, or a planned one, touches a topic of the strategy's list."),
    load=load,
    judge=judge,
)
