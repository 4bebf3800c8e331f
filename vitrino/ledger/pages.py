"""What the page of promises shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitrino.complaints import queries as complaints
from vitrino.ledger import admitting_texts, queries
from vitrino.ledger.models import Promise
from vitrino.workspace.models import Workspace

SHOWN = 30
TONES = {"kept": "good", "broken": "bad", "withdrawn": "warn"}


@dataclass(frozen=True)
class Row:
    """One promise in words. tone: of its tag."""

    promise: Promise
    who: str
    tag: str
    tone: str


def home(workspace: Workspace, now: datetime) -> dict[str, Any]:
    """Open ones, those to customers, settled ones, and what to say when one breaks."""
    open_ones = [_row(one, now) for one in queries.open_promises(workspace)[:SHOWN]]
    return {
        "sentence": _sentence(open_ones),
        "open": open_ones,
        "customers": list(complaints.open_promises(workspace)[:SHOWN]),
        "settled": [_row(one, now) for one in queries.settled_promises(workspace)[:SHOWN]],
        "texts": admitting_texts.texts(),
        "states": [choice for choice in Promise.State.choices if choice[0] != Promise.State.OPEN],
    }


def _sentence(rows: list[Row]) -> str:
    late = sum(one.tone == "bad" for one in rows)
    if late:
        return ngettext("%(n)s promise is late.", "%(n)s promises are late.", late) % {"n": late}
    if rows:
        return ngettext("%(n)s promise is open, none is late.", "%(n)s promises are open, none is late.",
                        len(rows)) % {"n": len(rows)}  # fmt: skip
    return _("Nothing is promised at the moment.")


def _row(promise: Promise, now: datetime) -> Row:
    who = promise.who.get_full_name() if promise.who else ""
    if promise.state != Promise.State.OPEN:
        return Row(promise, who, promise.get_state_display(), TONES[promise.state])
    if promise.due_at <= now:
        return Row(promise, who, _("late"), "bad")
    is_soon = promise.due_at <= now + queries.SOON
    return Row(promise, who, _("soon") if is_soon else _("open"), "warn" if is_soon else "")
