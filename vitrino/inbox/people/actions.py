"""Describing a person, and what Vitrino does about people by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.inbox.models import Contact, Identity
from vitrino.inbox.people import changes, facts
from vitrino.inbox.people.changes import merge as merge
from vitrino.inbox.people.changes import split as split
from vitrino.inbox.people.changes import undo as undo
from vitrino.inbox.people.erasure import erase as erase
from vitrino.inbox.people.facts import add as add
from vitrino.inbox.people.facts import drop as drop
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

LONGEST_NOTE = 10_000


@transaction.atomic
def describe(*, contact: Contact, name: str, note: str, by: Person, now: datetime) -> Contact:
    """What the shop calls them, and what it wants to remember. Raises Problem for a note nobody would read."""
    if len(note) > LONGEST_NOTE:
        raise Problem(say("Please say it in at most {n} characters.", n=LONGEST_NOTE), "note")
    contact.name, contact.note = " ".join(name.split())[:200], note.strip()
    contact.save(update_fields=["name", "note"])
    record("contact.described", workspace=contact.workspace_id, by=by, now=now, about=contact)
    return contact


def keep_up(now: datetime) -> None:
    """Note what came since, and join whom it proves to be one person."""
    facts.note_profiles(now)
    for workspace in Workspace.objects.filter(pk__in=Identity.objects.values("workspace")):
        facts.note_orders(workspace, now)
    changes.mend(now)
    changes.merge_proven(now)
