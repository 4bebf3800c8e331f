"""Soon after something changed the rules concerned look again, and no shop costs more than it may."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from vitrino.checkup import attention, queries
from vitrino.checkup.models import Attention, Run
from vitrino.checkup.registry import all_rules
from vitrino.workspace.actions import record
from vitrino.workspace.log_words import SENTENCES
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
# Nothing a rule looks at changes with these.
IDLE = {
    "workspace", "member", "customer", "installation", "shop", "effort", "idea", "approval", "calendar",
    "contact",
    "report", "assist", "import", "feed", "competitor", "evergreen", "mention", "publishing", "checkup",
}  # fmt: skip


@pytest.fixture
def cast() -> Cast:
    made = assemble()
    attention.follow(NOW)  # what happened before is history
    return made


def happens(cast: Cast, kind: str, at: datetime) -> Attention | None:
    record(kind, workspace=cast.bakery, by=cast.anna, now=at)
    attention.follow(at)
    return Attention.objects.filter(workspace=cast.bakery).first()


def test_a_change_marks_the_rules_it_concerns_and_they_look_again(cast: Cast) -> None:
    marked = happens(cast, "goal.closed", NOW)
    assert marked is not None
    assert (marked.groups, marked.due_at) == (["goals"], NOW + attention.PAUSE)
    attention.look(marked, NOW + attention.PAUSE)
    assert set(queries.notices(cast.bakery).values_list("rule", flat=True)) == {"goals.none"}
    assert not Run.objects.exists(), "only the rules concerned were asked"


def test_many_changes_are_one_look_and_the_next_one_waits(cast: Cast) -> None:
    for kind in ("goal.closed", "goal.closed", "strategy.adopted"):
        marked = happens(cast, kind, NOW)
    assert marked is not None
    assert "goals" in marked.groups
    assert "strategy" in marked.groups
    attention.look(marked, NOW)
    Attention.objects.update(due_at=None)
    later = happens(cast, "goal.closed", NOW + timedelta(minutes=1))
    assert later is not None
    assert later.due_at == NOW + attention.REST


def test_what_concerns_no_rule_marks_nothing(cast: Cast) -> None:
    assert happens(cast, "member.joined", NOW) is None
    assert happens(cast, "checkup.noticed", NOW) is None


def test_nothing_is_marked_twice_for_one_event(cast: Cast) -> None:
    marked = happens(cast, "goal.closed", NOW)
    assert marked is not None
    attention.look(marked, NOW)
    Attention.objects.update(due_at=None)
    attention.follow(NOW)
    attention.follow(NOW)
    assert Attention.objects.get().groups == []


def test_what_is_marked_during_a_look_gets_its_turn(cast: Cast) -> None:
    marked = happens(cast, "goal.closed", NOW)
    assert marked is not None
    held, again = Attention.objects.get(), NOW + timedelta(minutes=1)
    attention.look(held, NOW)
    happens(cast, "strategy.adopted", again)
    waiting = Attention.objects.get()
    assert "strategy" in waiting.groups
    assert attention.look(waiting, again) is None
    assert Attention.objects.get().groups == []


def test_every_group_named_has_rules_and_every_kind_of_event_is_known() -> None:
    kinds = {kind.partition(".")[0] for kind in SENTENCES}
    groups = {rule.partition(".")[0] for rule in all_rules()}
    named = {group for found in attention.CONCERNS.values() for group in found}
    assert groups <= named, "nothing wakes these rules"
    assert kinds - IDLE <= set(attention.CONCERNS), "say in CONCERNS which rules these events concern"
