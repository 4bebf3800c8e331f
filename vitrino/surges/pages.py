"""What the page of waves shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitrino.domain.message import Message
from vitrino.domain.triage.learned import Model
from vitrino.inbox.triage import model_of
from vitrino.listening.queries import Mention
from vitrino.surges import actions, counting, queries
from vitrino.surges.models import Grave, Surge
from vitrino.workspace.models import Workspace

SHOWN, MENTIONS_SHOWN = 10, 25
_MOST_READ = 100
LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """Who said what, where, when, and the link to it."""

    who: str
    text: str
    at: datetime
    url: str
    is_unhappy: bool


@dataclass(frozen=True)
class Wave:
    """A wave in words, with the mentions behind it: the unhappy ones first."""

    surge: Surge
    said: Message
    lines: list[Line]


@dataclass(frozen=True)
class Single:
    """One mention to look at at once, and why."""

    grave: Grave
    line: Line
    reasons: list[Message]


def home(workspace: Workspace, now: datetime) -> dict[str, Any]:
    """Costs a query for each wave shown."""
    model = model_of(workspace.pk)
    graves = [_single(one, model) for one in queries.graves_of(workspace)[:SHOWN]]
    waves = [_wave(one, model) for one in queries.surges_of(workspace)[:SHOWN]]
    untouched = sum(one.grave.dismissed_at is None and now - one.grave.at < LATELY for one in graves)
    untouched += sum(one.surge.dismissed_at is None and now - one.surge.at < LATELY for one in waves)
    return {"graves": graves, "waves": waves, "sentence": _sentence(untouched)}


def _sentence(untouched: int) -> str:
    if not untouched:
        return _("All is calm, as far as Vitrino hears.")
    return ngettext("%(n)s alarm of the last two weeks waits for your word.",
                    "%(n)s alarms of the last two weeks wait for your word.", untouched) % {"n": untouched}  # fmt: skip


def _single(grave: Grave, model: Model) -> Single:
    reasons = [Message(one["template"], one["values"]) for one in grave.reasons]
    return Single(grave, _line(grave.mention, model), reasons)


def _wave(surge: Surge, model: Model) -> Wave:
    lines = _lines(queries.mentions_behind(surge)[:_MOST_READ], model)
    return Wave(surge, actions.words(surge), sorted(lines, key=lambda one: not one.is_unhappy))


def _lines(mentions: Iterable[Mention], model: Model) -> list[Line]:
    return [_line(one, model) for one in mentions][:MENTIONS_SHOWN]


def _line(mention: Mention, model: Model) -> Line:
    arrival = mention.arrival
    return Line(arrival.author_name or arrival.author_handle, " ".join(arrival.text.split())[:280], arrival.at,
                arrival.url, counting.is_unhappy(arrival.text, arrival.language, model))  # fmt: skip
