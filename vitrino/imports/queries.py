"""Reading imports, feeds and calendars."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

from django.db.models import QuerySet

from vitrino.domain.message import Message
from vitrino.imports.models import CalendarLink, Feed, Import
from vitrino.publishing import queries as publishing
from vitrino.publishing.queries import Publication
from vitrino.ui.words import words
from vitrino.workspace.actions import hashed
from vitrino.workspace.models import Person, Workspace

BACK, AHEAD = timedelta(days=92), timedelta(days=366)
MOST_ENTRIES = 3000
# A spreadsheet takes a cell that begins like this for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def imports_of(workspace: Workspace) -> QuerySet[Import]:
    """Files brought, newest first, without what is in them."""
    return Import.objects.filter(workspace=workspace).defer("content").order_by("-created_at", "-pk")


def feeds_of(workspace: Workspace) -> QuerySet[Feed]:
    return Feed.objects.filter(workspace=workspace).order_by("created_at", "pk")


def calendar_links(workspace: Workspace, person: Person) -> QuerySet[CalendarLink]:
    """This person's address that works; at most one."""
    return CalendarLink.objects.filter(workspace=workspace, person=person, revoked_at=None)


def calendar_for(token: str) -> CalendarLink | None:
    """The calendar behind an address, while its person is a member of the shop."""
    good = CalendarLink.objects.filter(token_hash=hashed(token), revoked_at=None, person__is_active=True)
    found = good.select_related("workspace", "person").first()
    is_member = found is not None and found.person.memberships.filter(workspace_id=found.workspace_id).exists()
    return found if is_member else None


def entries_of(workspace: Workspace, now: datetime) -> QuerySet[Publication]:
    """What is planned and what went out, from three months back to a year ahead."""
    return publishing.between(workspace, now - BACK, now + AHEAD)[:MOST_ENTRIES]


def problem_of(stored: dict[str, object]) -> str:
    """Why a row was left out, in words."""
    return words(Message(str(stored["template"]), dict(stored["values"])))  # type: ignore[call-overload]


def file_of_problems(brought: Import, headings: tuple[str, ...]) -> str:
    """The rows that were left out, as CSV to mend and bring again: the same columns, and what is wrong with each."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow([*headings, "!"])
    for one in brought.problems:
        cells = [*one["cells"], *[""] * (len(headings) - len(one["cells"]))][: len(headings)]
        rows.writerow([harmless(cell) for cell in [*cells, f"{one['row']}: {problem_of(one)}"]])
    return "\ufeff" + written.getvalue()


def harmless(cell: str) -> str:
    """The cell as text, whatever it begins with (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
