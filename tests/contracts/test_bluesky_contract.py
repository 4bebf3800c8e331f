"""Every request of our connector, and every answer of our twin, is sound by the official lexicons."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.contracts.lexicon import FORMATS, Lexicons
from tests.contracts.official import official
from tests.contracts.transcript import load
from vitrino.connect.conformance import SetClock
from vitrino.connect.conformance.harness import picture
from vitrino.connect.records import Credentials, OutgoingPost, Published, Reference
from vitrino.connect.twin import SqliteTwinStore, TwinDoor
from vitrino.connect.wire import Door, Request, Response
from vitrino.platforms.bluesky.auth import authenticator
from vitrino.platforms.bluesky.client import Client
from vitrino.platforms.bluesky.twin import Twin
from vitrino.platforms.bluesky.twin.world import SERVER

Json = dict[str, Any]


@dataclass
class JudgingDoor:
    """Passes on only what the lexicons allow, and gives back only what they allow. Remembers the methods used."""

    inner: Door
    lexicons: Lexicons
    used: set[str] = field(default_factory=set)

    def send(self, request: Request) -> Response:
        nsid = urlsplit(request.url).path.removeprefix("/xrpc/")
        schema = self.lexicons.main(nsid)
        assert {"query": "GET", "procedure": "POST"}[schema["type"]] == request.method
        assert self._wrong_request(schema, nsid, request) == []
        answer = self.inner.send(request)
        if answer.is_ok and "output" in schema:
            assert list(self.lexicons.faults(schema["output"]["schema"], json.loads(answer.body), nsid)) == []
        self.used.add(nsid)
        return answer

    def _wrong_request(self, schema: Json, nsid: str, request: Request) -> list[str]:
        if "parameters" in schema:
            asked = _parameters(schema["parameters"], urlsplit(request.url).query)
            unknown = [f"unknown parameter {name}" for name in asked if name not in schema["parameters"]["properties"]]
            return unknown + list(self.lexicons.faults(schema["parameters"], asked, nsid))
        if schema.get("input", {}).get("encoding") != "application/json":
            return []
        body = json.loads(request.body)
        unknown = [f"unknown field {name}" for name in body if name not in schema["input"]["schema"]["properties"]]
        return unknown + list(self.lexicons.faults(schema["input"]["schema"], body, nsid)) + self._wrong_record(body)

    def _wrong_record(self, body: Json) -> list[str]:
        return self.lexicons.record_faults(body["record"], body["rkey"]) if "record" in body else []


def _parameters(schema: Json, query: str) -> Json:
    """A query string as the values the lexicon means."""
    found: Json = {}
    for name, text in parse_qsl(query):
        kind = schema["properties"].get(name, {}).get("type", "string")
        if kind == "array":
            found.setdefault(name, []).append(text)
        else:
            found[name] = int(text) if kind == "integer" else text
    return found


@pytest.fixture(scope="module")
def lexicons() -> Lexicons:
    return Lexicons(official("atproto/lexicons"))


@pytest.fixture
def twin() -> Twin:
    return Twin(SqliteTwinStore(":memory:"), SetClock())


@pytest.fixture
def door(lexicons: Lexicons, twin: Twin) -> JudgingDoor:
    return JudgingDoor(TwinDoor(twin), lexicons)


@pytest.fixture
def client(door: JudgingDoor, twin: Twin) -> Client:
    made = twin.open_account("corner-bakery", "Corner Bakery", 120)
    twin.open_account("dorota", "Dorota", 5)
    password = made.secrets["app_password"].reveal()
    fields = {"handle": made.public["handle"], "app_password": password, "server": SERVER}
    credentials = authenticator.begin(door, fields, "", "")
    assert isinstance(credentials, Credentials)
    return Client(door, authenticator.refresh(door, credentials), SetClock())


def _published(client: Client, text: str, **more: Any) -> Published:
    post = OutgoingPost(key=text, text=text, created_at=SetClock()(), **more)
    kept = client.prepare(post, {})
    assert not client.look(post, kept, post.created_at).found
    published = client.commit(post, kept)
    assert isinstance(published, Published)
    return published


def test_a_whole_day_stays_within_the_contract(door: JudgingDoor, client: Client, twin: Twin) -> None:
    assert client.probe().followers == 120
    text = "Świeży 🥖 chleb for @dorota.rehearsal.test (www.wikipedia.org/wiki/Rye_bread) #żytni #chleb"
    first = _published(client, text, media=(picture(), picture(width=3)), language="pl")
    second = _published(
        client, "Part two", reply_to=Reference(first.remote_id, first.extra), link="https://example.com/x"
    )
    twin.write_as("anna", "Anna", "Hello", SetClock()() + timedelta(0), second.remote_id)
    (comment,) = client.pull("comment", "").arrivals
    assert comment.thread_id == first.remote_id
    assert comment.reply is not None
    _published(client, "Answer", kind="reply", reply_to=comment.reply)
    twin.write_as("anna", "Anna", "Best bread", SetClock()(), kind="mention")
    for kind in ("mention", "like", "share", "follow"):
        client.pull(kind, "")
    for action in ("hide", "unhide", "mute", "unmute", "report", "block"):
        client.act(comment.reply, action)
    assert client.measure([first.remote_id])
    assert client.measure_account().values
    assert client.history(50)
    client.act(Reference(first.remote_id), "delete")
    assert len(door.used) >= 15


def test_the_official_servers_answers_are_sound_too(lexicons: Lexicons) -> None:
    """The judge itself is judged: it must find no fault with what the official servers said."""
    _facts, replay = load("bluesky")
    judged = 0
    for exchange in replay.exchanges:
        nsid = urlsplit(exchange["request"]["url"]).path.removeprefix("/xrpc/")
        body = exchange["response"]["body"]
        if exchange["response"]["status"] == 200 and body and "output" in lexicons.main(nsid):
            assert list(lexicons.faults(lexicons.main(nsid)["output"]["schema"], body["json"], nsid)) == [], nsid
            judged += 1
    assert judged > 20


SOUND: Json = {"$type": "app.bsky.feed.post", "text": "Hello", "createdAt": "2026-11-21T12:00:00.000Z"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "ż" * 301},
        {"text": "👨‍👩‍👧‍👦" * 121},
        {"text": 5},
        {"createdAt": "2026-11-21 12:00"},
        {"langs": ["pl", "eo", "en", "de"]},
        {"langs": ["not a language"]},
        {"reply": {"root": {"uri": "at://did:plc:x/app.bsky.feed.post/3k", "cid": "bafy"}}},
        {"facets": [{"index": {"byteStart": -1, "byteEnd": 3}, "features": []}]},
        {
            "facets": [
                {"index": {"byteStart": 0, "byteEnd": 3}, "features": [{"$type": "app.bsky.richtext.facet#shout"}]}
            ]
        },
        {"embed": {"$type": "app.bsky.embed.images", "images": [{"alt": "x", "image": {"$type": "blob"}}]}},
        {
            "embed": {
                "$type": "app.bsky.embed.external",
                "external": {"uri": "example.com", "title": "", "description": ""},
            }
        },
    ],
)
def test_the_judge_sees_a_wrong_record(lexicons: Lexicons, wrong: Json) -> None:
    assert lexicons.record_faults(SOUND, "3n2uazcbk44he") == []
    assert lexicons.record_faults(SOUND | wrong, "3n2uazcbk44he") != []


def test_the_judge_sees_a_wrong_key(lexicons: Lexicons) -> None:
    assert lexicons.record_faults(SOUND, "my-post") != []


@pytest.mark.parametrize(
    ("format_", "file"),
    [("did", "did"), ("handle", "handle"), ("tid", "tid"), ("record-key", "recordkey"), ("nsid", "nsid"),
     ("datetime", "datetime"), ("at-identifier", "atidentifier")],
)  # fmt: skip
def test_the_judge_agrees_with_the_official_examples_of_sound_names(format_: str, file: str) -> None:
    examples = official(f"atproto/interop-test-files/syntax/{file}_syntax_valid.txt", "conformance")
    lines = [line for line in examples.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    assert lines
    assert [line for line in lines if not FORMATS[format_](line)] == []


@pytest.mark.parametrize("format_", ["tid", "handle"])
def test_the_judge_agrees_with_the_official_examples_of_wrong_names(format_: str) -> None:
    examples = official(f"atproto/interop-test-files/syntax/{format_}_syntax_invalid.txt", "conformance")
    lines = [line for line in examples.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    assert lines
    assert [line for line in lines if FORMATS[format_](line) and len(line) <= 253] == []
