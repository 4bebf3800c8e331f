"""The design system alone: no app above it, no database."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.template import engines
from django.test import RequestFactory, override_settings
from django.utils import timezone
from jinja2 import Environment

from vitrino.ui import gallery


@pytest.fixture(autouse=True, scope="module")
def _alone() -> Iterator[None]:
    # Once per module: every change of TEMPLATES makes Django compile all templates anew.
    with override_settings(
        ROOT_URLCONF="vitrino.ui.tests.urls",
        ALLOWED_HOSTS=["*"],
        TEMPLATES=without_upper_layers(settings.TEMPLATES),
    ):
        yield


def without_upper_layers(templates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The engines without the context that apps above put around every page."""
    templates = copy.deepcopy(templates)
    for engine in templates:
        processors = engine["OPTIONS"]["context_processors"]
        engine["OPTIONS"]["context_processors"] = [one for one in processors if one.startswith("django.")]
    return templates


@pytest.fixture
def env() -> Environment:
    found: Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    return found


@pytest.fixture
def page_context() -> dict[str, Any]:
    return gallery.context(RequestFactory().get("/gallery/"), timezone.now())


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(_alone: None) -> Iterator[str]:
    """The gallery and the pages of `pages.py` on a port of this machine; its address."""
    server = make_server("127.0.0.1", 0, WSGIHandler(), handler_class=_Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
