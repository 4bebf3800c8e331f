"""Abuse lies in the inbox and nobody has dealt with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, day
from vitrino.conduct import queries as conduct
from vitrino.domain.message import say
from vitrino.domain.triage import Intent
from vitrino.inbox import lookback
from vitrino.workspace.models import Workspace

SHOWN = 5
LATELY = timedelta(days=30)
HANDLED_WITHIN = timedelta(days=1)
GRAVE = frozenset({Intent.THREAT.value, Intent.HATE.value})


@dataclass(frozen=True)
class Abuse:
    """A talk that looks like abuse and in which no step was taken. is_grave: threats or hate."""

    conversation_id: int
    name: str
    platform_name: str
    at: datetime
    is_grave: bool


@dataclass(frozen=True)
class Facts:
    """Such talks of the last month, the oldest first."""

    left: tuple[Abuse, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all of a day and older; the words are not repeated here. Serious for threats and hate."""
    left = [one for one in facts.left if facts.now - one.at >= HANDLED_WITHIN]
    if not left:
        return []
    left.sort(key=lambda one: not one.is_grave)
    return [
        Noticed(
            say("Somebody treats you badly, and nobody has done anything about it: {n}.", n=len(left)),
            tuple(
                Evidence(say("{day}, {name} on {platform}.", day=day(one.at), name=one.name or "?",
                             platform=one.platform_name), "inbox:talk", {"pk": one.conversation_id})
                for one in left[:SHOWN]
            ),
            (Way(say("Open the first and take a step"), "inbox:talk", {"pk": left[0].conversation_id}),
             Way(say("Read your rules"), "conduct:rules")),
            about=about([one.conversation_id for one in left]),
            severity="high" if left[0].is_grave else "medium",
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    found = lookback.abuse_left(workspace, now - LATELY, now - HANDLED_WITHIN)
    handled = set(conduct.handled_talks(workspace))
    return Facts(
        tuple(
            Abuse(talk.pk, talk.contact.name, channels.manifest_of(talk.channel).name, talk.opened_at,
                  bool(GRAVE & set(talk.intents)))
            for talk in found
            if talk.pk not in handled
        ),
        now,
    )  # fmt: skip


RULE = Rule(
    id="abuse.unhandled",
    mistake="M9",
    severity="medium",
    notices=say("A talk looks like abuse for a day and no step was taken; serious for threats and hate."),
    load=load,
    judge=judge,
)
