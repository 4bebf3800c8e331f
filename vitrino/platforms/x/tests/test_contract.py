"""Our requests and the twin's answers against X's own machine-readable contract (OpenAPI 2.159, tighter than 2.167)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.validation.request.exceptions import InvalidRequestBody
from werkzeug.datastructures import Headers, ImmutableMultiDict

from vitrino.connect.conformance.harness import START, SetClock, picture
from vitrino.connect.errors import Refused
from vitrino.connect.records import OutgoingPost, Poll, Published, Reference
from vitrino.connect.twin import SqliteTwinStore, TwinDoor
from vitrino.connect.wire import Door, Request, Response
from vitrino.platforms.x.client import Client
from vitrino.platforms.x.manifest import SERVER
from vitrino.platforms.x.twin import Twin

CONTRACT = Path(__file__).resolve().parents[5] / "shared" / "contracts" / "x-openapi-2.159-xdk.json"

pytestmark = [
    pytest.mark.skipif(not CONTRACT.exists(), reason="X's OpenAPI document is not beside this repository"),
    pytest.mark.filterwarnings("ignore:Unsupported scheme type"),
]


@cache
def contract() -> OpenAPI:
    # The document itself does not pass the strict check of documents; requests and answers are what matters here.
    config = Config(spec_validator_cls=None, extra_media_type_deserializers={"application/problem+json": json.loads})
    return OpenAPI.from_dict(json.loads(CONTRACT.read_text("utf-8")), config=config)


@dataclass(frozen=True)
class Asked:
    """A request as the checker wants to see it."""

    request: Request

    @property
    def host_url(self) -> str:
        parts = urlsplit(self.request.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def path(self) -> str:
        return urlsplit(self.request.url).path

    @property
    def method(self) -> str:
        return self.request.method.lower()

    @property
    def body(self) -> bytes | None:
        return self.request.body or None

    @property
    def content_type(self) -> str:
        return self.request.headers.get("content-type", "")

    @cached_property
    def parameters(self) -> RequestParameters:
        query = ImmutableMultiDict(parse_qsl(urlsplit(self.request.url).query))
        return RequestParameters(query=query, header=Headers(dict(self.request.headers)))


@dataclass(frozen=True)
class Answered:
    """An answer as the checker wants to see it."""

    response: Response

    @property
    def data(self) -> bytes:
        return self.response.body

    @property
    def status_code(self) -> int:
        return self.response.status

    @property
    def content_type(self) -> str:
        return self.response.headers["content-type"].partition(";")[0]

    @property
    def headers(self) -> Headers:
        return Headers(dict(self.response.headers))


class CheckedDoor:
    """Refuses to pass on what the contract does not allow, in either direction."""

    def __init__(self, inner: Door) -> None:
        self._inner = inner
        self.checked: list[str] = []

    def send(self, request: Request) -> Response:
        contract().validate_request(Asked(request))  # type: ignore[arg-type]
        response = self._inner.send(request)
        contract().validate_response(Asked(request), Answered(response))  # type: ignore[arg-type]
        self.checked.append(f"{request.method} {urlsplit(request.url).path}")
        return response


@pytest.fixture
def shop() -> tuple[Client, Twin, CheckedDoor]:
    clock = SetClock()
    twin = Twin(SqliteTwinStore(":memory:"), clock)
    credentials = twin.open_account("corner_bakery", "Corner Bakery", 120)
    real = replace(credentials, public={**credentials.public, "server": SERVER})
    door = CheckedDoor(TwinDoor(twin))
    return Client(door, real, clock), twin, door


def test_everything_the_connector_sends_is_in_the_contract(shop: tuple[Client, Twin, CheckedDoor]) -> None:
    client, twin, door = shop
    client.probe()
    post = OutgoingPost("k", "Fresh bread & tea https://bakery.pl/1", START, media=(picture(),))
    kept = client.prepare(post, {})
    published = client.commit(post, kept)
    assert isinstance(published, Published)
    client.look(post, kept, START)
    asked = twin.write_as("anna", "Anna", "Are you open?", START, kind="mention")
    comment = twin.write_as("bruno", "Bruno", "Nice!", START, parent_id=published.remote_id)
    client.pull("mention", "")
    client.pull("comment", "")
    answer = OutgoingPost("r", "Yes, till noon!", START, kind="reply", reply_to=Reference(asked))
    client.commit(answer, client.prepare(answer, {}))
    poll = OutgoingPost("p", "Which bread?", START, poll=Poll(("Rye", "Spelt"), 3600))
    client.commit(poll, client.prepare(poll, {}))
    below = OutgoingPost("c", "Come early!", START, kind="comment", reply_to=Reference(published.remote_id))
    client.commit(below, client.prepare(below, {}))
    client.measure([published.remote_id, "1"])
    client.measure_account()
    client.history(5)
    for action in ("hide", "unhide", "mute", "unmute"):
        client.act(Reference(comment, {"author_id": "700000003"}), action)
    client.act(Reference(published.remote_id), "delete")
    assert len(door.checked) >= 18
    assert {line.partition(" ")[0] for line in door.checked} == {"GET", "POST", "PUT", "DELETE"}


def test_refusals_have_the_shape_of_the_contract(shop: tuple[Client, Twin, CheckedDoor]) -> None:
    client, _twin, door = shop
    post = OutgoingPost("k", "a" * 281, START)
    with pytest.raises(Refused):
        client.commit(post, {})
    assert door.checked == ["POST /2/tweets"]


def test_the_checker_does_notice_a_wrong_request(shop: tuple[Client, Twin, CheckedDoor]) -> None:
    _client, _twin, door = shop
    wrong = Request("POST", f"{SERVER}/2/tweets", {"content-type": "application/json"}, b'{"txt": "unknown field"}')
    with pytest.raises(InvalidRequestBody):
        door.send(wrong)
    assert door.checked == []
