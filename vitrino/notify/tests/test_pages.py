"""How we tell you: ways with a test, what comes by which, quiet hours, and who hears when nobody reacts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from vitrino.notify import queries
from vitrino.notify.models import Chain, Delivery, Step, Way
from vitrino.notify.tests.outside import NOWHERE, Outside, ntfy, tell, work_off
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast

HOME = "/w/zorza/settings/notifications/"


def page(cast: Cast) -> str:
    return cast.client(cast.anna).get(HOME).content.decode()


def add_ntfy(cast: Cast, server: str) -> int:
    given = {"server": server, "topic": "zorza-1234", "token": ""}
    return int(cast.client(cast.anna).post(f"{HOME}new/ntfy/", given).status_code)


def test_everybody_has_e_mail_and_is_offered_the_other_ways(cast: Cast) -> None:
    shown = page(cast)
    assert "anna@example.com" in shown
    for name in ("Telegram", "ntfy", "Matrix", "Slack", "Another service", "Ring on this device"):
        assert name in shown


def test_a_way_is_kept_after_its_test_was_taken(cast: Cast, outside: Outside) -> None:
    assert add_ntfy(cast, outside.site) == 302
    assert [came.value["message"] for came in outside.came] == ["This is a test. If you can read it, this way works."]
    way = Way.objects.get(kind="ntfy")
    assert way.proven_at is not None
    assert Event.objects.filter(kind="notify.way-added", values={"way": "ntfy"}).exists()
    assert "zorza-1234" not in page(cast)


def test_a_way_whose_test_fails_is_not_kept_and_says_why(cast: Cast) -> None:
    assert add_ntfy(cast, NOWHERE) == 422
    assert not Way.objects.filter(kind="ntfy").exists()


def test_the_same_address_is_there_once(cast: Cast, outside: Outside) -> None:
    add_ntfy(cast, outside.site)
    add_ntfy(cast, outside.site)
    assert Way.objects.filter(kind="ntfy").count() == 1


def test_a_test_can_be_sent_at_any_time(cast: Cast) -> None:
    page(cast)
    way = Way.objects.get(kind="email", person=cast.anna)
    cast.client(cast.anna).post(f"{HOME}{way.pk}/trials/")
    assert [sent.to for sent in mail.outbox] == [["anna@example.com"]]
    way.refresh_from_db()
    assert way.proven_at is not None


def test_the_address_of_the_account_can_not_be_removed_but_others_can(cast: Cast) -> None:
    page(cast)
    client = cast.client(cast.anna)
    email, other = Way.objects.get(kind="email", person=cast.anna), ntfy(cast.anna.memberships.get(), NOWHERE)
    assert client.post(f"{HOME}{email.pk}/removal/").status_code == 404
    assert client.post(f"{HOME}{other.pk}/removal/").status_code == 302
    assert list(Way.objects.filter(person=cast.anna)) == [email]


@pytest.mark.parametrize("what", ["trials", "removal"])
def test_ways_belong_to_one_person_even_in_one_shop(cast: Cast, what: str) -> None:
    way = ntfy(cast.anna.memberships.get(), NOWHERE)
    assert cast.client(cast.bruno).post(f"{HOME}{way.pk}/{what}/").status_code == 404
    assert cast.client(cast.celina).post(f"/w/fiolek/settings/notifications/{way.pk}/{what}/").status_code == 404


def test_what_comes_by_which_way_is_chosen_cell_by_cell(cast: Cast) -> None:
    member = cast.anna.memberships.get()
    ntfy(member, NOWHERE)
    given = {f"{kind}.{way}": "always" for kind in queries.reaches(member) for way in ("email", "ntfy")}
    given |= {"mention.email": "never", "mention.ntfy": "urgent"}
    assert cast.client(cast.anna).post(HOME, given).status_code == 302
    assert queries.reaches(member)["mention"]["email"] == "never"
    assert queries.reaches(member)["mention"]["ntfy"] == "urgent"


def test_quiet_hours_are_kept_and_half_of_them_refused(cast: Cast) -> None:
    client = cast.client(cast.anna)
    given = {"what": "rest", "begin": "22:00", "end": "07:00", "time_zone": "Europe/Warsaw", "urgent_passes": "on"}
    assert client.post(HOME, given).status_code == 302
    assert 'value="22:00"' in page(cast)
    assert client.post(HOME, {"what": "rest", "begin": "22:00"}).status_code == 422
    assert client.post(HOME, given | {"time_zone": "Europe/Warshaw"}).status_code == 422
    assert client.post(HOME, {"what": "rest"}).status_code == 302
    rest = queries.rest_of(cast.anna.memberships.get())
    assert rest is not None
    assert rest.begin is None


def test_the_owner_says_who_hears_when_nobody_reacts(cast: Cast) -> None:
    client = cast.client(cast.anna)
    given = {
        "covers": "all",
        "who1": str(cast.bruno.pk),
        "after1": "30",
        "via1": "email",
        "who2": "owners",
        "after2": "5",
    }
    assert client.post(f"{HOME}nobody-reacts/", given).status_code == 302
    assert Chain.objects.get().covers == "all"
    assert list(Step.objects.order_by("position").values_list("after_minutes", "who", "person")) == [
        (5, "owners", None), (30, "person", cast.bruno.pk)
    ]  # fmt: skip
    assert client.post(f"{HOME}nobody-reacts/", {"covers": "all", "who1": "owners"}).status_code == 422
    assert cast.client(cast.bruno).get(f"{HOME}nobody-reacts/").status_code == 403


def test_a_browser_that_says_nonsense_is_told_so(cast: Cast) -> None:
    given = {"endpoint": "https://push.example/1", "p256dh": "AAAA", "auth": "AAAA", "name": "Phone"}
    assert cast.client(cast.anna).post(f"{HOME}browsers/", given).status_code == 302
    assert not Way.objects.filter(kind="push").exists()


def test_the_worker_of_browsers_is_at_the_root_because_it_may_open_any_page(cast: Cast) -> None:
    answer = cast.client(cast.anna).get("/push-worker.js")
    assert answer["content-type"].startswith("text/javascript")
    assert b"showNotification" in answer.getvalue()


def test_all_alerts_can_be_reached_however_many_there_are(cast: Cast) -> None:
    for number in range(130):
        tell(cast, number, people=[cast.anna])
    client = cast.client(cast.anna)
    first = client.get("/w/zorza/alerts/").content.decode()
    assert first.count("Ola mentions you.") == 100
    before = first.partition("?before=")[2].partition('"')[0]
    assert client.get(f"/w/zorza/alerts/?before={before}").content.decode().count("Ola mentions you.") == 30


def test_the_checkup_learns_whether_anybody_is_told_at_once(cast: Cast, outside: Outside) -> None:
    assert not queries.has_instant_way(cast.bakery)
    way = ntfy(cast.bruno.memberships.get(), outside.site)
    assert queries.has_instant_way(cast.bakery)
    assert not queries.has_instant_way(cast.florist)
    Way.objects.filter(pk=way.pk).update(failing_since=NOW)
    assert not queries.has_instant_way(cast.bakery)


def test_the_checkup_learns_how_long_alerts_wait(cast: Cast) -> None:
    assert queries.oldest_unread_at(cast.bakery) is None
    tell(cast)
    assert queries.oldest_unread_at(cast.bakery) == NOW


def test_nothing_is_counted_as_sent_while_there_is_no_mail_server(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    tell(cast)
    work_off(NOW)
    assert set(Delivery.objects.values_list("state", "proof")) == {("kept", "")}
    # Two mails may share a file: its name has a second and a number that is used again.
    assert sum(one.read_text().count("\nSubject: ") for one in (tmp_path / "mail").iterdir()) == 2
    assert "no mail server" in page(cast)
