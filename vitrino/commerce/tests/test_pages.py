"""The pages of shops and orders: what they say, who may do what, and that they stay as cheap as they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vitrino.commerce import actions, pages, queries
from vitrino.commerce.models import ShopConnection, ShopReading
from vitrino.commerce.tests.shops import SYSTEMS, Town, read_all, town
from vitrino.connect import registry
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA, settings.VITRINO_ALLOW_PRIVATE = tmp_path, True
    return assemble()


@pytest.fixture
def anna(cast: Cast) -> Client:
    return cast.client(cast.anna)


@pytest.fixture
def woo() -> Iterator[Town]:
    with town("woocommerce") as found:
        yield found


@pytest.fixture
def shop(cast: Cast) -> ShopConnection:
    made = actions.rehearse_shop(workspace=cast.bakery, system="woocommerce", name="", by=cast.anna, now=NOW)
    read_all(made, NOW)
    return made


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_an_empty_list_says_what_to_do_next(anna: Client) -> None:
    assert "Who is writing to you?" in words(anna.get("/w/zorza/shops/"))
    assert "Connect your shop" in words(anna.get("/w/zorza/orders/"))


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("language", ["en", "pl", "eo"])
def test_every_shop_system_has_a_guide_in_every_language(system: str, language: str, anna: Client) -> None:
    guide = registry.shop_guide(system, language)
    assert guide.startswith("# ")
    assert language == "en" or guide != registry.shop_guide(system, "en")
    assert anna.get(f"/w/zorza/shops/new/{system}/").status_code == 200


def test_a_key_connects_a_shop_from_the_page(anna: Client, cast: Cast, woo: Town) -> None:
    woo.buy()
    answer = anna.post("/w/zorza/shops/new/woocommerce/", woo.fields() | {"months": "12"})
    shop = ShopConnection.objects.get(workspace=cast.bakery)
    assert answer.headers["location"] == f"/w/zorza/shops/{shop.pk}/"
    assert shop.since_at is not None
    assert "Not read yet" in words(anna.get(f"/w/zorza/shops/{shop.pk}/"))


def test_a_wrong_key_is_told_beside_the_form_and_not_repeated(anna: Client, woo: Town) -> None:
    wrong = woo.fields() | {"consumer_secret": "cs_wrong-4711", "months": "0"}
    answer = anna.post("/w/zorza/shops/new/woocommerce/", wrong)
    assert answer.status_code == 422
    assert "no longer accepts the key" in words(answer)
    assert "4711" not in words(answer)
    assert not ShopConnection.objects.exists()


def test_progress_of_the_first_reading_is_shown(anna: Client, cast: Cast, woo: Town) -> None:
    for number in range(60):
        woo.later(seconds=1)
        woo.buy(number)
    shop = woo.connect(cast.bakery, cast.anna)
    reading = ShopReading.objects.select_related("connection__workspace").get(connection=shop, kind="orders")
    from vitrino.channels import shops as way
    from vitrino.commerce import keys
    from vitrino.commerce.reading import store

    page = way.connector(shop.system, way.door_for(shop), keys.load(shop)).read("orders", "", None)
    store(reading, page, woo.now)
    text = words(anna.get(f"/w/zorza/shops/{shop.pk}/"))
    assert "Reading what was there before: 50 of 60" in text
    assert '<progress id="reading-orders" max="60" value="50">' in text


def test_trouble_is_told_in_words_with_its_remedy(anna: Client, shop: ShopConnection) -> None:
    ShopConnection.objects.filter(pk=shop.pk).update(
        state="needs-key", state_reason={"template": "The shop does not accept the key.", "values": {}}
    )
    text = words(anna.get(f"/w/zorza/shops/{shop.pk}/"))
    assert "The shop does not accept the key." in text
    assert "Connect again" in text
    assert "Some of your shops need you: 1 of 1." in words(anna.get("/w/zorza/shops/"))


def test_a_rehearsal_is_labelled_and_somebody_can_buy(anna: Client, cast: Cast, shop: ShopConnection) -> None:
    page = f"/w/zorza/shops/{shop.pk}/"
    assert "Rehearsal" in words(anna.get(page))
    before = queries.orders_of(cast.bakery).count()
    assert anna.post(f"{page}purchases/").status_code == 302
    shop.refresh_from_db()
    read_all(shop, NOW + timedelta(days=400))
    assert queries.orders_of(cast.bakery).count() == before + 1


def test_disconnecting_asks_first_and_keeps_the_orders(anna: Client, cast: Cast, shop: ShopConnection) -> None:
    page = f"/w/zorza/shops/{shop.pk}/"
    assert "The orders that were read stay." in words(anna.get(page))
    anna.post(f"{page}disconnection/")
    assert queries.orders_of(cast.bakery).count() == 7
    assert "Not connected any more." in words(anna.get(page))


def test_orders_are_searched_by_number_name_and_address(anna: Client, shop: ShopConnection) -> None:
    assert words(anna.get("/w/zorza/orders/")).count("data-row") == 0
    assert "7 orders." in words(anna.get("/w/zorza/orders/"))
    for searched, found in (("#1003", "1 order."), ("hanna", "1 order."), ("ola@example.com", "2 orders.")):
        assert found in words(anna.get("/w/zorza/orders/", {"q": searched})), searched
    assert "No order fits." in words(anna.get("/w/zorza/orders/", {"q": "nobody"}))


def test_who_may_not_manage_may_look_but_not_connect(cast: Cast, shop: ShopConnection) -> None:
    bruno = cast.client(cast.bruno)
    assert bruno.get("/w/zorza/orders/").status_code == 200
    assert bruno.get("/w/zorza/shops/new/woocommerce/").status_code == 403
    assert bruno.post(f"/w/zorza/shops/{shop.pk}/disconnection/").status_code == 403


def test_another_shops_orders_are_not_there(cast: Cast, shop: ShopConnection) -> None:
    celina = cast.client(cast.celina)
    assert celina.get(f"/w/fiolek/shops/{shop.pk}/").status_code == 404
    assert "Hanna" not in words(celina.get("/w/fiolek/orders/"))


def test_a_name_from_outside_can_do_no_harm(anna: Client, cast: Cast) -> None:
    actions.store_order(workspace=cast.bakery, source="sample", number="<b>7", total_minor=1, currency="PLN",
                        state="<i>odd", placed_at=NOW, customer_name="<script>alert(1)</script>{state}")  # fmt: skip
    text = words(anna.get("/w/zorza/orders/"))
    assert "<script>alert" not in text
    assert "<b>7" not in text
    assert "<i>odd" not in text
    assert "{state}" in text


def test_the_number_of_queries_does_not_grow(anna: Client, cast: Cast, shop: ShopConnection) -> None:
    def cost(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            anna.get(path)
        return len(found)

    before = cost("/w/zorza/orders/"), cost("/w/zorza/shops/")
    for system in ("shopify", "prestashop"):
        more = actions.rehearse_shop(workspace=cast.bakery, system=system, name="", by=cast.anna, now=NOW)
        read_all(more, NOW)
    assert (cost("/w/zorza/orders/"), cost("/w/zorza/shops/")) == before


def test_amounts_of_every_currency_are_shown_right(anna: Client, cast: Cast) -> None:
    for number, currency in enumerate(("JPY", "KWD", "RSD", "PLN")):
        actions.store_order(workspace=cast.bakery, source="sample", number=str(number), total_minor=125_000,
                            currency=currency, state="paid", placed_at=NOW)  # fmt: skip
    text = words(anna.get("/w/zorza/orders/"))
    for shown in ("¥125,000", "125.000", "1,250", "1,250.00"):
        assert shown in text


def test_states_nobody_knows_are_shown_as_they_came(cast: Cast) -> None:
    order = actions.store_order(workspace=cast.bakery, source="sample", number="1", total_minor=1, currency="PLN",
                                state="packed", placed_at=NOW)  # fmt: skip
    assert str(pages.order_row(order).state) == "packed"
