"""The weekly letter: at its hour, once, in the person's language, calm when all is well, ended with one press."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from vitrino.checkup import actions, jobs, letters, mailing
from vitrino.checkup.models import Day, Letter, LetterMail, Notice
from vitrino.checkup.tests import sick
from vitrino.connect.errors import Transient
from vitrino.domain.message import say
from vitrino.notify import ways
from vitrino.plan.models import CadenceTarget
from vitrino.workspace.models import Membership, Workspace
from vitrino.workspace.tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db
# Monday at eight in Warsaw, in winter.
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PAGE = "/w/zorza/checkup/letter/"


@pytest.fixture
def ill() -> Cast:
    cast = assemble()
    Workspace.objects.update(created_at=MONDAY - 30 * DAY)
    sick.fall_ill(cast)
    actions.look_again(workspace=cast.bakery, groups=sick.GROUPS, now=MONDAY - 2 * DAY)
    return cast


def send(now: datetime = MONDAY) -> list[Any]:
    """What goes out then."""
    mail.outbox.clear()
    letters.write_due(now)
    for row in LetterMail.objects.filter(due_at__lte=now, state="waiting"):
        jobs.mail(row, now)
    return list(mail.outbox)


def told(cast: Cast) -> str:
    [one] = send()
    return str(one.body)


def test_it_says_how_the_shop_stands_what_is_new_and_the_three_best_things_to_do(ill: Cast) -> None:
    CadenceTarget.objects.update(low_per_week=0)
    actions.look_again(workspace=ill.bakery, groups=sick.GROUPS, now=MONDAY - DAY)
    body = told(ill)
    assert body.startswith("There is not enough to judge your presence as a whole yet.")
    assert "Put right\n• Mastodon (zorza) got fewer posts" in body
    new, _head, best = body.partition("Most worth doing")
    assert new.count("•") == len(letters.read(Letter.objects.get().told).came) + 1
    assert [line[:2] for line in best.splitlines() if line[:1].isdigit()] == ["1.", "2.", "3."]
    assert "Answer the first: http" in best
    assert "/w/zorza/inbox/" in best


def test_the_best_things_are_grave_ones_of_different_mistakes(ill: Cast) -> None:
    found = letters.most_worth(Notice.objects.all())
    assert len({notice.rule.partition(".")[0] for notice in found}) == 3
    assert {notice.severity for notice in found} == {"high"}


def test_it_goes_out_at_its_hour_in_the_shops_own_time_and_only_once(ill: Cast) -> None:
    assert send(MONDAY - timedelta(minutes=1)) == []
    assert len(send(MONDAY)) == 1
    assert send(MONDAY) == send(MONDAY + HOUR) == send(MONDAY + 2 * DAY) == []
    assert len(send(MONDAY + 7 * DAY)) == 1


def test_day_and_hour_can_be_chosen(ill: Cast) -> None:
    ill.client(ill.anna).post(PAGE + "time/", {"weekday": "2", "hour": "17"})
    assert send(MONDAY + DAY) == []
    assert len(send(MONDAY + 2 * DAY + 9 * HOUR)) == 1
    assert ill.client(ill.anna).post(PAGE + "time/", {"weekday": "9", "hour": "17"}).status_code == 422


def test_a_letter_that_is_days_late_is_left_out(ill: Cast) -> None:
    assert send(MONDAY + letters.TOO_LATE) == []


def test_it_is_in_the_persons_language(ill: Cast) -> None:
    ill.anna.language = "pl"
    ill.anna.save()
    assert "Most worth doing" not in told(ill)


def test_who_manages_gets_it_and_others_may_ask_for_it(ill: Cast) -> None:
    assert [one.to for one in send()] == [["anna@example.com"]]
    ill.client(ill.bruno).post(PAGE + "choice/", {"is_wanted": "on"})
    ill.client(ill.anna).post(PAGE + "choice/", {"is_wanted": ""})
    assert [one.to for one in send(MONDAY + 7 * DAY)] == [["bruno@example.com"]]


def test_one_press_without_signing_in_ends_it(ill: Cast, client: Any) -> None:
    [one] = send()
    out = one.extra_headers["List-Unsubscribe"].strip("<>")
    path = out[out.index("/checkup/letter/") :]
    assert client.get(path).status_code == 200
    assert len(send(MONDAY + 7 * DAY)) == 1, "looking alone ends nothing"
    assert "no more weekly letters" in client.post(path).content.decode()
    assert send(MONDAY + 14 * DAY) == []
    assert client.get("/checkup/letter/1-1:forged/no-more/").status_code == 404


def test_whoever_left_the_shop_gets_none(ill: Cast) -> None:
    letters.write_due(MONDAY)
    Membership.objects.filter(person=ill.anna).delete()
    jobs.mail(LetterMail.objects.get(), MONDAY)
    assert (mail.outbox, LetterMail.objects.get().state) == ([], "spared")


def test_a_process_that_died_while_sending_does_not_send_again(ill: Cast) -> None:
    letters.write_due(MONDAY)
    LetterMail.objects.update(state="sending", attempts=1)
    jobs.mail(LetterMail.objects.get(), MONDAY + HOUR)
    assert (mail.outbox, LetterMail.objects.get().state) == ([], "given-up")


def test_a_mail_server_that_is_away_is_tried_again(ill: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    letters.write_due(MONDAY)

    def away(_message: object) -> str:
        raise Transient(say("The mail server can't be reached."))

    with monkeypatch.context() as without:
        without.setattr(ways.mail, "post", away)
        again = jobs.mail(LetterMail.objects.get(), MONDAY)
    assert again == MONDAY + mailing.FIRST_PAUSE
    jobs.mail(LetterMail.objects.get(), MONDAY + HOUR)
    assert len(mail.outbox) == 1


def test_when_all_is_well_it_is_one_sentence(ill: Cast) -> None:
    Notice.objects.update(gone_at=MONDAY - 9 * DAY)
    Day.objects.update(points=100, high=0, medium=0, low=0)
    lines = told(ill).splitlines()
    assert lines[:2] == ["All is well: 100 of 100.", ""]
    assert "one click" in lines[2]
    assert len(lines) == 4


def test_the_page_shows_this_weeks_letter_and_before_it_what_it_would_say(ill: Cast) -> None:
    client = ill.client(ill.anna)
    assert "The first one has not gone out yet." in client.get(PAGE).content.decode()
    send()
    Notice.objects.update(gone_at=MONDAY)
    text = client.get(PAGE).content.decode()
    assert "Most worth doing" in text, "it stays as it was written"
    assert "You get it by e-mail." in text
    assert "Set the time" not in ill.client(ill.bruno).get(PAGE).content.decode()


def test_a_sample_shop_and_one_of_yesterday_get_none(ill: Cast) -> None:
    Workspace.objects.update(created_at=MONDAY - DAY)
    assert send() == []
    Workspace.objects.update(created_at=MONDAY - 30 * DAY, is_sample=True)
    assert send() == []
