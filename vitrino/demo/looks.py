"""Looking back in the sample shop: one look back done, one begun, an experiment that is over, a report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.utils import translation

from vitrino.channels.queries import Channel
from vitrino.demo.book import Book
from vitrino.demo.rhythm import WEEK
from vitrino.domain.message import say
from vitrino.lookback import experimenting, looking
from vitrino.lookback.periods import last_of
from vitrino.lookback.report import making
from vitrino.plan import actions as plan
from vitrino.plan import queries as plans
from vitrino.plan.suggesting import REASONS
from vitrino.strategy.models import Pillar
from vitrino.ui.words import words
from vitrino.workspace.models import Person, Workspace

AGREED_AGO = timedelta(weeks=7, days=2)
# So long before this month began somebody looked back on the month before: never on the same month as today.
BEFORE_THE_MONTH = timedelta(days=3)


def agree(workspace: Workspace, shop: Mapping[str, Channel], pillars: list[Pillar], *, by: Person,
          now: datetime) -> None:  # fmt: skip
    """Seven weeks ago the shop agreed to try Saturday morning on Instagram, and to nothing on Sunday."""
    channel, (weekday, hour, minute) = shop["instagram"], WEEK["instagram"][-1]
    then, at = now - AGREED_AGO, time(hour, minute)
    for slot in plans.slots_of(workspace).filter(channel=channel, weekday=weekday):
        plan.remove_slot(slot=slot, by=by, now=then)
    change = {"channel": channel.pk, "weekday": weekday, "time": at.isoformat(), "pillar": pillars[0].pk}
    tried = plan.suggest(workspace=workspace, key=f"sample:slot:{channel.pk}", kind="slot", change=change, now=then,
                         message=say("Keep a weekly time on Instagram on Saturday mornings."))  # fmt: skip
    plan.accept_suggestion(suggestion=tried, by=by, now=then)
    experimenting.begin(tried, then)
    refused = plan.suggest(workspace=workspace, key=f"sample:sunday:{channel.pk}", kind="slot", now=then,
                           message=say("Try a weekly time on Instagram on Sunday evenings."),
                           change={"channel": channel.pk, "weekday": 6, "time": "20:00"})  # fmt: skip
    plan.refuse_suggestion(suggestion=refused, reason=words(REASONS[0]), by=by, now=then)


def look_back(workspace: Workspace, book: Book, *, by: Person, now: datetime) -> None:
    """The month before the last was looked back on; the last one is begun. A report of it is there."""
    then = now.replace(day=1) - BEFORE_THE_MONTH
    done = looking.begin(workspace=workspace, every="month", by=by, now=then)
    for step, note in ((1, book.wanted), (2, book.happened)):
        looking.save_step(back=done, step=step, note=note, go_to=step + 1)
    looking.decide(back=done, text=book.decisions, by=by, now=then)
    looking.close(back=done, by=by, now=then)
    begun = looking.begin(workspace=workspace, every="month", by=by, now=now)
    if begun.closed_at is None:
        looking.save_step(back=begun, step=1, note="", go_to=2)
    making.make(workspace=workspace, period=last_of(workspace, "month", now), by=by, now=now)


def report(workspace: Workspace, now: datetime) -> None:
    """The report of the last month made anew, once it is known what was learnt."""
    with translation.override(workspace.language):
        making.make(workspace=workspace, period=last_of(workspace, "month", now), by=None, now=now, is_again=True)
