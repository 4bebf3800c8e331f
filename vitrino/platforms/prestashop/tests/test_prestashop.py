"""What only PrestaShop does: everything is text, times have no zone, and each kind of thing needs a permission."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from vitrino.connect.errors import AuthLost, Refused, Unsupported
from vitrino.connect.shop import NotAllowed
from vitrino.connect.tests.shops import TRACED, ShopCases, spoiled
from vitrino.platforms.prestashop.auth import STATES, authenticator, is_zone
from vitrino.platforms.prestashop.translate import Around, customer, moment, order
from vitrino.platforms.prestashop.twin import RESOURCES, Twin

WARSAW = ZoneInfo("Europe/Warsaw")


class TestPrestaShop(ShopCases):
    key = "prestashop"

    @property
    def presta(self) -> Twin:
        return cast(Twin, self.twin)

    def fields(self, **changes: str) -> dict[str, str]:
        return {"server": self.server, "key": self.twin.shop["token"], **changes}

    def test_the_shop_says_its_zone_and_its_states(self) -> None:
        opened = authenticator.open(self.door(), self.fields())
        assert (opened.public["zone"], opened.public["PS_OS_DELIVERED"]) == ("Europe/Warsaw", "5")
        assert opened.public["name"] == "Corner Bakery"

    def test_a_key_that_may_not_read_the_configuration_needs_the_zone_from_the_person(self) -> None:
        self.presta.allowed = frozenset(RESOURCES) - {"configurations"}
        with pytest.raises(Refused, match="time zone"):
            authenticator.open(self.door(), self.fields())
        assert authenticator.open(self.door(), self.fields(time_zone="Europe/Paris")).public["zone"] == "Europe/Paris"

    def test_a_missing_permission_is_told_by_name(self) -> None:
        self.presta.allowed = frozenset(RESOURCES) - {"customers"}
        with pytest.raises(NotAllowed, match="customers"):
            self.connector().probe()

    def test_an_order_tells_its_codes_and_nothing_of_visits(self) -> None:
        self.twin.place_order(TRACED)
        [found] = self.connector().read("orders", "", None).orders
        assert (found.visits, found.coupons, found.heard_of) == ((), ("RYE10",), "")

    def test_a_key_that_may_not_see_cart_rules_reads_orders_all_the_same(self) -> None:
        self.presta.allowed = frozenset(RESOURCES) - {"cart_rules", "order_cart_rules"}
        self.twin.place_order(TRACED)
        [found] = self.connector().read("orders", "", None).orders
        assert found.coupons == ()

    def test_what_is_nice_to_have_may_be_missing(self) -> None:
        self.presta.allowed = frozenset(RESOURCES) - {"addresses", "order_slip", "order_histories"}
        remote_id = self.place(phone="+48 1")
        self.twin.deliver(remote_id)
        order = self.only()
        assert order.customer is not None
        assert (order.customer.phone, order.state, order.delivered_at) == ("", "delivered", self.clock())

    def test_a_webservice_that_is_off_is_told_with_its_remedy(self) -> None:
        self.presta.is_on = False
        with pytest.raises(AuthLost, match="Switch it on"):
            self.connector().probe()

    def test_a_host_that_swallows_headers_gets_the_key_in_the_address(self) -> None:
        self.presta.swallows_headers = True
        self.place()
        assert len(self.connector().read("orders", "", None).orders) == 1

    def test_nothing_is_lost_in_the_night_when_the_clocks_go_back(self) -> None:
        """Every ten minutes an order, from before two to after three, the hour between comes twice."""
        self.clock.now = datetime(2026, 10, 24, 23, 0, tzinfo=UTC)
        seen: set[str] = set()
        placed: set[str] = set()
        cursor = ""
        for number in range(24):
            placed.add(self.place(number))
            self.clock.advance(60)
            orders, _customers, cursor = self.read_all(cursor=cursor)
            seen |= {one.remote_id for one in orders}
            self.clock.advance(540)
        assert seen == placed

    def test_consent_is_the_newsletters_tick(self) -> None:
        self.place(consents=True)
        self.clock.advance(1)
        customer = self.only().customer
        assert customer is not None
        assert customer.consent is not None
        assert customer.consent.is_given

    def test_a_tick_never_made_is_no_refusal(self) -> None:
        self.place(consents=None)
        customer = self.only().customer
        assert customer is not None
        assert customer.consent is None

    def test_it_calls_nobody(self) -> None:
        with pytest.raises(Unsupported):
            self.connector().subscribe("https://vitrino.example/hooks/x/", "secret")

    def test_an_answer_in_xml_is_no_list(self) -> None:
        elsewhere = replace(self.credentials, public={**self.credentials.public, "server": f"{self.server}/shop"})
        with pytest.raises(Refused, match="webservice"):
            self.connector(elsewhere).probe()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-22 09:00:00", datetime(2026, 11, 22, 8, tzinfo=UTC)),
        ("2026-07-01 09:00:00", datetime(2026, 7, 1, 7, tzinfo=UTC)),
        ("0000-00-00 00:00:00", None),
        ("", None),
        ("tomorrow", None),
        (None, None),
    ],
)
def test_times_have_the_shops_zone(text: str | None, at: datetime | None) -> None:
    assert moment(text, WARSAW) == at


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "Europe/Nowhere", "/etc/localtime", "Europe/Warsaw\n"])
def test_what_is_no_zone(name: str) -> None:
    assert not is_zone(name)


@pytest.mark.parametrize("key", ["", "short", "A" * 33, "Ą" * 32])
def test_a_key_of_another_form_is_noticed_at_once(key: str) -> None:
    from vitrino.connect.http import HttpDoor

    with pytest.raises(Refused, match="32"):
        authenticator.open(HttpDoor(), {"server": "https://shop.example", "key": key})


ROW = {
    "id": "1", "id_customer": "1", "id_currency": "1", "current_state": "5", "reference": "XK1",
    "date_add": "2026-11-22 10:00:00", "date_upd": "2026-11-22 10:00:00", "total_paid_tax_incl": "1.000000",
    "total_paid": "1.000000", "email": "a@example.com", "newsletter": "1", "deleted": "0", "firstname": "Ola",
    "newsletter_date_add": "2026-11-22 10:00:00", "id_order": "1", "id_order_state": "5", "paid": "1",
    "total_products_tax_incl": "1.000000",
    "associations": {"order_rows": [{"product_name": "Loaf", "product_quantity": "1", "unit_price_tax_incl": "1.0"}]},
}  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(spoiled(ROW), spoiled(ROW))
def test_whatever_stands_in_an_order_it_is_read_or_passed_over(row: dict[str, Any], other: dict[str, Any]) -> None:
    around = Around(
        WARSAW, STATES, {"1": "PLN"}, {"5": other}, {"1": other}, {"1": "+48"}, {"1": [other]}, {"1": [other]}
    )
    found = order(row, around)
    assert found is None or (found.remote_id and found.currency == "PLN" and found.placed_at.tzinfo)
    customer(other, WARSAW)
