"""Numbers are kept as they were told, unknown stays unknown, and little data is said to be little."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from vitrino.channels import actions as channels
from vitrino.channels import gateway
from vitrino.channels.models import Channel
from vitrino.insight import backfilling, measuring
from vitrino.insight.learning import learn
from vitrino.insight.models import Finding, KnownPost, Snapshot
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return channels.rehearse(
        workspace=cast.bakery, platform="mastodon", handle="zorza", name="Zorza", by=cast.anna, now=NOW
    )


def past_posts(channel: Channel, count: int) -> list[str]:
    twin: Any = gateway.twin_of(channel)
    ids = [twin.publish_past(f"post {n}", NOW - timedelta(days=n + 1)) for n in range(count)]
    for number, remote_id in enumerate(ids):
        twin.react(remote_id, likes=number, comments=0, shares=0)
    return ids


def test_the_history_of_a_channel_is_remembered_once(channel: Channel) -> None:
    past_posts(channel, 3)
    assert backfilling.backfill(channel, NOW) == 3
    assert backfilling.backfill(channel, NOW) == 0
    assert Snapshot.objects.count() == 3


def test_a_post_is_measured_at_its_ages_and_then_left_alone(channel: Channel) -> None:
    [remote_id] = past_posts(channel, 1)
    backfilling.backfill(channel, NOW)
    gateway_twin: Any = gateway.twin_of(channel)
    gateway_twin.react(remote_id, likes=42, comments=1, shares=2)
    later = NOW + timedelta(days=2, hours=1)
    assert measuring.measure_due(later) == 1
    post = KnownPost.objects.get()
    assert post.latest["likes"] == 42
    assert measuring.measure_due(later) == 0
    assert measuring.next_age(post.at, post.at + timedelta(days=40)) is None


def test_what_a_platform_does_not_tell_is_unknown(channel: Channel) -> None:
    past_posts(channel, 1)
    backfilling.backfill(channel, NOW)
    assert "views" not in KnownPost.objects.get().latest


def test_a_channel_that_can_not_be_read_is_asked_again_later(channel: Channel) -> None:
    past_posts(channel, 1)
    backfilling.backfill(channel, NOW)
    Channel.objects.update(state=Channel.State.PAUSED)
    KnownPost.objects.update(measure_at=NOW)
    assert measuring.measure_due(NOW) == 0
    assert Snapshot.objects.count() == 1


def test_few_posts_are_not_enough_and_the_page_says_so(cast: Cast, channel: Channel) -> None:
    past_posts(channel, 3)
    backfilling.backfill(channel, NOW)
    learn(channel, NOW)
    assert not Finding.objects.get().is_enough
    text = cast.client(cast.anna).get("/w/zorza/insight/").content.decode()
    assert "not enough" in text.lower()


def test_finding_again_replaces_what_was_said(cast: Cast, channel: Channel) -> None:
    for _time in range(2):
        learn(channel, NOW)
    assert Finding.objects.count() == 1
