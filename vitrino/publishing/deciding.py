"""What people decide about a publication: look at it, send it again, stop it, let it go."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Literal

from django.db import transaction

from vitrino.channels import queries as channels
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.publication import (
    PROTOCOL,
    Event,
    NotAllowedNow,
    PublicationState,
    Seen,
    Situation,
    UndeclaredTransition,
    after_release,
)
from vitrino.publishing.models import Publication
from vitrino.publishing.moves import take
from vitrino.publishing.threads import stop_the_rest
from vitrino.workspace.models import Person, Workspace

Decision = Literal["there", "again", "cancel"]
S = PublicationState


def decide(*, publication: Publication, decision: Decision, by: Person, now: datetime, url: str = "",
           seen: Seen | None = None) -> Publication:  # fmt: skip
    """The answer to a question: it is there, publish it again, or let it be. Raises Problem in words.

    url: where the person saw it. seen: the row as the page showed it; a second click then changes nothing.
    """
    if decision == "cancel":
        return cancel(publication=publication, by=by, now=now, seen=seen)
    if decision == "there":
        return _taken(take(publication.pk, Event.IT_IS_THERE, now=now, person=by, seen=seen, fields=_link(url)))
    return _taken(take(publication.pk, _send_it, now=now, person=by, seen=seen))


@transaction.atomic
def cancel(*, publication: Publication, by: Person, now: datetime, seen: Seen | None = None) -> Publication:
    """Stop it, and what comes after it in its thread. While it is being sent this is a wish: it stops if that is still
    possible, and it shows what became of it."""
    stopped = _taken(take(publication.pk, Event.CANCEL, now=now, person=by, seen=seen))
    stop_the_rest(stopped, by=by, now=now)
    return stopped


@transaction.atomic
def drop(row: Publication, now: datetime) -> Publication:
    """It is too late, and the shop wants late posts to be let be."""
    said = say("Its time was over, and late posts are not published here.")
    dropped = _taken(take(row.pk, Event.CANCEL, now=now, said=said))
    stop_the_rest(dropped, by=None, now=now, said=said)
    return dropped


def retry(*, publication: Publication, by: Person, now: datetime, seen: Seen | None = None) -> Publication:
    """Try a failed one again; nothing of it is out."""
    return _taken(take(publication.pk, Event.TRY_AGAIN, now=now, person=by, seen=seen))


def release(*, publication: Publication, by: Person, now: datetime, seen: Seen | None = None) -> Publication:
    """Let a held one go; what may be out already is looked for first."""
    if not publication.channel.is_usable or channels.is_held(now):
        raise Problem(say("This channel can't publish now. Please connect it again, or end the pause."))
    if channels.is_stopped(publication.workspace_id, publication.key):
        raise Problem(say("Everything is stopped at the moment. Let things go out again first."))
    return _taken(take(publication.pk, _first_allowed(after_release, Event.RELEASE), now=now, person=by, seen=seen))


@transaction.atomic
def release_all(*, workspace: Workspace, by: Person, now: datetime) -> int:
    """Let everything go that can go. How many."""
    held = Publication.objects.filter(workspace=workspace, state=S.HELD).select_related("channel")
    ready = [row for row in held if row.channel.is_usable and not channels.is_stopped(row.workspace_id, row.key)]
    for row in ready:
        release(publication=row, by=by, now=now)
    return len(ready)


def let_go_of_reopened(now: datetime) -> int:
    """What was held for its channel goes on once somebody has connected it again or ended its pause. How many."""
    if channels.is_held(now):
        return 0
    held = Publication.objects.filter(state=S.HELD, reason__event__in=[Event.HOLD, Event.AUTH_LOST])
    waiting = held.select_related("channel__opened_by").exclude(channel__opened_by=None)
    waiting = waiting.exclude(workspace__in=channels.stopped_workspaces())
    # What was held because everything was stopped is looked through by a person first.
    open_again = [row for row in waiting if row.channel.is_usable and not row.reason.get("is_stopped")]
    for row in open_again:
        with suppress(NotAllowedNow, UndeclaredTransition):  # somebody else moved it meanwhile
            take(row.pk, _first_allowed(after_release, Event.RELEASE), now=now, person=row.channel.opened_by)
    return len(open_again)


def _send_it(situation: Situation) -> Event:
    """A late one just goes out; for one that may be out, nothing may still be able to appear by itself."""
    return PROTOCOL.first_allowed((Event.PUBLISH_LATE,), situation) or Event.PUBLISH_AGAIN


def _first_allowed(decider: Callable[[Situation], Event | None], otherwise: Event) -> Callable[[Situation], Event]:
    """The decider's choice; where it has none, the event whose refusal says why."""
    return lambda situation: decider(situation) or otherwise


def _link(url: str) -> dict[str, str]:
    """The address a person gives for the post, if it can be one."""
    url = url.strip()
    if not url:
        return {}
    if not url.startswith(("https://", "http://")) or len(url) > 500:
        raise Problem(say("Please enter the address of the post, beginning with https://."), field="url")
    return {"url": url}


def _taken(row: Publication | None) -> Publication:
    assert row is not None  # an event by name is taken or refused
    return row
