"""What went out is remembered, whenever it went out and however often one looks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from vitrino.channels.models import Channel
from vitrino.likeness.queries import last_at, said_before
from vitrino.publishing import said
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, assemble

pytestmark = pytest.mark.django_db

BREAD = "Fresh rye bread from seven o'clock, as long as there is some. Come by!"


@pytest.fixture
def channel() -> Channel:
    return Channel.objects.create(workspace=assemble().bakery, platform="mastodon", remote_id="1", connected_at=NOW)


def a_row(channel: Channel, number: int, text: str, at: datetime, **more: Any) -> Publication:
    fields = {"state": "published", "kind": "post", "published_at": at, **more}
    return Publication.objects.create(workspace=channel.workspace, channel=channel, key=str(number), state_at=at,
                                      publish_at=at, content={"text": text}, content_hash="0" * 64, created_at=at,
                                      **fields)  # fmt: skip


def test_what_went_out_before_vitrino_could_remember_is_taken_over(channel: Channel) -> None:
    for number in range(3):
        a_row(channel, number, f"{BREAD} Day {number}.", NOW - timedelta(days=number))
    assert (said.remember(), said.remember()) == (3, 0)
    assert last_at() == NOW
    assert said_before(channel.workspace, BREAD) is not None


def test_only_posts_that_are_out_count(channel: Channel) -> None:
    a_row(channel, 1, BREAD, NOW, state="ready", published_at=None)
    a_row(channel, 2, BREAD, NOW, state="failed", published_at=None)
    a_row(channel, 3, BREAD, NOW, kind="reply")
    a_row(channel, 4, "", NOW)
    assert said.remember() == 0


def test_more_posts_than_one_batch_at_one_instant_are_all_taken(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(said, "BATCH", 4)
    for number in range(11):
        a_row(channel, number, f"{BREAD} Batch {number}.", NOW)
    assert said.remember() == 11


def test_one_that_another_worker_finished_a_little_earlier_is_not_missed(channel: Channel) -> None:
    a_row(channel, 1, BREAD, NOW)
    said.remember()
    a_row(channel, 2, f"{BREAD} Bring a basket.", NOW - timedelta(minutes=5))
    assert said.remember() == 1
