"""Everybody concerned is told once, at once, and there is proof of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import override_settings

from vitrino.domain.message import say
from vitrino.engine.ticker import run_until_idle
from vitrino.notify import actions, jobs, queries
from vitrino.notify.models import Alert, Delivery
from vitrino.workspace.tests.cast import NOW, Cast, assemble, join, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def tell(cast: Cast, key: str = "mention:1", kind: str = "mention") -> list[Alert]:
    message = say("{name} mentions you.", name="Ola")
    return actions.alert(workspace=cast.bakery, kind=kind, key=key, message=message, url="/w/zorza/inbox/1/", now=NOW)


def test_everybody_who_answers_is_told_and_nobody_else(cast: Cast) -> None:
    join(person("Wanda"), cast.bakery, "viewer")
    assert {alert.person.name for alert in tell(cast)} == {"Anna", "Bruno"}


def test_the_same_thing_is_told_once(cast: Cast) -> None:
    assert len(tell(cast)) == 2
    assert tell(cast) == []


def test_an_e_mail_leaves_with_the_way_to_the_page(cast: Cast) -> None:
    tell(cast)
    run_until_idle(NOW)
    assert sorted(sent.to[0] for sent in mail.outbox) == ["anna@example.com", "bruno@example.com"]
    assert "Ola mentions you." in mail.outbox[0].body
    first = Alert.objects.get(person__email=mail.outbox[0].to[0], kind="mention")
    assert f"/w/zorza/alerts/{first.pk}/" in mail.outbox[0].body
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_an_e_mail_speaks_the_language_of_its_reader(cast: Cast) -> None:
    cast.anna.language = "pl"
    cast.anna.save()
    tell(cast)
    run_until_idle(NOW)
    to_anna = next(sent for sent in mail.outbox if sent.to == ["anna@example.com"])
    assert "Otwórz" in to_anna.body


def test_a_kind_switched_off_still_shows_in_the_page(cast: Cast) -> None:
    member = cast.anna.memberships.get()
    actions.choose(member=member, reaches={"mention": {"email": "never"}})
    tell(cast)
    run_until_idle(NOW)
    assert [sent.to[0] for sent in mail.outbox] == ["bruno@example.com"]
    assert queries.alerts_of(member).filter(kind="mention", read_at=None).count() == 1


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1)
def test_a_mail_server_that_is_away_is_tried_again_until_it_is_given_up(cast: Cast) -> None:
    tell(cast)
    row = jobs.waiting().first()
    assert row is not None
    again = jobs.deliver(row, NOW)
    assert again is not None
    assert NOW < again <= NOW + timedelta(hours=1)
    row.refresh_from_db()
    assert jobs.deliver(row, NOW + timedelta(hours=25)) is None
    row.refresh_from_db()
    assert row.state == Delivery.State.GIVEN_UP
    assert row.trouble


def test_line_breaks_in_a_name_do_not_reach_the_subject(cast: Cast) -> None:
    message = say("{name} mentions you.", name="Ola\r\nBcc: all@example.com")
    actions.alert(workspace=cast.bakery, kind="mention", key="m", message=message, url="/", now=NOW)
    run_until_idle(NOW)
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == ["anna@example.com"] or mail.outbox[0].recipients() == ["bruno@example.com"]


def test_opening_an_alert_reads_it_and_goes_where_it_helps(cast: Cast) -> None:
    tell(cast)
    alert = Alert.objects.get(person=cast.anna)
    response = cast.client(cast.anna).get(f"/w/zorza/alerts/{alert.pk}/")
    assert response["Location"] == "/w/zorza/inbox/1/"
    assert queries.unread_count(cast.anna.memberships.get()) == 0


def test_nobody_opens_another_persons_alert(cast: Cast) -> None:
    tell(cast)
    alert = Alert.objects.get(person=cast.anna)
    assert cast.client(cast.bruno).get(f"/w/zorza/alerts/{alert.pk}/").status_code == 404
