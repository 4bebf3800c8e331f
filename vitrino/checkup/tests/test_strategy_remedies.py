"""What the checkup offers about the strategy does what it says."""

from __future__ import annotations

import pytest

from vitrino.checkup import actions, queries, remedies
from vitrino.checkup.tests.shops import labelled
from vitrino.notify import queries as notify
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    found = assemble()
    found.bakery.onboarding_step = 0
    found.bakery.save()
    return found


def apply(cast: Cast, rule: str, action: str) -> set[str]:
    """Press it; the rules that still speak."""
    labelled()[rule.replace(".", "_")].make_ill(cast)
    actions.run(workspace=cast.bakery, now=NOW)
    notice = queries.notices(cast.bakery).get(rule=rule)
    remedies.apply(notice=notice, action=action, by=cast.anna, now=NOW)
    return set(queries.notices(cast.bakery).values_list("rule", flat=True))


def test_a_strategy_that_still_holds_is_asked_about_in_three_months(cast: Cast) -> None:
    assert "strategy.stale" not in apply(cast, "strategy.stale", "strategy-holds")


def test_helpers_are_asked_to_read(cast: Cast) -> None:
    assert "strategy.unread" in apply(cast, "strategy.unread", "ask-to-read"), "they have yet to read it"
    [member] = cast.bakery.memberships.filter(person=cast.bruno)
    assert [one.kind for one in notify.alerts_of(member)] == ["strategy"]
