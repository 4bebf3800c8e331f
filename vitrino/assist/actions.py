"""Choosing a model, and asking it. What it answers is a proposal: a value handed back, never stored, never sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vitrino.assist.asking import MOST_TOKENS, Task, Wish, messages
from vitrino.assist.client import Endpoint, address_of, complete
from vitrino.assist.models import AssistSettings
from vitrino.assist.queries import is_ready, settings_of
from vitrino.channels import vault
from vitrino.connect.secret import Secret
from vitrino.domain import text as rules
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

LONGEST_TEXT = 20_000
LARGEST_PICTURE = 6_000_000
QUOTES = {'"': '"', "“": "”", "„": "”", "«": "»", "'": "'"}


@dataclass(frozen=True)
class Chosen:
    """What a person chose. key: None keeps the one that is stored, "" forgets it."""

    is_on: bool
    base_url: str
    model: str
    key: str | None = None
    allows_local: bool = False
    sees_pictures: bool = False


@dataclass(frozen=True)
class Proposal:
    """What the model suggests. notes: what to look at before taking it over."""

    task: Task
    text: str
    model: str
    notes: tuple[Message, ...] = ()


@transaction.atomic
def choose_model(*, workspace: Workspace, chosen: Chosen, by: Person, now: datetime) -> AssistSettings:
    """Switch the help on or off. Raises Problem for an address or a model that can't be used."""
    address = ""
    if chosen.is_on or chosen.base_url.strip():
        address = address_of(chosen.base_url, allows_local=chosen.allows_local)
    if chosen.is_on and not chosen.model.strip():
        raise Problem(say("Say which model to ask."), "model")
    made, _is_new = AssistSettings.objects.update_or_create(
        workspace=workspace,
        defaults={"is_on": chosen.is_on, "base_url": address, "model": chosen.model.strip(), "changed_at": now,
                  "allows_local": chosen.allows_local, "sees_pictures": chosen.sees_pictures},
    )  # fmt: skip
    if chosen.key is not None:
        key = chosen.key.strip()
        made.sealed_key = vault.seal({"key": Secret(key)}, _place(workspace)) if key else b""
        made.save(update_fields=["sealed_key"])
    record("assist.changed", workspace=workspace, by=by, now=now, is_on=chosen.is_on)
    return made


def propose(*, workspace: Workspace, wish: Wish, by: Person, now: datetime) -> Proposal:
    """Ask the model. Takes up to a minute and changes nothing but the log, where it says that it was asked."""
    chosen = settings_of(workspace)
    if not is_ready(chosen):
        raise Problem(say("No language model helps here. Somebody can choose one in the settings."))
    if wish.picture is not None and (not chosen.sees_pictures or len(wish.picture[1]) > LARGEST_PICTURE):
        raise Problem(say("The model can't look at this picture."))
    if wish.picture is None and not wish.text.strip():
        raise Problem(say("There is no text yet."))
    if len(wish.text) > LONGEST_TEXT:
        raise Problem(say("This text is too long for the model: {most} characters at most.", most=LONGEST_TEXT))
    record("assist.asked", workspace=workspace, by=by, now=now, task=wish.task)
    said = _plain(complete(_endpoint(workspace, chosen), messages(wish), MOST_TOKENS[wish.task]))
    return Proposal(wish.task, said, chosen.model, _notes(wish, said))


def _endpoint(workspace: Workspace, chosen: AssistSettings) -> Endpoint:
    key = None
    if chosen.sealed_key:
        try:
            key = vault.unseal(bytes(chosen.sealed_key), _place(workspace))["key"]
        except vault.Unreadable as error:
            raise Problem(
                say("The key for the model can't be read any more. Enter it again in the settings.")
            ) from error
    return Endpoint(chosen.base_url, chosen.model, key, chosen.allows_local)


def _place(workspace: Workspace) -> vault.Place:
    return vault.Place("assist", workspace.pk, workspace.pk)


def _plain(said: str) -> str:
    """The text alone: storable, not endless, without the quotation marks that models like to put around it."""
    text = rules.clean(said).strip()[:LONGEST_TEXT]
    if len(text) > 1 and QUOTES.get(text[0]) == text[-1] and text.count(text[0]) == (2 if text[0] == text[-1] else 1):
        return text[1:-1].strip()
    return text


def _notes(wish: Wish, said: str) -> tuple[Message, ...]:
    """What rules can see: links and people that were not there, or are gone."""
    notes = []
    before = {span.text for find in (rules.urls, rules.mentions) for span in find(wish.text)}
    after = {span.text for find in (rules.urls, rules.mentions) for span in find(said)}
    if new := sorted(after - before):
        notes.append(say("Not in your text: {names}. Check before you take it over.", names=", ".join(new[:5])))
    if (gone := sorted(before - after)) and wish.task != "describe":
        notes.append(say("Left away: {names}.", names=", ".join(gone[:5])))
    if rules.oddities(said):
        notes.append(say("The proposal holds characters one can't see."))
    return tuple(notes)
