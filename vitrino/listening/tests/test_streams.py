"""All of Bluesky is followed on one line: nothing lost when it breaks, and a gap where the network forgot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from vitrino.channels import actions as channels
from vitrino.channels import queries
from vitrino.channels.models import Arrival, Channel
from vitrino.connect import registry
from vitrino.connect.firehose import place_of
from vitrino.engine.work import discover
from vitrino.intake import samples, streams
from vitrino.intake.models import Stream, StreamGap, StreamSample
from vitrino.intake.tests.jetstream import Jetstream
from vitrino.listening import actions as listening
from vitrino.listening.models import Mention
from vitrino.listening.sieve import sieve
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
HOSE = "bluesky"
SECOND = 1_000_000


@pytest.fixture
def jetstream(settings: Any) -> Iterator[Jetstream]:
    settings.VITRINO_ALLOW_PRIVATE = True
    yield Jetstream()
    for pk in list(streams._LINES):
        streams._hang_up(Stream(pk=pk))


@pytest.fixture
def cast() -> Cast:
    discover()
    sieve.__init__()  # type: ignore[misc]  # another test's shops have the same numbers
    made = assemble()
    for shop in (made.bakery, made.florist):
        listening.grow_watches(workspace=shop, now=NOW)
    open_network(made)
    return made


@pytest.fixture
def server(jetstream: Jetstream, cast: Cast) -> Iterator[str]:
    with jetstream.served() as url:
        Stream.objects.update(server=url)
        yield url


def open_network(cast: Cast) -> Channel:
    place = channels.open_place(workspace=cast.bakery, platform=HOSE, remote_id="everything", name="All of Bluesky",
                                by=cast.anna, now=NOW)  # fmt: skip
    streams.ensure(NOW)
    return place


def follow(until: Callable[[], object], *, turns: int = 40) -> Stream:
    """Follow in short slices until it holds."""
    for _turn in range(turns):
        streams.follow(Stream.objects.get(), timezone.now())
        if until():
            return Stream.objects.get()
    raise AssertionError("it did not come about")


@pytest.fixture(autouse=True)
def short_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "SLICE_S", 0.4)


def arrived() -> list[str]:
    return list(Arrival.objects.order_by("at", "pk").values_list("text", flat=True))


def test_only_texts_with_a_name_of_the_shop_are_kept(jetstream: Jetstream, server: str) -> None:
    at = place_of(timezone.now())
    follow(lambda: jetstream.calls)
    uri = jetstream.post(at, "Chleb z Piekarni Zorza!")
    for number in range(20):
        jetstream.post(at + number + 1, f"Something else {number}")
    jetstream.post(at + 30, "", langs="pl")
    jetstream.send({"did": "did:plc:x", "time_us": at + 31, "kind": "identity", "identity": {}})
    stream = follow(lambda: arrived())
    row = Arrival.objects.get()
    assert (row.kind, row.remote_id, row.author_id, row.language) == ("find", uri, "did:plc:jan", "pl")
    assert row.at == datetime.fromtimestamp(at / SECOND, UTC)
    assert row.url == f"https://bsky.app/profile/did:plc:jan/post/{uri.rpartition('/')[2]}"
    assert row.reply is not None
    assert jetstream.calls[0] == {"wantedCollections": "app.bsky.feed.post"}
    assert stream.failures == 0
    listening.hear(timezone.now())
    assert Mention.objects.get().form == "Piekarni Zorza"


def test_a_broken_line_goes_on_before_its_place_and_nothing_comes_twice(jetstream: Jetstream, server: str) -> None:
    at = place_of(timezone.now())
    follow(lambda: jetstream.calls)
    jetstream.post(at, "Piekarnia Zorza 1")
    follow(lambda: len(arrived()) == 1)
    for turn in (2, 3, 4):
        jetstream.cut()
        jetstream.post(at + turn * SECOND, f"Piekarnia Zorza {turn}")
        follow(lambda turn=turn: len(arrived()) == turn)  # type: ignore[misc]
    assert arrived() == [f"Piekarnia Zorza {turn}" for turn in (1, 2, 3, 4)]
    assert len(jetstream.calls) == 4
    assert int(jetstream.calls[1]["cursor"]) == at - 5 * SECOND
    assert not StreamGap.objects.exists()


def test_after_days_away_everything_the_network_still_has_is_read_and_the_rest_is_a_gap(
    jetstream: Jetstream, server: str
) -> None:
    now = place_of(timezone.now())
    three_days = 72 * 3600 * SECOND
    Stream.objects.update(cursor_us=now - three_days)
    for hour in range(72, 0, -1):
        jetstream.events.append({"did": "did:plc:jan", "time_us": now - hour * 3600 * SECOND + 1, "kind": "commit",
            "commit": {"operation": "create", "collection": "app.bsky.feed.post", "rkey": f"h{hour}", "cid": "c",
                       "record": {"text": f"Piekarnia Zorza {hour}"}}})  # fmt: skip
    jetstream.forget_before(now - 24 * 3600 * SECOND)
    follow(lambda: len(arrived()) == 24)
    gap = StreamGap.objects.get()
    assert gap.from_at == datetime.fromtimestamp((now - three_days) / SECOND, UTC)
    assert timedelta(hours=47) < gap.to_at - gap.from_at < timedelta(hours=49)
    assert arrived()[-1] == "Piekarnia Zorza 1"


def test_a_line_that_can_not_be_opened_is_tried_later_and_elsewhere(
    jetstream: Jetstream, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    jetstream.refuses = 3
    waits = []
    for _turn in range(3):
        stream, now = Stream.objects.get(), timezone.now()
        due_at = streams.follow(stream, now)
        assert due_at is not None
        waits.append(round((due_at - now).total_seconds()))
    assert Stream.objects.get().failures == 3
    assert waits[0] <= waits[1] <= waits[2]
    assert [registry.firehoses()[HOSE].servers[n % 4] for n in (0, 1)] == list(registry.firehoses()[HOSE].servers[:2])


def test_an_edit_changes_the_text_and_a_deletion_marks_it(jetstream: Jetstream, server: str) -> None:
    at = place_of(timezone.now())
    follow(lambda: jetstream.calls)
    uri = jetstream.post(at, "Piekarnia Zorza jest zla")
    follow(lambda: arrived())
    jetstream.send({"did": "did:plc:jan", "time_us": at + 10, "kind": "commit", "commit": {
        "operation": "update", "collection": "app.bsky.feed.post", "rkey": uri.rpartition("/")[2], "cid": "c2",
        "record": {"text": "Piekarnia Zorza jest zła"}}})  # fmt: skip
    follow(lambda: arrived() == ["Piekarnia Zorza jest zła"])
    jetstream.take_back(at + 20, uri)
    follow(lambda: Arrival.objects.exclude(deleted_at=None).exists())


def test_a_shop_that_did_not_ask_gets_nothing_and_each_gets_its_own(
    jetstream: Jetstream, server: str, cast: Cast
) -> None:
    at = place_of(timezone.now())
    follow(lambda: jetstream.calls)
    jetstream.post(at, "Kwiaciarnia Fiołek i Piekarnia Zorza")
    follow(lambda: arrived())
    assert set(Arrival.objects.values_list("workspace_id", flat=True)) == {cast.bakery.pk}


def test_what_is_found_belongs_to_the_shops_own_account_where_it_can_answer(
    jetstream: Jetstream, server: str, cast: Cast
) -> None:
    mine = Channel.objects.create(workspace=cast.bakery, platform=HOSE, remote_id="did:plc:zorza", connected_at=NOW)
    at = place_of(timezone.now())
    follow(lambda: jetstream.calls)
    jetstream.post(at, "Piekarnia Zorza!")
    jetstream.post(at + 1, "Piekarnia Zorza zaprasza", did="did:plc:zorza")
    follow(lambda: len(arrived()) == 2)
    assert {(row.channel_id, row.is_own) for row in Arrival.objects.all()} == {(mine.pk, False), (mine.pk, True)}


def test_a_copy_of_the_database_calls_nobody(
    jetstream: Jetstream, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "is_held", lambda now: True)
    assert streams.follow(Stream.objects.get(), timezone.now()) is not None
    assert not jetstream.calls


def test_without_a_shop_that_listens_nobody_calls(jetstream: Jetstream, cast: Cast) -> None:
    channels.close_place(place=Channel.objects.get(listens_only=True), by=cast.anna, now=NOW)
    assert streams.follow(Stream.objects.get(), timezone.now()) is None
    streams.ensure(NOW)
    assert Stream.objects.get().due_at is None


def test_another_process_leaves_a_held_stream_alone_until_the_holder_is_gone(cast: Cast) -> None:
    assert streams.claimable().count() == 1
    Stream.objects.update(holder="elsewhere:1", held_until=timezone.now() + timedelta(seconds=20))
    assert not streams.claimable().exists()
    Stream.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    assert streams.claimable().count() == 1


def test_whoever_lost_the_stream_does_not_move_its_place(cast: Cast) -> None:
    stream = Stream.objects.get()
    Stream.objects.update(lease_token="somebody else", cursor_us=2_000_000)
    stream.cursor_us = 1_000_000
    streams._keep_place(stream, timezone.now())
    assert Stream.objects.get().cursor_us == 2_000_000


@pytest.mark.parametrize(
    "message",
    ["", "{", "[]", "null", "1", '{"time_us": "1"}', '{"time_us": -5, "kind": "commit"}', '{"time_us": 5}',
     '{"time_us": 99999999999999999999, "kind": "account"}', '{"a":' * 5000],
)  # fmt: skip
def test_nonsense_in_the_stream_is_passed_over(message: str) -> None:
    assert registry.firehoses()[HOSE].read(message) is None


def test_a_private_address_is_never_called(cast: Cast, settings: Any) -> None:
    settings.VITRINO_ALLOW_PRIVATE = False
    Stream.objects.update(server="ws://127.0.0.1:9")
    assert streams.follow(Stream.objects.get(), timezone.now()) is not None
    assert Stream.objects.get().failures == 1


def test_a_few_texts_are_kept_for_a_day_without_their_authors(
    jetstream: Jetstream, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "ONE_IN", 1)
    at = place_of(timezone.now())
    follow(lambda: jetstream.calls)
    uri = jetstream.post(at, "Something else")
    jetstream.post(at + 1, "Another thing")
    follow(lambda: StreamSample.objects.count() == 2)
    assert set(StreamSample.objects.values_list("text", flat=True)) == {"Something else", "Another thing"}
    jetstream.take_back(at + 2, uri)
    follow(lambda: StreamSample.objects.count() == 1)
    samples.forget_old(timezone.now() + timedelta(hours=25))
    assert not StreamSample.objects.exists()
