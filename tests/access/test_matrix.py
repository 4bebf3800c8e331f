"""No object is reachable outside its workspace: every address × role × foreign shop, made from the addresses themselves."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.access.foreign import PK, populate
from tests.access.routes import Route, routes
from vitrino.workspace.access import ALLOWED
from vitrino.workspace.tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db

INSIDE = [route for route in routes() if route.is_inside]
OUTSIDE = [route for route in routes() if not route.is_inside]
OBJECTS = [route for route in INSIDE if route.names_an_object]
METHODS = ("get", "post")

# Numbers that are no objects: a step, a version, a part of the address of something looked up by another number.
NOT_AN_OBJECT = {"welcome:step"}
# The object is found, but what hangs on it is not there in a shop made of bare rows.
FOUND_BUT_BARE = {
    "posts:picture": "no file was stored",
    "strategy:acknowledgement": "the number is a version",
    "strategy:goal-end": "looked up among open goals",
    "notify:open": "belongs to one person",
    "workspace:invitation-removal": "looked up among open invitations",
}


def ids(route: Route) -> str:
    return route.name


@pytest.fixture
def cast(settings, tmp_path) -> Cast:  # type: ignore[no-untyped-def]
    settings.VITRINO_DATA = tmp_path
    return assemble()


def test_there_are_addresses_to_test() -> None:
    assert len(INSIDE) > 60
    assert len(OBJECTS) > 25


@pytest.mark.parametrize("route", routes(), ids=ids)
def test_every_view_has_a_rule(route: Route) -> None:
    if route.is_inside:
        assert route.permission in ALLOWED["owner"], f"{route.path} has no @page(…)"
    else:
        assert route.audience in ("everyone", "signed-in"), f"{route.path} has no @open_to(…)"


@pytest.mark.parametrize("route", INSIDE, ids=ids)
def test_strangers_and_members_of_other_shops_learn_nothing(cast: Cast, route: Route) -> None:
    url = route.url("zorza", PK)
    for method in METHODS:
        assert getattr(Client(), method)(url).status_code == 302, "not signed in: to the sign-in"
        assert getattr(cast.client(cast.celina), method)(url).status_code == 404


@pytest.mark.parametrize("role", ALLOWED)
@pytest.mark.parametrize("route", INSIDE, ids=ids)
def test_a_role_without_the_right_is_refused(cast: Cast, route: Route, role: str) -> None:
    if route.permission in ALLOWED[role]:
        pytest.skip("this role may")
    cast.bruno.memberships.update(role=role)
    for method in METHODS:
        assert getattr(cast.client(cast.bruno), method)(route.url("zorza", PK)).status_code == 403


@pytest.mark.parametrize("route", OBJECTS, ids=ids)
def test_an_object_of_another_shop_is_not_found(cast: Cast, route: Route) -> None:
    if route.name in NOT_AN_OBJECT:
        pytest.skip("the number is no object")
    populate(cast.florist, cast.celina)
    for method in METHODS:
        status = getattr(cast.client(cast.anna), method)(route.url("zorza", PK)).status_code
        assert status in (404, 405), f"{method} {route.path} found an object of another shop"


@pytest.mark.parametrize("route", OBJECTS, ids=ids)
def test_the_same_object_is_found_in_its_own_shop(cast: Cast, route: Route) -> None:
    """Without this the test above could pass because there was nothing to find."""
    if route.name in NOT_AN_OBJECT or route.name in FOUND_BUT_BARE:
        pytest.skip(FOUND_BUT_BARE.get(route.name, "the number is no object"))
    populate(cast.florist, cast.celina)
    client = cast.client(cast.celina)
    client.raise_request_exception = False
    statuses = {getattr(client, method)(route.url("fiolek", PK)).status_code for method in METHODS}
    assert statuses - {404, 405}, f"{route.path} does not find the object even in its own shop"


@pytest.mark.parametrize("route", OUTSIDE, ids=ids)
def test_addresses_for_the_signed_in_are_closed_to_others(cast: Cast, route: Route) -> None:
    if route.audience == "everyone":
        pytest.skip("open to everyone")
    assert Client().get(route.url("zorza", PK)).status_code == 302


def test_the_walk_sees_every_pattern() -> None:
    def count(resolver) -> int:  # type: ignore[no-untyped-def]
        return sum(count(one) if hasattr(one, "url_patterns") else 1 for one in resolver.url_patterns)

    allauth = sum(count(one) for one in get_resolver().url_patterns if str(one.pattern).startswith("account/"))
    assert len(routes()) == count(get_resolver()) - allauth
