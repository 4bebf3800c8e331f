"""What can be taken away from the running product. A mutant changes the product's own objects, never a copy."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from vitrino.channels import doors, gateway, installation
from vitrino.channels import queries as channels
from vitrino.connect.errors import NotSent
from vitrino.domain.publication import INVARIANTS, PROTOCOL, Effect, Guard, OutcomeUnknown, Refused, policy
from vitrino.publishing import moves, outcomes, sending

Mutate = Callable[[pytest.MonkeyPatch], None]


def from_the_table(name: Guard | Effect) -> Mutate:
    """One guard or effect out of every row of the table the product moves by."""

    def mutate(patch: pytest.MonkeyPatch) -> None:
        weaker = PROTOCOL.without(name)
        patch.setattr(PROTOCOL, "rows", weaker.rows)
        patch.setattr(PROTOCOL, "_by_key", weaker._by_key)
        if name is Guard.BEFORE_DEADLINE:  # the product asks it at the door, as the last thing before the write
            patch.setattr(doors, "may_write", lambda now, deadline: True)

    return mutate


def _in_one_transaction(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sending, "_send_now", transaction.atomic(sending._send_now))


def _unconditionally(patch: pytest.MonkeyPatch) -> None:
    """`moves._store` without the conditions of its UPDATE."""
    source = inspect.getsource(moves._store)
    conditions = source[source.index(", state=seen.state.value") : source.index(")  # fmt: skip\n    if unchanged")]
    namespace: dict[str, Any] = dict(vars(moves))
    exec(source.replace(conditions, ""), namespace)
    patch.setattr(moves, "_store", namespace["_store"])


def _without_a_settle_window(patch: pytest.MonkeyPatch) -> None:
    made = policy.Policy.__init__

    def init(self: Any, *args: Any, **fields: Any) -> None:
        made(self, *args, **(fields | {"settle_s": 0.0}))

    patch.setattr(policy.Policy, "__init__", init)


def _every_list_is_fresh(patch: pytest.MonkeyPatch) -> None:
    look = gateway.look
    patch.setattr(gateway, "look", lambda *given: replace(look(*given), fresh=True))


def _an_unclear_answer_is_a_refusal(patch: pytest.MonkeyPatch) -> None:
    told = outcomes.of_write_error

    def careless(error: Exception) -> Any:
        outcome = told(error)
        return Refused("no") if isinstance(outcome, OutcomeUnknown) else outcome

    patch.setattr(outcomes, "of_write_error", careless)


def _an_unclear_answer_was_not_sent(patch: pytest.MonkeyPatch) -> None:
    told = outcomes.of_write_error
    patch.setattr(outcomes, "of_write_error",
                  lambda error: told(NotSent() if isinstance(told(error), OutcomeUnknown) else error))  # fmt: skip


def _a_restored_database_is_believed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(channels, "restored_at", lambda: None)
    patch.setattr(installation, "held_since", lambda now: None)


MUTANTS: Mapping[str, Mutate] = {
    **{f"{one.name}: {name.value}": from_the_table(name) for one in INVARIANTS for name in one.kept_by},
    "the look at the clock immediately before the write": lambda patch: patch.setattr(
        doors, "may_write", lambda now, deadline: True
    ),
    "the commit of the attempt before the write": _in_one_transaction,
    "the conditions of the conditional UPDATE": _unconditionally,
    "the settle window": _without_a_settle_window,
    "the proof that a list is fresh": _every_list_is_fresh,
    "unclear answers as refusals": _an_unclear_answer_is_a_refusal,
    "unclear answers as not sent": _an_unclear_answer_was_not_sent,
    "the guard against restored and copied databases": _a_restored_database_is_believed,
}
