"""Somebody who wants to be forgotten is, on every order, and stays so."""

from __future__ import annotations

import pytest

from vitrino.commerce import actions, queries
from vitrino.commerce.models import Customer, Order, ShopConnection
from vitrino.commerce.taking import guest_id, let_go, take_customers, take_orders
from vitrino.connect.shop import Consent, RemoteCustomer, RemoteOrder
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

OLA = RemoteCustomer(
    "9", "Ola Nowak", "Ola@Example.com ", "+48 1", consent=Consent(True, NOW, "Shopify"), updated_at=NOW
)
GUEST = RemoteCustomer("", "Jan", "jan@example.com", is_guest=True, updated_at=NOW)


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def shop(cast: Cast) -> ShopConnection:
    return ShopConnection.objects.create(workspace=cast.bakery, system="shopify", remote_id="a", source="shopify:a",
                                         connected_at=NOW)  # fmt: skip


def order(number: str, customer: RemoteCustomer | None, total: int = 100) -> RemoteOrder:
    return RemoteOrder(number, f"10{number}", "paid", "PLN", total, NOW, NOW, customer=customer)


def test_a_customer_is_found_by_what_is_known_of_them(cast: Cast, shop: ShopConnection) -> None:
    take_customers(shop, [OLA], NOW)
    take_orders(shop, [order("1", OLA), order("2", GUEST)], NOW, is_read=True)
    assert queries.customers_of(cast.bakery, emails=["OLA@example.com"]).get().phone == "+48 1"
    assert queries.customers_of(cast.bakery, phones=["+48 1"]).get().consent is True
    assert queries.customers_of(cast.bakery).count() == 0
    assert queries.customers_of(cast.florist, emails=["ola@example.com"]).count() == 0
    ola = queries.customers_of(cast.bakery, emails=["ola@example.com"]).get()
    assert [one.number for one in queries.orders_of_person(cast.bakery, {}, customers=[ola])] == ["101"]
    assert [one.number for one in queries.orders_of_person(cast.bakery, {}, ["jan@example.com"])] == ["102"]


def test_an_address_changed_later_still_leads_to_older_orders(cast: Cast, shop: ShopConnection) -> None:
    take_orders(shop, [order("1", OLA)], NOW, is_read=True)
    take_customers(shop, [RemoteCustomer("9", "Ola", "new@example.com", updated_at=NOW)], NOW)
    assert queries.orders_of_person(cast.bakery, {}, ["new@example.com"]).count() == 1
    assert queries.orders_of_person(cast.bakery, {}, ["ola@example.com"]).count() == 1


def test_an_erased_customer_leaves_only_amounts(cast: Cast, shop: ShopConnection) -> None:
    take_orders(shop, [order("1", OLA)], NOW, is_read=True)
    actions.erase_customer(customer=Customer.objects.get(), by=cast.anna, now=NOW)
    take_customers(shop, [OLA], NOW)
    take_orders(shop, [order("1", OLA, 90), order("2", OLA)], NOW, is_read=True)
    assert [(one.customer_name, one.customer_email) for one in Order.objects.all()] == [("", ""), ("", "")]
    assert Order.objects.filter(erased_at=None).count() == 0
    assert [one.total_minor for one in Order.objects.order_by("pk")] == [90, 100]
    customer = Customer.objects.get()
    assert (customer.name, customer.email, customer.phone, customer.consent) == ("", "", "", None)
    assert Event.objects.filter(kind="customer.erased", person=cast.anna).count() == 1


def test_a_person_is_erased_from_everything_their_addresses_lead_to(cast: Cast, shop: ShopConnection) -> None:
    take_orders(shop, [order("1", OLA), order("2", GUEST)], NOW, is_read=True)
    actions.store_order(workspace=cast.bakery, source="sample", number="7", total_minor=1, currency="PLN", state="paid",
                        placed_at=NOW, customer_email="ola@example.com", handles={"bluesky": "ola"})  # fmt: skip
    assert actions.erase_person(workspace=cast.bakery, handles={"bluesky": ["ola"]}, emails=["ola@example.com"],
                                by=cast.anna, now=NOW) == 3  # fmt: skip
    assert queries.orders_of_person(cast.bakery, {"bluesky": ["ola"]}, ["ola@example.com"]).count() == 0
    assert Order.objects.get(number="102").customer_email == "jan@example.com", "somebody else stays"


def test_a_guest_has_no_readable_number(shop: ShopConnection) -> None:
    assert "jan" not in guest_id(shop, "jan@example.com")
    assert guest_id(shop, " JAN@example.com") == guest_id(shop, "jan@example.com")


def test_an_order_stored_again_by_hand_keeps_who_was_taken_out(cast: Cast) -> None:
    values = {"workspace": cast.bakery, "source": "sample", "number": "7", "total_minor": 1, "currency": "PLN",
              "state": "paid", "placed_at": NOW, "customer_email": "ola@example.com"}  # fmt: skip
    actions.store_order(**values)  # type: ignore[arg-type]
    actions.erase_person(workspace=cast.bakery, handles={}, emails=["ola@example.com"], by=cast.anna, now=NOW)
    actions.store_order(**values)  # type: ignore[arg-type]
    assert Order.objects.get().customer_email == ""


def test_an_order_deleted_in_the_shop_names_nobody(cast: Cast, shop: ShopConnection) -> None:
    take_orders(shop, [order("1", OLA)], NOW, is_read=True)
    let_go(shop, "order", ["1"], NOW)
    assert (queries.orders_of(cast.bakery).count(), Order.objects.get().customer_email) == (0, "")


def test_deleted_orders_are_erased_too(cast: Cast, shop: ShopConnection) -> None:
    take_orders(shop, [order("1", OLA)], NOW, is_read=True)
    Order.objects.update(gone_at=NOW)
    actions.erase_person(workspace=cast.bakery, handles={}, emails=["ola@example.com"], by=cast.anna, now=NOW)
    assert Order.objects.get().customer_name == ""
