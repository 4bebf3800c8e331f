"""Changes to what comes back: set up, change, pause, let go on, end, leave one out; and the evergreen pool."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from vitrino.domain import recurrence as rules
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.posts import queries as posts
from vitrino.recurring import occurring
from vitrino.recurring.models import EvergreenPost, Occurrence, Recurrence
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

if TYPE_CHECKING:
    from vitrino.posts.models import Post

S = Recurrence.State


@transaction.atomic
def repeat_post(*, post: Post, rule: rules.Rule, time_zone: str, max_repeats: int | None, by: Person,
                now: datetime) -> Recurrence:  # fmt: skip
    """Let a post come back by a rule. Raises Problem for a rule that can't be kept or a post without channels."""
    rules.check(rule)
    if not posts.variants_of(post).exists():
        raise Problem(say("Choose at least one channel for this post first."))
    made = Recurrence.objects.create(
        workspace_id=post.workspace_id, post=post, time_zone=time_zone, max_repeats=max_repeats, since=now, by=by,
        created_at=now, **_stored(rule),
    )  # fmt: skip
    record("recurrence.set", workspace=post.workspace_id, by=by, now=now, about=made)
    occurring.bring_forward(made, now)
    return made


@transaction.atomic
def change_rule(*, recurrence: Recurrence, rule: rules.Rule, max_repeats: int | None, by: Person,
                now: datetime) -> Recurrence:  # fmt: skip
    """Another rule from now on. What was planned by the old one and is not out is taken back first."""
    rules.check(rule)
    locked = _locked(recurrence, S.ACTIVE, S.PAUSED)
    occurring.withdraw(locked, by, now)
    for name, value in {**_stored(rule), "max_repeats": max_repeats, "since": now}.items():
        setattr(locked, name, value)
    locked.save()
    record("recurrence.changed", workspace=locked.workspace_id, by=by, now=now, about=locked)
    if locked.state == S.ACTIVE:
        occurring.bring_forward(locked, now)
    return locked


@transaction.atomic
def pause(*, recurrence: Recurrence, by: Person, now: datetime) -> Recurrence:
    """Nothing of it goes out until somebody lets it go on."""
    return _move(recurrence, S.ACTIVE, S.PAUSED, "recurrence.paused", by, now)


@transaction.atomic
def end(*, recurrence: Recurrence, by: Person, now: datetime) -> Recurrence:
    """It never comes back. What is out stays out."""
    started = S.PAUSED if recurrence.state == S.PAUSED else S.ACTIVE
    return _move(recurrence, started, S.ENDED, "recurrence.ended", by, now)


@transaction.atomic
def resume(*, recurrence: Recurrence, by: Person, now: datetime) -> Recurrence:
    """Go on from now; what fell into the pause is not made up for."""
    locked = _locked(recurrence, S.PAUSED)
    locked.state, locked.since = S.ACTIVE, now
    locked.save(update_fields=["state", "since"])
    record("recurrence.resumed", workspace=locked.workspace_id, by=by, now=now, about=locked)
    occurring.bring_forward(locked, now)
    return locked


@transaction.atomic
def skip_occurrence(*, occurrence: Occurrence, by: Person, now: datetime) -> Occurrence:
    """Leave one time out. Raises Problem when it is planned already or over."""
    waiting = Occurrence.objects.filter(pk=occurrence.pk, state=Occurrence.State.AHEAD)
    if waiting.update(state=Occurrence.State.SKIPPED) != 1:
        raise Problem(say("This one is planned already. Stop it on its own page."))
    occurrence.refresh_from_db()
    record("recurrence.left-out", workspace=occurrence.recurrence.workspace_id, by=by, now=now,
           about=occurrence.recurrence)  # fmt: skip
    return occurrence


@transaction.atomic
def keep_evergreen(*, post: Post, min_days: int, max_uses: int | None, expires_on: date | None, by: Person,
                   now: datetime, last_used_at: datetime | None = None) -> EvergreenPost:  # fmt: skip
    """Put a post into the evergreen pool, or change how it rests there. last_used_at: when it was out before."""
    if min_days < 1:
        raise Problem(say("Leave at least one day between two times."), "min_days")
    fields: dict[str, Any] = {"min_days": min_days, "max_uses": max_uses, "expires_on": expires_on, "ended_at": None}
    first = {"workspace_id": post.workspace_id, "by": by, "created_at": now, "last_used_at": last_used_at}
    made, _is_new = EvergreenPost.objects.update_or_create(
        post=post, defaults=fields, create_defaults={**fields, **first}
    )
    record("evergreen.kept", workspace=post.workspace_id, by=by, now=now, about=made)
    return made


@transaction.atomic
def drop_evergreen(*, evergreen: EvergreenPost, by: Person, now: datetime) -> EvergreenPost:
    """It is not offered any more; the post stays."""
    evergreen.ended_at = now
    evergreen.save(update_fields=["ended_at"])
    record("evergreen.dropped", workspace=evergreen.workspace_id, by=by, now=now, about=evergreen)
    return evergreen


def note_use(*, evergreen: EvergreenPost, at: datetime) -> EvergreenPost:
    """It was planned for `at`; it rests from then on. Raises Problem when it has not rested enough by then."""
    locked = EvergreenPost.objects.select_for_update(of=("self",)).select_related("post").get(pk=evergreen.pk)
    if not locked.rule.may_go(at):
        raise Problem(say("This post was out a short while ago. Let it rest a little."))
    locked.unchanged_count = 1 if locked.is_freshened else locked.unchanged_count + 1
    locked.used_count += 1
    locked.last_used_at = max(at, locked.last_used_at or at)
    locked.save(update_fields=["unchanged_count", "used_count", "last_used_at"])
    return locked


def _move(recurrence: Recurrence, before: str, after: str, kind: str, by: Person, now: datetime) -> Recurrence:
    locked = _locked(recurrence, before)
    occurring.withdraw(locked, by, now)
    locked.state = after
    locked.save(update_fields=["state"])
    record(kind, workspace=locked.workspace_id, by=by, now=now, about=locked)
    return locked


def _locked(recurrence: Recurrence, *states: str) -> Recurrence:
    """The row as it is now. Raises Problem when somebody else was faster."""
    locked = Recurrence.objects.select_for_update(of=("self",)).select_related("post").get(pk=recurrence.pk)
    if locked.state not in states:
        raise Problem(say("Somebody has decided this already."))
    return locked


def _stored(rule: rules.Rule) -> dict[str, Any]:
    """The rule as the fields of a row."""
    return {
        **asdict(rule),
        "every": rule.every.value,
        "times": [f"{at:%H:%M}" for at in sorted(rule.times)],
        "weekdays": sorted(set(rule.weekdays)) if rule.every is rules.Every.WEEK else [],
        "month_day": rule.month_day if rule.every is rules.Every.MONTH else 0,
    }
