"""A notification on Mastodon's line has its account read at once; a broken line loses nothing but that."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from django.utils import timezone

from vitrino.channels import credentials
from vitrino.channels.models import Channel, Source
from vitrino.connect import registry
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.intake import knocks
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
KEY = "mastodon"


class Server:
    """A Mastodon server as far as its streams go."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []
        self.lines: list[web.WebSocketResponse] = []
        self.loop = asyncio.new_event_loop()
        self._over = asyncio.Event()

    def say(self, event: str) -> None:
        text = json.dumps({"stream": ["user", "notification"], "event": event, "payload": "{}"})
        for line in self.lines:
            asyncio.run_coroutine_threadsafe(line.send_str(text), self.loop).result(5)

    @contextmanager
    def served(self) -> Iterator[str]:
        port: list[int] = []
        ready = threading.Event()
        thread = threading.Thread(target=self._run, args=(port, ready), daemon=True)
        thread.start()
        ready.wait(10)
        yield f"http://127.0.0.1:{port[0]}"
        self.loop.call_soon_threadsafe(self._over.set)
        thread.join(10)

    def _run(self, port: list[int], ready: threading.Event) -> None:
        async def live() -> None:
            app = web.Application()
            app.router.add_get("/api/v2/instance", self._instance)
            app.router.add_get("/api/v1/streaming", self._stream)
            runner = web.AppRunner(app, shutdown_timeout=1)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            port.append(runner.addresses[0][1])
            ready.set()
            await self._over.wait()
            await runner.cleanup()

        self.loop.run_until_complete(live())
        self.loop.close()

    async def _instance(self, request: web.Request) -> web.Response:
        return web.json_response({"configuration": {"urls": {"streaming": f"ws://{request.host}"}}})

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        self.calls.append((request.query_string, request.headers.get("authorization", "")))
        if request.headers.get("authorization") != "Bearer good":
            return web.Response(status=401)
        line = web.WebSocketResponse()
        await line.prepare(request)
        self.lines.append(line)
        async for _message in line:
            pass
        return line


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    settings.VITRINO_ALLOW_PRIVATE = True
    yield Server()
    for pk in list(knocks._LINES):
        knocks._hang_up(pk)
    knocks._AGAIN_AT.clear()


@pytest.fixture
def cast() -> Cast:
    return assemble()


def connected(cast: Cast, url: str, token: str = "good") -> Source:
    channel = Channel.objects.create(workspace=cast.bakery, platform=KEY, remote_id="1", connected_at=NOW)
    credentials.store(channel, Credentials({"access_token": Secret(token)}, {"server": url}))
    return Source.objects.create(channel=channel, kind="mention", due_at=timezone.now() + timedelta(minutes=1))


def until(holds: Callable[[], object]) -> None:
    ends = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < ends, "it did not come about"
        knocks.answer()
        time.sleep(0.05)


def is_due(source: Source) -> bool:
    source.refresh_from_db()
    return source.due_at is not None and source.due_at <= timezone.now()


def test_a_notification_has_the_account_read_at_once(cast: Cast, server: Server) -> None:
    with server.served() as url:
        source = connected(cast, url)
        until(lambda: server.lines)
        assert server.calls == [("stream=user:notification", "Bearer good")]
        server.say("filters_changed")
        knocks.answer()
        assert not is_due(source)
        server.say("notification")
        until(lambda: is_due(source))


def test_a_channel_that_is_paused_has_no_line(cast: Cast, server: Server) -> None:
    with server.served() as url:
        source = connected(cast, url)
        until(lambda: server.lines)
        Channel.objects.update(state=Channel.State.PAUSED)
        knocks.answer()
        assert not knocks._LINES
        assert source.channel.platform == KEY


def test_a_sign_in_the_line_refuses_is_left_to_the_reading(cast: Cast, server: Server) -> None:
    with server.served() as url:
        connected(cast, url, token="bad")
        until(lambda: knocks._AGAIN_AT)
        assert knocks.answer() == 0
        assert len(server.calls) == 1
    assert Channel.objects.get().state == Channel.State.CONNECTED


@pytest.mark.parametrize("message", ["", "{", "[]", '{"event": 5}', '{"event": "delete", "payload": "1"}'])
def test_other_messages_say_nothing(message: str) -> None:
    assert registry.knocks()[KEY].kinds(message) == frozenset()
