"""From what the gateway raised or gave to what the protocol believes. Whatever is not on this list is unknown."""

from __future__ import annotations

from vitrino.connect import errors, records
from vitrino.domain.message import Message
from vitrino.domain.problem import Problem
from vitrino.domain.publication import (
    AuthLost,
    Confirmed,
    NotSent,
    Outcome,
    OutcomeUnknown,
    Pending,
    RateLimited,
    Refused,
)

# Nothing went out: whoever was to be paid for it need not be.
WITHOUT_EFFECT = (AuthLost, NotSent, RateLimited, Refused)


def of_answer(answer: records.Published | records.Pending) -> Outcome:
    """A yes counts only with the id of the post."""
    if isinstance(answer, records.Pending):
        return Pending(answer.token, answer.look_again_at)
    return Confirmed(answer.remote_id, answer.url) if answer.remote_id else OutcomeUnknown("no id in the answer")


def of_write_error(error: Exception) -> Outcome:
    """What is known after the write itself failed."""
    match error:
        case errors.RateLimited():
            return RateLimited(error.until)
        case errors.NotSent():
            return NotSent(type(error).__name__)
        case errors.AuthLost():
            return AuthLost()
        case errors.Refused() | errors.Unsupported() | errors.AddressRefused():
            return Refused(str(error), getattr(error, "permanent", True))
    return OutcomeUnknown(type(error).__name__)


def of_preparation_error(error: Exception | None) -> Outcome:
    """Nothing that happens while preparing can be seen by anybody, so everything unclear is simply not sent."""
    if isinstance(error, Problem):
        return Refused(str(error))
    outcome = of_write_error(error) if error else NotSent()
    return NotSent(outcome.reason) if isinstance(outcome, OutcomeUnknown) else outcome


def words_of(error: Exception | None) -> Message | None:
    """What the platform or the connector says about it."""
    return error.message if isinstance(error, errors.ConnectError | Problem) else None
