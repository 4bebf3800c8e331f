"""Orders that were delivered to people who agreed to be asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from vitrino.commerce.actions import store_order
from vitrino.commerce.models import Order
from vitrino.reviews import actions
from vitrino.reviews.models import AskingPolicy, ReviewRequest
from vitrino.workspace.models import Person, Workspace
from vitrino.workspace.tests.cast import NOW

DAY = timedelta(days=1)
START = NOW - 30 * DAY


def begin(workspace: Workspace, by: Person, *, now: datetime = START, **settings: Any) -> AskingPolicy:
    """The shop asks, with one place."""
    actions.add_place(workspace=workspace, name="Google", url="https://g.page/zorza/review", by=by, now=now)
    return actions.set_policy(workspace=workspace, is_on=True, by=by, now=now, **settings)


def agree(workspace: Workspace, by: Person, *emails: str) -> None:
    actions.note_consents(workspace=workspace, emails=emails, source="checkout", by=by, now=START)


def deliver(workspace: Workspace, number: str, *, email: str = "ola@example.com", at: datetime = NOW - 12 * DAY,
            name: str = "Ola", state: str = "completed") -> Order:  # fmt: skip
    return store_order(workspace=workspace, source="shop", number=number, total_minor=4900, currency="PLN", state=state,
                       placed_at=at - 2 * DAY, customer_name=name, customer_email=email, delivered_at=at)  # fmt: skip


def work(now: datetime) -> None:
    """Everything that is due for requests until now, in the order of time."""
    from vitrino.reviews.asking import asking

    actions.schedule_due(now)
    while row := ReviewRequest.objects.filter(due_at__lte=now).select_related("workspace").order_by("due_at").first():
        at = row.due_at
        assert at is not None
        due_at = asking.carry_on(row, max(at, now))
        ReviewRequest.objects.filter(pk=row.pk).update(due_at=due_at)
