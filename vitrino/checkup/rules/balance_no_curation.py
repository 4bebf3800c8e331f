"""Nothing of others is ever passed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.balance import queries as balances
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.balance import Kind, Mix, mix_of
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=56)
FEWEST = 12


@dataclass(frozen=True)
class Facts:
    """The posts of eight weeks on all channels, and how many partners are named."""

    mix: Mix
    partners: int = 0


def judge(facts: Facts) -> list[Noticed]:
    """Quiet with few posts, and while unclear posts may be of others."""
    if not facts.mix.tells(FEWEST) or not facts.mix.lacks({Kind.CURATED}):
        return []
    partners = Way(say("Name a partner whose things you like"), "balance:partners")
    ideas = Way(say("See the ideas"), "balance:ideas")
    return [
        Noticed(
            say("Nothing of others in eight weeks: no neighbour, no partner, no article, in {n} posts.",
                n=facts.mix.known),
            (Evidence(say("Posts of eight weeks whose kind is known: {n}. Of others: 0.", n=facts.mix.known),
                      "balance:home"),
             Evidence(say("Partners on your list: {n}.", n=facts.partners), "balance:partners")),
            (ideas, partners) if facts.partners else (partners, ideas),
            about=f"{facts.mix.known // 12}",
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    mix = mix_of(balances.kinds_of(balances.out_lately(workspace, now, LATELY)))
    return Facts(mix, balances.partners(workspace).count())


RULE = Rule(
    id="balance.no-curation",
    mistake="M10",
    severity="low",
    notices=say("No post of eight weeks, of at least twelve, passes on something of others."),
    load=load,
    judge=judge,
)
