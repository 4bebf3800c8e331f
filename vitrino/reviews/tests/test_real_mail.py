"""A request on its way through the engine to a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from socket import socket
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from vitrino.engine import ticker
from vitrino.engine.models import Schedule
from vitrino.reviews.models import ReviewRequest
from vitrino.reviews.tests.buyers import DAY, agree, begin, deliver
from vitrino.workspace.tests.cast import NOW, assemble


class Inbox:
    """What the server accepted. answers: what it says instead of yes; "drop": take it and hang up without a word."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.answers: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer in ("250 OK", "drop"):
            self.envelopes.append(envelope)
        if answer == "drop":
            assert server.transport is not None
            server.transport.close()
        return answer


@pytest.fixture
def server(settings: Any) -> Iterator[Inbox]:
    inbox = Inbox()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    yield inbox
    controller.stop()


def live(hours: int) -> None:
    """A delivered order, and so many hours of the engine."""
    cast = assemble()
    begin(cast.bakery, cast.anna, language="pl")
    agree(cast.bakery, cast.anna, "ola@example.com")
    deliver(cast.bakery, "1")
    for hour in range(hours):
        ticker.run_until_idle(NOW + hour * DAY / 24)


@pytest.mark.django_db
def test_the_engine_mails_a_request_once(server: Inbox) -> None:
    live(3)
    assert Schedule.objects.filter(name="reviews.ask").exists()
    assert ReviewRequest.objects.get().state == "sent"
    (envelope,) = server.envelopes
    assert envelope.rcpt_tos == ["ola@example.com"]
    assert isinstance(envelope.content, bytes)
    letter = message_from_bytes(envelope.content)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Message-ID"].startswith("<review-request-")


@pytest.mark.django_db
def test_a_server_that_says_no_is_asked_again(server: Inbox) -> None:
    server.answers = ["452 no room"]
    live(2)
    assert ReviewRequest.objects.get().state == "sent"
    assert ReviewRequest.objects.get().failures == 1
    assert len(server.envelopes) == 1


@pytest.mark.django_db
def test_a_lost_answer_is_no_reason_to_ask_twice(server: Inbox) -> None:
    server.answers = ["drop"]
    live(4)
    assert ReviewRequest.objects.get().state == "sent"
    assert len(server.envelopes) == 1
