"""Nobody is told at once when somebody names the shop or writes to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import day
from vitrino.domain.message import say
from vitrino.notify import queries as notify
from vitrino.workspace.models import Workspace

UNREAD_TOO_LONG = timedelta(days=1)


@dataclass(frozen=True)
class Facts:
    """channels: connected ones. has_way: somebody who answers has a proven way that rings at once.

    oldest_unread_at: of the alerts in the page, None when all were read.
    """

    channels: int
    has_way: bool
    oldest_unread_at: datetime | None
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """Serious when alerts have already lain unread for a day."""
    if not facts.channels or facts.has_way:
        return []
    unread = facts.oldest_unread_at
    is_unread = unread is not None and facts.now - unread >= UNREAD_TOO_LONG
    evidence = [
        Evidence(say("Ways to tell somebody at once that are proven and work: 0. Channels connected: {n}.",
                     n=facts.channels))
    ]  # fmt: skip
    if is_unread and unread is not None:
        evidence.append(Evidence(say("An alert has waited unread since {day}.", day=day(unread)), "notify:list"))
    return [
        Noticed(
            say("When somebody names you or writes to you, nobody hears of it until they open this page."),
            tuple(evidence),
            (Way(say("Choose how you are told"), "notify:choices"),),
            severity="high" if is_unread else "medium",
        )
    ]


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(
        channels.channels_of(workspace).count(),
        notify.has_instant_way(workspace),
        notify.oldest_unread_at(workspace),
        now,
    )


RULE = Rule(
    id="listening.no-instant-notice",
    mistake="M7",
    severity="medium",
    notices=say("No one of those who answer has a way that tells them at once; serious when alerts lie unread."),
    load=load,
    judge=judge,
)
