"""Orders are found by who placed them, and only in their own shop."""

from __future__ import annotations

import pytest

from vitrino.commerce import actions, queries
from vitrino.commerce.models import Order
from vitrino.domain.problem import Problem
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def order(cast: Cast, number: str = "1001", **changes: object) -> Order:
    values: dict[str, object] = {
        "workspace": cast.bakery, "source": "sample", "number": number, "total_minor": 4250, "currency": "pln",
        "state": "delivered", "placed_at": NOW, "customer_email": "Ola@Example.com",
        "handles": {"bluesky": "ola.example"},
    }  # fmt: skip
    return actions.store_order(**(values | changes))  # type: ignore[arg-type]


def test_an_order_is_found_by_handle_or_e_mail(cast: Cast) -> None:
    order(cast)
    assert queries.orders_of_person(cast.bakery, {"bluesky": ["ola.example"]}).count() == 1
    assert queries.orders_of_person(cast.bakery, {}, ["OLA@example.com"]).count() == 1
    assert queries.orders_of_person(cast.bakery, {"mastodon": ["ola.example"]}).count() == 0


def test_nobody_has_no_orders(cast: Cast) -> None:
    order(cast, customer_email="", handles={})
    assert queries.orders_of_person(cast.bakery, {}, []).count() == 0


def test_another_shop_sees_nothing(cast: Cast) -> None:
    order(cast)
    assert queries.orders_of_person(cast.florist, {"bluesky": ["ola.example"]}, ["ola@example.com"]).count() == 0


def test_the_same_number_is_the_same_order(cast: Cast) -> None:
    order(cast)
    order(cast, state="returned")
    assert [one.state for one in queries.orders_of(cast.bakery)] == ["returned"]


def test_an_amount_that_cannot_be_is_refused(cast: Cast) -> None:
    with pytest.raises(Problem, match="no proper amount"):
        order(cast, total_minor=-1)
