"""What only WooCommerce does: hosts that swallow headers, hooks it switches off, times that do not say they are UTC."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given, settings

from vitrino.connect.errors import Refused
from vitrino.connect.http import HttpDoor
from vitrino.connect.shop import RemoteVisit
from vitrino.connect.tests.shops import HOOK, TRACED, ShopCases, spoiled
from vitrino.platforms.woocommerce.auth import authenticator
from vitrino.platforms.woocommerce.translate import customer, order
from vitrino.platforms.woocommerce.twin import Twin

# The example order of the documentation, shortened.
DOCUMENTED = {
    "id": 727, "parent_id": 0, "number": "727", "status": "processing", "currency": "USD",
    "date_created": "2017-03-22T16:28:02", "date_created_gmt": "2017-03-22T19:28:02",
    "date_modified": "2017-03-22T16:28:08", "date_modified_gmt": "2017-03-22T19:28:08", "total": "29.35",
    "customer_id": 0, "date_paid_gmt": "2017-03-22T19:28:08", "date_completed_gmt": None,
    "billing": {"first_name": "John", "last_name": "Doe", "email": "john.doe@example.com", "phone": "(555) 555-5555"},
    "line_items": [{"id": 315, "name": "Woo Single #1", "quantity": 2, "total": "6.00", "price": 3}],
    "refunds": [{"id": 726, "refund": "", "total": "-10.00"}, {"id": 724, "refund": "", "total": "-9.00"}],
}  # fmt: skip


class TestWooCommerce(ShopCases):
    key = "woocommerce"

    @property
    def woo(self) -> Twin:
        return cast(Twin, self.twin)

    def test_a_host_that_swallows_headers_gets_the_key_in_the_address(self) -> None:
        self.woo.swallows_headers = True
        self.place()
        assert len(self.connector().read("orders", "", None).orders) == 1

    def test_an_order_tells_by_which_visit_and_codes_it_came(self) -> None:
        self.twin.place_order(TRACED)
        [found] = self.connector().read("orders", "", None).orders
        [last] = found.visits  # WooCommerce keeps no first visit
        assert (last.place, last.source, last.content, last.landing) == ("last", "newsletter", "p7", "/cakes")
        assert (found.coupons, found.heard_of) == (("rye10",), "a friend")

    def test_a_visit_without_tags_says_nothing_of_its_source(self) -> None:
        self.twin.place_order(replace(TRACED, visits=(RemoteVisit("last", landing="/cakes"),)))
        [found] = self.connector().read("orders", "", None).orders
        assert [(one.source, one.landing) for one in found.visits] == [("", "/cakes")]

    def test_a_hook_that_was_switched_off_is_made_anew(self) -> None:
        self.connector().subscribe(HOOK, "secret")
        stored = self.twin.store.get("hook", HOOK)
        assert stored is not None
        off = [{**hook, "status": "disabled"} for hook in stored["hooks"]]
        self.twin.store.put("hook", HOOK, {"hooks": off})
        self.connector().subscribe(HOOK, "secret")
        renewed = self.twin.store.get("hook", HOOK)
        assert renewed is not None
        assert {hook["status"] for hook in renewed["hooks"]} == {"active"}
        assert len(renewed["hooks"]) == len(stored["hooks"])

    def test_how_many_there_are_is_said_once(self) -> None:
        for number in range(60):
            self.clock.advance(1)
            self.place(number)
        first = self.connector().read("orders", "", None)
        assert (first.total, self.connector().read("orders", first.cursor, None).total) == (60, None)

    def test_somewhere_else_is_no_shop(self) -> None:
        from dataclasses import replace

        elsewhere = replace(self.credentials, public={"server": f"{self.server}/blog"})
        with pytest.raises(Refused, match="permalinks"):
            self.connector(elsewhere).probe()


def test_the_order_of_the_documentation() -> None:
    found = order(DOCUMENTED)
    assert found is not None
    assert (found.number, found.state, found.total_minor, found.refunded_minor) == ("727", "paid", 2935, 1900)
    assert (found.updated_at.isoformat(), found.delivered_at) == ("2017-03-22T19:28:08+00:00", None)
    assert found.customer is not None
    assert (found.customer.name, found.customer.is_guest) == ("John Doe", True)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("completed", "delivered"),
        ("on-hold", "waiting"),
        ("trash", "deleted"),
        ("packed-by-plugin", "paid"),
        ("", "paid"),
    ],
)
def test_states_of_the_shops_own_are_understood_by_what_was_paid(status: str, state: str) -> None:
    found = order({**DOCUMENTED, "status": status})
    assert found is not None
    assert found.state == state


@pytest.mark.parametrize("changes", [{"id": None}, {"total": "free"}, {"currency": ""}, {"date_created_gmt": "soon"}])
def test_an_order_of_nonsense_is_passed_over(changes: dict[str, object]) -> None:
    assert order({**DOCUMENTED, **changes}) is None


@pytest.mark.parametrize("fields", [{"consumer_key": "cs_1"}, {"consumer_secret": ""}])
def test_keys_that_were_mixed_up_are_noticed_at_once(fields: dict[str, str]) -> None:
    given = {"server": "https://shop.example", "consumer_key": "ck_1", "consumer_secret": "cs_1", **fields}
    with pytest.raises(Refused, match="ck_"):
        authenticator.open(HttpDoor(), given)


def test_a_shop_in_a_folder_keeps_its_folder() -> None:
    given = {"server": "Shop.Example/sklep/", "consumer_key": "ck_1", "consumer_secret": "cs_1"}
    assert authenticator.open(HttpDoor(), given).public == {"server": "https://shop.example/sklep"}


@settings(max_examples=200, deadline=None)
@given(spoiled(DOCUMENTED))
def test_whatever_stands_in_an_order_it_is_read_or_passed_over(value: dict[str, Any]) -> None:
    found = order(value)
    assert found is None or (found.remote_id and len(found.currency) == 3 and found.placed_at.tzinfo)
    customer(value)
