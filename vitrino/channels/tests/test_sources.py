"""What a source delivered is stored before its place moves on, and every silence leaves a visible gap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast

import pytest

from vitrino.channels import actions, gateway, queries, sources
from vitrino.channels.clock import running_from
from vitrino.channels.jobs import read_source
from vitrino.channels.models import Arrival, Channel, Gap, Source
from vitrino.connect.records import Arrival as Delivered
from vitrino.connect.records import Author, Page
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import Fault
from vitrino.notify.models import Alert
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast_() -> Cast:
    return assemble()


@pytest.fixture
def channel(cast_: Cast) -> Channel:
    return actions.rehearse(workspace=cast_.bakery, platform="mastodon", handle="zorza", name="Zorza", by=cast_.anna,
                            now=NOW)  # fmt: skip


@pytest.fixture
def source(channel: Channel) -> Source:
    return Source.objects.get(channel=channel, kind="mention")


def say_hello(channel: Channel, text: str = "@zorza hello", at: datetime = NOW) -> str:
    with running_from(at):
        return cast(Rehearsal, gateway.twin_of(channel)).write_as("jan", "Jan", text, at, kind="mention")


def read(source: Source, now: datetime) -> datetime | None:
    source.refresh_from_db()
    due_at = read_source(source, now)
    Source.objects.filter(pk=source.pk).update(due_at=due_at)
    return due_at


def delivered(remote_id: str, text: str, author: str = "7") -> Delivered:
    return Delivered("mention", remote_id, Author(author, "jan"), text, NOW)


def test_a_new_channel_reads_what_its_platform_offers(channel: Channel) -> None:
    kinds = set(channel.sources.values_list("kind", flat=True))
    assert kinds == {"mention", "comment", "message", "like", "share", "follow"}
    assert all(source.due_at == NOW for source in channel.sources.all())


def test_what_came_in_is_there_once_however_often_it_is_read(channel: Channel, source: Source) -> None:
    say_hello(channel)
    for minute in range(3):
        read(source, NOW + timedelta(minutes=minute))
    arrivals = queries.arrivals_of(channel.workspace)
    assert [(one.kind, one.author_handle.partition("@")[0], one.is_own) for one in arrivals] == [
        ("mention", "jan", False)
    ]
    assert arrivals[0].reply is not None


def test_an_edit_changes_the_text_and_says_when(source: Source) -> None:
    actions.store_arrivals(source, Page((delivered("1", "helo"),), "a"), NOW)
    assert actions.store_arrivals(source, Page((delivered("1", "hello"),), "b"), NOW + timedelta(minutes=5)) == 0
    row = Arrival.objects.get()
    assert (row.text, row.received_at, row.edited_at) == ("hello", NOW, NOW + timedelta(minutes=5))


def test_the_place_moves_on_only_together_with_what_was_read(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_disk(*_args: object, **_more: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(Arrival.objects, "bulk_create", no_disk)
    with pytest.raises(OSError, match="no space"):
        actions.store_arrivals(source, Page((delivered("1", "hello"),), "further"), NOW)
    source.refresh_from_db()
    assert source.cursor == ""


def test_our_own_words_are_marked_as_ours(channel: Channel, source: Source) -> None:
    actions.store_arrivals(source, Page((delivered("1", "thank you", author=channel.remote_id),), ""), NOW)
    assert Arrival.objects.get().is_own


def test_a_text_too_long_for_its_column_is_kept_whole_and_odd_links_are_left_out(source: Source) -> None:
    arrival = Delivered(
        "mention", "1", Author("7", "j" * 900, "n" * 900), "x" * 90_000, NOW, url="https://" + "a" * 900
    )
    actions.store_arrivals(source, Page((arrival,), ""), NOW)
    row = Arrival.objects.get()
    assert (len(row.text), len(row.author_handle), row.url) == (90_000, 200, "")


def test_a_platform_that_does_not_answer_is_asked_less_and_less_often(channel: Channel, source: Source) -> None:
    gateway.twin_of(channel).faults.append(Fault("not-sent", times=100))
    waits = []
    for _turn in range(8):
        due_at = read(source, NOW)
        assert due_at is not None
        waits.append((due_at - NOW).total_seconds())
    assert waits == [120, 240, 480, 960, 1920, 3600, 3600, 3600]
    source.refresh_from_db()
    assert queries.message_of(source.last_error) is not None


def test_a_rate_limit_is_waited_out(channel: Channel, source: Source) -> None:
    gateway.twin_of(channel).faults.append(Fault("rate-limited", times=1))
    due_at = read(source, NOW)
    assert due_at is not None
    assert due_at >= NOW + timedelta(seconds=60)


def test_a_lost_sign_in_stops_reading_and_tells_once(channel: Channel, source: Source) -> None:
    gateway.twin_of(channel).faults.append(Fault("expired-token", times=5))
    assert read(source, NOW) is None
    assert read(source, NOW + timedelta(minutes=1)) is None
    channel.refresh_from_db()
    assert channel.state == Channel.State.NEEDS_SIGN_IN
    assert Alert.objects.filter(kind="channel").count() == 1
    assert not channel.sources.exclude(due_at=None).exists()


def test_a_silence_leaves_a_gap_that_closes_when_all_of_it_was_read(channel: Channel, source: Source) -> None:
    read(source, NOW)
    later = NOW + timedelta(hours=3)
    say_hello(channel, at=NOW + timedelta(hours=2))
    assert actions.note_gaps(later) >= 1
    gap = Gap.objects.get(source=source)
    assert (gap.from_at, gap.to_at, gap.reason) == (NOW, None, Gap.Reason.NOT_RUNNING)
    assert gap in queries.open_gaps(channel.workspace)

    read(source, later)
    gap.refresh_from_db()
    assert (gap.to_at, gap.backfilled_at) == (later, later)
    assert Arrival.objects.count() == 1


def test_what_a_platform_has_forgotten_stays_a_gap(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    read(source, NOW)
    source.refresh_from_db()
    forgetful = Page((), "new", reached_overlap=False)
    monkeypatch.setattr(gateway, "pull", lambda *_args: forgetful)
    sources.poll(source, NOW + timedelta(days=40))
    gap = Gap.objects.get(source=source)
    assert (gap.reason, gap.backfilled_at) == (Gap.Reason.FORGOTTEN, None)
    assert gap.to_at == NOW + timedelta(days=40)


def test_a_paused_channel_is_not_read_and_its_gap_says_why(cast_: Cast, channel: Channel, source: Source) -> None:
    read(source, NOW)
    actions.pause(channel=channel, by=cast_.anna, now=NOW)
    assert read(source, NOW + timedelta(hours=1)) is None
    actions.note_gaps(NOW + timedelta(hours=1))
    assert Gap.objects.get(source=source).reason == Gap.Reason.PAUSED
    actions.resume(channel=channel, by=cast_.anna, now=NOW + timedelta(hours=1))
    read(source, NOW + timedelta(hours=1))
    assert not queries.open_gaps(channel.workspace).filter(source=source).exists()


def test_a_hundred_pages_are_read_in_order(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {str(n): Page((delivered(str(n), "hello"),), str(n + 1), complete=n == 30) for n in range(31)}
    pull: Callable[..., Page] = lambda _channel, _kind, cursor: pages[cursor or "0"]  # noqa: E731
    monkeypatch.setattr(gateway, "pull", pull)
    assert sources.poll(source, NOW) == 31
    source.refresh_from_db()
    assert source.cursor == "31"
