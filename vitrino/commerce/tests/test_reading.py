"""Shops are read over real HTTP, whole and once, whatever dies on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from vitrino.channels import shops as way
from vitrino.commerce import actions, forgetting, queries, reading, taking
from vitrino.commerce.models import Customer, Order, ShopConnection, ShopReading
from vitrino.commerce.tests.shops import SYSTEMS, Town, read_all, town
from vitrino.connect.errors import NotSent
from vitrino.connect.shop import RemoteVisit
from vitrino.connect.twin import Fault
from vitrino.domain.problem import Problem
from vitrino.notify.models import Alert
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA, settings.VITRINO_ALLOW_PRIVATE = tmp_path, True
    return assemble()


@pytest.fixture(params=SYSTEMS)
def world(request: pytest.FixtureRequest) -> Iterator[Town]:
    with town(request.param) as found:
        yield found


@pytest.fixture
def woo() -> Iterator[Town]:
    with town("woocommerce") as found:
        yield found


def orders_reading(shop: ShopConnection) -> ShopReading:
    return ShopReading.objects.select_related("connection__workspace").get(connection=shop, kind="orders")


class Killed(BaseException):
    """The process ends here."""


def test_everything_from_before_is_read_and_then_only_what_is_new(world: Town, cast: Cast) -> None:
    for number in range(70):
        world.later(seconds=1)
        world.buy(number)
    shop = world.connect(cast.bakery, cast.anna)
    read_all(shop, world.later(minutes=1), world)
    assert queries.orders_of(cast.bakery).count() == 70
    assert Customer.objects.filter(workspace=cast.bakery).count() == 70
    assert orders_reading(shop).first_done_at is not None
    new = world.buy(71)
    read_all(shop, world.later(minutes=10), world)
    assert Order.objects.get(source=shop.source, remote_id=new).customer_email == "ola71@example.com"


def test_an_order_names_its_customer_amount_and_way(world: Town, cast: Cast) -> None:
    remote_id = world.buy(phone="+48 600 100 200", consents=True)
    shop = world.connect(cast.bakery, cast.anna)
    world.later(hours=1)
    world.twin.deliver(remote_id)
    world.twin.refund(remote_id, 500)
    read_all(shop, world.later(hours=1), world)
    order = queries.orders_of(cast.bakery).get(delivered_at__isnull=False)
    assert (order.total_minor, order.refunded_minor, order.currency) == (1800, 500, "PLN")
    assert order.delivered_at == NOW + timedelta(hours=1)
    assert order.customer is not None
    assert (order.customer.name, order.customer.phone) == ("Ola Nowak 0", "+48 600 100 200")
    assert order.items == [{"name": "Sourdough loaf", "quantity": 1, "price_minor": 1800}]


def test_how_an_order_came_about_is_kept_and_names_nobody(world: Town, cast: Cast) -> None:
    visits = (RemoteVisit("first", campaign="rye-week", landing="/rye?email=ola@example.com"),
              RemoteVisit("last", source="newsletter", content="p7", landing="/cakes"))  # fmt: skip
    remote_id = world.buy(visits=visits, coupons=("RYE10", "rye10 "), heard_of="a friend")
    shop = world.connect(cast.bakery, cast.anna)
    read_all(shop, world.later(hours=1), world)
    world.twin.ship(remote_id)
    read_all(shop, world.later(hours=1), world)
    order = queries.orders_of(cast.bakery).get()
    noted = {one.place: one for one in order.visits.all()}
    assert [one.code for one in order.coupons.all()] == ["rye10"]
    assert set(noted) == {"shopify": {"first", "last"}, "woocommerce": {"last"}, "prestashop": set()}[world.system]
    assert all("ola" not in one.landing for one in noted.values())
    assert order.heard_of == ("" if world.system == "prestashop" else "a friend")
    forgetting.erase_person(workspace=cast.bakery, handles={}, emails=["ola0@example.com"], by=None, now=world.now)
    order.refresh_from_db()
    assert order.heard_of == ""


def test_a_word_that_knows_less_takes_nothing_away(woo: Town, cast: Cast) -> None:
    remote_id = woo.buy(visits=(RemoteVisit("last", campaign="rye-week"),), coupons=("RYE10",))
    shop = woo.connect(cast.bakery, cast.anna)
    read_all(shop, woo.later(hours=1), woo)
    woo.twin.change_order(remote_id, visits={}, coupons=[])
    read_all(shop, woo.later(hours=1), woo)
    order = queries.orders_of(cast.bakery).get()
    assert [one.campaign for one in order.visits.all()] == ["rye-week"]
    assert order.coupons.count() == 1


@pytest.mark.parametrize("dies_at", range(3))
def test_a_kill_while_reading_loses_and_doubles_nothing(
    world: Town, cast: Cast, dies_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It dies between storing a page and keeping its place, where it would hurt most."""
    for number in range(60):
        world.later(seconds=1)
        world.buy(number)
    shop, calls, take = world.connect(cast.bakery, cast.anna), iter(range(99)), taking.take_orders

    def take_and_die(*given: Any, **more: Any) -> int:
        found = take(*given, **more)
        if next(calls) == dies_at:
            raise Killed()
        return found

    monkeypatch.setattr(reading, "take_orders", take_and_die)
    for _life in range(3):
        try:
            read_all(shop, world.later(minutes=1), world)
        except Killed:
            continue
    assert queries.orders_of(cast.bakery).count() == 60
    assert orders_reading(shop).seen == 60


