"""Asking the language model for a proposal, in the words of a post and its channel."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.utils.translation import get_language_info

from vitrino.assist import actions as assist
from vitrino.assist.asking import Task, Wish
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.posts import checks
from vitrino.posts.composer import Told
from vitrino.posts.typed import Typed

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.posts.models import Post, PostAsset
    from vitrino.workspace.models import Person

TASKS: frozenset[str] = frozenset({"rewrite", "shorten", "translate"})
LANGUAGES = ("en", "pl", "eo", "de", "uk", "fr", "es", "it", "cs")


def proposal(
    post: Post, sent: Typed, channel: Channel, task: str, language: str, *, by: Person, now: datetime
) -> Told | None:
    """What the model proposes for a channel's text, or why not; None for a task there is not. Changes nothing."""
    if task not in TASKS:
        return None
    own, form = sent.texts.get(channel.pk), checks.form_of(channel)
    facts: dict[str, str | int] = {"platform": form.name, "limit": form.rule.limit, "tone": form.tone}
    if brand := getattr(post.workspace, "brand", None):
        facts |= {"voice": brand.voice[:2000], "avoid": brand.avoid[:2000]}
    spoken = language if task == "translate" and language in LANGUAGES else sent.language
    wish = Wish(cast("Task", task), sent.idea if own is None else own, _name(spoken), facts)
    try:
        found = assist.propose(workspace=post.workspace, wish=wish, by=by, now=now)
    except Problem as problem:
        return Told((), (problem.message,))
    told = say("Proposal of the model {model}. Nothing of it is saved yet.", model=found.model)
    return Told((told,), found.notes, proposal=found.text)


def description(post: Post, picture: PostAsset, *, by: Person, now: datetime) -> assist.Proposal:
    """How the model would describe a picture. Raises Problem."""
    with picture.asset.file.open("rb") as file:
        seen = (picture.asset.mime_type, file.read(assist.LARGEST_PICTURE + 1))
    wish = Wish("describe", post.idea, _name(post.language), picture=seen)
    return assist.propose(workspace=post.workspace, wish=wish, by=by, now=now)


def _name(language: str) -> str:
    """The language in English, which every model reads."""
    try:
        return str(get_language_info(language)["name"])
    except KeyError:
        return language
