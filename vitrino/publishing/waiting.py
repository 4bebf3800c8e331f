"""What waits for people to agree goes on by itself when they have; what lost their agreement comes back to wait."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from vitrino.approval import actions as approval
from vitrino.approval import queries as agreed
from vitrino.channels import queries as channels
from vitrino.domain.problem import Problem
from vitrino.domain.publication import Event, PublicationState, after_restore
from vitrino.publishing import agreeing, telling
from vitrino.publishing.changes import approve_and_schedule
from vitrino.publishing.following import follow_the_post
from vitrino.publishing.models import Publication
from vitrino.publishing.moves import take
from vitrino.publishing.rows import facts_of

logger = logging.getLogger(__name__)

S = PublicationState
# How far the sweep looks back for changed texts. What it misses is caught when the time comes, before anything is sent.
LOOK_BACK = timedelta(minutes=15)
# A post to be sent at once has no time it could miss; after this long its writer hears that it still waits.
AT_ONCE = timedelta(minutes=5)
LONG = timedelta(hours=1)


def keep_to_agreements(now: datetime) -> int:
    """Work through everything that waits or was touched. How many rows moved."""
    ready = Publication.objects.filter(state=S.READY, attempt_count=0, kind__in=agreeing.ASKED_ABOUT)
    touched = ready.filter(variant__post_id__in=agreed.touched_since(now - LOOK_BACK))
    drafts = Publication.objects.filter(state=S.DRAFT)
    moved = _each(_rows(touched), now) + _each(_rows(drafts), now)
    for row in _rows(drafts.filter(publish_at__lte=now, head=None)):
        _tell_when_its_time_is_over(row, now)
    for request in agreed.open_requests():
        approval.set_times(post=request.post, planned=agreeing.times_of(request.post_id))
    return moved


def go_on(row: Publication, now: datetime) -> Publication:
    """Let a draft follow its post, then move it to the plan when people have agreed. Idempotent."""
    row = follow_the_post(row, now)
    if row.state != S.DRAFT or agreeing.waits(row):
        return row
    waited_since = row.state_at
    row = approve_and_schedule(row.pk, now=now, by=row.by)
    return _held_after_restore(row, waited_since, now)


def _held_after_restore(row: Publication, waited_since: datetime, now: datetime) -> Publication:
    """A draft from before a restore may be out already in the world the backup does not know."""
    restored_at = channels.restored_at()
    if restored_at is None or waited_since >= restored_at:
        return row
    event = after_restore(facts_of(row), now)
    why = {"reason": {"event": Event.RESTORED.value}}
    return (take(row.pk, event, now=now, fields=why) if event else None) or row


def _rows(found: QuerySet[Publication]) -> list[Publication]:
    """A post before its parts."""
    related = ("channel", "workspace", "parent", "by", "variant__post__workspace", "variant__post__by")
    return list(found.select_related(*related).order_by(F("head_id").asc(nulls_first=True), "pk"))


def _each(rows: Iterable[Publication], now: datetime) -> int:
    """One row after the other: what is in the way of one keeps no other waiting."""
    moved = 0
    for row in rows:
        before = row.state
        try:
            moved += go_on(row, now).state != before
        except Problem as problem:  # somebody else moved it meanwhile; it is looked at again next time
            logger.info("publication %s stays as it is: %s", row.pk, problem)
    return moved


def _tell_when_its_time_is_over(row: Publication, now: datetime) -> None:
    is_at_once = row.publish_at < row.created_at + AT_ONCE
    if not is_at_once or row.publish_at <= now - LONG:
        telling.warn_of_waiting(row, now)
