"""Single posts and answers that go out although everything is stopped."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vitrino.channels import actions as channels
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.publication import TERMINAL, PublicationState
from vitrino.publishing import queries
from vitrino.publishing.deciding import release
from vitrino.publishing.models import Publication
from vitrino.workspace.models import Person

S = PublicationState


@transaction.atomic
def let_through(*, publication: Publication, by: Person, now: datetime) -> Publication:
    """This one text, with its thread, goes out although everything is stopped; held already, it goes on now.

    Changed words are another text: they wait again. What is out already may be changed or taken down there.
    """
    rows = _thread_of(publication)
    if publication.state in TERMINAL and publication.state != S.PUBLISHED:
        raise Problem(say("This can't be done with it as it is now. Please load the page again."))
    keys = {row.key for row in rows}
    channels.let_through(workspace=publication.workspace, keys=keys, by=by, now=now)
    for row in rows:
        if row.state == S.HELD and row.reason.get("is_stopped"):
            release(publication=row, by=by, now=now)
    return Publication.objects.get(pk=publication.pk)


def hold_again(*, publication: Publication, by: Person, now: datetime) -> None:
    """It waits like everything else, if it is not out yet."""
    keys = {row.key for row in _thread_of(publication)}
    channels.hold_again(workspace=publication.workspace, keys=keys, by=by, now=now)


def _thread_of(publication: Publication) -> list[Publication]:
    head = publication.head or publication
    return queries.parts_of([head])[head.pk]
