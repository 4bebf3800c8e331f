"""Only own posts: people came, and the shop said nothing to anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.balance import queries as balances
from vitrino.balance import talking
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import day, quote
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=28)
FEWEST_POSTS, FEWEST_OCCASIONS = 6, 5
SHOWN = 4


@dataclass(frozen=True)
class Facts:
    """Four weeks. posts: that went out. occasions: people who wrote or spoke of the shop, the newest first. said: words
    of the shop to people, wherever."""

    posts: int
    occasions: tuple[talking.Occasion, ...]
    said: int


def judge(facts: Facts) -> list[Noticed]:
    """Quiet where there was nobody to talk with, or hardly a post."""
    if facts.said or facts.posts < FEWEST_POSTS or len(facts.occasions) < FEWEST_OCCASIONS:
        return []
    return [
        Noticed(
            say("{posts} posts in four weeks, and not one word to anybody. People who wrote or spoke of you: {n}.",
                posts=facts.posts, n=len(facts.occasions)),
            tuple(_proof(one) for one in facts.occasions[:SHOWN]),
            (Way(say("Make today's list: ten minutes with people"), "balance:today"),
             Way(say("Open the inbox"), "inbox:list")),
            about=f"{len(facts.occasions) // 5}",
        )
    ]  # fmt: skip


def _proof(one: talking.Occasion) -> Evidence:
    message = say("{day}, {name}: “{text}”", day=day(one.at), name=one.name or "?", text=quote(one.text))
    return Evidence(message, "inbox:talk", {"pk": one.talk_id}) if one.talk_id else Evidence(message, "listening:home")


def load(workspace: Workspace, now: datetime) -> Facts:
    since = now - LATELY
    return Facts(len(balances.out_lately(workspace, now, LATELY)), tuple(talking.occasions(workspace, since, now)),
                 talking.words_said(workspace, since, now))  # fmt: skip


RULE = Rule(
    id="engagement.none",
    mistake="M16",
    severity="medium",
    notices=say(
        "Six posts or more went out in four weeks and no word to anybody, although five people wrote or spoke of you."
    ),
    load=load,
    judge=judge,
)
