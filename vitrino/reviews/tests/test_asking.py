"""Asking for reviews: once for each order, with consent, by day, and out with one press."""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.test import Client

from vitrino.channels import actions as channels
from vitrino.commerce.models import Customer
from vitrino.domain.problem import Problem
from vitrino.reviews import actions, asking
from vitrino.reviews.asking.links import address_of, token_of, way_out_of
from vitrino.reviews.models import Consent, ReviewRequest
from vitrino.reviews.tests.buyers import DAY, START, agree, begin, deliver, work
from vitrino.workspace.tests.cast import NOW, Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def asked(cast: Cast) -> ReviewRequest:
    """Ola was asked about her order."""
    begin(cast.bakery, cast.anna)
    agree(cast.bakery, cast.anna, "ola@example.com")
    deliver(cast.bakery, "1")
    work(NOW)
    return ReviewRequest.objects.get()


def test_a_delivered_order_becomes_one_mail_with_a_way_out(asked: ReviewRequest) -> None:
    work(NOW + timedelta(minutes=15))
    (letter,) = mail.outbox
    assert letter.to == ["ola@example.com"]
    assert "Piekarnia Zorza" in letter.subject
    assert address_of(asked) in letter.body
    assert way_out_of(asked) in letter.body
    assert letter.extra_headers["List-Unsubscribe"] == f"<{way_out_of(asked)}>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (asked.state, asked.sent_at) == ("sent", NOW)


def test_nobody_is_asked_while_asking_is_off_or_without_consent(cast: Cast) -> None:
    deliver(cast.bakery, "1")
    agree(cast.bakery, cast.anna, "ola@example.com")
    work(NOW)
    begin(cast.bakery, cast.anna)
    deliver(cast.bakery, "2", email="jan@example.com")
    work(NOW)
    assert [one.email for one in ReviewRequest.objects.all()] == ["ola@example.com"]


def test_the_shop_systems_consent_counts_until_the_person_says_no(cast: Cast) -> None:
    begin(cast.bakery, cast.anna)
    buyer = Customer.objects.create(workspace=cast.bakery, source="shop", remote_id="7", email="ola@example.com",
                                    consent=True)  # fmt: skip
    for number in ("1", "2"):
        order = deliver(cast.bakery, number, at=NOW - (12 if number == "1" else 11) * DAY)
        order.customer = buyer
        order.save()
    actions.withdraw_consent(workspace=cast.bakery, email="OLA@example.com", now=START)
    work(NOW)
    assert not ReviewRequest.objects.exists()
    Consent.objects.all().delete()
    work(NOW)
    assert ReviewRequest.objects.count() == 1, "the second order lies within the cool-down"


def test_orders_from_before_asking_began_are_left_alone(cast: Cast) -> None:
    agree(cast.bakery, cast.anna, "ola@example.com")
    deliver(cast.bakery, "1", at=START - DAY)
    begin(cast.bakery, cast.anna)
    work(NOW)
    assert not ReviewRequest.objects.exists()


def test_the_same_person_rests_between_two_requests(cast: Cast) -> None:
    begin(cast.bakery, cast.anna, cool_down_days=14)
    agree(cast.bakery, cast.anna, "ola@example.com")
    for number, days in (("1", 29), ("2", 28), ("3", 12)):
        deliver(cast.bakery, number, at=NOW - days * DAY)
    for days in range(-29, 1):
        work(NOW + days * DAY)
    assert sorted(ReviewRequest.objects.values_list("order_number", flat=True)) == ["1", "3"]


def test_nobody_gets_a_mail_at_night(cast: Cast) -> None:
    begin(cast.bakery, cast.anna)
    agree(cast.bakery, cast.anna, "ola@example.com")
    night = NOW.replace(hour=23)
    deliver(cast.bakery, "1", at=night - 10 * DAY)
    work(night)
    assert mail.outbox == []
    work(night + timedelta(hours=9))
    assert len(mail.outbox) == 1


