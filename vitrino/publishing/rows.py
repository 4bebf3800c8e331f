"""Between the stored row and the plain values the protocol thinks in."""

from __future__ import annotations

from typing import Any

from vitrino.domain.publication import AttemptFacts, AttemptOutcome, Facts, Looks, PublicationState
from vitrino.publishing.models import Attempt, Publication


def facts_of(row: Publication, *, is_held: bool = False) -> Facts:
    """Everything the protocol may know about a row. Costs a query for its attempts, and one for a part's parent."""
    return Facts(
        state=PublicationState(row.state),
        due_at=row.publish_at,
        state_since=row.state_at,
        content_hash=row.content_hash,
        approved_hash=row.approved_hash,
        attempts=tuple(_attempt(attempt) for attempt in row.attempts.order_by("number")) if row.attempt_count else (),
        looks=Looks(row.look_count, row.looked_at, row.absent_count, row.absent_at),
        not_before=row.not_before,
        late_accepted=row.is_late_accepted,
        stop_wished=row.is_stop_wished,
        rounds=row.round_count,
        again=row.again_count,
        channel_open=row.channel.is_usable and not is_held,
        parent_out=row.parent_id is None or (row.parent is not None and row.parent.state == PublicationState.PUBLISHED),
        staged_id=row.staged_id,
        processing=row.is_processing,
        remote_id=row.remote_id,
        url=row.url,
        confirmed_by=str(row.confirmed_by_id or ""),
        extra_remote_ids=tuple(row.extra_remote_ids),
    )


def fields_of(facts: Facts) -> dict[str, Any]:
    """What to store in the row for these facts."""
    return {
        "state": facts.state.value,
        "state_at": facts.state_since,
        "publish_at": facts.due_at,
        "content_hash": facts.content_hash,
        "approved_hash": facts.approved_hash,
        "attempt_count": len(facts.attempts),
        "look_count": facts.looks.made,
        "looked_at": facts.looks.last_at,
        "absent_count": facts.looks.negative,
        "absent_at": facts.looks.last_negative_at,
        "not_before": facts.not_before,
        "is_late_accepted": facts.late_accepted,
        "is_stop_wished": facts.stop_wished,
        "round_count": facts.rounds,
        "again_count": facts.again,
        "staged_id": facts.staged_id[:300],
        "is_processing": facts.processing,
        "remote_id": facts.remote_id[:300],
        "url": facts.url if len(facts.url) <= 500 else "",
        "confirmed_by_id": int(facts.confirmed_by) if facts.confirmed_by else None,
        "extra_remote_ids": list(facts.extra_remote_ids),
    }


def _attempt(row: Attempt) -> AttemptFacts:
    return AttemptFacts(
        row.number, row.content_hash, row.started_at, row.deadline_at, AttemptOutcome(row.outcome)
    )  # fmt: skip
