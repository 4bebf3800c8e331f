"""What time it is, platforms say with every answer."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import pytest

from vitrino.channels import clockwatch
from vitrino.connect.wire import Request, Response, get
from vitrino.workspace.tests.cast import NOW


@pytest.fixture(autouse=True)
def nothing_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clockwatch, "_HEARD", {})


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


def test_old_news_does_not_count() -> None:
    hear("a.example", 60)
    assert clockwatch.off_by(NOW + timedelta(hours=1)) is None


def test_every_answer_of_a_platform_is_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    class Late:
        def send(self, request: Request) -> Response:
            return Response(200, {"date": format_datetime(NOW + timedelta(minutes=9), usegmt=True)})

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    clockwatch.WatchingDoor(Late()).send(get("https://a.example/x"))
    assert clockwatch.off_by(NOW) == timedelta(minutes=9)
