"""Narrowing the list: by what is wanted, how soon, where, by whom, and what is out of sight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from vitrino.channels import queries as channels
from vitrino.domain.message import Message
from vitrino.domain.triage import INTENT_NAMES, Intent
from vitrino.inbox.models import Conversation
from vitrino.workspace.models import Workspace

S = Conversation.State
FIELDS = ("intent", "urgency", "channel", "assignee")
NOBODY = "nobody"
# How many of one state are worth a number; more are "more than so many".
MOST_COUNTED = 999


@dataclass(frozen=True)
class Filters:
    """What somebody chose; "" for no matter what."""

    intent: str = ""
    urgency: str = ""
    channel: str = ""
    assignee: str = ""

    @property
    def is_empty(self) -> bool:
        return not any((self.intent, self.urgency, self.channel, self.assignee))

    def chosen(self) -> dict[str, str]:
        """Only what was chosen, as a page sends it."""
        return {name: value for name in FIELDS if (value := getattr(self, name))}


def read(given: Mapping[str, str], workspace: Workspace) -> Filters:
    """What the page sent; anything that is none is left out."""
    channel, assignee = given.get("channel", ""), given.get("assignee", "")
    return Filters(
        intent=given.get("intent", "") if given.get("intent", "") in set(Intent) else "",
        urgency=given.get("urgency", "") if given.get("urgency", "") in ("1", "2", "3") else "",
        channel=channel if _is_number(channel) else "",
        assignee=assignee if assignee == NOBODY or _is_number(assignee) else "",
    )


def narrowed(found: QuerySet[Conversation], filters: Filters) -> QuerySet[Conversation]:
    """Only those that fit."""
    wanted: dict[str, Any] = {}
    if filters.urgency:
        wanted["urgency__gte"] = int(filters.urgency)
    if filters.channel:
        wanted["channel_id"] = int(filters.channel)
    if filters.assignee:
        wanted["assignee_id"] = None if filters.assignee == NOBODY else int(filters.assignee)
    found = found.filter(**wanted)
    # The intents are a short list of fixed words; looking for one in its text works on every database.
    return found.filter(intents__icontains=f'"{filters.intent}"') if filters.intent else found


def counts(workspace: Workspace, person_id: int) -> dict[str, int]:
    """How many there are in each state of the list; capped, so that a long history costs nothing."""
    mine = Conversation.objects.filter(workspace=workspace)
    asked = {
        "waiting": mine.filter(waiting_since__isnull=False),
        "mine": mine.filter(assignee=person_id, state__in=(S.OPEN, S.WAITING, S.SNOOZED)),
        "later": mine.filter(state=S.SNOOZED),
    }
    return {name: found.order_by()[:MOST_COUNTED].count() for name, found in asked.items()}


def intents() -> list[tuple[str, Message]]:
    return [(intent.value, name) for intent, name in INTENT_NAMES.items()]


def places(workspace: Workspace) -> list[tuple[str, str]]:
    """The shop's channels, by name."""
    return [(str(one.pk), str(one)) for one in channels.channels_of(workspace)]


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 19
