"""Changes: bring a file with numbers, read it another way, store what is good in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from vitrino.channels.queries import Channel
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.engine import actions as engine
from vitrino.imports.reading import Spoiled
from vitrino.insight import actions as insight
from vitrino.metricimports import preview, queries
from vitrino.metricimports.headings import FIELDS, guess
from vitrino.metricimports.meaning import DaySays
from vitrino.metricimports.models import NumbersFile
from vitrino.metricimports.preview import Good, Seen
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

# Rows stored in one commit; a restart goes on behind the last whole batch.
BATCH = 200
FORGOTTEN_AFTER = timedelta(days=7)


@transaction.atomic
def bring(*, workspace: Workspace, name: str, content: bytes, by: Person, now: datetime) -> NumbersFile:
    """Keep a file and find out what is in it; no number is stored yet. Raises Problem for what can't be read."""
    table = preview.table_in(content)
    NumbersFile.objects.filter(workspace=workspace, state=NumbersFile.State.SHOWN, by=by).delete()
    return NumbersFile.objects.create(
        workspace=workspace, by=by, name=name[-200:], content=content, encoding=table.encoding,
        delimiter=table.delimiter, sheet=table.sheet[:100], headings=table.headings, total=len(table.rows),
        columns=_columns(table.headings), channel=preview.channel_for(workspace, table.headings),
        as_of=now.astimezone(zone(workspace.time_zone)).date(), created_at=now,
    )  # fmt: skip


def _columns(headings: tuple[str, ...]) -> dict[str, str]:
    found = preview.export_of(headings)
    return {key: field for key, field in guess(headings, found[1].also if found else None).items() if field}


@transaction.atomic
def change(
    *, brought: NumbersFile, channel: Channel | None, as_of: date, encoding: str, delimiter: str, sheet: str,
    date_order: str, columns: Mapping[str, str], now: datetime,
) -> NumbersFile:  # fmt: skip
    """Read the file another way, or say what its columns mean. Raises Problem when it can't be read so."""
    if as_of > now.astimezone(zone(brought.workspace.time_zone)).date():
        raise Problem(say("The day of the export lies ahead. Choose the day on which you downloaded the file."))
    table = preview.table_in(bytes(brought.content), encoding=encoding, delimiter=delimiter, sheet=sheet)
    kept = {key: field for key, field in columns.items() if field in FIELDS[1:] and int(key) < len(table.headings)}
    if (encoding, delimiter, sheet) != (brought.encoding, brought.delimiter, brought.sheet):
        kept = _columns(table.headings)
    shown = NumbersFile.objects.filter(pk=brought.pk, state=NumbersFile.State.SHOWN)
    shown.update(channel=channel, as_of=as_of, encoding=table.encoding, delimiter=table.delimiter,
                 sheet=table.sheet[:100], date_order=date_order, columns=kept, headings=table.headings,
                 total=len(table.rows))  # fmt: skip
    brought.refresh_from_db()
    return brought


@transaction.atomic
def begin(*, brought: NumbersFile, by: Person, now: datetime) -> NumbersFile:
    """Store the good rows, in the background; the others are listed. A second click changes nothing."""
    seen = preview.look(brought, now=now)
    _check(brought, seen)
    started = NumbersFile.objects.filter(pk=brought.pk, state=NumbersFile.State.SHOWN)
    if started.update(state=NumbersFile.State.RUNNING, due_at=now, total=len(seen.rows), position=0) == 1:
        record("numbers.begun", workspace=brought.workspace_id, by=by, now=now, about=brought, rows=len(seen.rows))
        engine.ring()
    brought.refresh_from_db()
    return brought


def _check(brought: NumbersFile, seen: Seen) -> None:
    if seen.problem is not None:
        raise Problem(seen.problem)
    if brought.channel is None:
        raise Problem(say("Say first which channel these numbers are of."), "channel")
    if seen.asks_for_order:
        raise Problem(say("Say first what 03/04/2026 means here."), "date_order")
    if not seen.good:
        raise Problem(say("No row of this file tells anything new. The list says why."))


def carry_on(brought: NumbersFile, now: datetime) -> datetime | None:
    """The next rows, all of them or none. When to come back; None when the file is done."""
    seen = preview.look(brought, now=now)
    rows = seen.rows[brought.position : brought.position + BATCH]
    if rows:
        _store(brought, rows, now)
    if brought.position < len(seen.rows):
        return now
    _end(brought, now)
    return None


@transaction.atomic
def _store(brought: NumbersFile, rows: list[Good | Spoiled], now: datetime) -> None:
    """Numbers, the list of what was left out, and the place in the file, in one commit."""
    channel = brought.channel
    assert channel is not None
    good = [row for row in rows if isinstance(row, Good) and not row.is_known]
    made = insight.keep_exported(channel, [row.post for row in good if row.post], preview.as_of(brought, now))
    days = {row.says.day: row.says.values for row in good if isinstance(row.says, DaySays)}
    if days:
        insight.tell_days(channel, days)
    brought.position += len(rows)
    brought.problems = [*brought.problems, *(row.stored() for row in rows if isinstance(row, Spoiled))]
    known = sum(isinstance(row, Good) and row.is_known for row in rows)
    NumbersFile.objects.filter(pk=brought.pk).update(
        position=brought.position, problems=brought.problems, posts_made=F("posts_made") + made,
        stored=F("stored") + len(good), known=F("known") + known,
    )  # fmt: skip


@transaction.atomic
def _end(brought: NumbersFile, now: datetime) -> None:
    if brought.channel is not None and "followers" in brought.columns.values():
        insight.fill_followers(brought.channel)
    NumbersFile.objects.filter(pk=brought.pk).update(state=NumbersFile.State.DONE, content=b"")
    record("numbers.done", workspace=brought.workspace_id, by=brought.by, now=now, about=brought)


def forget_old(now: datetime) -> int:
    """Files that were looked at and never let go hold nothing back; how many went."""
    return queries.left_lying(now - FORGOTTEN_AFTER).delete()[0]