def test_somebody_else_who_read_on_meanwhile_wins(woo: Town, cast: Cast) -> None:
    for number in range(60):
        woo.later(seconds=1)
        woo.buy(number)
    shop = woo.connect(cast.bakery, cast.anna)
    slow, quick = orders_reading(shop), orders_reading(shop)
    page = way.connector(shop.system, way.door_for(shop), actions_key(shop)).read("orders", "", None)
    assert reading.store(quick, page, woo.now)
    assert not reading.store(slow, page, woo.now)
    assert orders_reading(shop).seen == 50


def actions_key(shop: ShopConnection) -> Any:
    from vitrino.commerce import keys

    return keys.load(shop)


def test_a_wrong_key_connects_nothing(world: Town, cast: Cast) -> None:
    token = world.twin.shop["token"]
    world.twin.store.put("shop", "shop", {**world.twin.shop, "token": "f" * 32})
    wrong = world.fields() | {"client_secret": "wrong", "consumer_key": f"ck_{token}", "key": token}
    with pytest.raises(Problem):
        actions.connect_shop(workspace=cast.bakery, system=world.system, fields=wrong, by=cast.anna, now=NOW)
    assert not ShopConnection.objects.exists()


def test_a_key_taken_back_is_told_once_and_nothing_is_lost(world: Town, cast: Cast) -> None:
    world.buy()
    shop = world.connect(cast.bakery, cast.anna)
    read_all(shop, world.later(minutes=1), world)
    old_token = world.twin.shop["token"]
    world.twin.store.put("shop", "shop", {**world.twin.shop, "token": "e" * 32})
    for token, _value in world.twin.store.items("token"):
        world.twin.store.delete("token", token)
    for _again in range(2):
        actions.read_now(shop=shop, now=world.now)
        read_all(shop, world.later(minutes=10), world)
    shop.refresh_from_db()
    assert (shop.state, shop.state_reason["template"] != "") == ("needs-key", True)
    assert Alert.objects.filter(kind="shop", person=cast.anna).count() == 1
    missed = world.buy(5)
    world.twin.store.put("shop", "shop", {**world.twin.shop, "token": old_token})
    again = world.connect(cast.bakery, cast.anna)
    assert again.pk == shop.pk
    read_all(again, world.later(minutes=1), world)
    assert set(queries.orders_of(cast.bakery).values_list("remote_id", flat=True)) == {"1", missed}


def test_a_shop_that_asks_to_wait_is_not_asked_before(woo: Town, cast: Cast) -> None:
    shop = woo.connect(cast.bakery, cast.anna)
    woo.twin.faults.append(Fault("rate-limited", path="/wp-json/wc/v3/orders"))
    due_at = actions.read(orders_reading(shop), woo.now)
    assert due_at is not None
    assert (due_at - woo.now).total_seconds() == pytest.approx(60, abs=2)
    assert orders_reading(shop).failures == 0


