"""What happens around a running shop, and what stands in its data folder.

`python -m tests.journeys.town COMMAND JSON` works in the data folder VITRINO_DATA, beside the server, and prints one
line of JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any, cast

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import models  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import URLPattern, URLResolver, get_resolver  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.access.routes import Route, routes  # noqa: E402
from vitrino.channels import gateway  # noqa: E402
from vitrino.channels import queries as channels  # noqa: E402
from vitrino.connect.rehearsal import Rehearsal  # noqa: E402
from vitrino.publishing import queries as publishing  # noqa: E402
from vitrino.workspace.models import Person, Workspace  # noqa: E402

PAGES_OF_A_KIND = 2  # objects looked at on one address: the first and the last of each kind


def write(*, slug: str, platform: str, author: str, name: str, text: str, kind: str, on_newest: bool = False) -> str:
    """Somebody writes to or about the shop on its rehearsal network (below its newest post there); the remote id."""
    workspace = Workspace.objects.get(slug=slug)
    channel = channels.channels_of(workspace).get(platform=platform)
    posts = publishing.posts(workspace).filter(channel=channel).exclude(remote_id="").order_by("-published_at")
    parent = posts[0].remote_id if on_newest else ""
    twin = cast(Rehearsal, gateway.twin_of(channel))
    return twin.write_as(author, name, text, timezone.now(), parent_id=parent, kind=kind)


def pages(*, slug: str, email: str) -> list[tuple[str, str]]:
    """Every (name, path) that shows this person a whole page, found by asking for each; a new page is in by itself."""
    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(email=email), backend=settings.AUTHENTICATION_BACKENDS[0])
    found = [(route.name, path) for route in routes() for path in _shown(client, route, slug)]
    return found + [(path, path) for path in _account_paths() if _is_page(client, path)]


def _shown(client: Client, route: Route, slug: str) -> list[str]:
    if not route.names_an_object:
        paths = [] if "StringConverter" in route.kwargs.values() else _filled(route, slug)
        return [path for path in paths if _is_page(client, path)]
    paths = [route.url(slug, pk) for pk in _numbers(route)]
    return [path for path in dict.fromkeys(paths) if _is_page(client, path)]


def _filled(route: Route, slug: str) -> list[str]:
    return [route.url(slug, 0)]


def _numbers(route: Route) -> Iterator[int]:
    """Numbers of objects this address may name: of its own app, and of the posts others hang on."""
    for app in (route.name.partition(":")[0], "posts"):
        for model in apps.get_models():
            if model._meta.app_label == app and _is_numbered(model):
                yield from _first_and_last(model)
    yield from range(2, 6)  # the steps of the first five minutes


def _is_numbered(model: type[models.Model]) -> bool:
    return isinstance(model._meta.pk, models.AutoField | models.BigAutoField)


def _first_and_last(model: type[models.Model]) -> list[int]:
    keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
    return keys[:1] + keys[-1:]


def _is_page(client: Client, path: str) -> bool:
    answer = client.get(path)
    is_html = answer.headers.get("content-type", "").startswith("text/html")
    return answer.status_code == 200 and is_html and b"<html" in answer.content[:500]


def _account_paths() -> Iterator[str]:
    for top in get_resolver().url_patterns:
        if str(top.pattern).startswith("account/"):
            yield from _plain_paths(top, "/")


def _plain_paths(pattern: URLPattern | URLResolver, prefix: str) -> Iterator[str]:
    path = prefix + str(pattern.pattern).lstrip("^")
    if isinstance(pattern, URLResolver):
        for inner in pattern.url_patterns:
            yield from _plain_paths(inner, path)
    elif not set(path) & set("<(?"):
        yield path


COMMANDS = {"write": write, "pages": pages}

if __name__ == "__main__":
    values: dict[str, Any] = json.loads(sys.argv[2])
    sys.stdout.write(json.dumps(COMMANDS[sys.argv[1]](**values)) + "\n")
