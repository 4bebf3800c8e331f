"""Putting a conversation off: out of sight until a time, or until the person writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from vitrino.domain.hours import OpeningHours, from_json
from vitrino.domain.hours.week import MIDNIGHT
from vitrino.domain.message import Message as Words
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.inbox import clocks
from vitrino.inbox.models import Conversation, Snooze
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

S = Conversation.State
LATER, SOON = timedelta(hours=3), timedelta(hours=1)
FURTHEST = timedelta(days=366)
USUAL_START = time(9)
DAYS_AHEAD = 8


@dataclass(frozen=True)
class Choice:
    """One offer. key: what the page sends; until: None until the person writes."""

    key: str
    label: Words
    until: datetime | None


def choices(workspace: Workspace, now: datetime) -> list[Choice]:
    """Later today (while there is enough of it), tomorrow and next week when the shop opens, until they write."""
    place, hours = zone(workspace.time_zone), from_json(workspace.hours)
    here = now.astimezone(place)
    later = (here + LATER).replace(minute=0, second=0, microsecond=0)
    tomorrow = _opening(hours, here + timedelta(days=1), place)
    monday = _opening(hours, here + timedelta(days=7 - here.weekday()), place)
    offers = {
        "later": Choice("later", say("Later today"), later),
        "tomorrow": Choice("tomorrow", say("Tomorrow, or when we open next"), tomorrow),
        "week": Choice("week", say("Next week"), monday),
        "writes": Choice("writes", say("Until they write"), None),
    }
    if later.date() != here.date() or later - here <= SOON:
        del offers["later"]
    if monday <= tomorrow:
        del offers["week"]
    return list(offers.values())


@transaction.atomic
def snooze(*, conversation: Conversation, until: datetime | None, by: Person, now: datetime) -> Conversation:
    """Put it off. until: None means until the person writes. Raises Problem for a time that makes no sense."""
    if until is not None and not now < until <= now + FURTHEST:
        raise Problem(say("Choose a time from now on, at most a year away."), "until")
    if conversation.state in (S.RESOLVED, S.SPAM, S.MUTED):
        raise Problem(say("This talk is closed already; it comes back when the person writes."))
    end(conversation, now)
    Snooze.objects.create(conversation=conversation, by=by, at=now, until=until)
    clocks.refresh([conversation], now)
    record("conversation.snoozed", workspace=conversation.workspace_id, by=by, now=now, about=conversation)
    return conversation


@transaction.atomic
def wake(*, conversation: Conversation, by: Person, now: datetime) -> Conversation:
    """Back in sight before its time; who was waiting waits again. Its time is seen by `sweeping`."""
    end(conversation, now)
    clocks.refresh([conversation], now)
    record("conversation.woken", workspace=conversation.workspace_id, by=by, now=now, about=conversation)
    return conversation


def end_for_answer(conversation: Conversation, now: datetime) -> None:
    """Whoever answers has taken it up again. Sets, does not save the conversation."""
    if conversation.state == S.SNOOZED:
        end(conversation, now)
        conversation.state = S.OPEN


def end(conversation: Conversation, now: datetime) -> None:
    """Nothing is put off any more. Sets, does not save the conversation."""
    conversation.snoozed_until = None
    Snooze.objects.filter(conversation=conversation, woken_at=None).update(woken_at=now)


def _opening(hours: OpeningHours, day: datetime, place: ZoneInfo) -> datetime:
    """When the shop opens on that day or the next one it is open; nine where no hours are known."""
    for number in range(DAYS_AHEAD):
        date = (day + timedelta(days=number)).date()
        opens = [one.opens for one in hours.on(date)]
        if opens and opens != [MIDNIGHT]:
            return datetime.combine(date, min(opens), place)
    return datetime.combine(day.date(), USUAL_START, place)
