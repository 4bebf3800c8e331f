"""The shop argues with a customer in public instead of helping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about
from vitrino.domain.message import say
from vitrino.inbox import lookback
from vitrino.workspace.models import Workspace

SHOWN = 5
LATELY = timedelta(days=30)
# CARE 5.2: answer in public once, then help in private; the third public answer is an argument.
ANSWERS = 3


@dataclass(frozen=True)
class Argument:
    """A complaint that others can read. answers: how often the shop wrote."""

    conversation_id: int
    name: str
    platform_name: str
    answers: int


@dataclass(frozen=True)
class Facts:
    """Public complaints of the last month in which both sides wrote again and again, the newest first."""

    arguments: tuple[Argument, ...]


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all."""
    found = [one for one in facts.arguments if one.answers >= ANSWERS]
    if not found:
        return []
    return [
        Noticed(
            say("You go back and forth with a customer where everybody reads along: {n}.", n=len(found)),
            tuple(
                Evidence(say("{name} on {platform}: your answers in public: {n}.", name=one.name or "?",
                             platform=one.platform_name, n=one.answers), "inbox:talk", {"pk": one.conversation_id})
                for one in found[:SHOWN]
            ),
            (Way(say("Open the talk and offer a private way"), "inbox:talk", {"pk": found[0].conversation_id}),
             Way(say("Say how customers reach you"), "complaints:contacts")),
            about=about([one.conversation_id for one in found]),
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    found = lookback.long_public_complaints(workspace, now - LATELY, ANSWERS)
    return Facts(
        tuple(
            Argument(talk.pk, talk.contact.name, channels.manifest_of(talk.channel).name, ours) for talk, ours in found
        )
    )


RULE = Rule(
    id="care.argument",
    mistake="M8",
    severity="medium",
    notices=say("A complaint in public has three answers of the shop and more, and as many of the customer."),
    load=load,
    judge=judge,
)
