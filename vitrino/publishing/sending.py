"""One due publication, worked off: sent, looked for, read back or left for a person. The protocol decides, not we."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError
from django.db.models import F
from django.utils import timezone

from vitrino.channels import gateway
from vitrino.channels import queries as channels
from vitrino.channels.clock import moment, running_from
from vitrino.connect.errors import ConnectError, RateLimited
from vitrino.connect.records import OutgoingPost, Pending, SeenPost
from vitrino.domain.message import Message
from vitrino.domain.publication import (
    TERMINAL,
    CannotLook,
    Event,
    Found,
    Move,
    NotAllowedNow,
    NotSent,
    Outcome,
    PublicationState,
    Seen,
    Send,
    UndeclaredTransition,
    Wait,
    after_lost_sender,
    after_read_back,
    after_restore,
    after_send,
    alarm_at,
    decide_send,
    decide_unknown,
    retry_at,
)
from vitrino.engine import durable
from vitrino.publishing import (
    content,
    deciding,
    following,
    lateness,
    looking,
    outcomes,
    proof,
    queries,
    read_back,
    telling,
)
from vitrino.publishing.models import Publication
from vitrino.publishing.moves import situation_of, take, wake_at
from vitrino.publishing.policies import policy_of
from vitrino.publishing.rows import facts_of

logger = logging.getLogger(__name__)

S = PublicationState
# When the database or the clock can't be trusted; what was being sent is found out about after its deadline.
SOON = timedelta(seconds=60)
LOOKS_AFTER_ALL = timedelta(hours=1)
LATE_S = 300
# The reason of a row that waits for the platform's allowance or for money.
WAITS = "waits"


def work_off(row: Publication, now: datetime) -> datetime | None:
    """Do what is due with a row; when to come back, None when only a person moves it on."""
    with running_from(now):
        try:
            return _work(row)
        except (NotAllowedNow, UndeclaredTransition):  # somebody else moved it: look again as it is now
            return due_again(row)
        except DatabaseError:
            logger.exception("the database failed while publication %s was worked on", row.pk)
            return moment() + SOON


def warn_of_standstill(now: datetime) -> int:
    """Tell about every row that is older in its state than the protocol allows. How many there are."""
    old = [row for row in queries.aging(now) if _is_too_old(row, now)]
    for row in old:
        telling.warn_of_age(row, now)
    return len(old)


def _is_too_old(row: Publication, now: datetime) -> bool:
    if _waits_for_good_reason(row, now):
        return False
    since = alarm_at(facts_of(row), policy_of(row))
    return since is not None and since <= now


def _waits_for_good_reason(row: Publication, now: datetime) -> bool:
    """A part waits for the one before it, and what waits for an allowance or for money says so itself."""
    if row.state != S.READY:
        return False
    is_held_up = row.parent is not None and row.parent.state != S.PUBLISHED
    return is_held_up or (row.reason.get("event") == WAITS and row.due_at is not None and row.due_at > now)


def hold_after_restore(now: datetime) -> int:
    """Hold everything that a restored or copied database says is still to be done. How many rows."""
    restored_at = channels.restored_at()
    if restored_at is None:
        return 0
    rows = list(queries.unfinished_before(restored_at))
    with running_from(now):
        for row in rows:
            with suppress(NotAllowedNow, UndeclaredTransition):  # somebody else moved it meanwhile: the next round sees
                _hold_after_restore(row)
    return len(rows)


def due_again(row: Publication) -> datetime | None:
    """When the row as it stands in the database wants attention."""
    return Publication.objects.values_list("due_at", flat=True).get(pk=row.pk)


def _work(row: Publication) -> datetime | None:
    restored_at = channels.restored_at()
    if restored_at is not None and row.state_at < restored_at and row.state not in TERMINAL:
        return _hold_after_restore(row)
    step = _STEPS.get(S(row.state))
    return step(row) if step else None


def _hold_after_restore(row: Publication) -> datetime | None:
    """This database may be behind the world: what could be out already is not touched without a person."""
    facts = facts_of(row)
    event = after_restore(facts, moment())
    if event is None:
        return None
    # Even what was only planned waits for a person: it may have been sent early, or taken away, since the backup.
    why = {"reason": {"event": Event.RESTORED.value}}
    moved = take(row.pk, event, now=moment(), seen=facts.seen, fields=why)
    return moved.due_at if moved else None


def _send(row: Publication) -> datetime | None:
    row = following.follow_the_post(row, moment())
    if row.state != S.READY:
        return row.due_at
    situation = situation_of(row, moment())
    if not situation.facts.parent_out:  # not late either: its time comes when the part before it is out
        return wake_at(row, situation.facts, situation)
    match decide_send(situation):
        case Wait(until):
            return until
        case Move(Event.TOO_LATE) if lateness.is_dropped(row):
            return deciding.drop(row, moment()).due_at
        case Move(event):
            moved = take(row.pk, event, now=moment(), seen=situation.facts.seen, fields=_why(row, event))
            return moved.due_at if moved else None
        case Send(late_by_s):
            off_by = None if row.channel.is_rehearsal else channels.clock_off_by(timezone.now())
            if off_by is not None:  # is it its time at all? Ask again when the clock may have been set
                telling.warn_of_clock(row, off_by, moment())
                return moment() + SOON
            return _send_now(row, situation.facts.seen, late_by_s=late_by_s)


def _why(row: Publication, event: Event) -> dict[str, Any]:
    """A row held because everything is stopped waits for a person to look through it, unlike one of a shut channel."""
    if event is not Event.HOLD or not channels.is_stopped(row.workspace_id, row.key):
        return {}
    return {"reason": {"event": event.value, "is_stopped": True}}


def _send_now(row: Publication, seen: Seen, *, late_by_s: float) -> datetime | None:
    """Prepare, commit the attempt, write, commit the answer; in this order."""
    post, failure = _prepare(row, seen)
    if isinstance(failure, RateLimited):  # nothing was tried, so it counts as no try
        return _wait(row, seen, failure)
    begun = take(row.pk, Event.BEGIN_SEND, now=moment(), seen=seen, fields={"is_late": late_by_s > LATE_S})
    assert begun is not None  # an event by name is taken or refused
    if post is None or failure is not None:
        return _store(begun, Heard(outcomes.of_preparation_error(failure), outcomes.words_of(failure)))
    durable.wait()  # the attempt is on the disk, or nothing leaves
    heard = _write(begun, post)
    due_at = _store(begun, heard)
    if isinstance(heard.outcome, outcomes.WITHOUT_EFFECT):
        gateway.give_back(row.channel, post)
    return due_at


def _wait(row: Publication, seen: Seen, limit: RateLimited) -> datetime:
    """It stays planned, and says until when it waits and why."""
    situation = situation_of(row, moment())
    told = outcomes.of_preparation_error(limit)
    until = retry_at(told, situation.facts, situation.policy, moment(), random.random())
    unchanged = Publication.objects.filter(pk=row.pk, state=seen.state, attempt_count=seen.attempts)
    unchanged.update(reason={"event": WAITS, **proof.message(outcomes.words_of(limit))})
    return until


@dataclass(frozen=True)
class Heard:
    """What a write told us. said: in words. fields: what else to keep."""

    outcome: Outcome
    said: Message | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)


def _prepare(row: Publication, seen: Seen) -> tuple[OutgoingPost | None, Exception | None]:
    """Everything that may be repeated freely, while the row is still ready; its ids are stored before the write."""
    row.stamped_at = row.stamped_at or moment()
    try:
        post = content.outgoing(row, content.media_of(row))
        row.kept = dict(gateway.prepare(row.channel, post, row.kept))
    except DatabaseError:
        raise
    except Exception as error:  # whatever it was: nothing is out, and the attempt will say so
        _log(row, error)
        return None, error
    unchanged = Publication.objects.filter(pk=row.pk, state=seen.state, attempt_count=seen.attempts,
                                           content_hash=seen.content_hash)  # fmt: skip
    unchanged.update(kept=row.kept, stamped_at=row.stamped_at)
    return post, None


def _write(row: Publication, post: OutgoingPost) -> Heard:
    """The remote write, and nothing else. Its deadline is that of our own attempt: whoever slept may wake up beside a
    newer one."""
    deadline = row.attempts.values_list("deadline_at", flat=True).get(number=row.attempt_count)
    if channels.is_stopped(row.workspace_id, row.key):  # since the attempt was begun; not a byte has left yet
        return Heard(NotSent())
    try:
        answer = gateway.commit(row.channel, post, row.kept, deadline=deadline)
    except Exception as error:  # an error nobody foresaw is an unknown outcome like any other
        _log(row, error)
        return Heard(outcomes.of_write_error(error), outcomes.words_of(error))
    if isinstance(answer, Pending):
        return Heard(outcomes.of_answer(answer), fields={"kept": {**row.kept, "pending": answer.token}})
    return Heard(outcomes.of_answer(answer), fields={"remote_extra": dict(answer.extra)})


def _store(begun: Publication, heard: Heard) -> datetime | None:
    """The answer into the row. A late one that is no evidence any more changes nothing."""
    seen = Seen(S(begun.state), begun.attempt_count, begun.content_hash, begun.publish_at)
    stored = take(begun.pk, after_send, now=moment(), evidence=heard.outcome, seen=seen, said=heard.said,
                  fields=heard.fields)  # fmt: skip
    return stored.due_at if stored else due_again(begun)


def _find_lost_sender(row: Publication) -> datetime | None:
    """Whoever sent it is gone: after the deadline nobody knows what became of it."""
    moved = take(row.pk, after_lost_sender, now=moment())
    return moved.due_at if moved else due_again(row)


def _look(row: Publication) -> datetime | None:
    situation = situation_of(row, moment())
    match decide_unknown(situation):
        case Wait(until):
            return until
        case Move(event):
            moved = take(row.pk, event, now=moment(), seen=situation.facts.seen)
        case _:
            found = looking.look(row)
            moved = take(row.pk, after_read_back, now=moment(), evidence=found.evidence, seen=situation.facts.seen,
                         fields=_sight(row, found))  # fmt: skip
    return moved.due_at if moved else due_again(row)


def _sight(row: Publication, found: looking.Seen) -> dict[str, Any]:
    """What a look that found the post tells beyond its id: its text, and how late it came to be seen."""
    if not isinstance(found.evidence, Found) or found.evidence.rivals or found.post is None:
        return {}
    return {**_read(row, found.post, found.evidence.looked_at), "lag_s": _lag_s(row, found.post)}


def _lag_s(row: Publication, post: SeenPost) -> float:
    """How long after the deadline it took effect; until now when an answer proven fresh did not show it yet."""
    deadline = row.attempts.order_by("-number").values_list("deadline_at", flat=True)[0]
    effective_at = moment() if row.absent_count else post.at
    return max(0.0, (effective_at - deadline).total_seconds())


def _read(row: Publication, post: SeenPost, at: datetime) -> dict[str, Any]:
    sent = str(row.content.get("text", ""))
    return {
        "read_back_at": at, "seen_text": post.text, "is_different": read_back.differs(sent, post.text),
        "remote_extra": dict(post.extra) or row.remote_extra,
    }  # fmt: skip


def _look_after_all(row: Publication) -> datetime | None:
    """It was stopped, but not before a try that may have come through: if it did, that is what is said from now on."""
    found = looking.look(row)
    if isinstance(found.evidence, Found) and not found.evidence.rivals:
        moved = take(row.pk, Event.FOUND, now=moment(), evidence=found.evidence, fields=_sight(row, found))
        return moved.due_at if moved else None
    has_seen_nothing = isinstance(found.evidence, CannotLook) and moment() < row.state_at + LOOKS_AFTER_ALL
    return moment() + SOON if has_seen_nothing else None


def _read_back(row: Publication) -> datetime | None:
    """Is it there as we sent it, and only once?"""
    if read_back.next_at(row, situation_of(row, moment()).policy.safety) is None:
        return None
    found = looking.look(row)
    Publication.objects.filter(pk=row.pk).update(read_back_count=F("read_back_count") + 1)
    for post in (found.post, *found.others):
        if post is not None and not (isinstance(found.evidence, Found) and found.evidence.rivals):
            fields = _read(row, post, moment()) if post.remote_id == row.remote_id else {}
            take(row.pk, Event.FOUND, now=moment(), evidence=Found(post.remote_id, moment(), post.url), fields=fields)
    row.refresh_from_db()
    return read_back.next_at(row, situation_of(row, moment()).policy.safety)


def _log(row: Publication, error: Exception) -> None:
    if isinstance(error, ConnectError):
        logger.warning("publication %s: %s", row.pk, type(error).__name__)
    else:
        logger.exception("publication %s: an error nobody foresaw", row.pk)


_STEPS: Mapping[S, Callable[[Publication], datetime | None]] = {
    S.READY: _send,
    S.SENDING: _find_lost_sender,
    S.UNKNOWN: _look,
    S.PUBLISHED: _read_back,
    S.CANCELLED: _look_after_all,
}
