"""Nothing that teaches, inspires or entertains, for weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.balance import queries as balances
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import day, quote
from vitrino.domain.balance import GIVES, Mix, mix_of
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=42)
FEWEST = 10
SHOWN = 3


@dataclass(frozen=True)
class Facts:
    """The posts of six weeks on all channels. newest: (when, text) of the last ones."""

    mix: Mix
    newest: tuple[tuple[datetime, str], ...] = ()


def judge(facts: Facts) -> list[Noticed]:
    """Not one post that gives something, and none that looks as if it did."""
    if not facts.mix.tells(FEWEST) or not facts.mix.lacks(GIVES):
        return []
    return [
        Noticed(
            say("None of {n} posts of six weeks teaches, asks, thanks or entertains.", n=facts.mix.known),
            (Evidence(say("Posts of six weeks, by what they are"), "balance:home"),
             *(Evidence(say("{day}: “{text}”", day=day(at), text=quote(text))) for at, text in facts.newest[:SHOWN])),
            (Way(say("See ideas that give something"), "balance:ideas"),
             Way(say("Write a post that gives something"), "posts:new"),
             Way(say("Say what the posts are"), "balance:home")),
            about=f"{facts.mix.known // 10}",
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    out = balances.out_lately(workspace, now, LATELY)
    return Facts(mix_of(balances.kinds_of(out)), tuple((one.at, one.text) for one in reversed(out[-SHOWN:])))


RULE = Rule(
    id="content.no-value",
    mistake="M11",
    severity="medium",
    notices=say("No post of six weeks, of at least ten, teaches, asks, thanks or entertains."),
    load=load,
    judge=judge,
)
