"""Growing the list of names, and hearing them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.urls import reverse

from vitrino.channels import queries as channels
from vitrino.domain.matcher import MAYBE, Matcher
from vitrino.domain.message import say
from vitrino.domain.names import checked_name, forms
from vitrino.domain.problem import Problem
from vitrino.listening.ears import matcher_of
from vitrino.listening.models import Hearing, Mention, Watch
from vitrino.notify import actions as notify
from vitrino.workspace import queries as workspaces
from vitrino.workspace.actions import record
from vitrino.workspace.models import BrandName, Person, Workspace

if TYPE_CHECKING:
    from vitrino.channels.models import Arrival

logger = logging.getLogger(__name__)

BATCH = 200
# Rows committed out of order get their numbers earlier than they appear; so the sweep looks back a little.
OVERLAP = 1_000
# Older texts are heard, but nobody is woken for them (the history of a channel just connected).
NEWS_FOR = timedelta(days=2)
SHOWN_TEXT = 80


@transaction.atomic
def grow_watches(*, workspace: Workspace, now: datetime) -> int:
    """Watch every form of every name of the shop; what the owner struck out or added stays. How many are new."""
    known = set(Watch.objects.filter(workspace=workspace).values_list("text", flat=True))
    fresh = [
        Watch(workspace=workspace, brand_name=name, text=form.text, kind=form.kind, language=form.language)
        for name in workspaces.brand_names(workspace)
        for form in forms([name.text])
        if form.text not in known and not known.add(form.text)  # type: ignore[func-returns-value]
    ]
    Watch.objects.bulk_create(fresh)
    return len(fresh)


def preview_forms(names: Iterable[BrandName]) -> list[str]:
    """The forms that would be watched, for showing."""
    return [form.text for form in forms([name.text for name in names])]


@transaction.atomic
def switch_watch(*, watch: Watch, is_on: bool, by: Person, now: datetime) -> Watch:
    """Strike a form out, or watch it again."""
    watch.is_on = is_on
    watch.save(update_fields=["is_on"])
    record("watch.switched", workspace=watch.workspace_id, by=by, now=now, about=watch, is_on=is_on)
    return watch


@transaction.atomic
def watch_form(*, brand_name: BrandName, text: str, by: Person, now: datetime) -> Watch:
    """Watch a form the owner has seen somewhere. Raises Problem for one letter or an empty text."""
    form = checked_name(text)
    made, is_new = Watch.objects.get_or_create(
        workspace_id=brand_name.workspace_id,
        text=form,
        defaults={"brand_name": brand_name, "kind": "exact", "is_own": True},
    )
    if not is_new and made.is_on:
        raise Problem(say("“{text}” is watched already.", text=form), "text")
    made.is_on = True
    made.save(update_fields=["is_on"])
    record("watch.added", workspace=brand_name.workspace_id, by=by, now=now, about=made)
    return made


@transaction.atomic
def set_context(
    *, brand_name: BrandName, context_words: list[str], exclude_words: list[str], by: Person, now: datetime
) -> BrandName:
    """Words of which one must stand near the name, and words that show that somebody else is meant."""
    brand_name.context_words, brand_name.exclude_words = context_words, exclude_words
    brand_name.save(update_fields=["context_words", "exclude_words"])
    record("brand.context-set", workspace=brand_name.workspace_id, by=by, now=now, about=brand_name)
    return brand_name


def hear(now: datetime) -> int:
    """Search everything that came in and was not searched yet; how many texts that were."""
    total = 0
    while batch := _unheard():
        matchers = {workspace_id: matcher_of(workspace_id) for workspace_id in {one.workspace_id for one in batch}}
        for arrival in batch:
            hear_one(arrival, now=now, matcher=matchers[arrival.workspace_id])
        total += len(batch)
    return total


@transaction.atomic
def hear_one(arrival: Arrival, *, now: datetime, matcher: Matcher | None = None) -> Mention | None:
    """Search one text; a name in it becomes a mention, and an alert unless it is only a maybe. Each is heard once."""
    _hearing, is_new = Hearing.objects.get_or_create(arrival_id=arrival.pk, defaults={"at": now})
    if not is_new or arrival.is_own:
        return None
    mention = _mention_in(arrival, matcher or matcher_of(arrival.workspace_id), now)
    if mention is not None:
        mention.save()
        is_sure = arrival.kind == "mention" or mention.score > MAYBE
        if is_sure and now - arrival.at < NEWS_FOR:
            _tell(arrival, mention, now)
    return mention


def _unheard() -> list[Arrival]:
    last = Hearing.objects.aggregate(last=Max("arrival_id"))["last"] or 0
    heard = Hearing.objects.filter(arrival_id=OuterRef("pk"))
    waiting = channels.arrivals_after(last - OVERLAP).filter(~Exists(heard))
    return list(waiting.select_related("workspace", "channel")[:BATCH])


def _mention_in(arrival: Arrival, matcher: Matcher, now: datetime) -> Mention | None:
    hits = matcher.find(arrival.text)
    best = max(hits, key=lambda hit: hit.score) if hits else None
    if best is None and arrival.kind != "mention":
        return None
    mention = Mention(workspace_id=arrival.workspace_id, arrival=arrival, rule="platform", at=arrival.at, seen_at=now)
    if best is not None:
        mention.form, mention.rule, mention.score = best.matched[:120], best.rule, best.score
        mention.start, mention.end = best.start, best.end
    return mention


def _tell(arrival: Arrival, mention: Mention, now: datetime) -> None:
    platform = channels.manifest_of(arrival.channel).name
    author = arrival.author_name or arrival.author_handle or platform
    message = say(
        "{author} mentions you on {platform}: “{text}”",
        author=author, platform=platform, text=" ".join(arrival.text.split())[:SHOWN_TEXT],
    )  # fmt: skip
    url = reverse("listening:home", kwargs={"slug": arrival.workspace.slug}) + f"#mention-{mention.pk}"
    key = f"mention:{arrival.pk}"
    notify.alert(workspace=arrival.workspace, kind="mention", key=key, message=message, url=url, now=now)
