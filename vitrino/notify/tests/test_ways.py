"""Each way says what its service wants to hear, and takes only the service's own yes as proof."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone
from py_vapid import Vapid02
from py_vapid.utils import b64urlencode

from vitrino.connect.errors import AddressRefused, AuthLost, ConnectError, RateLimited, Refused, Transient
from vitrino.connect.http import HttpDoor
from vitrino.connect.secret import Secret
from vitrino.domain.problem import Problem
from vitrino.notify.tests.outside import Outside
from vitrino.notify.ways import WAYS, push, telegram
from vitrino.notify.ways.contract import Letter
from vitrino.notify.ways.encrypting import decrypt
from vitrino.workspace.tests.cast import Cast

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_"
LETTER = Letter("Zorza", "Ola mentions you.", "https://zorza.example/w/zorza/alerts/7/", "notice-7", is_urgent=True)
DOOR = HttpDoor(allow_private=True)


def addresses(outside: Outside) -> dict[str, dict[str, str]]:
    return {
        "ntfy": {"server": outside.site, "topic": "zorza-1234", "token": "tk_secret"},
        "telegram-bot": {"token": TOKEN, "chat": "4711"},
        "matrix": {"server": outside.site, "room": "!abc:x.org", "token": "syt_secret"},
        "slack": {"url": f"{outside.site}/services/T0/B0/secret"},
        "web": {"url": f"{outside.site}/web/secret"},
    }


@pytest.fixture(autouse=True)
def _telegram_is_here(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram, "SITE", outside.site)


def send(kind: str, outside: Outside, letter: Letter = LETTER) -> str:
    address = {name: Secret(text) for name, text in addresses(outside)[kind].items()}
    return WAYS[kind].send(address, letter, DOOR)


def test_ntfy_is_told_topic_words_and_link(outside: Outside) -> None:
    assert send("ntfy", outside) == "ntfy:xE73Iyuabi"
    came = outside.came[0]
    assert came.value == {"topic": "zorza-1234", "title": "Zorza", "message": "Ola mentions you.", "priority": 5,
                          "click": LETTER.url}  # fmt: skip
    assert came.headers["authorization"] == "Bearer tk_secret"


def test_telegram_is_told_chat_and_words(outside: Outside) -> None:
    assert send("telegram-bot", outside) == "telegram:41"
    assert outside.came[0].path == f"/bot{TOKEN}/sendMessage"
    assert outside.came[0].value["chat_id"] == 4711
    assert LETTER.url in outside.came[0].value["text"]


def test_matrix_gets_the_same_number_when_a_message_is_sent_again(outside: Outside) -> None:
    assert send("matrix", outside) == send("matrix", outside) == "matrix:$1:x"
    first, again = outside.came
    assert first.method == "PUT"
    assert first.path == again.path
    assert first.path.endswith("/rooms/%21abc%3Ax.org/send/m.room.message/notice-7")


def test_slack_is_told_nothing_that_it_would_take_for_a_command(outside: Outside) -> None:
    send("slack", outside, Letter("Zorza", "<!channel> a & b", "https://x.example/", "notice-1"))
    assert outside.came[0].value["text"] == "Zorza\n&lt;!channel&gt; a &amp; b\nhttps://x.example/"


def test_a_web_address_gets_what_apprise_reads_and_a_key_against_doubles(outside: Outside) -> None:
    assert send("web", outside) == "web:204"
    send("web", outside)
    assert {"title", "body", "type", "format"} <= outside.came[0].value.keys()
    assert outside.came[0].value["type"] == "warning"
    assert outside.came[0].headers["idempotency-key"] == outside.came[1].headers["idempotency-key"]


def test_a_browser_reads_what_was_encrypted_for_it_and_knows_who_sent_it(outside: Outside, cast: Cast) -> None:
    browser, auth = ec.generate_private_key(ec.SECP256R1()), b"sixteen bytes ok"
    point = browser.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    given = {"endpoint": f"{outside.site}/push/7", "p256dh": b64urlencode(point), "auth": b64urlencode(auth)}
    address, _name = WAYS["push"].address(given, DOOR)
    assert WAYS["push"].send(address, LETTER, DOOR) == "push:201"
    came = outside.came[0]
    read = json.loads(decrypt(came.body, browser, auth))
    assert read == {"title": "Zorza", "body": "Ola mentions you.", "url": LETTER.url, "tag": "notice-7"}
    assert Vapid02.verify(came.headers["authorization"])
    assert push.public_key() in came.headers["authorization"]
    assert came.headers["urgency"] == "high"


@pytest.mark.parametrize("kind", ["ntfy", "telegram-bot", "matrix", "slack", "web"])
@pytest.mark.parametrize(
    ("status", "error"), [(500, Transient), (401, AuthLost), (403, AuthLost), (404, Refused), (410, Refused)]
)
def test_what_a_refusal_means(kind: str, status: int, error: type[ConnectError], outside: Outside) -> None:
    outside.answers.append((status, "{}"))
    with pytest.raises(error) as raised:
        send(kind, outside)
    assert type(raised.value) is error


@pytest.mark.parametrize(
    ("kind", "answer", "wait_s"),
    [
        ("telegram-bot", '{"ok": false, "parameters": {"retry_after": 70}}', 70),
        ("matrix", '{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 9000}', 9),
        ("ntfy", "{}", 30),
    ],
)
def test_a_busy_service_says_when_to_come_back(kind: str, answer: str, wait_s: int, outside: Outside) -> None:
    outside.answers.append((429, answer))
    with pytest.raises(RateLimited) as raised:
        send(kind, outside)
    assert abs((raised.value.until - timezone.now()) - timedelta(seconds=wait_s)) < timedelta(seconds=5)


@pytest.mark.parametrize(("kind", "answer"), [("ntfy", "{}"), ("telegram-bot", '{"ok": true}'), ("matrix", "[]"),
                                              ("slack", "<html>welcome</html>")])  # fmt: skip
def test_an_answer_that_does_not_say_yes_proves_nothing(kind: str, answer: str, outside: Outside) -> None:
    outside.answers.append((200, answer))
    with pytest.raises(Transient):
        send(kind, outside)


@pytest.mark.parametrize("kind", ["ntfy", "matrix", "web"])
def test_an_address_inside_the_network_is_never_opened(kind: str, outside: Outside) -> None:
    address = {name: Secret(text) for name, text in addresses(outside)[kind].items()}
    with pytest.raises(AddressRefused):
        WAYS[kind].send(address, LETTER, HttpDoor())
    assert outside.came == []


def test_a_subscription_that_points_inside_the_network_is_never_opened(outside: Outside, cast: Cast) -> None:
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    key = b64urlencode(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
    given = {"endpoint": f"{outside.site}/push/7", "p256dh": key, "auth": b64urlencode(b"sixteen bytes ok")}
    address, _name = WAYS["push"].address(given, DOOR)
    with pytest.raises(AddressRefused):
        WAYS["push"].send(address, LETTER, HttpDoor())
    assert outside.came == []


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("ntfy", {"server": "not a server", "topic": "a"}, "server"),
        ("ntfy", {"server": "ntfy.sh", "topic": "a/b"}, "topic"),
        ("telegram-bot", {"token": "hello", "chat": "7"}, "token"),
        ("telegram-bot", {"token": TOKEN, "chat": "@ola"}, "chat"),
        ("matrix", {"server": "matrix.org", "room": "#zorza:x.org", "token": "t"}, "room"),
        ("slack", {"url": "https://hooks.slack.com.evil.example/services/T/B/x"}, "url"),
        ("web", {"url": "http://apprise.example/notify/x"}, "url"),
        ("web", {"url": "https://user:pass@apprise.example/"}, "url"),
        ("push", {"endpoint": "https://push.example/1", "p256dh": "AAAA", "auth": "AAAA"}, ""),
        ("push", {"endpoint": "file:///etc/passwd", "p256dh": "AAAA", "auth": "AAAA"}, ""),
    ],
)
def test_what_can_not_be_right_is_refused_at_its_field(kind: str, given: dict[str, str], field: str) -> None:
    with pytest.raises(Problem) as raised:
        WAYS[kind].address(given, DOOR)
    assert raised.value.field == field


def test_the_chat_of_whoever_wrote_to_the_bot_is_found(outside: Outside) -> None:
    updates: list[dict[str, Any]] = [
        {"message": {"chat": {"id": -5, "type": "group"}}}, {"message": {"chat": {"id": 4711, "type": "private"}}}
    ]  # fmt: skip
    outside.answers.append((200, json.dumps({"ok": True, "result": updates})))
    address, name = WAYS["telegram-bot"].address({"token": TOKEN, "chat": ""}, DOOR)
    assert address["chat"].reveal() == "4711"
    assert TOKEN not in name


def test_a_bot_to_which_nobody_wrote_says_so(outside: Outside) -> None:
    outside.answers.append((200, '{"ok": true, "result": []}'))
    with pytest.raises(Problem, match="Nobody has written"):
        WAYS["telegram-bot"].address({"token": TOKEN, "chat": ""}, DOOR)


def test_what_does_not_fit_is_counted() -> None:
    letter = Letter("Zorza", "37 new notices.", "u", "t", tuple(f"line {number} " + "x" * 80 for number in range(37)))
    said = letter.within(1000, "and {n} more")
    assert len(said) <= 1000
    shown = said.count("•")
    assert said.endswith(f"and {37 - shown} more")
