"""The shop's own playbook: each edit is a version, and a case walks the one it began with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vitrino.complaints.models import PlaybookVersion
from vitrino.domain.cases import DEFAULT_PLAYBOOK, Step
from vitrino.domain.cases import playbook as rules
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace


def current_version(workspace: Workspace, *, now: datetime) -> PlaybookVersion:
    """The newest version; the first is the one Vitrino brings along."""
    found = PlaybookVersion.objects.filter(workspace=workspace).order_by("-number").first()
    if found is not None:
        return found
    made, _is_new = PlaybookVersion.objects.get_or_create(
        workspace=workspace, number=DEFAULT_PLAYBOOK.version,
        defaults={"steps": rules.to_json(DEFAULT_PLAYBOOK)["steps"], "at": now},
    )  # fmt: skip
    return made


@transaction.atomic
def save_playbook(*, workspace: Workspace, steps: Sequence[Step], reason: str, by: Person,
                  now: datetime) -> PlaybookVersion:  # fmt: skip
    """The next version, for cases that are opened from now on. The same steps again are no new version.

    Raises Problem for a missing reason and for anything that keeps a playbook from being used.
    """
    if not reason.strip():
        raise Problem(say("Write down why you change it. Later you will want to know."), "reason")
    before = current_version(workspace, now=now)
    after = rules.edited(before.playbook, steps)
    if after.version == before.number:
        return before
    made = PlaybookVersion.objects.create(
        workspace=workspace, number=after.version, steps=rules.to_json(after)["steps"], reason=reason.strip()[:300],
        by=by, at=now,
    )  # fmt: skip
    record("playbook.changed", workspace=workspace, by=by, now=now, about=made, number=made.number)
    return made
