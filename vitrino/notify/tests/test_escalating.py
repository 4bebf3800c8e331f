"""When nobody reacts, others hear of it; when anybody does, it stops."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from vitrino.domain.problem import Problem
from vitrino.notify import actions, queries
from vitrino.notify.escalating import Rung
from vitrino.notify.models import Alert, Delivery, Escalation
from vitrino.notify.tests.outside import Outside, ntfy, only, tell, work_off
from vitrino.workspace.tests.cast import NOW, Cast


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def live_through(cast: Cast, until: int) -> None:
    for minute in range(0, until + 1, 5):
        work_off(NOW + minutes(minute))


def reminders() -> list[tuple[str, str]]:
    return [(sent.to[0], str(sent.subject)) for sent in mail.outbox if "Nobody has reacted" in sent.subject]


def test_an_urgent_alert_nobody_opens_climbs_to_everybody_and_then_to_the_owner(cast: Cast) -> None:
    tell(cast, urgency="high", people=[cast.bruno])
    live_through(cast, 10)
    assert reminders() == []
    live_through(cast, 15)
    assert [who for who, _what in reminders()] == ["bruno@example.com"]
    assert "Nobody has reacted for 15 minutes: Ola mentions you." in reminders()[0][1]
    live_through(cast, 60)
    assert [who for who, _what in reminders()] == ["bruno@example.com", "anna@example.com"]
    assert queries.unread_count(cast.anna.memberships.get()) == 1


@pytest.mark.parametrize("way_to_react", ["opened", "handled", "seen"])
def test_it_stops_when_somebody_reacted(cast: Cast, way_to_react: str) -> None:
    alerts = tell(cast, urgency="high")
    if way_to_react == "opened":
        cast.client(cast.bruno).get(f"/w/zorza/alerts/{alerts[0].pk}/")
        actions.mark_read(member=cast.bruno.memberships.get(), now=NOW)
    elif way_to_react == "handled":
        assert actions.handled(workspace=cast.bakery, about="/w/zorza/inbox/1/", now=NOW) == 2
    else:
        assert actions.seen(member=cast.bruno.memberships.get(), about="/w/zorza/inbox/1/", now=NOW) == 1
    live_through(cast, 90)
    assert reminders() == []
    assert Escalation.objects.get().state == "opened"


def test_what_was_dealt_with_is_read_for_everybody(cast: Cast) -> None:
    tell(cast)
    actions.handled(workspace=cast.bakery, about="/w/zorza/inbox/1/", now=NOW)
    assert queries.unread_count(cast.anna.memberships.get()) == 0
    assert actions.handled(workspace=cast.florist, about="/w/zorza/inbox/1/", now=NOW) == 0


def test_nobody_reacting_at_all_is_known_in_the_end(cast: Cast) -> None:
    tell(cast, urgency="high")
    live_through(cast, 120)
    assert queries.unanswered(cast.bakery) == 1
    assert queries.unanswered(cast.florist) == 0
    actions.handled(workspace=cast.bakery, about="/w/zorza/inbox/1/", now=NOW)
    assert queries.unanswered(cast.bakery) == 0


def test_usual_alerts_climb_only_where_the_owner_wants_it(cast: Cast) -> None:
    tell(cast, 1)
    assert not Escalation.objects.exists()
    rungs = [Rung(5, "everybody")]
    actions.choose_chain(workspace=cast.bakery, covers="all", rungs=rungs, by=cast.anna, now=NOW)
    tell(cast, 2)
    assert Escalation.objects.count() == 1
    actions.choose_chain(workspace=cast.bakery, covers="nothing", rungs=[], by=cast.anna, now=NOW)
    tell(cast, 3, urgency="high")
    assert Escalation.objects.count() == 1


def test_a_step_names_a_person_and_a_way(cast: Cast, outside: Outside) -> None:
    member = cast.bruno.memberships.get()
    ntfy(member, outside.site)
    only(member, ntfy="never", email="always")
    rungs = [Rung(10, "person", cast.bruno, "ntfy")]
    actions.choose_chain(workspace=cast.bakery, covers="high", rungs=rungs, by=cast.anna, now=NOW)
    tell(cast, urgency="high", people=[cast.anna])
    live_through(cast, 10)
    assert [came.value["message"] for came in outside.came] == ["Nobody has reacted for 10 minutes: Ola mentions you."]
    assert Delivery.objects.get(form="reminder").level == 1


def test_a_step_for_somebody_who_left_goes_to_the_owner(cast: Cast) -> None:
    rungs = [Rung(10, "person", cast.bruno)]
    actions.choose_chain(workspace=cast.bakery, covers="high", rungs=rungs, by=cast.anna, now=NOW)
    cast.bruno.memberships.all().delete()
    tell(cast, urgency="high")
    live_through(cast, 10)
    assert [who for who, _what in reminders()] == ["anna@example.com"]


def test_there_are_five_steps_at_most(cast: Cast) -> None:
    rungs = [Rung(5 * step, "everybody") for step in range(1, 9)]
    actions.choose_chain(workspace=cast.bakery, covers="high", rungs=rungs, by=cast.anna, now=NOW)
    tell(cast, urgency="high", people=[cast.anna])
    live_through(cast, 120)
    assert len(reminders()) == 5


def test_a_chain_that_covers_something_needs_a_step(cast: Cast) -> None:
    with pytest.raises(Problem):
        actions.choose_chain(workspace=cast.bakery, covers="all", rungs=[], by=cast.anna, now=NOW)


def test_an_alert_of_the_same_key_climbs_once(cast: Cast) -> None:
    tell(cast, urgency="high", people=[cast.anna])
    tell(cast, urgency="high", people=[cast.bruno])
    assert Escalation.objects.count() == 1
    assert Alert.objects.count() == 2
