"""Changes: bring a file and carry it out, follow feeds, give a calendar its address."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import Instant
from vitrino.engine import actions as engine
from vitrino.imports import preview, queries
from vitrino.imports.feeding import follow as follow
from vitrino.imports.feeding import unfollow as unfollow
from vitrino.imports.meaning import FIELDS, guess, hash_of_headings, row_hash
from vitrino.imports.models import CalendarLink, Import, ImportedRow, RememberedColumns
from vitrino.imports.preview import Good
from vitrino.imports.reading import Spoiled
from vitrino.posts import actions as posts
from vitrino.posts import queries as written
from vitrino.publishing import actions as publishing
from vitrino.workspace.actions import hashed, record
from vitrino.workspace.models import Person, Workspace

# Rows for which the file is read once. Each row commits by itself, so a restart goes on with the next one.
BATCH = 500


@transaction.atomic
def bring(*, workspace: Workspace, name: str, content: bytes, by: Person, now: datetime) -> Import:
    """Keep a file and find out what is in it; nothing becomes a post yet. Raises Problem for what can't be read."""
    table = preview.table_in(content)
    Import.objects.filter(workspace=workspace, state=Import.State.SHOWN, by=by).delete()
    remembered = RememberedColumns.objects.filter(
        workspace=workspace, headings_hash=hash_of_headings(table.headings)
    ).first()
    return Import.objects.create(
        workspace=workspace, by=by, name=name[-200:], content=content, encoding=table.encoding,
        delimiter=table.delimiter, columns=remembered.columns if remembered else dict(guess(table.headings)),
        headings=table.headings, total=len(table.rows), created_at=now,
    )  # fmt: skip


@transaction.atomic
def change(*, brought: Import, encoding: str, delimiter: str, date_order: str, columns: Mapping[str, str]) -> Import:
    """Read the file another way, or say what its columns mean. Raises Problem when it can't be read so."""
    table = preview.table_in(bytes(brought.content), encoding=encoding, delimiter=delimiter)
    kept = {key: field for key, field in columns.items() if field in FIELDS[1:] and int(key) < len(table.headings)}
    if (encoding, delimiter) != (brought.encoding, brought.delimiter):
        kept = {**guess(table.headings)}
    shown = Import.objects.filter(pk=brought.pk, state=Import.State.SHOWN)
    shown.update(encoding=table.encoding, delimiter=table.delimiter, date_order=date_order, columns=kept,
                 headings=table.headings, total=len(table.rows))  # fmt: skip
    brought.refresh_from_db()
    return brought


@transaction.atomic
def begin(*, brought: Import, by: Person, now: datetime) -> Import:
    """Carry it out: all good rows, in the background; the others are listed. A second click changes nothing."""
    seen = preview.look(brought, now=now)
    if seen.asks_for_order:
        raise Problem(say("Say first what 03/04/2026 means here."), "date_order")
    if not seen.good:
        raise Problem(say("No row of this file can become a post yet. The list says why."))
    started = Import.objects.filter(pk=brought.pk, state=Import.State.SHOWN)
    if started.update(state=Import.State.RUNNING, due_at=now, total=seen.total) == 1:
        headings = hash_of_headings(seen.headings)
        RememberedColumns.objects.update_or_create(
            workspace=brought.workspace, headings_hash=headings, defaults={"columns": brought.columns}
        )
        record("import.begun", workspace=brought.workspace_id, by=by, now=now, about=brought, rows=seen.total)
        engine.ring()
    brought.refresh_from_db()
    return brought


def carry_on(brought: Import, now: datetime) -> datetime | None:
    """The next rows, each whole or not at all. When to come back; None when the file is done."""
    seen = preview.look(brought, now=now)
    rows = seen.rows[brought.position : brought.position + BATCH]
    for row in rows:
        _carry_out(brought, row, now)
    if brought.position + len(rows) < len(seen.rows):
        brought.position += len(rows)
        return now
    Import.objects.filter(pk=brought.pk).update(state=Import.State.DONE, content=b"")
    record("import.done", workspace=brought.workspace_id, by=brought.by, now=now, about=brought)
    return None


@transaction.atomic
def _carry_out(brought: Import, row: Good | Spoiled, now: datetime) -> None:
    """One row, its post, its plan and its place in the file, in one commit. A row that fails here is listed too."""
    found: dict[str, Any] = {"position": F("position") + 1}
    try:
        if isinstance(row, Spoiled):
            found |= _listed(brought, row)
        elif _is_known(brought.workspace, row):
            found["known"] = F("known") + 1
        else:
            with transaction.atomic():
                _make(brought, row, now)
            found["made"] = F("made") + 1
    except Problem as problem:
        found |= _listed(brought, Spoiled(row.number, "", problem.message, row.cells))
    Import.objects.filter(pk=brought.pk).update(**found)


def _listed(brought: Import, row: Spoiled) -> dict[str, Any]:
    brought.problems = [*brought.problems, row.stored()]
    return {"problems": brought.problems}


def _is_known(workspace: Workspace, row: Good) -> bool:
    return ImportedRow.objects.filter(workspace=workspace, row_hash=row_hash(row.wish)).exists()


def _make(brought: Import, row: Good, now: datetime) -> None:
    """A post with its channels; planned where the row has a time, a draft where it has none."""
    wish, by = row.wish, brought.by
    assert by is not None
    post = posts.create_post(workspace=brought.workspace, by=by, now=now, idea=wish.text, channels_wanted=row.channels)
    draft = posts.Draft(
        wish.text, link=wish.link, language=brought.workspace.language,
        texts=dict.fromkeys([one.pk for one in row.channels]),
        comments={one.pk: wish.first_comment for one in row.channels} if wish.first_comment else {},
    )  # fmt: skip
    posts.save_post(post=post, version=post.version, draft=draft, by=by, now=now)
    if wish.when is not None:
        _plan(post.pk, brought.workspace, wish.when, by, now)
    ImportedRow.objects.create(workspace=brought.workspace, row_hash=row_hash(wish), post=post, at=now)


def _plan(post_id: int, workspace: Workspace, when: Instant, by: Person, now: datetime) -> None:
    for variant in written.variants_in(workspace).filter(post_id=post_id):
        publishing.schedule(variant=variant, publish_at=when.utc, wall_time=when.wall, time_zone=workspace.time_zone,
                            by=by, now=now)  # fmt: skip


@transaction.atomic
def give_calendar(*, workspace: Workspace, person: Person, now: datetime) -> str:
    """A new secret address for this person's calendar program; the one before stops working. Gives the token."""
    token = secrets.token_urlsafe(32)
    queries.calendar_links(workspace, person).update(revoked_at=now)
    made = CalendarLink.objects.create(workspace=workspace, person=person, token_hash=hashed(token), created_at=now)
    record("calendar.given", workspace=workspace, by=person, now=now, about=made)
    return token


@transaction.atomic
def take_back_calendar(*, workspace: Workspace, person: Person, now: datetime) -> None:
    """The address stops working."""
    if queries.calendar_links(workspace, person).update(revoked_at=now):
        record("calendar.taken-back", workspace=workspace, by=person, now=now)


def note_calendar_read(*, link: CalendarLink, now: datetime) -> None:
    CalendarLink.objects.filter(pk=link.pk).update(read_at=now)
