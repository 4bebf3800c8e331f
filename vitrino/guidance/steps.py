"""One step of the guide: its forms, what is proposed, and taking a proposal over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from vitrino.channels import queries as channels
from vitrino.guidance import actions, queries
from vitrino.guidance.forms import PartForm, VoiceForm
from vitrino.guidance.models import Draft
from vitrino.guidance.proposals import Proposal, proposals_for
from vitrino.strategy import queries as strategy
from vitrino.strategy.queries import Part, VoiceWords
from vitrino.ui.words import words
from vitrino.workspace.models import Person, Workspace

EVERYWHERE = "everywhere"


class Step:
    """A part of a draft with the forms that write it; `given` is what was sent."""

    def __init__(self, draft: Draft, part: Part, given: Mapping[str, Any] | None) -> None:
        self.draft, self.part = draft, part
        self.form = PartForm(given, part=part, initial=draft.texts)
        self.voice_forms = _voice_forms(draft, given) if part.key == "voice" else {}

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(form.is_valid() for form in self.voice_forms.values())])

    @property
    def has_errors(self) -> bool:
        return bool(self.form.errors or any(form.errors for form in self.voice_forms.values()))

    @property
    def texts(self) -> dict[str, str]:
        return dict(self.form.cleaned_data)

    @property
    def voices(self) -> list[VoiceWords] | None:
        """Those of the voice step; None elsewhere."""
        if not self.voice_forms:
            return None
        return [form.words(platform) for platform, form in self.voice_forms.items()]


def step_context(here: Step, now: datetime) -> dict[str, Any]:
    """What the page of a step shows."""
    parts, draft = strategy.PARTS, here.draft
    place = parts.index(here.part)
    offered = [one for one in proposals_for(draft.workspace, here.part.key, now) if one.key not in draft.taken]
    return {
        "draft": draft, "part": here.part, "form": here.form, "number": place + 1, "total": len(parts),
        "before": parts[place - 1] if place else None, "is_last": place + 1 == len(parts),
        "voice_forms": [(strategy.name_of(platform), platform, form, _is_said(draft, platform))
                        for platform, form in here.voice_forms.items()],
        "proposals": offered,
    }  # fmt: skip


def taken_over(*, draft: Draft, part: Part, key: str, by: Person, now: datetime) -> None:
    """Write a proposal into the draft, in the words of whoever takes it; one that is gone changes nothing."""
    draft.refresh_from_db()
    offered = proposals_for(draft.workspace, part.key, now)
    found = next((one for one in offered if one.key == key and one.key not in draft.taken), None)
    if found is None:
        return
    texts = {name: draft.texts.get(name, "") for name in part.fields}
    voices = None
    if found.voice:
        voices = _with_voice(draft, found)
    else:
        texts[found.writes] = "\n".join(one for one in (texts[found.writes].strip(), words(found.sentence)) if one)
    actions.keep_step(draft=draft, part=part, texts=texts, voices=voices, by=by, now=now, is_done=False)
    actions.note_taken(draft=draft, key=key)


def platforms_of(workspace: Workspace) -> list[str]:
    """Where the shop is; "" first, for everywhere without a line of its own."""
    mine = channels.channels_of(workspace).order_by("platform").values_list("platform", flat=True).distinct()
    return ["", *mine]


def _voice_forms(draft: Draft, given: Mapping[str, Any] | None) -> dict[str, VoiceForm]:
    """Platform -> its form; a platform the draft speaks of stays, even without a channel."""
    said = {one.platform: one for one in queries.sheet_of(draft).voices}
    keys = dict.fromkeys([*platforms_of(draft.workspace), *sorted(said)])
    return {
        key: VoiceForm(given, prefix=f"voice-{key or EVERYWHERE}", initial=asdict(said.get(key, VoiceWords(key))))
        for key in keys
    }


def _is_said(draft: Draft, platform: str) -> bool:
    return any(one["platform"] == platform for one in draft.voices)


def _with_voice(draft: Draft, proposal: Proposal) -> list[VoiceWords]:
    said = {one.platform: one for one in queries.sheet_of(draft).voices}
    platform = proposal.platform
    said[platform] = replace(said.get(platform, VoiceWords(platform)), **proposal.voice)
    return list(said.values())
