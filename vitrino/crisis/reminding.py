"""Waves become suspicions, deadlines become words to people, and what went out stands in the log."""

from __future__ import annotations

from datetime import datetime, timedelta

from vitrino.crisis import incidents, logbook, queries
from vitrino.crisis.models import Entry, Incident
from vitrino.crisis.wording import WANTED
from vitrino.domain.crisis import IncidentState, reminders
from vitrino.domain.message import Message, say
from vitrino.notify import actions as notify
from vitrino.publishing import queries as publishing
from vitrino.publishing.queries import Publication
from vitrino.surges import actions as surges
from vitrino.surges import queries as waves

# An older wave is no news when Vitrino was not running.
FRESH = timedelta(hours=12)
SOON = say("The first public word is due in a quarter of an hour.")


def suspect_from_waves(now: datetime) -> int:
    """A suspicion for each new wave of complaints. How many waves."""
    new = [one for one in waves.crises_since(now - FRESH) if not _is_known(one)]
    for surge in new:
        incidents.suspect(surge=surge, message=surges.words(surge), now=now)
    return len(new)


def settle(incident: Incident, now: datetime) -> bool:
    """The wave behind a suspicion was found to be nothing: so is the suspicion, in the same person's name."""
    wave = incident.surge
    is_nothing = incident.state == IncidentState.SUSPECTED and wave is not None and wave.dismissed_at is not None
    if not is_nothing or wave is None or wave.dismissed_by is None:
        return False
    incidents.advance(incident=incident, event="dismiss", by=wave.dismissed_by, reason=wave.reason, now=now)
    return True


def remind(incident: Incident, now: datetime) -> int:
    """Tell what is due. The key makes each be told once."""
    due = reminders(queries.facts_of(incident), now)
    for one in due:
        wanted = WANTED[one.due.wanted] if one.is_late else SOON
        message = say("Crisis “{title}”: {wanted}", title=incident.title, wanted=wanted)
        _tell(incident, f"crisis:{incident.pk}:{one.key}", message, now)
    return len(due)


def follow(incident: Incident, now: datetime) -> int:
    """Into the log: every post and every answer that went out since it was declared. How many were new."""
    if incident.declared_at is None:
        return 0
    known = set(incident.entries.filter(kind=Entry.Kind.OUT).values_list("about", flat=True))
    out = publishing.publications(incident.workspace).filter(published_at__gte=incident.declared_at)
    new = [one for one in out.order_by("published_at") if f"publication:{one.pk}" not in known]
    for one in new:
        logbook.write(incident, Entry.Kind.OUT, _said(one), by=one.by, now=one.published_at or now,
                      text=_own_words(one), about=f"publication:{one.pk}")  # fmt: skip
    return len(new)


def _said(one: Publication) -> Message:
    if one.kind in (Publication.Kind.POST, Publication.Kind.COMMENT):
        return say("Went out on {channel}.", channel=str(one.channel))
    return say("An answer went out on {channel}.", channel=str(one.channel))


def _own_words(one: Publication) -> str:
    """Only posts: an answer may name the customer, and nothing is ever taken out of this log."""
    is_post = one.kind in (Publication.Kind.POST, Publication.Kind.COMMENT)
    return str(one.content.get("text", ""))[:500] if is_post else ""


def _is_known(surge: waves.Surge) -> bool:
    return Entry.objects.filter(incident__workspace=surge.workspace_id, about=f"surge:{surge.pk}").exists()


def _tell(incident: Incident, key: str, message: Message, now: datetime) -> None:
    notify.alert(workspace=incident.workspace, kind="crisis", key=key, message=message, url=incidents.place(incident),
                 now=now, urgency="high")  # fmt: skip
