"""From a rule to posts: rows ahead of time, copies planned when their week comes, and taken back when plans change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from vitrino.domain import recurrence as rules
from vitrino.domain import slots
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.publication import TERMINAL, PublicationState
from vitrino.notify import actions as notify
from vitrino.posts import actions as posts
from vitrino.posts import queries as found
from vitrino.posts.copying import copy_post
from vitrino.publishing import actions as publishing
from vitrino.publishing import queries as publications
from vitrino.recurring.models import Occurrence, Recurrence
from vitrino.workspace.models import Person

if TYPE_CHECKING:
    from vitrino.posts.models import Post

LONGEST_QUOTE = 60
# Rows that can still be named by the rule: those of today and later, wherever the shop is.
_LOOKED_BACK = rules.NEAR
State = Occurrence.State


@transaction.atomic
def bring_forward(recurrence: Recurrence, now: datetime) -> rules.Work:
    """Do for one rule what is to be done at `now`. Doing it twice changes nothing."""
    rows = Recurrence.objects.select_for_update(of=("self",)).select_related("post", "workspace")
    row = rows.get(pk=recurrence.pk)
    if row.state != Recurrence.State.ACTIVE:
        return rules.Work((), {}, (), (), False)
    if row.post.deleted_at is not None:
        _finish(row)
        return rules.Work((), {}, (), (), True)
    work = rules.work(row.rule, slots.zone(row.time_zone), _known(row, now), now, row.since, _left(row))
    _store(row, work)
    for wall in work.due:
        _plan(row, wall, now)
    if work.is_over:
        _finish(row)
    return work


@transaction.atomic
def withdraw(recurrence: Recurrence, by: Person, now: datetime) -> None:
    """Take back whatever is ahead or planned and not out; what has begun to be sent stays as it is."""
    coming = Occurrence.objects.filter(recurrence=recurrence, publish_at__gt=now)
    for one in coming.filter(state=State.PLANNED).select_related("post"):
        if one.post is None or _stop(one.post, by, now):
            one.delete()
    coming.filter(state=State.AHEAD).delete()


def _stop(post: Post, by: Person, now: datetime) -> bool:
    """Stop every publication of a copy and take the copy away; False when something of it may be out."""
    rows = publications.of_posts([post.pk])
    waiting = [row for row in rows if row.state not in TERMINAL]
    if any(row.attempt_count or row.state == PublicationState.PUBLISHED for row in rows):
        return False
    for row in waiting:
        if row.parent_id is None:
            publishing.cancel(publication=row, by=by, now=now)
    posts.delete_post(post=post, by=by, now=now)
    return True


def _known(row: Recurrence, now: datetime) -> dict[datetime, rules.Known]:
    rows = Occurrence.objects.filter(recurrence=row).exclude(publish_at__lt=now - _LOOKED_BACK, state=State.PLANNED)
    return {one.wall_at.replace(tzinfo=None): rules.Known(one.publish_at, rules.State(one.state)) for one in rows}


def _left(row: Recurrence) -> int | None:
    """How many may still come, those ahead included."""
    if row.max_repeats is None:
        return None
    return max(0, row.max_repeats - Occurrence.objects.filter(recurrence=row, state=State.PLANNED).count())


def _store(row: Recurrence, work: rules.Work) -> None:
    made = [Occurrence(recurrence=row, wall_at=_digits(one.asked), publish_at=one.at.utc) for one in work.create]
    Occurrence.objects.bulk_create(made, ignore_conflicts=True)
    mine = Occurrence.objects.filter(recurrence=row, state=State.AHEAD)
    for asked, utc in work.moved.items():
        mine.filter(wall_at=_digits(asked)).update(publish_at=utc)
    mine.filter(wall_at__in=[_digits(asked) for asked in work.missed]).update(state=State.MISSED)


def _plan(row: Recurrence, wall: datetime, now: datetime) -> None:
    """Plan a copy for one occurrence, once; when that can't be, say why and leave it out."""
    mine = Occurrence.objects.filter(recurrence=row, wall_at=_digits(wall), state=State.AHEAD)
    if mine.update(state=State.PLANNED) != 1:
        return
    one = Occurrence.objects.get(recurrence=row, wall_at=_digits(wall))
    try:
        with transaction.atomic():
            one.post = _planned_copy(row, wall, now)
    except Problem as problem:
        one.state, one.reason = State.SKIPPED, _kept(problem.message)
        _tell(row, one, problem.message, now)
    one.save(update_fields=["post", "state", "reason"])


def _planned_copy(row: Recurrence, wall: datetime, now: datetime) -> Post:
    """Raises Problem in the words of whoever refuses it."""
    if row.by is None:
        raise Problem(say("Whoever set this up is no longer here. Set it up again."))
    made = copy_post(post=row.post, by=row.by, now=now)
    made.workspace = row.workspace
    moment = slots.instant(wall, slots.zone(row.time_zone))
    for variant in found.variants_of(made):
        variant.post = made
        publishing.schedule(variant=variant, publish_at=moment.utc, wall_time=moment.wall, time_zone=row.time_zone,
                            by=row.by, now=now)  # fmt: skip
    return made


def _finish(row: Recurrence) -> None:
    row.state = Recurrence.State.ENDED
    row.save(update_fields=["state"])


def _tell(row: Recurrence, one: Occurrence, why: Message, now: datetime) -> None:
    text = " ".join(row.post.idea.split())[:LONGEST_QUOTE]
    notify.alert(
        workspace=row.workspace,
        kind="failed",
        key=f"occurrence:{one.pk}",
        message=say("“{text}” could not come back: {why}", text=text, why=why),
        url=reverse("recurring:recurrence", kwargs={"slug": row.workspace.slug, "pk": row.pk}),
        now=now,
    )


def _kept(message: Message) -> dict[str, object]:
    return {"template": message.template, "values": message.stored()}


def _digits(wall: datetime) -> datetime:
    """The wall time for its column, which wants a zone: the digits are kept as they are."""
    return wall.replace(tzinfo=UTC)
