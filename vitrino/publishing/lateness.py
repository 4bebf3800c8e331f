"""What a shop wants with a post whose time is over: publish it all the same, ask, or let it be."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from vitrino.channels.clock import moment
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.publication import Policy, PublicationState
from vitrino.publishing.models import Lateness, Publication
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

LEAST, MOST = timedelta(minutes=5), timedelta(days=7)
# As good as for ever: what is planned for more than two years ahead is refused.
ALWAYS_S = 10 * 365 * 86_400.0


def lateness_of(workspace_id: int) -> Lateness:
    """The shop's rule, or the usual one (not stored)."""
    found = Lateness.objects.filter(workspace_id=workspace_id).first()
    return found or Lateness(workspace_id=workspace_id)


@transaction.atomic
def set_lateness(*, workspace: Workspace, grace_minutes: int, then: str, by: Person, now: datetime) -> Lateness:
    """After `grace_minutes` late posts are asked about, sent or dropped. Raises Problem."""
    if not LEAST <= timedelta(minutes=grace_minutes) <= MOST:
        raise Problem(say("Please choose between 5 minutes and 7 days."), field="grace_minutes")
    if then not in Lateness.Then.values:
        raise Problem(say("Please choose what happens then."), field="then")
    fields = {"grace_minutes": grace_minutes, "then": then, "by": by, "changed_at": now}
    row, _is_new = Lateness.objects.update_or_create(workspace=workspace, defaults=fields)
    record("publishing.lateness-set", workspace=workspace, by=by, now=now, grace_minutes=grace_minutes, then=then)
    return row


def grace_s(row: Publication) -> float:
    """How late a row may go out unasked. Costs a query once it is late."""
    if row.state != PublicationState.READY or moment() < row.publish_at + LEAST:
        return Policy.grace_s
    rule = lateness_of(row.workspace_id)
    return ALWAYS_S if rule.then == Lateness.Then.SEND else rule.grace_minutes * 60.0


def is_dropped(row: Publication) -> bool:
    """Does the shop want a late post simply not to go out? Answers to people are always asked about."""
    is_own = row.kind in (Publication.Kind.POST, Publication.Kind.COMMENT)
    return is_own and lateness_of(row.workspace_id).then == Lateness.Then.DROP
