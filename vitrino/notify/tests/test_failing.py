"""A way that fails is never silent: others stand in, its person hears of it, and if none is left the owner does."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from vitrino.notify import actions, failing, holding, queries, sending
from vitrino.notify.models import Alert, Delivery, Way
from vitrino.notify.tests.outside import NOWHERE, Outside, ntfy, only, tell, work_off
from vitrino.workspace.models import Membership
from vitrino.workspace.tests.cast import NOW, Cast


@pytest.fixture
def bruno(cast: Cast) -> Membership:
    """Bruno hears of mentions by ntfy alone."""
    member = cast.bruno.memberships.get()
    only(member, ntfy="always", email="never")
    return member


def tell_bruno(cast: Cast, number: int = 1) -> Alert:
    return tell(cast, number, people=[cast.bruno])[0]


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def test_a_delivery_is_sent_when_the_other_side_said_so_and_keeps_its_proof(
    cast: Cast, bruno: Membership, outside: Outside
) -> None:
    ntfy(bruno, outside.site)
    tell_bruno(cast)
    work_off(NOW)
    row = Delivery.objects.get()
    assert (row.state, row.proof, row.sent_at) == ("sent", "ntfy:xE73Iyuabi", NOW)


def test_an_error_is_tried_again_ten_seconds_later(cast: Cast, bruno: Membership, outside: Outside) -> None:
    ntfy(bruno, outside.site)
    tell_bruno(cast)
    outside.answers.append((500, ""))
    work_off(NOW)
    row = Delivery.objects.get()
    assert (row.state, row.due_at) == ("waiting", NOW + timedelta(seconds=10))
    work_off(NOW + timedelta(seconds=10))
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("sent", 2)
    assert mail.outbox == []


@pytest.mark.parametrize(("attempts", "expected"), [(1, 10), (2, 20), (6, 320), (9, 2560), (10, 3600), (400, 3600)])
def test_pauses_grow_from_ten_seconds_to_an_hour(attempts: int, expected: int) -> None:
    assert sending.pause(attempts) == timedelta(seconds=expected)


def test_a_busy_service_is_left_alone_as_long_as_it_asks(cast: Cast, bruno: Membership, outside: Outside) -> None:
    ntfy(bruno, outside.site)
    tell_bruno(cast)
    outside.answers.append((429, "{}"))
    work_off(NOW)
    due_at = Delivery.objects.get().due_at
    assert due_at is not None
    assert due_at >= NOW + timedelta(seconds=10)


def test_after_the_second_failure_it_goes_another_way(cast: Cast, bruno: Membership) -> None:
    ntfy(bruno, NOWHERE)
    tell_bruno(cast)
    work_off(NOW)
    assert mail.outbox == []
    work_off(NOW + timedelta(seconds=10))
    work_off(NOW + timedelta(seconds=10))
    assert [sent.to for sent in mail.outbox] == [["bruno@example.com"]]
    assert "Ola mentions you." in mail.outbox[0].body


def test_a_retry_of_what_came_another_way_meanwhile_is_spared(cast: Cast, bruno: Membership, outside: Outside) -> None:
    ntfy(bruno, outside.site)
    tell_bruno(cast)
    outside.answers += [(500, ""), (500, "")]
    for seconds in (0, 10, 10, 60):
        work_off(NOW + timedelta(seconds=seconds))
    assert len(mail.outbox) == 1
    assert len(outside.came) == 2
    assert set(Delivery.objects.values_list("way__kind", "state")) == {("ntfy", "spared"), ("email", "sent")}


def test_a_retry_of_what_was_read_meanwhile_is_spared(cast: Cast, bruno: Membership, outside: Outside) -> None:
    ntfy(bruno, outside.site)
    tell_bruno(cast)
    outside.answers.append((500, ""))
    work_off(NOW)
    actions.mark_read(member=bruno, now=NOW)
    work_off(NOW + timedelta(minutes=1))
    assert len(outside.came) == 1


def test_a_refusal_for_good_goes_another_way_at_once_and_the_person_hears_why(
    cast: Cast, bruno: Membership, outside: Outside
) -> None:
    way = ntfy(bruno, outside.site)
    tell_bruno(cast)
    outside.answers.append((403, ""))
    work_off(NOW)
    said = "\n".join(str(sent.body) for sent in mail.outbox)
    assert "Ola mentions you." in said
    assert "We could not reach you by ntfy since" in said
    assert "does not accept the address or the token" in said
    assert [way.pk for way in queries.failing_ways(bruno)] == [way.pk]
    page = cast.client(cast.bruno).get("/w/zorza/alerts/").content.decode()
    assert "We could not reach you by ntfy since" in page


def test_the_person_hears_once_of_a_way_that_keeps_failing(cast: Cast, bruno: Membership) -> None:
    ntfy(bruno, NOWHERE)
    for number in range(6):
        tell_bruno(cast, number)
    for minutes in range(0, 60, 3):
        work_off(NOW + timedelta(minutes=minutes))
    assert Alert.objects.filter(kind="way").count() == 1
    assert sum("We could not reach you" in sent.subject for sent in mail.outbox) == 1


def test_while_a_way_rests_what_is_new_goes_another_way_at_once(cast: Cast, bruno: Membership) -> None:
    way = ntfy(bruno, NOWHERE)
    failing.note_failure(way, {}, is_final=True, now=NOW)
    mail.outbox.clear()
    tell_bruno(cast)
    work_off(NOW)
    assert ["Ola mentions you." in str(sent.body) for sent in mail.outbox if sent.to == ["bruno@example.com"]].count(
        True
    ) == 1
    work_off(NOW + timedelta(minutes=1))
    assert sum("Ola mentions you." in str(sent.body) for sent in mail.outbox) == 1


def test_a_way_that_works_again_is_not_shown_as_failing(cast: Cast, bruno: Membership, outside: Outside) -> None:
    way = ntfy(bruno, outside.site)
    failing.note_failure(way, {}, is_final=True, now=NOW)
    actions.test_way(way=way, now=NOW)
    assert queries.failing_ways(bruno) == []


def test_a_person_without_any_way_left_is_the_owners_business(
    cast: Cast, bruno: Membership, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    ntfy(bruno, NOWHERE)
    tell_bruno(cast)
    for minutes in range(0, 150, 5):
        work_off(NOW + timedelta(minutes=minutes))
    told = Alert.objects.get(kind="unreachable")
    assert told.person == cast.anna
    assert "Bruno can't be reached by any way." in str(queries.message_of(told))


def test_after_a_day_it_is_given_up_and_stays_unread_in_the_page(cast: Cast, bruno: Membership) -> None:
    ntfy(bruno, NOWHERE)
    tell_bruno(cast)
    for step in range(0, 26 * 4):
        work_off(NOW + step * hours(0.25))
    assert set(Delivery.objects.filter(way__kind="ntfy").values_list("state", flat=True)) <= {"given-up", "spared"}
    assert queries.alerts_of(bruno).filter(kind="mention", read_at=None).exists()


def test_what_was_to_go_a_way_that_was_removed_goes_another(cast: Cast, bruno: Membership) -> None:
    way = ntfy(bruno, NOWHERE)
    tell_bruno(cast)
    actions.remove_way(way=way, by=bruno, now=NOW)
    work_off(NOW)
    assert [sent.to for sent in mail.outbox] == [["bruno@example.com"]]


def test_who_left_the_shop_is_told_nothing_any_more(cast: Cast) -> None:
    tell(cast, people=[cast.bruno])
    cast.bruno.memberships.all().delete()
    work_off(NOW)
    assert mail.outbox == []


def test_a_database_that_is_held_back_tells_nobody(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(cast)
    held = [lambda now: NOW]
    monkeypatch.setattr(holding, "_asked", held)
    work_off(NOW)
    assert mail.outbox == []
    held.clear()
    work_off(NOW + timedelta(minutes=2))
    assert len(mail.outbox) == 2


def test_a_sample_shop_tells_nobody_outside(cast: Cast) -> None:
    cast.bakery.is_sample = True
    cast.bakery.save()
    tell(cast)
    assert not Delivery.objects.exists()


def test_addresses_and_tokens_are_neither_stored_plainly_nor_logged(
    cast: Cast, bruno: Membership, outside: Outside, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ntfy(bruno, outside.site, topic="very-secret-topic")
    tell_bruno(cast)
    outside.answers.append((500, "very-secret-topic"))
    work_off(NOW)
    assert "very-secret-topic" not in caplog.text
    way = Way.objects.get(kind="ntfy")
    assert b"very-secret-topic" not in bytes(way.sealed)
    assert "very-secret-topic" not in str(Delivery.objects.values())


def test_the_cost_of_an_alert_does_not_grow_with_what_is_there(
    cast: Cast, bruno: Membership, outside: Outside, django_assert_max_num_queries: object
) -> None:
    ntfy(bruno, outside.site)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        tell_bruno(cast, 0)
    for number in range(1, 200):
        tell_bruno(cast, number)
    work_off(NOW)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        tell_bruno(cast, 1000)
