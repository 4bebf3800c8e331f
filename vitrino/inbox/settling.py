"""The shop's own answer targets: a row for each kind of conversation, in order, the last for everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from vitrino.domain.clocks import DEFAULT_POLICIES, POLICY_NAMES, Condition, Policy, faults, to_json
from vitrino.domain.deadlines import Target
from vitrino.domain.hours import OpeningHours, read_hours
from vitrino.domain.hours import from_json as hours_from_json
from vitrino.domain.hours import to_json as hours_to_json
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.inbox import targets
from vitrino.inbox.models import AnswerRules
from vitrino.workspace import actions as workspaces
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

# Rows a shop may add to the defaults.
MORE_POLICIES = (
    Policy("comment", when=(Condition(frozenset({"comment"})),)),
    Policy("mention", when=(Condition(frozenset({"mention"})),)),
)
NAMES: dict[str, Message] = POLICY_NAMES | {
    "comment": say("Comments"),
    "mention": say("Mentions"),
    "other": say("Everything else"),
}
FALLBACK = DEFAULT_POLICIES[-1].key


@dataclass(frozen=True)
class Row:
    """One kind: its targets, and whether one of them is looser than what customers expect (CARE 5.1)."""

    policy: Policy
    usual: Policy

    @property
    def is_used(self) -> bool:
        return any((self.policy.first, self.policy.next, self.policy.resolution))

    @property
    def is_looser(self) -> bool:
        pairs = ((self.policy.first, self.usual.first), (self.policy.next, self.usual.next))
        return self.is_used and any(_is_looser(own, usual) for own, usual in pairs)


def rows_of(workspace: Workspace) -> list[Row]:
    """Every kind there is: those in use in their order, then those that are not, then the one for everything."""
    own = targets.policies_of(targets.current(workspace))
    known = {policy.key for policy in own}
    spare = [policy for policy in MORE_POLICIES if policy.key not in known]
    left = [replace(one, first=None, next=None, resolution=None)
            for one in DEFAULT_POLICIES[:-1] if one.key not in known]  # fmt: skip
    return [row_of(policy) for policy in (*own[:-1], *left, *spare, own[-1])]


def row_of(policy: Policy) -> Row:
    usual = next((one for one in DEFAULT_POLICIES if one.key == policy.key), DEFAULT_POLICIES[-1])
    return Row(policy, usual)


def condition_of(key: str) -> tuple[Condition, ...]:
    """When a kind holds; nothing for the one that holds for everything. Raises KeyError for an unknown kind."""
    return {one.key: one.when for one in (*DEFAULT_POLICIES, *MORE_POLICIES)}[key]


def faults_of(policies: Sequence[Policy]) -> list[Message]:
    """What is wrong with a list, in words, with the names the page shows."""
    return faults([replace(one, key=str(NAMES.get(one.key, one.key))) for one in policies])


@transaction.atomic
def set_answer_rules(*, workspace: Workspace, policies: Sequence[Policy], hours: OpeningHours, by: Person,
                     now: datetime) -> AnswerRules:  # fmt: skip
    """These targets and hours hold from now on, also for whoever waits already; what was missed stays missed.

    Raises Problem for a list that can't be used, with its first fault.
    """
    for fault in faults_of(policies):
        raise Problem(fault)
    stored = hours_to_json(hours)
    workspaces.describe_shop(workspace=workspace, by=by, now=now, values={"hours": stored})
    own = [] if tuple(policies) == DEFAULT_POLICIES else to_json(policies)
    targets.versions_of([workspace], now)  # what held until now is kept first
    made = AnswerRules.objects.create(
        workspace=workspace, by=by, at=now, policies=own, hours=stored, time_zone=workspace.time_zone
    )
    targets.look_again(workspace.pk, now)
    record("answer-rules.set", workspace=workspace, by=by, now=now, about=made)
    return made


def week_and_holidays(workspace: Workspace) -> tuple[OpeningHours, OpeningHours]:
    """The stored hours as the two fields of the page."""
    hours = hours_from_json(workspace.hours)
    return OpeningHours(hours.week), OpeningHours({}, hours.dates, hours.yearly)


def read_both(week: str, holidays: str) -> OpeningHours:
    """Hours from the two fields. Raises Problem where unclear, or for weekdays among the holidays."""
    usual, special = read_hours(week), read_hours(holidays)
    if special.week:
        raise Problem(say("Weekdays belong into the field above; here only dates."), "holidays")
    return OpeningHours(usual.week, {**usual.dates, **special.dates}, {**usual.yearly, **special.yearly})


def _is_looser(own: Target | None, usual: Target | None) -> bool:
    if usual is None:
        return False
    return own is None or own.minutes > usual.minutes or (own.in_opening_hours and not usual.in_opening_hours)
