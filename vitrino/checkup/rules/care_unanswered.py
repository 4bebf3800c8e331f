"""People wait longer than the shop itself allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.inbox import queries as inbox
from vitrino.workspace.models import Workspace

SHOWN = 5
# A day late is more than anybody forgives (CARE.md 5.1: 20 % of reviewers expected an answer within a day).
SERIOUS_AFTER = timedelta(days=1)
_MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Waiting:
    """Somebody whose answer is overdue."""

    conversation_id: int
    name: str
    platform_name: str
    due_at: datetime
    is_complaint: bool


@dataclass(frozen=True)
class Facts:
    """Whose answer is overdue, the longest overdue first, and how many that are."""

    late: tuple[Waiting, ...]
    count: int
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all of them; serious when a complaint is among them or somebody is a day late."""
    late = [one for one in facts.late if one.due_at < facts.now]
    if not late:
        return []
    first = late[0]
    is_serious = any(one.is_complaint for one in late) or facts.now - first.due_at >= SERIOUS_AFTER
    return [
        Noticed(
            say("People have waited for an answer longer than you promise yourselves: {n}.", n=facts.count),
            tuple(_proof(one, facts.now) for one in late[:SHOWN]),
            (Way(say("Answer the first"), "inbox:talk", {"pk": first.conversation_id}),
             Way(say("See all who wait"), "inbox:list")),
            about=",".join(str(one) for one in sorted(one.conversation_id for one in late)),
            severity="high" if is_serious else "medium",
        )
    ]  # fmt: skip


def _proof(waiting: Waiting, now: datetime) -> Evidence:
    hours = (now - waiting.due_at) // timedelta(hours=1)
    name, platform = waiting.name or "?", waiting.platform_name
    message = say("{name} on {platform}: hours late: {hours}.", name=name, platform=platform, hours=hours)
    if waiting.is_complaint:
        message = say("{name} on {platform}, a complaint: hours late: {hours}.",
                      name=name, platform=platform, hours=hours)  # fmt: skip
    return Evidence(message, "inbox:talk", {"pk": waiting.conversation_id})


def load(workspace: Workspace, now: datetime) -> Facts:
    late = inbox.late(workspace, now)
    return Facts(
        tuple(
            Waiting(one.pk, one.contact.name, channels.manifest_of(one.channel).name, one.due_at, one.is_complaint)
            for one in late[:_MOST_LOOKED_AT]
            if one.due_at is not None
        ),
        late.count(),
        now,
    )


RULE = Rule(
    id="care.unanswered",
    mistake="M14",
    severity="medium",
    notices=say("Somebody waits for an answer longer than the shop's target; serious after a day or for a complaint."),
    load=load,
    judge=judge,
)
