"""Comments, messages or reviews came while nobody could read them, and nobody has read them since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about
from vitrino.domain.message import Message, Value, say
from vitrino.workspace.models import Workspace

SHOWN = 5
TO_THE_SHOP = ("comment", "message", "review")
# Shorter silences are filled by the next round.
SHORTEST = timedelta(minutes=30)
LATELY = timedelta(days=60)
KINDS: dict[str, Message] = {"comment": say("Comments"), "message": say("Messages"), "review": say("Reviews")}


@dataclass(frozen=True)
class Hole:
    """A time that was never read. to_at: None while it lasts. is_lost: the platform does not show it any more."""

    gap_id: int
    channel_id: int
    name: str
    kind: str
    from_at: datetime
    to_at: datetime | None
    is_lost: bool


@dataclass(frozen=True)
class Facts:
    """Holes that nobody has filled, the newest first."""

    holes: tuple[Hole, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all; serious while it lasts, or when only the platform's own page can help."""
    holes = [one for one in facts.holes if (one.to_at or facts.now) - one.from_at >= SHORTEST]
    if not holes:
        return []
    is_serious = any(one.to_at is None or one.is_lost for one in holes)
    return [
        Noticed(
            say("What people wrote to you in these times was not read: {n}.", n=len(holes)),
            tuple(_proof(one) for one in holes[:SHOWN]),
            (Way(say("Look at the channel"), "channels:detail", {"pk": holes[0].channel_id}),
             Way(say("Look at the sources"), "intake:home")),
            about=about([one.gap_id for one in holes]),
            severity="high" if is_serious else "medium",
        )
    ]  # fmt: skip


def _proof(one: Hole) -> Evidence:
    values: dict[str, Value] = {
        "kind": KINDS[one.kind], "name": one.name, "begin": f"{one.from_at:%Y-%m-%d %H:%M}",
    }  # fmt: skip
    message = say("{kind}, {name}: since {begin} (UTC), and still.", **values)
    if one.to_at is not None:
        message = say("{kind}, {name}: {begin} to {end} (UTC).", end=f"{one.to_at:%Y-%m-%d %H:%M}", **values)
    return Evidence(message, "channels:detail", {"pk": one.channel_id})


def load(workspace: Workspace, now: datetime) -> Facts:
    gaps = channels.open_gaps(workspace).filter(source__kind__in=TO_THE_SHOP, from_at__gt=now - LATELY)
    live = gaps.exclude(source__channel__state__in=("disconnected", "paused"))
    return Facts(
        tuple(
            Hole(gap.pk, gap.source.channel_id, gap.source.channel.name or gap.source.channel.handle, gap.source.kind,
                 gap.from_at, gap.to_at, gap.reason == "forgotten")
            for gap in live
        ),
        now,
    )  # fmt: skip


RULE = Rule(
    id="care.unread-source",
    mistake="M14",
    severity="medium",
    notices=say("Comments, messages or reviews of half an hour or more were never read; serious while it lasts."),
    load=load,
    judge=judge,
)
