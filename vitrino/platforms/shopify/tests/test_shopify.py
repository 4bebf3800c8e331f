"""What only Shopify does: tokens for a day, an allowance in points, people who are hidden, the law's requests."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.connect.errors import AuthLost, RateLimited, Refused, TokenExpired, Transient
from vitrino.connect.hooks import Incoming
from vitrino.connect.registry import shop
from vitrino.connect.shop import NotAllowed, PersonAsked
from vitrino.connect.tests.shops import TRACED, ShopCases, spoiled
from vitrino.platforms.shopify.auth import authenticator, shop_server
from vitrino.platforms.shopify.news import read
from vitrino.platforms.shopify.translate import number_of, order, told_order
from vitrino.platforms.shopify.twin import Twin, graphql
from vitrino.platforms.shopify.twin.payloads import order_told


class TestShopify(ShopCases):
    key = "shopify"

    @property
    def shopify(self) -> Twin:
        return cast(Twin, self.twin)

    def fields(self, **changes: str) -> dict[str, str]:
        token = self.twin.shop["token"]
        return {"server": self.server, "client_id": token, "client_secret": f"shpss_{token}", **changes}

    def test_an_id_and_a_secret_become_a_token_for_a_day(self) -> None:
        opened = authenticator.open(self.door(), self.fields())
        assert opened.expires_at is not None
        assert self.connector(opened).probe().name == "Corner Bakery"
        assert "read_orders" in opened.scopes

    def test_an_order_tells_by_which_visits_and_codes_it_came(self) -> None:
        self.twin.place_order(TRACED)
        [found] = self.connector().read("orders", "", None).orders
        first, last = found.visits
        assert (first.place, first.campaign, first.landing) == ("first", "rye-week", "/rye")
        assert (last.source, last.content, last.referrer) == ("newsletter", "p7", "mail.example")
        assert (found.coupons, found.heard_of) == (("RYE10",), "a friend")

    def test_hidden_people_leave_the_tags_of_their_visits(self) -> None:
        self.shopify.hides_people = True
        self.twin.place_order(TRACED)
        [found] = self.connector().read("orders", "", None).orders
        assert [(one.campaign, one.landing, one.referrer) for one in found.visits] == [
            ("rye-week", "", ""),
            ("", "", ""),
        ]

    def test_a_webhook_tells_of_the_last_visit_and_the_codes(self) -> None:
        remote_id = self.twin.place_order(TRACED)
        told = told_order(order_told(self.twin.order(remote_id), None))
        assert told is not None
        [last] = told.visits
        assert (last.place, last.source, last.content, last.landing) == ("last", "newsletter", "p7", "/cakes")
        assert (told.coupons, told.heard_of) == (("RYE10",), "a friend")

    def test_a_token_that_ran_out_is_fetched_anew(self) -> None:
        self.clock.advance(2 * 86_400)
        with pytest.raises(TokenExpired):
            self.connector().probe()
        assert self.connector(authenticator.refresh(self.door(), self.credentials)).probe().remote_id

    def test_a_wrong_secret_is_refused_in_words(self) -> None:
        with pytest.raises(AuthLost, match="client ID and secret"):
            authenticator.open(self.door(), self.fields(client_secret="wrong"))

    def test_the_token_of_an_older_app_works_and_never_renews_itself(self) -> None:
        opened = authenticator.open(self.door(), self.fields(client_id="", access_token=self.shopify.new_token()))
        assert self.connector(opened).probe().remote_id
        with pytest.raises(AuthLost, match="paste a new one"):
            authenticator.refresh(self.door(), opened)

    def test_the_allowance_grows_back_and_the_wait_is_worked_out(self) -> None:
        self.place()
        self.shopify.left, self.shopify.filled_at = 100.0, self.clock()
        with pytest.raises(RateLimited) as caught:
            self.connector().read("orders", "", None)
        assert 1 <= (caught.value.until - self.clock()).total_seconds() <= 10
        self.clock.now = caught.value.until
        assert self.connector().read("orders", "", None).orders

    def test_hidden_people_leave_the_orders(self) -> None:
        self.place()
        self.shopify.hides_people = True
        page = self.connector().read("orders", "", None)
        assert [(one.total_minor, one.customer) for one in page.orders] == [(4050, None)]
        with pytest.raises(NotAllowed, match="permission"):
            self.connector().read("customers", "", None)

    def test_missing_permissions_are_told(self) -> None:
        self.shopify.scopes = ("read_orders",)
        notes = [str(note) for note in self.connector().probe().notes]
        assert len(notes) == 2
        assert "60 days" in notes[0]
        assert "read_customers" in notes[1]

    def test_how_many_there_are_is_said_once(self) -> None:
        for number in range(60):
            self.place(number)
        first = self.connector().read("orders", "", None)
        second = self.connector().read("orders", first.cursor, None)
        assert (first.total, second.total) == (60, None)

    def test_consent_has_its_time_and_source(self) -> None:
        self.place(consents=True)
        customer = self.only().customer
        assert customer is not None
        assert customer.consent is not None
        assert (customer.consent.is_given, customer.consent.source) == (True, "Shopify")
        assert customer.consent.at == self.clock()

    def test_somebody_nobody_asked_has_neither_agreed_nor_refused(self) -> None:
        self.place(consents=None)
        customer = self.only().customer
        assert customer is not None
        assert customer.consent is None

    def test_another_hosts_answer_gets_no_secret(self) -> None:
        opened = replace(self.credentials, public={"server": f"{self.server}/nowhere"})
        with pytest.raises(Refused, match="no such shop"):
            self.connector(opened).probe()


@pytest.mark.parametrize(
    ("entered", "server"),
    [
        ("my-shop.myshopify.com", "https://my-shop.myshopify.com"),
        ("https://My-Shop.myshopify.com/admin", "https://my-shop.myshopify.com"),
        ("https://admin.shopify.com/store/my-shop/orders", "https://my-shop.myshopify.com"),
        ("my-shop", "https://my-shop.myshopify.com"),
    ],
)
def test_what_people_copy_as_their_shops_address(entered: str, server: str) -> None:
    assert shop_server(entered) == server


@pytest.mark.parametrize(
    "entered",
    ["evil.example", "my-shop.myshopify.com.evil.example", "a@b.myshopify.com", "", "../x", "my-shop.myshopify.com:80"],
)
def test_a_secret_goes_to_no_other_host(entered: str) -> None:
    with pytest.raises(Refused, match="myshopify"):
        shop_server(entered)


def test_the_three_requests_of_the_law() -> None:
    body = (b'{"shop_id": 954889, "shop_domain": "a.myshopify.com", "orders_to_redact": [299938, "280263"],'
            b' "orders_requested": [1], "customer": {"id": 191167, "email": "john@example.com"}}')  # fmt: skip
    asked = PersonAsked("191167", "john@example.com", ("299938", "280263"))
    assert read(Incoming({"x-shopify-topic": "customers/redact"}, body)).to_erase == (asked,)
    assert read(Incoming({"x-shopify-topic": "customers/data_request"}, body)).to_show[0].order_ids == ("1",)
    assert read(Incoming({"x-shopify-topic": "shop/redact"}, body)).erases_all
    assert read(Incoming({"x-shopify-topic": "app/uninstalled"}, b"{}")).is_leaving


def test_both_forms_of_a_number_are_one() -> None:
    assert number_of("gid://shopify/Order/820982911946154508") == number_of(820982911946154508) == "820982911946154508"


def test_an_order_of_nonsense_is_passed_over() -> None:
    assert order({"id": "gid://shopify/Order/1", "totalPriceSet": {"shopMoney": {"amount": "free"}}}) is None
    assert order({}) is None


@pytest.mark.parametrize("query", ["{ shop { id", "{ shop { nonsense } }", "{ shop }", "", "{ nodes { id } }"])
def test_the_twin_refuses_what_shopify_does_not_know(query: str) -> None:
    with pytest.raises(graphql.Unknown):
        graphql.chosen({"shop": {"id": 1}}, graphql.parsed(query, {}), "QueryRoot")


def test_every_part_is_registered() -> None:
    system = shop("shopify")
    assert system.manifest.api_version_ends_on is not None
    assert system.news is read


NODE = {
    "id": "gid://shopify/Order/1", "name": "#1001", "email": "a@example.com", "createdAt": "2026-11-22T10:00:00Z",
    "updatedAt": "2026-11-22T10:00:00Z", "displayFinancialStatus": "PAID", "displayFulfillmentStatus": "FULFILLED",
    "totalPriceSet": {"shopMoney": {"amount": "1.00", "currencyCode": "PLN"}},
    "fulfillments": [{"createdAt": "2026-11-22T10:00:00Z", "deliveredAt": None}],
    "lineItems": {"nodes": [{"name": "Loaf", "quantity": 1}]},
    "customer": {"id": "gid://shopify/Customer/1", "firstName": "Ola",
                 "defaultEmailAddress": {"emailAddress": "a@example.com", "marketingState": "SUBSCRIBED"}},
}  # fmt: skip
TOLD = {
    "id": 1, "name": "#1001", "total_price": "1.00", "currency": "PLN", "created_at": "2026-11-22T10:00:00Z",
    "updated_at": "2026-11-22T10:00:00Z", "line_items": [{"name": "Loaf", "quantity": 1, "price": "1.00"}],
    "refunds": [{"transactions": [{"kind": "refund", "status": "success", "amount": "1.00"}]}],
    "fulfillments": [{"created_at": "2026-11-22T10:00:00Z", "shipment_status": "delivered"}],
    "customer": {"id": 1, "email": "a@example.com", "email_marketing_consent": {"state": "subscribed"}},
    "orders_to_redact": [1, "2"],
}  # fmt: skip
TOPICS = ["orders/create", "orders/delete", "customers/update", "customers/redact", "customers/data_request"]


@settings(max_examples=200, deadline=None)
@given(spoiled(NODE), spoiled(TOLD), st.sampled_from(TOPICS))
def test_whatever_stands_in_an_order_it_is_read_or_passed_over(
    node: dict[str, Any], told: dict[str, Any], topic: str
) -> None:
    for found in (order(node), told_order(told)):
        assert found is None or (found.remote_id and len(found.currency) == 3 and found.placed_at.tzinfo)
    with suppress(Transient):  # not JSON as we take it
        read(Incoming({"x-shopify-topic": topic}, json.dumps(told).encode()))
