"""One real Vitrino for all tests of this folder, the first person in it, her shop and the sample shop."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError, connection

from tests.journeys.server import VitrinoServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.peers.browser import NewPage


TRIES = 40


@dataclass(frozen=True)
class Shop:
    """A shop and the signed-in browser state of its owner."""

    server: VitrinoServer
    slug: str
    state: Any = field(repr=False)

    def url(self, path: str = "today/") -> str:
        return f"{self.server.url}/w/{self.slug}/{path}"

    def open(self, new_page: NewPage, path: str = "today/", **options: Any) -> Page:
        """A page of the shop in a fresh browser context of its owner."""
        page = new_page(storage_state=self.state, **options)
        page.goto(self.url(path))
        return page


@pytest.fixture(scope="session")
def vitrino_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VitrinoServer]:
    """A new installation, running; its sign-up page stays open after the first person, so that it can be looked at."""
    with VitrinoServer(tmp_path_factory.mktemp("vitrino"), sign_up="open") as server:
        yield server


@pytest.fixture(scope="session")
def owner_state(vitrino_server: VitrinoServer, chromium: Browser) -> Any:
    """The first person came in by the one-time link and stands before the first step."""
    from tests.journeys.steps import sign_up_by_link

    context = chromium.new_context(locale="en")
    sign_up_by_link(context.new_page(), vitrino_server)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="session")
def sample(vitrino_server: VitrinoServer, owner_state: Any, chromium: Browser) -> Shop:
    """The sample shop, opened by its button."""
    from tests.journeys.steps import open_sample

    context = chromium.new_context(locale="en", storage_state=owner_state)
    slug = open_sample(context.new_page(), vitrino_server)
    context.close()
    return Shop(vitrino_server, slug, owner_state)


@pytest.fixture(scope="session")
def shop(vitrino_server: VitrinoServer, owner_state: Any, chromium: Browser) -> Shop:
    """A shop that went through the five steps and rehearses on five platforms."""
    from tests.journeys.steps import walk_the_five_steps

    context = chromium.new_context(locale="en", storage_state=owner_state)
    slug = walk_the_five_steps(context.new_page(), vitrino_server)
    context.close()
    return Shop(vitrino_server, slug, owner_state)


@pytest.fixture
def log_emptied(transactional_db: None) -> Iterator[None]:
    """For tests with real commits: afterwards the log is empty again, which the database lets nobody else do."""
    yield
    _wait_for_requests()
    for _try in range(TRIES):
        try:
            _empty_log()
        except OperationalError:  # the server still answers a page that is closed already
            time.sleep(0.25)
        else:
            return
    _empty_log()


def _wait_for_requests() -> None:
    """Until the live server has answered the pages that are closed already: what they read can't be emptied."""
    for _try in range(TRIES):
        if not any("process_request_thread" in one.name for one in threading.enumerate()):
            return
        time.sleep(0.25)


def _empty_log() -> None:
    migration = import_module("vitrino.workspace.migrations.0002_event_append_only")
    with connection.schema_editor() as editor:
        migration.remove(None, editor)
        editor.execute("DELETE FROM workspace_event")
        migration.add(None, editor)
