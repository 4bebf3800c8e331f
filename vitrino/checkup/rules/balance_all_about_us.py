"""A channel that only ever speaks of the shop itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.balance import queries as balances
from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import day, quote
from vitrino.domain.balance import ABOUT_US, AMBER, Kind, Mix, mix_of
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=28)
FEWEST = 8
TOO_MANY = 0.9
SHOWN = 3


@dataclass(frozen=True)
class Channel:
    """The posts of four weeks. newest: (when, text) of the last ones about the shop."""

    channel_id: int
    platform_name: str
    mix: Mix
    newest: tuple[tuple[datetime, str], ...] = ()


@dataclass(frozen=True)
class Facts:
    """Every channel in use."""

    channels: tuple[Channel, ...]


def judge(facts: Facts) -> list[Noticed]:
    """Nine of ten posts about the shop. Where too many sell, that is said already (balance.overselling)."""
    return [_noticed(one) for one in facts.channels if _is_ill(one.mix)]


def _is_ill(mix: Mix) -> bool:
    return mix.tells(FEWEST) and mix.share(ABOUT_US) >= TOO_MANY and mix.share({Kind.SELLS}) <= AMBER


def _noticed(one: Channel) -> Noticed:
    about_us = sum(one.mix.counts.get(kind, 0) for kind in ABOUT_US)
    return Noticed(
        say("On {platform}, {n} of {all} posts are about yourselves. Nobody else comes up.",
            platform=one.platform_name, n=about_us, all=one.mix.known),
        (Evidence(say("Posts of four weeks, by what they are"), "balance:channel", {"pk": one.channel_id}),
         *(Evidence(say("{day}: “{text}”", day=day(at), text=quote(text))) for at, text in one.newest[:SHOWN])),
        (Way(say("Put drafts that give something into the next free times"), "", {"channel": one.channel_id},
             action="balance-week"),
         Way(say("See the ideas"), "balance:ideas"),
         Way(say("Say what the posts are"), "balance:channel", {"pk": one.channel_id})),
        key=f"channel:{one.channel_id}",
        about=f"{about_us // 4}",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    out = balances.by_channel(balances.out_lately(workspace, now, LATELY))
    return Facts(tuple(
        Channel(one.pk, channels.manifest_of(one).name, mix_of(balances.kinds_of(out.get(one.pk, []))),
                tuple((post.at, post.text) for post in reversed(out.get(one.pk, [])) if post.told.kind in ABOUT_US))
        for one in channels.channels_of(workspace)
    ))  # fmt: skip


RULE = Rule(
    id="balance.all-about-us",
    mistake="M10",
    severity="medium",
    notices=say("Nine of ten posts of a channel in four weeks, and at least eight, are about the shop itself."),
    load=load,
    judge=judge,
)
