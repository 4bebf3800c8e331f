"""Writing a strategy step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from vitrino.guidance import queries
from vitrino.guidance.models import Draft
from vitrino.strategy import actions as strategy
from vitrino.strategy import queries as strategies
from vitrino.strategy.queries import Part, Strategy, VoiceWords
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace


@transaction.atomic
def begin(*, workspace: Workspace, by: Person, now: datetime) -> Draft:
    """The draft of this shop; a new one begins with what is in force."""
    found = queries.draft_of(workspace)
    if found is not None:
        return found
    in_force = strategies.strategy_in_force(workspace)
    sheet = strategies.sheet_of(in_force) if in_force else strategies.Sheet()
    made, is_new = Draft.objects.get_or_create(
        workspace=workspace,
        defaults={
            "texts": dict(sheet.texts), "voices": [asdict(one) for one in sheet.voices], "begun_at": now,
            "changed_at": now, "changed_by": by,
        },
    )  # fmt: skip
    if is_new:
        record("strategy.begun", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def keep_step(
    *, draft: Draft, part: Part, texts: Mapping[str, str], voices: Sequence[VoiceWords] | None, by: Person,
    now: datetime, is_done: bool = True,
) -> Draft:  # fmt: skip
    """Keep what was written in one step. Not an event of the log: nothing holds before it is in force."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    draft.texts |= {name: texts.get(name, "").strip() for name in part.fields}
    if voices is not None:
        draft.voices = [asdict(one) for one in voices if not one.is_empty]
    if is_done and part.key not in draft.done:
        draft.done = [*draft.done, part.key]
    draft.changed_at, draft.changed_by = now, by
    draft.save()
    return draft


@transaction.atomic
def note_taken(*, draft: Draft, key: str) -> Draft:
    """A proposal was taken over; it is not offered again."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if key not in draft.taken:
        draft.taken = [*draft.taken, key]
        draft.save(update_fields=["taken"])
    return draft


@transaction.atomic
def put_in_force(*, draft: Draft, reason: str, review_on: date | None, by: Person, now: datetime) -> Strategy:
    """The draft becomes the version in force and is gone. Raises Problem for an empty or unchanged one."""
    sheet = queries.sheet_of(draft)
    made = strategy.adopt_strategy(
        workspace=draft.workspace, texts=sheet.texts, voices=sheet.voices, reason=reason, review_on=review_on,
        by=by, now=now,
    )  # fmt: skip
    draft.delete()
    return made


@transaction.atomic
def give_up(*, draft: Draft, by: Person, now: datetime) -> None:
    """Throw the draft away; what is in force stays."""
    record("strategy.draft-dropped", workspace=draft.workspace_id, by=by, now=now, about=draft)
    draft.delete()
