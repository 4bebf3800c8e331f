"""What shops tell by themselves: genuine only, in any order, any number of times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vitrino.commerce import actions, pages, queries
from vitrino.commerce.models import Customer, Order, ShopConnection
from vitrino.commerce.taking import let_go, take_customers, take_orders
from vitrino.commerce.tests.shops import Town, read_all, town
from vitrino.connect.shop import Consent, RemoteCustomer, RemoteOrder
from vitrino.engine.work import discover
from vitrino.intake import actions as intake
from vitrino.intake.models import Delivery
from vitrino.intake.queries import addresses_of
from vitrino.intake.tests.calling import call
from vitrino.notify.models import Alert
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

TELLING = ("shopify", "woocommerce")


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA, settings.VITRINO_ALLOW_PRIVATE = tmp_path, True
    settings.BASE_URL = "https://vitrino.example"
    discover()
    return assemble()


@pytest.fixture(params=TELLING)
def world(request: pytest.FixtureRequest) -> Iterator[Town]:
    with town(request.param) as found:
        yield found


@pytest.fixture
def shop(world: Town, cast: Cast) -> ShopConnection:
    """Connected, read once, and subscribed as the engine would."""
    made = world.connect(cast.bakery, cast.anna)
    read_all(made, world.now, world)
    return actions.subscribe(shop=made, now=world.now)


def post(url: str, headers: Mapping[str, str], body: bytes) -> int:
    """One call of our receiver; its status."""
    return call(urlsplit(url).path, body, headers).status


def deliver(world: Town, calls: Sequence[tuple[str, Any, bytes]] | None = None) -> list[int]:
    """Everything the shop wants to tell, and what is done with it."""
    statuses = [post(*call) for call in (world.twin.calls() if calls is None else calls)]
    intake.read_waiting(world.now)
    return statuses


def test_the_shop_is_asked_to_call_and_calls(world: Town, shop: ShopConnection, cast: Cast) -> None:
    assert shop.hook_state == "open"
    remote_id = world.buy()
    assert set(deliver(world)) == {200}
    order = Order.objects.get(workspace=cast.bakery, remote_id=remote_id)
    assert (order.total_minor, order.customer_email) == (1800, "ola0@example.com")


def test_an_address_closed_by_hand_stays_closed(world: Town, shop: ShopConnection, cast: Cast) -> None:
    assert shop.address is not None
    assert "tells Vitrino at once" in str(pages.shop_page(shop, 0).calls)
    intake.close_address(address=shop.address, by=cast.anna, now=world.now)
    world.buy()
    assert set(deliver(world)) == {404}
    asked = len(world.twin.requests)
    shop = actions.subscribe(shop=shop, now=world.later(days=1))
    assert len(world.twin.requests) == asked
    assert "every few minutes" in str(pages.shop_page(shop, 0).calls)


def test_a_forged_call_changes_nothing(world: Town, shop: ShopConnection, cast: Cast) -> None:
    world.buy()
    forged = [(url, headers, body.replace(b"Ola", b"Eve")) for url, headers, body in world.twin.calls()]
    assert set(deliver(world, forged)) == {401}
    assert not Order.objects.exists()
    assert not Delivery.objects.exists()


def test_a_repeated_call_is_one(world: Town, shop: ShopConnection, cast: Cast) -> None:
    world.buy()
    calls = world.twin.calls()
    deliver(world, [*calls, *calls, *calls])
    assert Order.objects.count() == 1
    assert Customer.objects.count() == 1


def test_an_older_call_that_comes_later_changes_nothing(world: Town, shop: ShopConnection, cast: Cast) -> None:
    remote_id = world.buy()
    older = world.twin.calls()
    world.later(minutes=5)
    world.twin.cancel(remote_id)
    deliver(world)
    deliver(world, older)
    assert Order.objects.get(remote_id=remote_id).state == "cancelled"


def test_an_older_call_does_not_bring_a_deleted_order_back(world: Town, shop: ShopConnection, cast: Cast) -> None:
    remote_id = world.buy()
    older = world.twin.calls()
    world.later(minutes=5)
    world.twin.delete_order(remote_id)
    deliver(world)
    deliver(world, older)
    assert not queries.orders_of(cast.bakery).exists()


def test_a_call_at_another_shops_address_reaches_only_that_shop(world: Town, shop: ShopConnection, cast: Cast) -> None:
    """Each address has its own secret, so a call signed for one is a stranger at another."""
    other = intake.open_address(workspace=cast.florist, platform=world.system, by=cast.celina, now=world.now,
                                secret="another secret")  # fmt: skip
    world.buy()
    from vitrino.intake.queries import shown

    moved = [(shown(other)[0], headers, body) for _url, headers, body in world.twin.calls()]
    assert set(deliver(world, moved)) == {401}


def test_nothing_is_heard_of_a_shop_that_was_disconnected(world: Town, shop: ShopConnection, cast: Cast) -> None:
    world.buy()
    calls = world.twin.calls()
    actions.disconnect_shop(shop=shop, by=cast.anna, now=world.now)
    world.buy(2)
    assert world.twin.calls() == [], "the shop was told to stop"
    assert set(deliver(world, calls)) == {404}
    assert not addresses_of(cast.bakery).exists()


def test_rubbish_with_a_good_signature_is_put_aside(world: Town, shop: ShopConnection, cast: Cast) -> None:
    from vitrino.connect.signatures import _digest, _written

    world.buy()
    url, headers, _body = world.twin.calls()[0]
    body = b'{"id": "' + b"[" * 5000
    secret = intake_secret(shop)
    signed = {name: _written(_digest(secret, body), "base64") if "hmac" in name or "signature" in name else value
              for name, value in headers.items()}  # fmt: skip
    assert deliver(world, [(url, signed, body)]) == [200]
    assert Delivery.objects.get().state == "dead"


def intake_secret(shop: ShopConnection) -> str:
    from vitrino.intake.queries import shown

    assert shop.address is not None
    return shown(shop.address)[1]


def test_the_law_erases_a_customer_and_nothing_brings_them_back(cast: Cast) -> None:
    with town("shopify") as world:
        remote_id = world.buy(phone="+48 1")
        shop = world.connect(cast.bakery, cast.anna)
        read_all(shop, world.now, world)
        shop = actions.subscribe(shop=shop, now=world.now)
        assert shop.address is not None
        customer = Customer.objects.get()
        from vitrino.intake.queries import shown

        url = shown(shop.address)[0]
        order = {
            "customer": {"id": int(customer.remote_id), "email": "ola0@example.com"},
            "orders_to_redact": [remote_id],
        }
        signed, body = world.twin.sign("customers/redact", order)  # type: ignore[attr-defined]
        assert deliver(world, [(url, signed, body)]) == [200]
        world.later(days=1)
        world.twin.ship(remote_id)
        actions.read_now(shop=shop, now=world.now)
        read_all(shop, world.now, world)
        kept = Order.objects.get()
        assert (kept.state, kept.customer_name, kept.customer_email, kept.total_minor) == ("shipped", "", "", 1800)
        customer.refresh_from_db()
        assert (customer.name, customer.email, customer.phone) == ("", "", "")


def test_a_request_to_see_is_told_to_the_owner(cast: Cast) -> None:
    with town("shopify") as world:
        shop = actions.subscribe(shop=world.connect(cast.bakery, cast.anna), now=world.now)
        from vitrino.intake.queries import shown

        assert shop.address is not None
        url = shown(shop.address)[0]
        asked = world.twin.sign("customers/data_request", {"customer": {"id": 7}, "orders_requested": []})  # type: ignore[attr-defined]
        deliver(world, [(url, *asked)])
        assert Alert.objects.filter(kind="shop", person=cast.anna).count() == 1
        deliver(world, [(url, *world.twin.sign("app/uninstalled", {}))])  # type: ignore[attr-defined]
        shop.refresh_from_db()
        assert shop.state == "needs-key"
        deliver(world, [(url, *world.twin.sign("shop/redact", {}))])  # type: ignore[attr-defined]
        assert not Order.objects.exists()


VERSIONS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["paid", "shipped", "cancelled"])), min_size=1, max_size=8
)


def order_at(minute: int, state: Any, total: int = 100) -> RemoteOrder:
    person = RemoteCustomer("9", "Ola", "ola@example.com", updated_at=NOW + timedelta(minutes=minute))
    return RemoteOrder("1", "1001", state, "PLN", total, NOW, NOW + timedelta(minutes=minute), customer=person)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(versions=VERSIONS)
def test_whatever_the_order_of_words_the_newest_holds(cast: Cast, versions: list[tuple[int, Any]]) -> None:
    Order.objects.all().delete()
    shop, _is_new = ShopConnection.objects.get_or_create(
        workspace=cast.bakery, system="shopify", remote_id="a", source="shopify:a", connected_at=NOW
    )
    for minute, state in versions:
        take_orders(shop, [order_at(minute, state)], NOW, is_read=False)
    newest = max(minute for minute, _state in versions)
    kept = Order.objects.get()
    assert kept.updated_at == NOW + timedelta(minutes=newest)
    assert kept.state in {state for minute, state in versions if minute == newest}


def test_a_customers_own_record_wins_over_what_an_order_says(cast: Cast) -> None:
    shop = ShopConnection.objects.create(
        workspace=cast.bakery, system="shopify", remote_id="a", source="s", connected_at=NOW
    )
    own = RemoteCustomer("9", "Aleksandra Nowak", "new@example.com", "+48 2", updated_at=NOW)
    take_customers(shop, [own], NOW)
    take_orders(shop, [order_at(60, "paid")], NOW, is_read=False)
    customer = Customer.objects.get()
    assert (customer.name, customer.email) == ("Aleksandra Nowak", "new@example.com")
    take_customers(shop, [RemoteCustomer("9", "Old", updated_at=NOW - timedelta(days=1))], NOW)
    customer.refresh_from_db()
    assert customer.name == "Aleksandra Nowak"


def test_a_wish_not_to_be_written_to_counts_at_once(cast: Cast) -> None:
    shop = ShopConnection.objects.create(
        workspace=cast.bakery, system="shopify", remote_id="a", source="s", connected_at=NOW
    )
    yes, no = Consent(True, NOW, "Shopify"), Consent(False, NOW + timedelta(hours=1), "Shopify")
    take_customers(shop, [RemoteCustomer("9", "Ola", consent=yes, updated_at=NOW)], NOW)
    order = order_at(5, "paid")
    from dataclasses import replace

    take_orders(shop, [replace(order, customer=RemoteCustomer("9", "Ola", consent=no))], NOW, is_read=False)
    customer = Customer.objects.get()
    assert (customer.consent, customer.consent_at) == (False, NOW + timedelta(hours=1))


def test_a_deletion_that_comes_first_is_remembered(cast: Cast) -> None:
    shop = ShopConnection.objects.create(
        workspace=cast.bakery, system="shopify", remote_id="a", source="s", connected_at=NOW
    )
    let_go(shop, "order", ["1"], NOW + timedelta(minutes=2))
    take_orders(shop, [order_at(1, "paid")], NOW, is_read=False)
    assert not Order.objects.exists()
    take_orders(shop, [order_at(3, "paid")], NOW, is_read=False)
    assert Order.objects.get().state == "paid", "it was restored in the shop"
