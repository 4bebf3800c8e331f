"""What happens around a running shop, and what stands in its data folder.

`python -m tests.journeys.town COMMAND JSON` works in the data folder VITRINO_DATA, beside the server, and prints one
line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, cast

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import models, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import URLPattern, URLResolver, get_resolver, reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.access.routes import Route, routes  # noqa: E402
from vitrino.channels import actions as channels_actions  # noqa: E402
from vitrino.channels import gateway  # noqa: E402
from vitrino.channels import queries as channels  # noqa: E402
from vitrino.commerce import actions as commerce  # noqa: E402
from vitrino.connect.rehearsal import Rehearsal  # noqa: E402
from vitrino.connect.twin import Fault  # noqa: E402
from vitrino.contests import actions as contest_actions  # noqa: E402
from vitrino.contests import queries as contests  # noqa: E402
from vitrino.demo.actions import open_sample_shop  # noqa: E402
from vitrino.domain.message import say  # noqa: E402
from vitrino.insight import queries as insight  # noqa: E402
from vitrino.notify import actions as notify  # noqa: E402
from vitrino.publishing import planning, sending  # noqa: E402
from vitrino.publishing import queries as publishing  # noqa: E402
from vitrino.publishing.models import Publication  # noqa: E402
from vitrino.reviews import actions as reviews  # noqa: E402
from vitrino.reviews.asking import asking  # noqa: E402
from vitrino.reviews.asking.links import token_of  # noqa: E402
from vitrino.reviews.models import AskingPolicy, ReviewRequest  # noqa: E402
from vitrino.workspace import actions as workspaces  # noqa: E402
from vitrino.workspace.models import Person, Workspace  # noqa: E402


def write(*, slug: str, platform: str, author: str, name: str, text: str, kind: str, on_newest: bool = False) -> str:
    """Somebody writes to or about the shop on its rehearsal network (below its newest post there); the remote id.

    It is read at once, as when the network knocks, so that nobody waits for the next minute.
    """
    workspace = Workspace.objects.get(slug=slug)
    channel = channels.channels_of(workspace).get(platform=platform)
    posts = publishing.posts(workspace).filter(channel=channel).exclude(remote_id="").order_by("-published_at")
    parent = posts[0].remote_id if on_newest else ""
    twin = cast(Rehearsal, gateway.twin_of(channel))
    written = twin.write_as(author, name, text, timezone.now(), parent_id=parent, kind=kind)
    channels_actions.read_soon(channel, [kind], timezone.now())
    return written


def lose(*, slug: str, platform: str, text: str) -> int:
    """A post of an hour ago whose answer was lost for good, so that a person must say what became of it; its number.

    All of it in one transaction, before the server's own worker can see it.
    """
    channel = channels.channels_of(Workspace.objects.get(slug=slug)).get(platform=platform)
    now = timezone.now() - timedelta(hours=1)
    gateway.twin_of(channel).faults.append(Fault("error-before", "", "POST"))
    with transaction.atomic():
        row = planning.plan(channel=channel, kind="post", content={"text": text}, publish_at=now, by=None, now=now)
        while row.state != "needs_decision":
            now = max(now, row.due_at or now) + timedelta(milliseconds=10)
            due_at = sending.work_off(row, now)
            Publication.objects.filter(pk=row.pk).update(due_at=due_at)
            row = Publication.objects.select_related("channel", "workspace").get(pk=row.pk)
    return row.pk


def tell(*, slug: str, text: str) -> int:
    """Everybody who answers there is told of a mention; how many."""
    told = notify.alert(
        workspace=Workspace.objects.get(slug=slug), kind="mention", key=f"town:{text}", now=timezone.now(),
        message=say("{text}", text=text), url=f"/w/{slug}/inbox/",
    )  # fmt: skip
    return len(told)


def ask_for_review(*, slug: str, email: str) -> dict[str, str]:
    """Somebody who agreed got their order ten days ago and is asked for a review; where the mail leads them."""
    workspace, now = Workspace.objects.get(slug=slug), timezone.now()
    by = workspace.memberships.get(role="owner").person
    AskingPolicy.objects.filter(workspace=workspace).update(
        since=now - timedelta(days=30), opens="00:00", closes="23:59"
    )
    reviews.note_consents(workspace=workspace, emails=[email], source="checkout", by=by, now=now)
    commerce.store_order(
        workspace=workspace, source="shop", number="1", total_minor=4900, currency="PLN", state="completed",
        placed_at=now - timedelta(days=14), customer_name="Ola", customer_email=email,
        delivered_at=now - timedelta(days=12),
    )  # fmt: skip
    reviews.schedule_due(now)
    asked = ReviewRequest.objects.get(workspace=workspace, email=email)
    asking.carry_on(asked, now)
    return {"page": reverse("reviews:customer", kwargs={"token": token_of(asked)})}


def sample(*, email: str, language: str) -> str:
    """This person speaks this language and has a sample shop in it; its slug."""
    person = workspaces.speak(person=Person.objects.get(email=email), language=language)
    return open_sample_shop(by=person, now=timezone.now()).slug


def pages(*, slug: str, email: str) -> dict[str, list[Any]]:
    """pages: every (name, path) that shows this person a whole page, found by asking for each, so that a new page is
    in by itself. lost: names of addresses that were asked for and never found anything.
    """
    learnt(slug=slug)
    client, person = Client(headers={"host": "localhost"}), Person.objects.get(email=email)
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    commerce.rehearse_shop(workspace=Workspace.objects.get(slug=slug), system="woocommerce", name="Bakery", by=person,
                           now=timezone.now())  # fmt: skip
    found = {path: client.get(path) for path in _account_paths()}
    shown = [(path, path) for path, answer in found.items() if _is_page(answer)]
    lost = []
    for route in routes():
        answers = {path: client.get(path) for path in _paths(route, slug)}
        shown += [(route.name, path) for path, answer in answers.items() if _is_page(answer)]
        if {answer.status_code for answer in answers.values()} <= {404}:
            lost.append(route.name)
    # Looking at a step makes it the current one.
    workspaces.go_to_step(workspace=Workspace.objects.get(slug=slug), step=0)
    return {"pages": shown, "lost": lost}


def _paths(route: Route, slug: str) -> list[str]:
    """The address with every number it may be about."""
    numbers = _numbers(route) if route.names_an_object else [0]
    return list(dict.fromkeys(route.url(slug, number) for number in numbers))


def _numbers(route: Route) -> Iterator[int]:
    """Numbers of objects this address may name, the first and the last of each kind: of its own app, and of posts."""
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


def _is_page(answer: Any) -> bool:
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


def learnt(*, slug: str) -> int:
    """Wait until the worker has learnt from the posts of a shop; how many findings there are."""
    workspace = Workspace.objects.get(slug=slug)
    for _try in range(300):
        if not insight.being_learnt(workspace):
            break
        time.sleep(0.1)
    return insight.findings_of(workspace).count()


def close_contest(*, slug: str) -> int:
    """As if the time of the newest contest were over: its list is closed; how many take part."""
    contest = contests.contests_of(Workspace.objects.get(slug=slug))[0]
    contest_actions.close(contest=contest, by=contest.by, now=contest.closes_at + timedelta(hours=1))
    return contests.counts_of(contest)["in"]


COMMANDS: dict[str, Callable[..., Any]] = {
    "write": write,
    "lose": lose,
    "tell": tell,
    "sample": sample,
    "pages": pages,
    "learnt": learnt,
    "ask_for_review": ask_for_review,
    "close_contest": close_contest,
}

if __name__ == "__main__":
    values: dict[str, Any] = json.loads(sys.argv[2])
    sys.stdout.write(json.dumps(COMMANDS[sys.argv[1]](**values)) + "\n")
