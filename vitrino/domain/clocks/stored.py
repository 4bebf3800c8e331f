"""A shop's own policies as JSON, read strictly: what isn't understood is refused in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from vitrino.domain.clocks.policy import Condition, Policy, faults
from vitrino.domain.deadlines import Surface, Target
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

_SURFACES = frozenset(get_args(Surface))


def to_json(policies: Sequence[Policy]) -> list[dict[str, Any]]:
    """A list of {"key", "when": [conditions], "first", "next", "resolution": {"minutes", "in_opening_hours"}}."""
    return [
        {
            "key": policy.key,
            "when": [_condition_to_json(condition) for condition in policy.when],
            "first": _target_to_json(policy.first),
            "next": _target_to_json(policy.next),
            "resolution": _target_to_json(policy.resolution),
        }
        for policy in policies
    ]


def from_json(stored: Any) -> tuple[Policy, ...]:
    """The reverse. Raises Problem for anything that isn't a usable list, with the first fault in words."""
    try:
        policies = tuple(_policy(row) for row in stored)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Problem(say("The answer targets can't be read. Please enter them again.")) from error
    for fault in faults(policies):
        raise Problem(fault)
    return policies


def _policy(row: dict[str, Any]) -> Policy:
    return Policy(
        str(row["key"])[:40],
        _target(row.get("first")),
        _target(row.get("next")),
        _target(row.get("resolution")),
        tuple(_condition(condition) for condition in row.get("when") or ()),
    )


def _target(row: dict[str, Any] | None) -> Target | None:
    return None if row is None else Target(int(row["minutes"]), bool(row.get("in_opening_hours", True)))


def _condition(row: dict[str, Any]) -> Condition:
    surfaces = frozenset(row.get("surfaces") or ())
    complaint, rating = row.get("is_complaint"), row.get("rating_to")
    if not surfaces <= _SURFACES or complaint not in (None, True, False):
        raise ValueError(f"no such condition: {row}")
    return Condition(surfaces, complaint, int(row.get("urgency_from", 0)), None if rating is None else int(rating))


def _target_to_json(target: Target | None) -> dict[str, Any] | None:
    return None if target is None else {"minutes": target.minutes, "in_opening_hours": target.in_opening_hours}


def _condition_to_json(condition: Condition) -> dict[str, Any]:
    return {
        "surfaces": sorted(condition.surfaces),
        "is_complaint": condition.is_complaint,
        "urgency_from": condition.urgency_from,
        "rating_to": condition.rating_to,
    }
