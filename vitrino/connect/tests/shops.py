"""What every shop connector must do, tried on its twin over real HTTP. Subclasses say `key`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast

import pytest
from hypothesis import strategies as st

from vitrino.connect.conformance.harness import START, SetClock
from vitrino.connect.errors import AuthLost, ConnectError, RateLimited, Refused, TokenExpired, Transient
from vitrino.connect.hooks import Incoming
from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.records import Credentials
from vitrino.connect.registry import hooks, shop
from vitrino.connect.shop import (
    Placing,
    ReadKind,
    RemoteCustomer,
    RemoteOrder,
    RemoteVisit,
    ShopConnector,
    ShopNews,
)
from vitrino.connect.shop_twin import ShopTwin
from vitrino.connect.twin import Fault, FaultKind, SqliteTwinStore
from vitrino.connect.twin_server import served
from vitrino.domain.money import decimals

MOST_PAGES = 200
HOOK = "https://vitrino.example/hooks/token/"
BREAD = (("Sourdough loaf", 2, 1800), ("Poppy seed roll", 1, 450))
TRACED = Placing(
    "Ola Nowak", "ola@example.com", BREAD, START,
    visits=(RemoteVisit("first", "instagram", "social", "rye-week", "p3", landing="/rye"),
            RemoteVisit("last", "newsletter", "email", "", "p7", landing="/cakes", referrer="https://mail.example/u")),
    coupons=("RYE10",), heard_of="a friend",
)  # fmt: skip


SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=20)
    | st.sampled_from(["2026-11-22T10:00:00Z", "2026-11-22 10:00:00", "0001-01-01 00:00:00", "9999-12-31T23:59:59Z",
                       "PLN", "1.00", "gid://shopify/Order/1", "paid", "1"])
)  # fmt: skip
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner,
                                                                                           max_size=3))  # fmt: skip


def spoiled(example: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """The example with some of its values, at any depth, replaced by anything JSON can hold."""
    parts = {name: VALUES | (spoiled(value) if isinstance(value, dict) else _spoiled_list(value)) | st.just(value)
             for name, value in example.items()}  # fmt: skip
    return st.fixed_dictionaries({}, optional=parts)


def _spoiled_list(value: Any) -> st.SearchStrategy[Any]:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return st.lists(spoiled(value[0]) | VALUES, max_size=3)
    return st.just(value)


class ShopCases:
    """One shop on one fresh twin behind a real socket."""

    key: ClassVar[str] = ""
    twin: ShopTwin
    clock: SetClock

    @pytest.fixture(autouse=True)
    def world(self) -> Iterator[None]:
        self.clock = SetClock()
        self.twin = cast("type[ShopTwin]", shop(self.key).twin)(SqliteTwinStore(":memory:"), self.clock)
        with ExitStack() as stack:
            self.server = stack.enter_context(served(self.twin))
            opened = self.twin.open_shop("Corner Bakery")
            self.credentials = replace(opened, public={**opened.public, "server": self.server})
            yield

    def connector(self, credentials: Credentials | None = None) -> ShopConnector:
        return shop(self.key).connector(self.door(), credentials or self.credentials, self.clock)

    def door(self) -> HttpDoor:
        return HttpDoor(allow_private=True, limits=Limits(total_s=5, retries=0))

    def read_all(self, kind: ReadKind = "orders", cursor: str = "", since: datetime | None = None
                 ) -> tuple[list[RemoteOrder], list[RemoteCustomer], str]:  # fmt: skip
        """Page after page to the end, and the cursor then; waits when the shop asks for it."""
        orders: list[RemoteOrder] = []
        customers: list[RemoteCustomer] = []
        for _page in range(MOST_PAGES):
            try:
                page = self.connector().read(kind, cursor, since)
            except RateLimited as error:
                self.clock.now = error.until
                continue
            except TokenExpired:
                self.credentials = shop(self.key).authenticator.refresh(self.door(), self.credentials)
                continue
            orders += page.orders
            customers += page.customers
            cursor = page.cursor
            if page.is_complete:
                return orders, customers, cursor
        raise AssertionError("the reading never ends")

    def only(self) -> RemoteOrder:
        orders, _customers, _cursor = self.read_all()
        assert len({one.remote_id for one in orders}) == 1
        return orders[-1]

    def place(self, number: int = 0, **changes: object) -> str:
        placing = Placing(f"Ola Nowak {number}", f"ola{number}@example.com", BREAD, self.clock())
        return self.twin.place_order(replace(placing, **changes))  # type: ignore[arg-type]

    def told(self) -> list[ShopNews]:
        """What the shop called us with, each checked with our own verifier."""
        news, hook = shop(self.key).news, hooks()[self.key]
        assert news is not None
        found = []
        for _url, headers, body in self.twin.calls():
            incoming = Incoming(headers, body)
            assert hook.verifier.verify(self.secret(), incoming, self.clock())
            found.append(news(incoming))
        return found

    def secret(self) -> str:
        return shop(self.key).authenticator.hook_secret(self.credentials) or "a secret of ours"


class ReadingShop(ShopCases):
    """Orders and customers, whole and once."""

    def test_the_shop_says_which_one_it_is(self) -> None:
        profile = self.connector().probe()
        assert profile.remote_id
        assert profile.name

    def test_an_order_arrives_with_everything_an_answer_needs(self) -> None:
        remote_id = self.place(phone="+48 600 100 200")
        order = self.only()
        assert (order.remote_id, order.state, order.currency, order.total_minor) == (remote_id, "paid", "PLN", 4050)
        assert order.placed_at == START
        assert [(one.name, one.quantity, one.price_minor) for one in order.items] == list(BREAD)
        assert order.customer is not None
        assert (order.customer.name, order.customer.email) == ("Ola Nowak 0", "ola0@example.com")
        assert order.customer.phone == "+48 600 100 200"

    def test_a_guest_is_known_by_the_address_on_the_order(self) -> None:
        self.place(is_guest=True)
        customer = self.only().customer
        assert customer is not None
        assert customer.is_guest
        assert customer.email == "ola0@example.com"

    def test_an_order_without_anybody_is_read_all_the_same(self) -> None:
        self.place(is_guest=True, email="", name="")
        assert self.only().customer is None

    @pytest.mark.parametrize("currency", ["JPY", "KWD"])
    def test_currencies_without_two_decimals(self, currency: str) -> None:
        self.place(extra={"currency": currency})
        order = self.only()
        assert (order.currency, order.total_minor, decimals(currency)) == (currency, 4050, decimals(currency))
        assert order.items[0].price_minor == 1800

    def test_the_way_of_an_order(self) -> None:
        remote_id = self.place()
        self.clock.advance(3600)
        self.twin.ship(remote_id)
        assert self.only().shipped_at == START + timedelta(hours=1)
        self.clock.advance(3600)
        self.twin.deliver(remote_id)
        assert (self.only().state, self.only().delivered_at) == ("delivered", START + timedelta(hours=2))

    def test_a_cancelled_order(self) -> None:
        remote_id = self.place()
        self.clock.advance(60)
        self.twin.cancel(remote_id)
        assert (self.only().state, self.only().cancelled_at) == ("cancelled", START + timedelta(minutes=1))

    def test_money_that_went_back_in_part_and_in_whole(self) -> None:
        remote_id = self.place()
        self.twin.refund(remote_id, 450)
        assert (self.only().state, self.only().refunded_minor) == ("paid", 450)
        self.twin.refund(remote_id, 3600)
        assert (self.only().state, self.only().refunded_minor) == ("refunded", 4050)

    def test_an_order_edited_later_comes_again(self) -> None:
        remote_id = self.place()
        _orders, _customers, cursor = self.read_all()
        self.clock.advance(86_400)
        self.twin.change_order(remote_id, items=[["Sourdough loaf", 1, 1800]], total=1800)
        again, _customers, _cursor = self.read_all(cursor=cursor)
        assert [(one.remote_id, one.total_minor) for one in again] == [(remote_id, 1800)]

    def test_nothing_new_is_a_short_answer(self) -> None:
        self.place()
        _orders, _customers, cursor = self.read_all()
        self.clock.advance(3 * 86_400)
        orders, _customers, cursor = self.read_all(cursor=cursor)
        orders, _customers, _cursor = self.read_all(cursor=cursor)
        assert orders == []

    def test_only_what_changed_since_then_is_asked_for(self) -> None:
        self.place(1)
        self.clock.advance(30 * 86_400)
        wanted = self.place(2)
        orders, _customers, _cursor = self.read_all(since=self.clock() - timedelta(days=7))
        assert [one.remote_id for one in orders] == [wanted]

    def test_many_orders_none_lost(self) -> None:
        ids = {self._placed_later(number) for number in range(130)}
        orders, _customers, _cursor = self.read_all()
        assert {one.remote_id for one in orders} == ids

    def test_an_import_in_one_second_is_read_whole(self) -> None:
        ids = {self.place(number) for number in range(130)}
        orders, _customers, _cursor = self.read_all()
        assert {one.remote_id for one in orders} == ids

    def test_changes_while_pages_are_read_lose_nothing(self) -> None:
        """What changes moves to the end, and the rest moves up: page numbers would skip one."""
        ids = [self._placed_later(number) for number in range(130)]
        seen: set[str] = set()
        cursor, is_complete, moved = "", False, iter(ids)
        while not is_complete:
            try:
                page = self.connector().read("orders", cursor, None)
            except RateLimited as error:
                self.clock.now = error.until
                continue
            seen |= {one.remote_id for one in page.orders}
            cursor, is_complete = page.cursor, page.is_complete
            self.clock.advance(1)
            self.twin.change_order(next(moved), total=1)
        assert seen == set(ids)

    def test_customers_are_read_too(self) -> None:
        for number in range(60):
            self.clock.advance(1)
            self.twin.add_customer(f"Jan Nowak {number}", f"jan{number}@example.com", "+48 1")
        _orders, customers, _cursor = self.read_all("customers")
        assert {one.email for one in customers} == {f"jan{number}@example.com" for number in range(60)}
        assert {one.phone for one in customers} == {"+48 1"}

    def _placed_later(self, number: int) -> str:
        self.clock.advance(1)
        return self.place(number)


class FailingShop(ShopCases):
    """What goes wrong is told apart."""

    @pytest.mark.parametrize(
        ("fault", "error"),
        [
            ("rate-limited", RateLimited), ("error-before", Transient), ("garbage", Transient),
            ("answer-lost", ConnectError), ("expired-token", AuthLost),
        ],
    )  # fmt: skip
    def test_faults_have_their_own_names(self, fault: FaultKind, error: type[ConnectError]) -> None:
        self.place()
        self.twin.faults.append(Fault(fault, times=5))
        with pytest.raises(error):
            self.connector().read("orders", "", None)

    def test_a_page_of_html_is_no_list(self) -> None:
        self.twin.failed = lambda: type(self.twin.unauthorized())(  # type: ignore[method-assign]
            200, {"content-type": "text/html"}, b"<html><body>Checking your browser</body></html>")  # fmt: skip
        self.twin.faults.append(Fault("error-before"))
        with pytest.raises(Transient):
            self.connector().read("orders", "", None)

    def test_an_empty_page_moves_nothing_on(self) -> None:
        ids = {self.place(number) for number in range(3)}
        self.twin.faults.append(Fault("empty-page"))
        try:
            cursor = self.connector().read("orders", "", None).cursor
        except Transient:  # it may also notice that something is wrong
            cursor = ""
        orders, _customers, _cursor = self.read_all(cursor=cursor)
        assert {one.remote_id for one in orders} == ids

    def test_fields_nobody_has_heard_of_are_no_harm(self) -> None:
        self.place()
        self.twin.faults.append(Fault("unknown-field", times=9))
        assert len(self.connector().read("orders", "", None).orders) == 1

    def test_a_wrong_key_is_told_in_words(self) -> None:
        wrong = self.twin.open_shop("Corner Bakery")
        self.twin.store.put("shop", "shop", {**self.twin.shop, "token": "0" * 32})
        for token, _value in self.twin.store.items("token"):
            self.twin.store.delete("token", token)
        with pytest.raises(AuthLost) as caught:
            self.connector(replace(wrong, public={**wrong.public, "server": self.server})).probe()
        assert caught.value.message.template

    def test_the_key_never_stands_in_an_error(self) -> None:
        self.twin.faults.append(Fault("error-before", times=3))
        with pytest.raises(ConnectError) as caught:
            self.connector().read("orders", "", None)
        for secret in self.credentials.secrets.values():
            assert secret.reveal() not in f"{caught.value!r} {caught.value.message}"

    @pytest.mark.parametrize(
        "entered", ["http://shop.example", "https://127.0.0.1.evil/../", "javascript:1", "", "a b"]
    )
    def test_an_address_that_can_not_be_a_shop_is_refused(self, entered: str) -> None:
        fields = {"server": entered, "client_id": "i", "client_secret": "s", "consumer_key": "ck_1",
                  "consumer_secret": "cs_1", "key": "A" * 32, "time_zone": "Europe/Warsaw"}  # fmt: skip
        with pytest.raises(Refused):
            shop(self.key).authenticator.open(HttpDoor(), fields)


class TellingShop(ShopCases):
    """Shop systems that call us."""

    @pytest.fixture(autouse=True)
    def subscribed(self, world: None) -> None:
        self.connector().subscribe(HOOK, self.secret())

    def test_subscribing_twice_is_the_same_as_once(self) -> None:
        self.connector().subscribe(HOOK, self.secret())
        self.place(is_guest=True)
        assert len(self.told()) == 1

    def test_a_new_order_is_told_as_it_is_read(self) -> None:
        remote_id = self.place(is_guest=True)
        self.twin.refund(remote_id, 450)
        news = self.told()
        told, read = news[-1].orders[0], self.only()
        kept = ("remote_id", "number", "state", "currency", "total_minor", "refunded_minor", "items")
        assert {name: getattr(told, name) for name in kept} == {name: getattr(read, name) for name in kept}
        assert told.customer is not None
        assert told.customer.email == "ola0@example.com"

    def test_a_delivery_is_told(self) -> None:
        remote_id = self.place()
        self.clock.advance(60)
        self.twin.deliver(remote_id)
        assert self.told()[-1].orders[0].delivered_at == START + timedelta(minutes=1)

    def test_deletions_are_told_by_number(self) -> None:
        remote_id = self.place()
        self.told()
        self.twin.delete_order(remote_id)
        self.twin.delete_customer(self.twin.add_customer("Ola Nowak 0", "ola0@example.com"))
        news = self.told()
        assert [one.gone_orders for one in news if one.gone_orders] == [(remote_id,)]
        assert len([one.gone_customers for one in news if one.gone_customers]) == 1

    def test_nobody_is_called_any_more_after_the_end(self) -> None:
        self.connector().unsubscribe(HOOK)
        self.place()
        assert self.told() == []

    def test_what_we_did_not_ask_for_says_nothing(self) -> None:
        news = shop(self.key).news
        assert news is not None
        assert news(Incoming({"x-shopify-topic": "products/create", "x-wc-webhook-topic": "product.created"},
                             b'{"id": 1}')) == ShopNews()  # fmt: skip