def test_one_reminder_then_silence_then_the_end(asked: ReviewRequest) -> None:
    for days in range(1, 40):
        work(NOW + days * DAY)
    asked.refresh_from_db()
    assert len(mail.outbox) == 2
    assert asked.reminded_at == NOW + 7 * DAY
    assert (asked.state, asked.due_at) == ("expired", None)


def test_who_has_written_one_is_not_reminded(asked: ReviewRequest) -> None:
    stranger = Client()
    page = f"/review/{token_of(asked)}/"
    assert stranger.get(page).status_code == 200
    assert stranger.post(f"{page}written/").status_code == 302
    work(NOW + 20 * DAY)
    asked.refresh_from_db()
    assert asked.state == "reviewed"
    assert len(mail.outbox) == 1


def test_the_page_is_the_same_for_everybody(cast: Cast) -> None:
    """Whoever opens it: all places, in one order, and no question about how it was."""
    begin(cast.bakery, cast.anna)
    actions.add_place(workspace=cast.bakery, name="Opineo", url="https://opineo.example/z", by=cast.anna, now=START)
    agree(cast.bakery, cast.anna, "ola@example.com", "jan@example.com")
    deliver(cast.bakery, "1")
    deliver(cast.bakery, "2", email="jan@example.com", name="Jan")
    work(NOW)
    seen = []
    for row in ReviewRequest.objects.order_by("pk"):
        page = Client().get(f"/review/{token_of(row)}/").content.decode()
        assert "<input" not in re.sub(r'<input type="hidden"[^>]*>', "", page)
        seen.append(re.findall(r'href="(https://[^"]+)"', page))
    assert seen[0] == seen[1] == ["https://g.page/zorza/review", "https://opineo.example/z"]


def test_looking_at_the_way_out_changes_nothing_and_one_press_ends_everything(asked: ReviewRequest) -> None:
    stranger = Client(enforce_csrf_checks=True)
    page = f"/review/{token_of(asked)}/no-more/"
    assert stranger.get(page).status_code == 200
    asked.refresh_from_db()
    assert asked.state == "sent"
    answer = stranger.post(page, {"List-Unsubscribe": "One-Click"})
    assert "ola@example.com" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    deliver(asked.workspace, "2", at=NOW + 70 * DAY)
    work(NOW + 90 * DAY)
    assert len(mail.outbox) == 1


def test_adding_somebody_again_does_not_undo_their_no(cast: Cast) -> None:
    actions.withdraw_consent(workspace=cast.bakery, email="ola@example.com", now=START)
    agree(cast.bakery, cast.anna, "Ola@example.com")
    begin(cast.bakery, cast.anna)
    deliver(cast.bakery, "1")
    work(NOW)
    assert not ReviewRequest.objects.exists()


@pytest.mark.parametrize("token", ["1", "1:wrong", "", "999999:abc"])
def test_only_signed_links_open_anything(asked: ReviewRequest, token: str) -> None:
    assert Client().get(f"/review/{token}/").status_code == 404
    assert Client().post(f"/review/{token}/no-more/").status_code == 404


def test_a_link_of_one_request_does_not_open_another(asked: ReviewRequest) -> None:
    _pk, _mark, signature = token_of(asked).partition(":")
    assert Client().get(f"/review/{asked.pk + 1}:{signature}/").status_code == 404


def test_a_mail_server_that_is_away_loses_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(self: Any) -> bool:
        raise ConnectionRefusedError

    begin(cast.bakery, cast.anna)
    agree(cast.bakery, cast.anna, "ola@example.com")
    deliver(cast.bakery, "1")
    with monkeypatch.context() as patched:
        patched.setattr(locmem.EmailBackend, "open", away)
        work(NOW)
    row = ReviewRequest.objects.get()
    assert (row.state, row.sent_at, row.failures) == ("scheduled", None, 1)
    assert row.due_at == NOW + timedelta(minutes=30)
    work(NOW + timedelta(hours=1))
    assert len(mail.outbox) == 1


