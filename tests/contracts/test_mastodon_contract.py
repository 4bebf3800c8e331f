"""Every request of our connector, and every answer of our twin, is sound by Mastodon's official description."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from openapi_core.validation.exceptions import ValidationError

from tests.contracts.official import official
from vitrino.connect.conformance import SetClock
from vitrino.connect.conformance.harness import picture
from vitrino.connect.records import Credentials, OutgoingPost, Poll, Published, Redirect, Reference
from vitrino.connect.twin import SqliteTwinStore, TwinDoor
from vitrino.connect.wire import Door, Request, Response, get
from vitrino.platforms.mastodon.auth import authenticator
from vitrino.platforms.mastodon.client import Client
from vitrino.platforms.mastodon.twin import Twin

SITE = "https://mastodon.example"
Json = dict[str, Any]


@dataclass
class JudgingDoor:
    """Passes on only what the contract allows, and gives back only what it allows. Remembers the operations used."""

    inner: Door
    contract: OpenAPI
    document: Json
    used: set[str] = field(default_factory=set)

    def send(self, request: Request) -> Response:
        asked = _as_mock(request)
        self.contract.validate_request(asked)
        self._refuse_unknown_fields(request)
        answer = self.inner.send(request)
        kind = answer.headers.get("content-type", "application/json").partition(";")[0]
        if answer.status != 302:
            self.contract.validate_response(asked, MockResponse(answer.body, answer.status, content_type=kind))
        self.used.add(f"{request.method} {urlsplit(request.url).path}")
        return answer

    def _refuse_unknown_fields(self, request: Request) -> None:
        """The description forbids no other fields, but a server would pass them over in silence: a typing error."""
        operation = self.document["paths"].get(urlsplit(request.url).path, {}).get(request.method.lower(), {})
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" in content and request.body:
            known = set(self._names(content["application/json"]["schema"]))
            assert set(json.loads(request.body)) <= known, request

    def _names(self, schema: Json) -> Iterator[str]:
        if "$ref" in schema:
            schema = self.document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        yield from schema.get("properties", {})
        for part in (*schema.get("allOf", []), *schema.get("anyOf", [])):
            yield from self._names(part)


def _as_mock(request: Request) -> MockRequest:
    parts = urlsplit(request.url)
    query: Json = {}
    for name, value in parse_qsl(parts.query):
        bare = name.removesuffix("[]")  # Rails' way of writing a list; the description leaves it out
        query[bare] = [*query.get(bare, []), value] if name.endswith("[]") else value
    headers = {name.title(): value for name, value in request.headers.items()}
    kind = request.headers.get("content-type", "application/json")
    return MockRequest(
        SITE, request.method, parts.path, args=query, headers=headers, data=request.body, content_type=kind
    )


@pytest.fixture(scope="module")
def document() -> Json:
    read: Json = json.loads(official("mastodon-openapi-schema.json").read_text("utf-8"))
    # Text with pictures satisfies two of its three kinds of status at once, which `oneOf` forbids: an error of theirs.
    body = read["paths"]["/api/v1/statuses"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    body["anyOf"] = body.pop("oneOf")
    # The judge takes the bytes of a file for no string, although the description marks it binary.
    form = read["paths"]["/api/v2/media"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]
    form["properties"]["file"] = {}
    return read


@pytest.fixture
def door(document: Json) -> Iterator[JudgingDoor]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "Unsupported scheme type": the sign-in is ours to judge
        contract = OpenAPI.from_dict(document, config=Config(spec_validator_cls=None))
        twin = Twin(SqliteTwinStore(":memory:"), SetClock())
        twin.open_account("corner_bakery", "Corner Bakery", 120)
        yield JudgingDoor(TwinDoor(twin), contract, document)


def _connected(door: JudgingDoor) -> Client:
    back = "https://vitrino.example/back"
    redirect = authenticator.begin(door, {"server": "rehearsal.example"}, back, "state")
    assert isinstance(redirect, Redirect)
    code = dict(parse_qsl(urlsplit(door.send(get(redirect.url)).headers["location"]).query))
    keep = {name: secret.reveal() for name, secret in redirect.keep.items()}
    credentials = authenticator.finish(door, keep, code)
    assert isinstance(credentials, Credentials)
    return Client(door, credentials, SetClock())


def test_a_whole_day_stays_within_the_contract(door: JudgingDoor) -> None:
    client = _connected(door)
    assert client.probe().limits["media"] == 4
    published = _published(client, "Świeży chleb 🥖 https://bakery.example/rye", media=(picture(), picture(width=3)))
    twin = door.inner._twin  # type: ignore[attr-defined]
    for kind in ("comment", "mention", "message"):
        twin.write_as(
            f"guest-{kind}", "Anna", "Hello", SetClock()(), published.remote_id if kind == "comment" else "", kind
        )
        (arrival,) = client.pull(kind, "").arrivals
        assert arrival.reply is not None
        _published(client, f"Answer to {kind}", kind="reply", reply_to=arrival.reply, language="pl")
        for action in ("mute", "unmute", "block", "unblock", "report"):
            client.act(arrival.reply, action)
    for other in ("like", "share", "follow"):
        client.pull(other, "")
    comment = _published(client, "Come early!", kind="comment", reply_to=Reference(published.remote_id))
    client.edit(Reference(comment.remote_id), "Come earlier!")
    client.edit(Reference(published.remote_id), "Sold out")
    _published(client, "Which bread?", poll=Poll(("Rye", "Spelt"), 3600))
    assert client.measure([published.remote_id, "1"])
    assert client.measure_account().values
    assert client.history(50)
    client.act(Reference(published.remote_id), "delete")
    assert len({path.rpartition("/")[0] for path in door.used}) >= 10


def _published(client: Client, text: str, **more: Any) -> Published:
    post = OutgoingPost(key=text, text=text, created_at=SetClock()(), **more)
    kept = client.prepare(post, {})
    published = client.commit(post, kept)
    assert isinstance(published, Published)
    assert client.look(post, kept, post.created_at).found
    return published


@pytest.mark.parametrize(
    "body",
    [
        {"status": "a", "visibility": "loud"},
        {"status": "a", "scheduled_at": "soon"},
        {"status": "a", "sensitive": "perhaps"},
        {"status": "a", "visibilty": "public"},
    ],
)
def test_the_judge_sees_a_wrong_request(door: JudgingDoor, body: Json) -> None:
    """Watched failing: a word outside its list, a text for a time, a text for a yes, a field nobody knows."""
    headers = {"content-type": "application/json", "authorization": "Bearer x"}
    request = Request("POST", f"{SITE}/api/v1/statuses", headers, json.dumps(body).encode())
    with pytest.raises((ValidationError, AssertionError)):
        door.send(request)
