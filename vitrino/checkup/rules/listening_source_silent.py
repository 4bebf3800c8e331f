"""A place in which Vitrino listens for the shop's name has gone silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace

# Kinds in which the name is heard; what is written to the shop itself has a rule of its own (care.unread-source).
HEARD = ("mention", "find")
SILENT_AFTER = timedelta(hours=2)
ROUNDS = 10
SERIOUS = timedelta(days=1)


@dataclass(frozen=True)
class Ear:
    """A source of texts. last_ok_at: the last good read, None for never. page: where it can be put right."""

    channel_id: int
    name: str
    platform_name: str
    last_ok_at: datetime | None
    since: datetime
    every_s: int
    needs_sign_in: bool
    is_place: bool


@dataclass(frozen=True)
class Facts:
    """Every source that should be read now."""

    ears: tuple[Ear, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """One notice for each channel or place."""
    silent = {one.channel_id: one for one in facts.ears if _is_silent(one, facts.now)}
    return [_noticed(one, facts.now) for one in silent.values()]


def _is_silent(one: Ear, now: datetime) -> bool:
    allowed = max(SILENT_AFTER, timedelta(seconds=ROUNDS * one.every_s))
    return now - (one.last_ok_at or one.since) > allowed


def _noticed(one: Ear, now: datetime) -> Noticed:
    silence = now - (one.last_ok_at or one.since)
    proof = say("Last read: {hours} hours ago.", hours=silence // timedelta(hours=1))
    if one.last_ok_at is None:
        proof = say("It has never been read, for {hours} hours.", hours=silence // timedelta(hours=1))
    if one.is_place:
        ways = (Way(say("Look at the sources"), "intake:home"),)
    elif one.needs_sign_in:
        ways = (Way(say("Connect it again"), "channels:detail", {"pk": one.channel_id}),)
    else:
        ways = (Way(say("Look at the channel"), "channels:detail", {"pk": one.channel_id}),)
    return Noticed(
        say("Nobody hears your name on {platform} ({name}) any more.", platform=one.platform_name, name=one.name),
        (Evidence(proof),),
        (*ways, Way(say("See what was heard last"), "listening:home")),
        key=f"channel:{one.channel_id}",
        severity="high" if silence >= SERIOUS else "medium",
    )


def load(workspace: Workspace, now: datetime) -> Facts:
    """Paused channels are silent on purpose."""
    own = channels.with_sources(channels.channels_of(workspace).exclude(state="paused"))
    places = channels.with_sources(channels.open_places_of(workspace).exclude(state__in=("paused", "disconnected")))
    return Facts(
        tuple(
            Ear(channel.pk, channel.name or channel.handle, channels.manifest_of(channel).name, source.last_ok_at,
                channel.connected_at, source.every_s, channel.state == "needs-sign-in", channel.listens_only)
            for channel in (*own, *places)
            for source in channel.sources.all()
            if source.kind in HEARD
        ),
        now,
    )  # fmt: skip


RULE = Rule(
    id="listening.source-silent",
    mistake="M7",
    severity="medium",
    notices=say("A source in which the name is heard could not be read for two hours or ten rounds."),
    load=load,
    judge=judge,
)
