"""E-mail to a real server: its yes is the proof, its no has a meaning, a lost answer is a doubt."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from socket import socket
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from vitrino.connect.errors import ConnectError, OutcomeUnknown, Refused, Transient
from vitrino.notify.models import Delivery, Way
from vitrino.notify.tests.outside import tell, work_off
from vitrino.notify.ways.mail import _meant
from vitrino.workspace.tests.cast import NOW, Cast


class Postbox:
    """Takes mails, or says first what it was told to say. "drop": take it and hang up without a word."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.answers: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer in ("250 OK", "drop"):
            self.taken.append(BytesParser(policy=policy.default).parsebytes(envelope.original_content or b""))
        if answer == "drop":
            assert server.transport is not None
            server.transport.close()
        return answer


@pytest.fixture
def postbox(cast: Cast, settings: Any) -> Iterator[Postbox]:
    box = Postbox()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    yield box
    controller.stop()


def tell_bruno(cast: Cast) -> Delivery:
    tell(cast, people=[cast.bruno])
    work_off(NOW)
    return Delivery.objects.get(person=cast.bruno)


def test_a_real_server_takes_it_and_the_link_leads_to_the_alert(cast: Cast, postbox: Postbox) -> None:
    row = tell_bruno(cast)
    (mail,) = postbox.taken
    assert (row.state, row.proof) == ("sent", "smtp:250")
    assert mail["To"] == "bruno@example.com"
    assert mail["Subject"] == "Piekarnia Zorza: Ola mentions you."
    assert "/w/zorza/alerts/" in mail.get_content()
    assert Way.objects.get(kind="email", person=cast.bruno).proven_at == NOW


def test_a_server_that_is_full_is_asked_again(cast: Cast, postbox: Postbox) -> None:
    postbox.answers.append("452 no room")
    assert tell_bruno(cast).state == "waiting"
    assert Delivery.objects.get().doubts == 0


def test_an_address_that_is_refused_is_given_up_at_once(cast: Cast, postbox: Postbox) -> None:
    postbox.answers.append("550 no such person")
    row = tell_bruno(cast)
    assert (row.state, row.proof) == ("given-up", "")


def test_a_mail_whose_answer_was_lost_is_sent_again_under_the_same_number(cast: Cast, postbox: Postbox) -> None:
    postbox.answers.append("drop")
    row = tell_bruno(cast)
    assert (row.state, row.doubts) == ("waiting", 1)
    assert row.due_at is not None
    work_off(row.due_at)
    first, again = postbox.taken
    assert first["Message-ID"] == again["Message-ID"]
    row.refresh_from_db()
    assert row.state == "sent"


class SMTPServerDisconnected(OSError):
    """Named as in smtplib, which nothing but Django's mail may import."""


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (ConnectionRefusedError(), Transient),
        (TimeoutError(), OutcomeUnknown),
        (SMTPServerDisconnected(), OutcomeUnknown),
    ],
)
def test_what_a_broken_line_means(error: OSError, meaning: type[ConnectError]) -> None:
    assert type(_meant(error)) is meaning


def test_a_password_that_is_wrong_is_not_the_fault_of_the_address() -> None:
    error = OSError()
    error.smtp_code = 535  # type: ignore[attr-defined]
    assert not isinstance(_meant(error), Refused)