def test_a_mail_server_that_stays_away_is_given_up(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(self: Any) -> bool:
        raise ConnectionRefusedError

    monkeypatch.setattr(locmem.EmailBackend, "open", away)
    begin(cast.bakery, cast.anna)
    agree(cast.bakery, cast.anna, "ola@example.com")
    deliver(cast.bakery, "1")
    for hours in range(0, 96, 3):
        work(NOW + timedelta(hours=hours))
    assert ReviewRequest.objects.get().state == "undelivered"


def test_while_everything_is_stopped_nobody_is_asked(cast: Cast) -> None:
    begin(cast.bakery, cast.anna)
    agree(cast.bakery, cast.anna, "ola@example.com")
    deliver(cast.bakery, "1")
    channels.stop_everything(workspace=cast.bakery, by=cast.anna, now=NOW)
    actions.schedule_due(NOW)
    row = ReviewRequest.objects.select_related("workspace").get()
    assert asking.asking.carry_on(row, NOW) == NOW + timedelta(minutes=15)
    assert mail.outbox == []


def test_without_a_mail_server_a_request_waits(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    begin(cast.bakery, cast.anna)
    agree(cast.bakery, cast.anna, "ola@example.com")
    deliver(cast.bakery, "1")
    actions.schedule_due(NOW)
    row = ReviewRequest.objects.select_related("workspace").get()
    assert asking.asking.carry_on(row, NOW) == NOW + timedelta(minutes=15)
    assert row.state == "scheduled"
    page = cast.client(cast.anna).get("/w/zorza/reviews/asking/settings/").content.decode()
    assert "No mail server is set up" in page


def test_switched_off_nothing_more_goes_out(asked: ReviewRequest, cast: Cast) -> None:
    actions.set_policy(workspace=cast.bakery, is_on=False, by=cast.anna, now=NOW)
    work(NOW + 30 * DAY)
    asked.refresh_from_db()
    assert asked.state == "expired"
    assert len(mail.outbox) == 1


def test_asking_needs_a_place_and_hours_in_order(cast: Cast) -> None:
    with pytest.raises(Problem):
        actions.set_policy(workspace=cast.bakery, is_on=True, by=cast.anna, now=NOW)
    policy = begin(cast.bakery, cast.anna)
    with pytest.raises(Problem):
        actions.set_policy(workspace=cast.bakery, is_on=True, by=cast.anna, now=NOW, opens=policy.closes,
                           closes=policy.opens)  # fmt: skip


def test_a_consent_says_where_it_was_given(cast: Cast) -> None:
    for emails, source in ((["ola@example.com"], " "), (["ola"], "checkout"), ([], "checkout")):
        with pytest.raises(Problem):
            actions.note_consents(workspace=cast.bakery, emails=emails, source=source, by=cast.anna, now=NOW)
    assert not Consent.objects.exists()


FORBIDDEN = ("inbox", "complaints", "conduct", "listening", "publishing", "posts", "insight", "domain.reviews.standing",
             "domain.reviews.falling", "domain.reviews.themes", "domain.signals", "domain.triage",
             "reviews.following", "reviews.queries", "reviews.answering", "reviews.using")  # fmt: skip
MAY_KNOW = {"AskingPolicy", "Consent", "ReviewPlace", "ReviewRequest"}


def test_what_asks_can_not_see_how_content_anybody_is() -> None:
    """No module of asking imports anything that knows a rating, a conversation or a complaint."""
    for file in sorted(Path(asking.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom) or not node.module:
                continue
            names = {f"{node.module}.{one.name}" for one in node.names}
            assert not [n for n in names for bad in FORBIDDEN if n.startswith(f"vitrino.{bad}")], file.name
            if node.module == "vitrino.reviews.models":
                assert {one.name for one in node.names} <= MAY_KNOW, file.name


def test_of_an_order_only_the_delivery_and_the_person_are_read() -> None:
    assert set(asking.asking.ORDER_FACTS) == {
        "source", "remote_id", "number", "customer_email", "customer_name", "customer__consent", "delivered_at",
    }  # fmt: skip
