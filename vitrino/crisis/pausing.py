"""What a crisis stopped: the list, single exceptions, and going on with a look at each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from vitrino.channels import actions as channels
from vitrino.channels import queries as found
from vitrino.crisis import logbook, queries
from vitrino.crisis.models import Entry, Incident, Paused
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.publication import PublicationState
from vitrino.domain.slots import instant, zone
from vitrino.publishing import actions as publishing
from vitrino.publishing.queries import Publication
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

S = PublicationState
Wish = Literal["keep", "move", "drop"]


@dataclass(frozen=True)
class Choice:
    """What shall become of one that was held back. at: the wall time to move to."""

    wish: Wish
    at: datetime | None = None


def write_down(incident: Incident) -> int:
    """Everything planned at this moment; how many. Those written down before stay."""
    rows = [
        Paused(incident=incident, publication=one, publish_at=one.publish_at) for one in queries.held_back(incident)
    ]
    Paused.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def let_through(*, incident: Incident, publication: Publication, by: Person, now: datetime) -> None:
    """This one goes out in spite of the stop; the log says so. Raises Problem."""
    publishing.let_through(publication=publication, by=by, now=now)
    message = say("Let through in spite of the stop, on {channel}.", channel=str(publication.channel))
    logbook.write(incident, Entry.Kind.PAUSE, message, by=by, now=now, text=_text(publication))


@transaction.atomic
def hold_again(*, incident: Incident, publication: Publication, by: Person, now: datetime) -> None:
    """It waits like everything else."""
    publishing.hold_again(publication=publication, by=by, now=now)
    message = say("No longer let through, on {channel}.", channel=str(publication.channel))
    logbook.write(incident, Entry.Kind.PAUSE, message, by=by, now=now, text=_text(publication))


@transaction.atomic
def go_on(*, incident: Incident, choices: Mapping[int, Choice], by: Person, now: datetime) -> int:
    """Things go out again, after a choice about each that was held back; all of it or nothing. How many there were.

    choices: id of a publication -> what becomes of it. Raises Problem when one was not looked at.
    """
    rows = list(queries.held_back(incident).select_related("workspace"))
    through = found.let_through(incident.workspace)
    rows = [row for row in rows if row.key not in through]
    unseen = [row for row in rows if row.pk not in choices]
    if unseen:
        raise Problem(say("Look at each post first. Not decided: {n}.", n=len(unseen)))
    channels.go_on(workspace=incident.workspace, by=by, now=now, has_looked=True)
    for row in rows:
        _carry_out(incident, row, choices[row.pk], by, now)
    message = say("Things go out again. Posts looked at: {n}.", n=len(rows))
    logbook.write(incident, Entry.Kind.PAUSE, message, by=by, now=now)
    record("crisis.went-on", workspace=incident.workspace, by=by, now=now, about=incident, count=len(rows))
    return len(rows)


def _carry_out(incident: Incident, row: Publication, choice: Choice, by: Person, now: datetime) -> None:
    if choice.wish == "drop":
        publishing.cancel(publication=row, by=by, now=now)
    elif choice.wish == "move":
        _move(row, choice.at, by, now)
    elif row.state == S.HELD and row.reason.get("is_stopped") and row.channel.is_usable:
        _send_now(row, by, now)
    fields = {"outcome": choice.wish, "decided_at": now, "publish_at": row.publish_at}
    Paused.objects.update_or_create(incident=incident, publication=row, defaults=fields)


def _send_now(row: Publication, by: Person, now: datetime) -> None:
    """Its time is over, and somebody has just said that it shall go out: nobody needs to be asked once more."""
    if row.attempt_count:  # it may be out already, so it is looked for first
        publishing.release(publication=row, by=by, now=now)
    else:
        publishing.reschedule(publication=row, publish_at=now, wall_time=None, time_zone="", by=by, now=now)


def _move(row: Publication, wall: datetime | None, by: Person, now: datetime) -> None:
    if wall is None:
        raise Problem(say("Choose a day and a time for what you move."))
    time_zone = row.workspace.time_zone
    moment = instant(wall, zone(time_zone))
    publishing.reschedule(publication=row, publish_at=moment.utc, wall_time=moment.wall, time_zone=time_zone, by=by,
                          now=now)  # fmt: skip


def _text(publication: Publication) -> str:
    if publication.kind not in (Publication.Kind.POST, Publication.Kind.COMMENT):
        return ""  # an answer may name the customer, and nothing is ever taken out of the log
    return str(publication.content.get("text", ""))[:300]