def test_failures_come_less_and_less_often_and_a_day_of_silence_is_told(woo: Town, cast: Cast) -> None:
    shop = woo.connect(cast.bakery, cast.anna)
    read_all(shop, woo.now, woo)
    woo.twin.faults.append(Fault("error-before", times=999))
    waits = []
    for _time in range(5):
        due_at = actions.read(orders_reading(shop), woo.now)
        assert due_at is not None
        waits.append((due_at - woo.now).total_seconds())
    assert waits == [300, 600, 1200, 2400, 3600]
    assert not Alert.objects.filter(kind="shop").exists()
    actions.read(orders_reading(shop), woo.later(days=2))
    assert Alert.objects.filter(kind="shop", person=cast.anna).count() == 1


def test_a_missing_permission_leaves_the_rest_going(cast: Cast) -> None:
    with town("shopify") as world:
        world.buy()
        shop = world.connect(cast.bakery, cast.anna)
        world.twin.hides_people = True  # type: ignore[attr-defined]
        read_all(shop, world.later(minutes=1), world)
        shop.refresh_from_db()
        assert shop.is_usable
        assert [one.customer_email for one in queries.orders_of(cast.bakery)] == [""]
        people = ShopReading.objects.get(connection=shop, kind="customers")
        assert "permission" in people.last_error["template"]


def test_only_the_wanted_months_are_read(world: Town, cast: Cast) -> None:
    world.buy(1)
    world.later(days=400)
    wanted = world.buy(2)
    shop = world.connect(cast.bakery, cast.anna, months=12)
    read_all(shop, world.later(minutes=1), world)
    assert list(queries.orders_of(cast.bakery).values_list("remote_id", flat=True)) == [wanted]


def test_a_copied_database_asks_no_shop(woo: Town, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = woo.connect(cast.bakery, cast.anna)
    monkeypatch.setattr("vitrino.channels.shops.installation.held_since", lambda now: now)
    with pytest.raises(NotSent, match="copied"):
        way.door_for(shop)
    before = len(woo.twin.requests)
    actions.read(orders_reading(shop), woo.now)
    assert len(woo.twin.requests) == before


def test_two_shops_of_two_owners_stay_apart(woo: Town, cast: Cast) -> None:
    woo.buy()
    ours, theirs = woo.connect(cast.bakery, cast.anna), woo.connect(cast.florist, cast.celina)
    read_all(ours, woo.later(minutes=1), woo)
    assert (queries.orders_of(cast.bakery).count(), queries.orders_of(cast.florist).count()) == (1, 0)
    read_all(theirs, woo.now, woo)
    assert Customer.objects.values("workspace").distinct().count() == 2


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_rehearsal_shop_has_orders_and_somebody_can_buy(system: str, cast: Cast) -> None:
    shop = actions.rehearse_shop(workspace=cast.bakery, system=system, name="Sklep na próbę", by=cast.anna, now=NOW)
    read_all(shop, NOW)
    assert (shop.is_rehearsal, queries.orders_of(cast.bakery).count()) == (True, 7)
    actions.buy(shop=shop, now=NOW + timedelta(minutes=10))
    read_all(shop, NOW + timedelta(minutes=10))
    assert queries.orders_of(cast.bakery).count() == 8


def test_nobody_buys_in_a_real_shop_from_here(woo: Town, cast: Cast) -> None:
    shop = woo.connect(cast.bakery, cast.anna)
    with pytest.raises(Problem, match="rehearsal"):
        actions.buy(shop=shop, now=NOW)


def test_after_disconnecting_the_key_is_gone_and_the_orders_stay(world: Town, cast: Cast) -> None:
    world.buy()
    shop = world.connect(cast.bakery, cast.anna)
    read_all(shop, world.later(minutes=1), world)
    actions.disconnect_shop(shop=shop, by=cast.anna, now=world.now)
    shop.refresh_from_db()
    assert (bytes(shop.sealed), shop.state) == (b"", "disconnected")
    assert queries.orders_of(cast.bakery).count() == 1
    assert not ShopReading.objects.filter(connection=shop, due_at__isnull=False).exists()
