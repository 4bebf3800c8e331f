"""Quiet hours end with one message that tells everything; a storm comes in groups; nothing is dropped."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vitrino.domain import storms
from vitrino.engine import leases
from vitrino.notify import actions, jobs, planning, queries
from vitrino.notify.models import Alert, Delivery, Item
from vitrino.notify.tests.outside import only, tell, work_off
from vitrino.workspace.tests.cast import NOW, Cast

MORNING = NOW + timedelta(hours=18)  # 7:00 in Warsaw


def to(email: str) -> list[str]:
    return [str(sent.body) for sent in mail.outbox if sent.to == [email]]


def rest(cast: Cast, *, urgent_passes: bool = True) -> None:
    """Anna's telephone is quiet from noon until seven, in Warsaw."""
    actions.rest(
        member=cast.anna.memberships.get(), begin=time(12), end=time(7), time_zone="", urgent_passes=urgent_passes
    )


def test_what_comes_in_quiet_hours_comes_in_one_message_at_their_end(cast: Cast) -> None:
    rest(cast)
    for number in range(3):
        tell(cast, number, now=NOW + timedelta(hours=number))
    work_off(NOW + timedelta(hours=4))
    assert to("anna@example.com") == []
    assert len(to("bruno@example.com")) == 3
    work_off(MORNING)
    (digest,) = to("anna@example.com")
    assert digest.startswith("3 notices came while it was quiet.")
    assert digest.count("Ola mentions you.") == 3
    assert "14:00" not in digest.splitlines()[0]
    assert f"/w/zorza/alerts/told/{Delivery.objects.get(form='digest').pk}/" in digest


def test_the_page_tells_at_once_all_the_same(cast: Cast) -> None:
    rest(cast)
    tell(cast)
    assert queries.unread_count(cast.anna.memberships.get()) == 1


def test_urgent_ones_come_through_quiet_hours_unless_the_person_wants_none(cast: Cast) -> None:
    rest(cast)
    tell(cast, 1, urgency="high")
    rest(cast, urgent_passes=False)
    tell(cast, 2, urgency="high")
    work_off(NOW)
    assert len(to("anna@example.com")) == 1


def test_quiet_hours_of_another_time_zone_are_those_of_the_person(cast: Cast) -> None:
    member = cast.anna.memberships.get()
    actions.rest(member=member, begin=time(6), end=time(8), time_zone="America/New_York", urgent_passes=True)
    tell(cast)  # 12:00 UTC is 7:00 there
    assert Delivery.objects.get(person=cast.anna).due_at == NOW + timedelta(hours=1)


def test_more_than_twenty_in_five_minutes_come_in_groups_and_all_are_told(cast: Cast) -> None:
    for number in range(57):
        tell(cast, number)
    work_off(NOW + timedelta(seconds=59))
    assert len(to("anna@example.com")) == storms.MOST
    work_off(NOW + timedelta(seconds=60))
    *_single, group = to("anna@example.com")
    assert len(to("anna@example.com")) == storms.MOST + 1
    assert group.startswith("37 new notices.")
    told = Item.objects.filter(delivery__state="sent", delivery__person=cast.anna).values("alert").distinct().count()
    assert told == 57
    assert queries.unread_count(cast.anna.memberships.get()) == 57


def test_the_next_group_of_a_storm_says_how_many_came_since_it_began(cast: Cast) -> None:
    for number in range(57):
        tell(cast, number)
    work_off(NOW + timedelta(minutes=2))
    for number in range(57, 69):
        tell(cast, number, now=NOW + timedelta(minutes=2))
    work_off(NOW + timedelta(minutes=4))
    assert len(to("anna@example.com")) == storms.MOST + 1
    work_off(NOW + timedelta(minutes=8))
    assert to("anna@example.com")[-1].startswith("12 new notices. Somebody uses the shop's name: 12. 49 since 13:00.")


def test_one_message_tells_no_more_than_it_can_hold(cast: Cast) -> None:
    rest(cast)
    for number in range(7):
        tell(cast, number, people=[cast.anna])
    first = Delivery.objects.get(person=cast.anna)
    Delivery.objects.filter(pk=first.pk).update(size=planning.MOST_TOLD - 1)
    tell(cast, 8, people=[cast.anna])
    tell(cast, 9, people=[cast.anna])
    assert sorted(Delivery.objects.filter(person=cast.anna).values_list("size", "is_open")) == [(1, True), (500, False)]


def test_what_waited_while_nothing_ran_comes_in_one_message(cast: Cast) -> None:
    for number in range(5):
        tell(cast, number, people=[cast.anna])
    late = NOW + timedelta(hours=3)
    (row,) = leases.claim(jobs.waiting(), now=late, lease_s=60, limit=1)
    leases.release(row, due_at=jobs.deliver(row, late))
    work_off(late)
    (message,) = to("anna@example.com")
    assert message.count("Ola mentions you.") == 5
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["merged"] * 4 + ["sent"]


def test_what_was_told_stays_readable_and_belongs_to_one_person(cast: Cast) -> None:
    rest(cast)
    for number in range(3):
        tell(cast, number)
    work_off(MORNING)
    pk = Delivery.objects.get(form="digest").pk
    page = cast.client(cast.anna).get(f"/w/zorza/alerts/told/{pk}/")
    assert page.content.decode().count("Ola mentions you.") == 3
    assert cast.client(cast.bruno).get(f"/w/zorza/alerts/told/{pk}/").status_code == 404


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gaps=st.lists(st.integers(0, 240), min_size=1, max_size=60), is_quiet=st.booleans())
def test_however_they_come_everybody_is_told_of_every_one(cast: Cast, gaps: list[int], is_quiet: bool) -> None:
    Alert.objects.all().delete()
    Delivery.objects.all().delete()
    mail.outbox.clear()
    if is_quiet:
        rest(cast)
    at: datetime = NOW
    for number, gap_s in enumerate(gaps):
        at += timedelta(seconds=gap_s)
        tell(cast, number, now=at, people=[cast.anna])
        if gap_s > 200:
            work_off(at)
    work_off(at + timedelta(hours=30))
    told = Item.objects.filter(delivery__state="sent").values_list("alert", flat=True)
    assert set(told) == set(Alert.objects.values_list("pk", flat=True))
    assert len(Alert.objects.all()) == len(gaps)


def test_a_rule_of_one_kind_leaves_the_others_alone(cast: Cast) -> None:
    member = cast.anna.memberships.get()
    only(member, email="urgent")
    assert queries.reaches(member)["mention"]["email"] == "urgent"
    assert queries.reaches(member)["review"]["email"] == "always"
    assert queries.reaches(member)["checkup"]["email"] == "urgent"
    tell(cast, 1)
    tell(cast, 2, urgency="high")
    work_off(NOW)
    assert len(to("anna@example.com")) == 1
