"""The shop's name was used and Vitrino found out late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, day, quote
from vitrino.domain.message import say
from vitrino.listening import queries as listening
from vitrino.workspace.models import Workspace

SHOWN = 5
LATELY = timedelta(days=14)
LATE = timedelta(hours=1)
SERIOUS = timedelta(days=1)
_MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Missed:
    """A text with the shop's name. lag: how long after it was written it was found."""

    mention_id: int
    text: str
    platform_name: str
    at: datetime
    lag: timedelta


@dataclass(frozen=True)
class Facts:
    """Mentions of the last two weeks that were not found at once, the newest first."""

    missed: tuple[Missed, ...]


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all; serious when one was found a day late."""
    missed = [one for one in facts.missed if one.lag > LATE]
    if not missed:
        return []
    is_serious = any(one.lag >= SERIOUS for one in missed)
    return [
        Noticed(
            say("Your name was used and you heard of it more than an hour later. How often: {n}.", n=len(missed)),
            tuple(_proof(one) for one in missed[:SHOWN]),
            (Way(say("See what was said"), "listening:home"), Way(say("Look at the sources"), "intake:home")),
            about=about([one.mention_id for one in missed]),
            severity="high" if is_serious else "medium",
        )
    ]


def _proof(one: Missed) -> Evidence:
    hours = max(1, one.lag // timedelta(hours=1))
    message = say("{day} on {platform}, found after {hours} h: “{text}”", day=day(one.at), platform=one.platform_name,
                  hours=hours, text=quote(one.text))  # fmt: skip
    return Evidence(message, "listening:home")


def load(workspace: Workspace, now: datetime) -> Facts:
    """What was written before its channel was connected is history, not missed."""
    late = listening.sure(listening.mentions_of(workspace)).filter(
        at__gt=now - LATELY, at__gte=F("arrival__channel__connected_at"), seen_at__gt=F("at") + LATE
    )
    return Facts(
        tuple(
            Missed(
                one.pk, one.arrival.text, channels.manifest_of(one.arrival.channel).name, one.at, one.seen_at - one.at
            )
            for one in late[:_MOST_LOOKED_AT]
        )
    )


RULE = Rule(
    id="listening.missed",
    mistake="M7",
    severity="medium",
    notices=say("A text with the shop's name was found more than an hour after it was written; serious after a day."),
    load=load,
    judge=judge,
)
