"""People answer the posts, and the shop takes part in nothing but complaints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.balance import talking
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import day, quote
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=28)
# Whoever wrote yesterday may still get an answer.
TIME_TO_ANSWER = timedelta(days=2)
FEWEST, FEWEST_PEOPLE = 6, 4
SHOWN = 4


@dataclass(frozen=True)
class Facts:
    """Comments of four weeks that are no complaints, old enough to be answered: how many got a word of the shop, and
    those that did not, the newest first. said: words of the shop to people anywhere."""

    answered: int
    silent: tuple[talking.Occasion, ...]
    said: int


def judge(facts: Facts) -> list[Noticed]:
    """Not one of them was answered, while the shop does answer elsewhere; without any word see engagement.none."""
    people = {one.who for one in facts.silent}
    if facts.answered or not facts.said or len(facts.silent) < FEWEST or len(people) < FEWEST_PEOPLE:
        return []
    return [
        Noticed(
            say("People answered your posts {n} times in four weeks, and you took part in none of these talks.",
                n=len(facts.silent)),
            tuple(
                Evidence(say("{day}, {name}: “{text}”", day=day(one.at), name=one.name or "?", text=quote(one.text)),
                         "inbox:talk", {"pk": one.talk_id})
                for one in facts.silent[:SHOWN]
            ),
            (Way(say("Answer the newest"), "inbox:talk", {"pk": facts.silent[0].talk_id}),
             Way(say("Make today's list: ten minutes with people"), "balance:today")),
            about=f"{len(facts.silent) // 6}",
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    since = now - LATELY
    answered, silent = talking.comments(workspace, since, now - TIME_TO_ANSWER)
    return Facts(answered, tuple(silent), talking.words_said(workspace, since, now))


RULE = Rule(
    id="engagement.one-way",
    mistake="M16",
    severity="low",
    notices=say("Six comments or more of four people in four weeks, and none was answered, while complaints were."),
    load=load,
    judge=judge,
)
