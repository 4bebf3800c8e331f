"""Growing the list of names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from vitrino.channels.actions import hand_on
from vitrino.domain.matcher.query.parse import parse
from vitrino.domain.message import say
from vitrino.domain.names import checked_name, forms
from vitrino.domain.problem import Problem
from vitrino.listening.ears import QUERY
from vitrino.listening.hearing import hear as hear
from vitrino.listening.models import Mention, Watch
from vitrino.workspace import queries as workspaces
from vitrino.workspace.actions import record
from vitrino.workspace.models import BrandName, Person, Workspace

LONGEST_QUERY = 400


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
def watch_query(*, brand_name: BrandName, text: str, by: Person, now: datetime) -> Watch:
    """Watch whatever a query finds. Raises Problem, with the place, for one that can't be understood."""
    query = " ".join(text.split())
    if len(query) > LONGEST_QUERY:
        raise Problem(say("A query can have at most {limit} characters.", limit=LONGEST_QUERY), "text")
    parse(query)
    made, is_new = Watch.objects.get_or_create(
        workspace_id=brand_name.workspace_id,
        text=query,
        defaults={"brand_name": brand_name, "kind": QUERY, "is_own": True},
    )
    if not is_new and made.is_on:
        raise Problem(say("“{text}” is watched already.", text=query), "text")
    made.is_on = True
    made.save(update_fields=["is_on"])
    record("watch.added", workspace=brand_name.workspace_id, by=by, now=now, about=made)
    return made


@transaction.atomic
def judge_mention(*, mention: Mention, is_us: bool, by: Person, now: datetime) -> Mention:
    """Somebody of the shop says whether it is meant; all copies are judged alike, and what is meant can be answered."""
    copies = Mention.objects.filter(pk=mention.pk)
    if mention.copy_key:
        copies = Mention.objects.filter(workspace_id=mention.workspace_id, copy_key=mention.copy_key)
    copies.update(is_us=is_us, judged_by=by, judged_at=now)
    if is_us:
        hand_on([one.arrival for one in copies.select_related("arrival")], now)
    record("mention.judged", workspace=mention.workspace_id, by=by, now=now, about=mention, is_us=is_us)
    mention.is_us, mention.judged_by, mention.judged_at = is_us, by, now
    return mention


@transaction.atomic
def set_context(
    *, brand_name: BrandName, context_words: list[str], exclude_words: list[str], by: Person, now: datetime
) -> BrandName:
    """Words of which one must stand near the name, and words that show that somebody else is meant."""
    brand_name.context_words, brand_name.exclude_words = context_words, exclude_words
    brand_name.save(update_fields=["context_words", "exclude_words"])
    record("brand.context-set", workspace=brand_name.workspace_id, by=by, now=now, about=brand_name)
    return brand_name
