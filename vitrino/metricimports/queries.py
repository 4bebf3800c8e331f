"""Reading files with numbers."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from django.db.models import QuerySet

from vitrino.domain.message import Message
from vitrino.imports.queries import harmless
from vitrino.metricimports.models import NumbersFile
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace


def files_of(workspace: Workspace) -> QuerySet[NumbersFile]:
    """Files brought, newest first, without what is in them."""
    mine = NumbersFile.objects.filter(workspace=workspace).select_related("channel")
    return mine.defer("content").order_by("-created_at", "-pk")


def left_lying(before: datetime) -> QuerySet[NumbersFile]:
    """Files of all workspaces that nobody let go."""
    return NumbersFile.objects.filter(state=NumbersFile.State.SHOWN, created_at__lt=before)


def problem_of(stored: dict[str, object]) -> str:
    """Why a row was left out, in words."""
    return words(Message(str(stored["template"]), dict(stored["values"])))  # type: ignore[call-overload]


def file_of_problems(brought: NumbersFile) -> str:
    """The rows that were left out, as CSV to mend and bring again: the same columns, and what is wrong with each."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow([*brought.headings, "!"])
    width = len(brought.headings)
    for one in brought.problems:
        cells = [*one["cells"], *[""] * (width - len(one["cells"]))][:width]
        rows.writerow([harmless(cell) for cell in [*cells, f"{one['row']}: {problem_of(one)}"]])
    return "\ufeff" + written.getvalue()
