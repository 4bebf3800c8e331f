"""No object is reachable outside its workspace: every address × role × foreign shop."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from tests.access.foreign import PK, populate
from tests.access.routes import Route, routes
from vitrino.workspace.access import ALLOWED
from vitrino.workspace.tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db

INSIDE = [route for route in routes() if route.is_inside]
OUTSIDE = [route for route in routes() if not route.is_inside]
# A step of the first five minutes is a number, but no object.
OBJECTS = [route for route in INSIDE if route.names_an_object and route.name != "welcome:step"]
METHODS = ("get", "post")

# The object is found, but what hangs on it is not there in a shop made of bare rows.
FOUND_BUT_BARE = {
    "posts:picture": "no file was stored",
    "media:file": "no file was stored",
    "media:small": "no file was stored",
    "media:seen": "no file was stored",
    "intake:closing": "a channel of the shop's own is closed elsewhere",
    "strategy:acknowledgement": "the number is a version",
    "strategy:confirmation": "the number is a version",
    "goals:lesson": "looked up among goals that are over",
    "notify:open": "belongs to one person",
    "notify:told": "belongs to one person",
    "notify:trial": "belongs to one person",
    "notify:remove": "belongs to one person",
    "workspace:invitation-removal": "looked up among open invitations",
}


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


def test_there_are_addresses_to_test() -> None:
    assert len(INSIDE) > 60
    assert len(OBJECTS) > 25


def test_every_view_has_a_rule() -> None:
    inside = [route.path for route in INSIDE if route.permission not in ALLOWED["owner"]]
    outside = [route.path for route in OUTSIDE if route.audience not in ("everyone", "signed-in")]
    assert inside == [], "these have no @page(…)"
    assert outside == [], "these have no @open_to(…)"


def test_strangers_are_sent_to_the_sign_in(cast: Cast) -> None:
    assert answers(Client(), INSIDE, "zorza") - {302} == set()


def test_members_of_other_shops_learn_nothing(cast: Cast) -> None:
    assert answers(cast.client(cast.celina), INSIDE, "zorza") == {404}


@pytest.mark.parametrize("role", sorted(ALLOWED))
def test_a_role_without_the_right_is_refused(cast: Cast, role: str) -> None:
    cast.bruno.memberships.update(role=role)
    refused = [route for route in INSIDE if route.permission not in ALLOWED[role]]
    assert answers(cast.client(cast.bruno), refused, "zorza") <= {403}
    assert refused or role == "owner"


def test_an_object_of_another_shop_is_not_found(cast: Cast) -> None:
    populate(cast.florist)
    client = cast.client(cast.anna)
    found = {
        f"{method} {route.path}": status
        for route in OBJECTS
        for method in METHODS
        if (status := status_of(client, method, route.url("zorza", PK))) not in (404, 405)
    }
    assert found == {}, "these addresses find objects of another shop"


def test_the_same_objects_are_found_in_their_own_shop(cast: Cast) -> None:
    """Without this the test above could pass because there was nothing to find."""
    populate(cast.florist)
    client = cast.client(cast.celina)
    client.raise_request_exception = False
    lost = []
    for route in OBJECTS:
        with transaction.atomic():  # so that one view may delete what the next one looks for
            statuses = {status_of(client, method, route.url("fiolek", PK)) for method in METHODS}
            transaction.set_rollback(True)
        if not statuses - {404, 405}:
            lost.append(route.name)
    assert set(lost) <= set(FOUND_BUT_BARE), "these addresses do not find an object even in its own shop"


def test_addresses_for_the_signed_in_are_closed_to_others(cast: Cast) -> None:
    closed = [route for route in OUTSIDE if route.audience != "everyone"]
    assert answers(Client(), closed, "zorza") == {302}


def test_the_walk_sees_every_pattern() -> None:
    def count(resolver: Any) -> int:
        return sum(count(one) if hasattr(one, "url_patterns") else 1 for one in resolver.url_patterns)

    allauth = sum(count(one) for one in get_resolver().url_patterns if str(one.pattern).startswith("account/"))
    assert len(routes()) == count(get_resolver()) - allauth


def answers(client: Client, wanted: list[Route], slug: str) -> set[int]:
    """The statuses of these addresses, by both methods; 405 (this method is not offered) says nothing."""
    return {status_of(client, method, route.url(slug, PK)) for route in wanted for method in METHODS} - {405}


def status_of(client: Client, method: str, url: str) -> int:
    return int(getattr(client, method)(url).status_code)
