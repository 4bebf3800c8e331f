"""What the shop tells the public in a crisis: the page, and drafts for every channel made from one text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.crisis import incidents, logbook, queries
from vitrino.crisis.models import Entry, Incident, Statement
from vitrino.domain import text as rules
from vitrino.domain.crisis import IncidentEvent
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.posts import actions as posts
from vitrino.posts import checks
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.posts.models import Post

LONGEST = 4000
# What a platform may cost for the address of the page below a shortened text.
_LINK_ROOM = 90
_OPEN_GAP = re.compile(r"\[[^\]\n]{1,120}\]")


@transaction.atomic
def publish(*, incident: Incident, text: str, by: Person, now: datetime, corrects: Statement | None = None,
            is_last: bool = False) -> Statement:  # fmt: skip
    """It stands on the public page at once. Raises Problem for nothing, and for a gap nobody has filled."""
    row = incidents.locked(incident)
    text = text.strip()
    if not text:
        raise Problem(say("Write what the public shall read."), "text")
    if len(text) > LONGEST:
        raise Problem(say("This is too long for a statement: people read the first lines."), "text")
    if (gap := _OPEN_GAP.search(text)) is not None:
        raise Problem(say("Fill this in first: {gap}", gap=gap[0]), "text")
    made = Statement.objects.create(incident=row, text=text, corrects=corrects, is_last=is_last, at=now, by=by)
    row.said_at, row.has_last_word, row.quiet_reason = now, is_last or row.has_last_word, ""
    incidents.step(row, IncidentEvent.SAY, by=by, now=now)
    message = say("Corrected on the public page.") if corrects else say("On the public page.")
    logbook.write(row, Entry.Kind.STATEMENT, message, by=by, now=now, text=text, about=f"statement:{made.pk}")
    return made


@transaction.atomic
def draft_posts(*, statement: Statement, by: Person, now: datetime) -> Post:
    """The statement as drafts for every channel that takes words, each as long as it may be. Once; then the same."""
    if statement.post is not None and statement.post.deleted_at is None:
        return statement.post
    workspace = statement.incident.workspace
    link = queries.public_link(workspace) if is_reachable(workspace) else ""
    post = posts.create_post(workspace=workspace, by=by, now=now, idea=statement.text)
    draft = posts.Draft(idea=statement.text, link=link, language=workspace.language,
                        texts={one.pk: _fitting(one, statement.text) for one in speaking(workspace)})  # fmt: skip
    post = posts.save_post(post=post, version=post.version, draft=draft, by=by, now=now)
    statement.post = post
    statement.save(update_fields=["post"])
    return post


def speaking(workspace: Workspace) -> Iterable[Channel]:
    """Channels that can carry a statement now."""
    usable = channels.channels_of(workspace)
    return [one for one in usable if one.is_usable and channels.manifest_of(one).can("publish.text")]


def is_reachable(workspace: Workspace) -> bool:
    """Can people outside open the public page?"""
    return queries.public_link(workspace).startswith("https://")


def _fitting(channel: Channel, text: str) -> str | None:
    """Words of its own where the text is too long for the channel; None where it fits."""
    rule = checks.rule_of(channel)
    if rules.count(f"{text}\n{'x' * _LINK_ROOM}", rule).fits:
        return None
    return rules.shorten(text, replace(rule, limit=max(40, rule.limit - _LINK_ROOM)))
