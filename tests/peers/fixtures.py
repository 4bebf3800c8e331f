"""The peers as fixtures; see the table in `tests/peers/__init__.py`.

Every pytest run loads this file, so what is slow to import (Playwright, psycopg) is imported where it is used.
"""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.peers.bluesky.install import find_node, find_packages
from tests.peers.bluesky.network import BlueskyNetwork
from tests.peers.mastodon import MastodonMock
from tests.peers.tools import find_chromium, find_postgres, find_redis

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.peers.browser import NewPage
    from tests.peers.postgres import PostgresServer

SHARING = ("bluesky", "postgres", "browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of one peer on one worker: starting it costs more than running them in parallel saves."""
    for item in items:
        for name in SHARING:
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.xdist_group(name))


@pytest.fixture(scope="session")
def postgres_server() -> "Iterator[PostgresServer]":
    if find_postgres() is None:
        pytest.skip("PostgreSQL is not here; python3 start.py peers installs it")
    from tests.peers.postgres import PostgresServer

    with PostgresServer() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres_server: "PostgresServer") -> str:
    return postgres_server.create_database()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    if find_redis() is None:
        pytest.skip("Redis is not here; python3 start.py peers installs it")
    from tests.peers.redis import RedisServer

    with RedisServer() as server:
        yield server.url


@pytest.fixture(scope="session")
def bluesky_network(request: pytest.FixtureRequest) -> Iterator[BlueskyNetwork]:
    """The whole network. `.create_account("anna") -> Account(did, handle, password, access_token)`, `.settle()`."""
    _skip_without_bluesky()
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with BlueskyNetwork(server.create_database()) as network:
        yield network


@pytest.fixture(scope="session")
def bluesky_pds() -> Iterator[BlueskyNetwork]:
    _skip_without_bluesky()
    with BlueskyNetwork() as network:
        yield network


@pytest.fixture(scope="session")
def mastodon_server() -> Iterator[MastodonMock]:
    with MastodonMock() as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    if find_chromium() is None:
        pytest.skip("Chromium is not here; python3 start.py peers installs it")
    from tests.peers.browser import started_chromium

    # Playwright runs an event loop in this thread; Django would take test set-up for a query inside a coroutine.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with started_chromium() as browser:
        yield browser


@pytest.fixture
def new_page(chromium: "Browser") -> "Iterator[NewPage]":
    from tests.peers.browser import open_context

    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> "Page":
        contexts.append(open_context(chromium, **options))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


def _skip_without_bluesky() -> None:
    if find_node() is None or find_packages() is None:
        pytest.skip("the Bluesky servers are not here; python3 start.py peers fetches them")
