"""Reading the draft of a strategy."""

from __future__ import annotations

from vitrino.guidance.models import Draft
from vitrino.strategy import queries as strategy
from vitrino.strategy.queries import Part, Sheet, VoiceWords
from vitrino.workspace.models import Workspace


def draft_of(workspace: Workspace) -> Draft | None:
    return Draft.objects.filter(workspace=workspace).select_related("changed_by").first()


def sheet_of(draft: Draft) -> Sheet:
    """Its words, to be compared with a version."""
    return Sheet(draft.texts, tuple(VoiceWords(**one) for one in draft.voices))


def is_written(draft: Draft, part: Part) -> bool:
    """Whether the draft says anything about it."""
    if any(draft.texts.get(name, "").strip() for name in part.fields):
        return True
    return part.key == "voice" and bool(draft.voices)


def next_part(draft: Draft) -> Part | None:
    """The first part nobody went through yet; None when all are done."""
    return next((part for part in strategy.PARTS if part.key not in draft.done), None)
