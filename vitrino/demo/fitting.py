"""What the sample shop said when it asked which platforms fit: an hour a day, words, photos and short films."""

from __future__ import annotations

from datetime import datetime, timedelta

from vitrino.domain.fit.advising import Wish
from vitrino.domain.fit.facts import Format
from vitrino.fit import actions, queries
from vitrino.workspace.models import Person, Workspace

ASKED_AGO = timedelta(days=10)
MINUTES = 450
FORMATS: frozenset[Format] = frozenset({"text", "photo", "short-film"})


def ask(workspace: Workspace, *, by: Person, now: datetime) -> None:
    """Ten days ago, for the people whom the strategy names."""
    then = now - ASKED_AGO
    people = queries.basis(workspace, then).asked.audience
    actions.keep_wish(workspace=workspace, asked=Wish(people, FORMATS, MINUTES), by=by, now=then)
