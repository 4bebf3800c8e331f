"""What was delivered becomes arrivals; what can't be read is put aside, seen, and read again later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from vitrino.channels.models import Arrival, Channel, Gap, Source
from vitrino.connect import registry
from vitrino.connect.hooks import Incoming
from vitrino.intake import actions, queries, reading
from vitrino.intake.models import Delivery, HookAddress
from vitrino.intake.reading import Delivered
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def address(cast: Cast) -> HookAddress:
    return actions.open_address(workspace=cast.bakery, platform="sitecomments", by=cast.anna, now=NOW)


@pytest.fixture
def orders() -> Iterator[list[Delivered]]:
    """An app above that reads orders and chokes on number 2."""
    taken: list[Delivered] = []

    def read(delivered: Delivered, _now: datetime) -> None:
        assert delivered.incoming.json()["number"] != 2
        taken.append(delivered)

    before = reading._ABOVE.get("woocommerce")
    actions.reads("woocommerce")(read)
    yield taken
    del reading._ABOVE["woocommerce"]
    if before is not None:
        reading._ABOVE["woocommerce"] = before


def deliver(address: HookAddress, value: Any, **fields: Any) -> Delivery:
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    number = str(Delivery.objects.count())
    return Delivery.objects.create(address=address, delivery_id=number, body=body, received_at=NOW, **fields)


def comment(text: str = "Hello", **fields: Any) -> dict[str, Any]:
    return {"id": "17", "at": "2026-11-21T11:59:00Z", "text": text, "author": {"name": "Jan"}, **fields}


def test_a_comment_of_the_website_arrives(address: HookAddress) -> None:
    deliver(address, comment(url="https://zorza.example/bread#17", parent_id="4"))
    assert actions.read_waiting(NOW) == 1
    row = Arrival.objects.get()
    assert (row.kind, row.text, row.author_name, row.thread_id) == ("comment", "Hello", "Jan", "4")
    assert row.channel.listens_only
    assert Delivery.objects.get().state == "read"


def test_an_edit_counts_and_an_old_copy_takes_nothing_back(address: HookAddress) -> None:
    deliver(address, comment("helo"))
    deliver(address, comment("hello", edited_at="2026-11-21T11:59:30Z"))
    deliver(address, comment("helo"))
    deliver(address, comment("hell", edited_at="2026-11-21T11:59:10Z"))
    actions.read_waiting(NOW)
    assert [one.text for one in Arrival.objects.all()] == ["hello"]


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]])
def test_the_order_of_deliveries_changes_nothing(address: HookAddress, order: list[int]) -> None:
    said = [comment("a"), comment("b", edited_at="2026-11-21T11:59:20Z"),
            comment("c", edited_at="2026-11-21T11:59:40Z")]  # fmt: skip
    for number in order:
        deliver(address, said[number])
        actions.read_waiting(NOW)
    assert Arrival.objects.get().text == "c"


def test_a_comment_taken_back_is_marked_and_our_copy_stays(address: HookAddress) -> None:
    deliver(address, comment())
    deliver(address, {"id": "17", "at": "2026-11-21T12:00:00Z", "deleted": True})
    actions.read_waiting(NOW)
    row = Arrival.objects.get()
    assert (row.text, row.deleted_at) == ("Hello", NOW)


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"null", b'{"id": 1}', b"\xff\xfe", b'{"a":' * 3000, b"NaN"])
def test_what_can_not_be_read_is_put_aside_and_stops_nobody(address: HookAddress, broken: bytes) -> None:
    deliver(address, broken)
    deliver(address, comment())
    assert actions.read_waiting(NOW) == 2
    assert Arrival.objects.count() == 1
    dead = queries.unread(address.workspace).get()
    assert (bytes(dead.body), dead.state, bool(dead.error)) == (broken, "dead", True)


def test_what_was_put_aside_is_read_again_after_an_update(cast: Cast, address: HookAddress) -> None:
    dead = deliver(address, b"{", state="dead", error="broken")
    Delivery.objects.filter(pk=dead.pk).update(body=json.dumps(comment()).encode())
    assert actions.read_again(workspace=cast.bakery, by=cast.anna, now=NOW) == 1
    actions.read_waiting(NOW)
    assert Arrival.objects.count() == 1
    assert not queries.unread(cast.bakery).exists()


def test_nothing_of_another_shop_is_read_again(cast: Cast, address: HookAddress) -> None:
    deliver(address, b"{", state="dead")
    assert actions.read_again(workspace=cast.florist, by=cast.celina, now=NOW) == 0
    assert not queries.unread(cast.florist).exists()


def test_the_app_above_reads_its_own_and_one_it_can_not_read_stops_no_other(
    cast: Cast, orders: list[Delivered]
) -> None:
    shop = actions.open_address(workspace=cast.bakery, platform="woocommerce", by=cast.anna, now=NOW)
    for number in (1, 2, 3):
        deliver(shop, {"number": number}, headers={"x-wc-webhook-topic": "order.created"})
    actions.read_waiting(NOW)
    assert {one.incoming.json()["number"] for one in orders} == {1, 3}
    assert {one.workspace_id for one in orders} == {cast.bakery.pk}
    assert orders[0].incoming.header("x-wc-webhook-topic") == "order.created"
    assert queries.unread(cast.bakery).count() == 1


def test_a_thousand_waiting_deliveries_cost_no_query_each(
    address: HookAddress, django_assert_max_num_queries: Any
) -> None:
    for number in range(90):
        deliver(address, comment(id=str(number)))
    with django_assert_max_num_queries(14):
        actions.read_waiting(NOW)
    assert Arrival.objects.count() == 90


def test_while_vitrino_was_off_the_website_could_bring_nothing_and_that_is_seen(address: HookAddress) -> None:
    later = NOW + timedelta(hours=3)
    assert actions.note_listening(NOW + timedelta(seconds=60)) == 0
    assert actions.note_listening(later) == 1
    assert actions.note_listening(later + timedelta(seconds=60)) == 0
    gap = Gap.objects.get()
    assert (gap.from_at, gap.to_at, gap.backfilled_at) == (NOW + timedelta(seconds=60), later, None)


FACEBOOK = {
    "object": "page",
    "entry": [{"id": "7", "time": 1_795_262_400, "changes": [{"field": "feed", "value": {
        "item": "comment", "verb": "add", "comment_id": "7_1_9", "post_id": "7_1", "parent_id": "7_1",
        "from": {"id": "55", "name": "Jan"}, "message": "Is there bread?", "created_time": 1_795_262_390}}]}],
}  # fmt: skip


def facebook(**changed: Any) -> dict[str, Any]:
    told = json.loads(json.dumps(FACEBOOK))
    told["entry"][0]["changes"][0]["value"] |= changed
    return dict(told)


def test_a_page_comment_arrives_in_the_form_in_which_it_is_read_later(cast: Cast) -> None:
    channel = Channel.objects.create(workspace=cast.bakery, platform="facebook", remote_id="7", connected_at=NOW)
    page = actions.open_address(workspace=cast.bakery, platform="facebook", channel=channel, secret="s", by=None,
                                now=NOW)  # fmt: skip
    deliver(page, facebook())
    deliver(page, facebook(verb="edited", message="Is there rye bread?"))
    deliver(page, facebook(comment_id="7_1_10", **{"from": {"id": "7"}}))
    actions.read_waiting(NOW)
    row = Arrival.objects.get()
    assert (row.kind, row.remote_id, row.text, row.thread_id) == ("comment", "7_1_9", "Is there rye bread?", "7_1_9")
    deliver(page, facebook(verb="remove"))
    actions.read_waiting(NOW)
    row.refresh_from_db()
    assert row.deleted_at is not None


def test_a_message_has_the_page_read_its_talks_now(cast: Cast) -> None:
    channel = Channel.objects.create(workspace=cast.bakery, platform="facebook", remote_id="7", connected_at=NOW)
    later = NOW + timedelta(minutes=5)
    Source.objects.create(channel=channel, kind="message", due_at=later)
    Source.objects.create(channel=channel, kind="review", due_at=later)
    page = actions.open_address(workspace=cast.bakery, platform="facebook", channel=channel, secret="s", by=None,
                                now=NOW)  # fmt: skip
    deliver(page, {"object": "page", "entry": [{"id": "7", "time": 1, "messaging": [{"message": {"mid": "m"}}]}]})
    actions.read_waiting(NOW)
    assert {one.kind: one.due_at for one in Source.objects.all()} == {"message": NOW, "review": later}


UPDATE = {
    "update_id": 8_100, "message": {
        "message_id": 5, "date": 1_795_262_390, "chat": {"id": 55, "type": "private"}, "text": "Dzień dobry",
        "from": {"id": 55, "is_bot": False, "first_name": "Jan", "last_name": "Nowak", "username": "jan"}},
}  # fmt: skip


def test_a_telegram_message_arrives_with_what_an_answer_needs(cast: Cast) -> None:
    channel = Channel.objects.create(workspace=cast.bakery, platform="telegram", remote_id="9", connected_at=NOW)
    bot = actions.open_address(workspace=cast.bakery, platform="telegram", channel=channel, by=None, now=NOW)
    deliver(bot, UPDATE)
    actions.read_waiting(NOW)
    row = Arrival.objects.get()
    assert (row.kind, row.author_name, row.text, row.thread_id) == ("message", "Jan Nowak", "Dzień dobry", "55")
    assert row.reply == {"remote_id": "5", "extra": {"chat_id": "55", "author_id": "55"}}
    assert registry.hooks()["telegram"].identify(Incoming({}, json.dumps(UPDATE).encode())) == "8100"
