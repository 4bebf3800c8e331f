"""The crisis plan: each edit is a version with its reason, and a good one to begin with."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vitrino.crisis import book, queries
from vitrino.crisis.models import PlanVersion
from vitrino.domain.crisis import plan as rules
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.workspace import queries as workspaces
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace


def proposal(workspace: Workspace) -> rules.Plan:
    """What Vitrino would write: roles among the people there are, everything else in the shop's language."""
    people = [one.person.name or one.person.email for one in workspaces.members(workspace)]
    return book.plan_for(workspace.language, workspace.name, rules.shared_out(people))


@transaction.atomic
def save_plan(*, workspace: Workspace, plan: rules.Plan, reason: str, by: Person, now: datetime) -> PlanVersion:
    """The next version. The same plan again is no new version. Raises Problem without a reason after the first."""
    Workspace.objects.select_for_update().get(pk=workspace.pk)  # two at once are one after the other
    before, after = queries.plan_in_force(workspace), rules.tidied(plan)
    if before is not None and before.told == after:
        return before
    if before is not None and not reason.strip():
        raise Problem(say("Write down why you change it. Later you will want to know."), "reason")
    made = PlanVersion.objects.create(
        workspace=workspace, number=before.number + 1 if before else 1, plan=rules.to_json(after),
        reason=reason.strip()[:300], by=by, at=now,
    )  # fmt: skip
    record("crisis.plan-changed", workspace=workspace, by=by, now=now, about=made, number=made.number)
    return made
