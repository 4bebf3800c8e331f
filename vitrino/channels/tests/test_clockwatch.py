"""What time it is, platforms say with every answer."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import pytest

from vitrino.channels import actions, clockwatch, warning
from vitrino.channels.models import Channel
from vitrino.connect import intime
from vitrino.connect.wire import Request, Response, get
from vitrino.notify.models import Alert
from vitrino.workspace.tests.cast import NOW, assemble


@pytest.fixture(autouse=True)
def nothing_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clockwatch, "_HEARD", {})
    monkeypatch.setattr(intime, "boot_s", lambda: 0.0)


def hear(host: str, minutes: float) -> None:
    clockwatch.note(host, format_datetime(NOW + timedelta(minutes=minutes), usegmt=True), NOW)


def test_a_clock_that_agrees_is_trusted() -> None:
    hear("a.example", 4)
    assert clockwatch.off_by(NOW) is None


@pytest.mark.parametrize("minutes", [-60, -6, 6, 60 * 24 * 3650])
def test_a_clock_that_is_wrong_is_noticed(minutes: int) -> None:
    hear("a.example", minutes)
    assert clockwatch.off_by(NOW) == timedelta(minutes=minutes)


def test_one_server_with_a_wrong_clock_is_outvoted() -> None:
    for host, minutes in (("a.example", 0), ("b.example", 90), ("c.example", 1)):
        hear(host, minutes)
    assert clockwatch.off_by(NOW) is None


@pytest.mark.parametrize("date", ["", "soon", "2026-11-21", "Sat, 99 Nov 2026 12:00:00 GMT", "0"])
def test_a_date_that_is_none_says_nothing(date: str) -> None:
    clockwatch.note("a.example", date, NOW)
    assert clockwatch.off_by(NOW) is None


def test_old_news_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    hear("a.example", 60)
    monkeypatch.setattr(intime, "boot_s", lambda: 3600.0)
    assert clockwatch.off_by(NOW + timedelta(hours=1)) is None


@pytest.mark.parametrize("hours", [1, -1, 10 * 8766, -10 * 8766])
def test_a_clock_that_jumps_after_the_last_answer_is_noticed(monkeypatch: pytest.MonkeyPatch, hours: int) -> None:
    hear("a.example", 0)
    monkeypatch.setattr(intime, "boot_s", lambda: 60.0)
    jumped = NOW + timedelta(minutes=1, hours=hours)
    assert clockwatch.off_by(jumped) == timedelta(hours=-hours)
    monkeypatch.setattr(clockwatch, "COUNTS_SLEEP", False)  # a nap looks just the same there
    assert clockwatch.off_by(NOW + timedelta(minutes=20)) is None


def test_every_answer_of_a_platform_is_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    class Late:
        def send(self, request: Request) -> Response:
            return Response(200, {"date": format_datetime(NOW + timedelta(minutes=9), usegmt=True)})

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    clockwatch.WatchingDoor(Late()).send(get("https://a.example/x"))
    assert clockwatch.off_by(NOW) == timedelta(minutes=9)


@pytest.mark.django_db
def test_a_shop_with_a_real_channel_is_told_once_a_day_that_the_clock_is_wrong() -> None:
    people = assemble()
    channel = actions.rehearse(workspace=people.bakery, platform="mastodon", handle="zorza", name="Zorza",
                               by=people.anna, now=NOW)  # fmt: skip
    hear("a.example", 42)
    assert warning.warn_of_clock(NOW) == 0, "a rehearsal waits for nobody's clock"
    Channel.objects.filter(pk=channel.pk).update(is_rehearsal=False)
    for _round in range(3):
        assert warning.warn_of_clock(NOW) == 1
    told = Alert.objects.filter(person=people.anna, key__endswith=f"clock:{NOW:%Y-%m-%d}")
    assert [alert.values for alert in told] == [{"minutes": 42}]
