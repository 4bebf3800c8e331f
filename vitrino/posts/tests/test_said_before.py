"""The composer says that nearly the same text went out before, when and where."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.channels.models import Channel
from vitrino.likeness import actions as likeness
from vitrino.posts import actions, checks
from vitrino.posts.models import Post
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

BREAD = "From tomorrow we bake rye bread with our own sourdough. Come by from seven, while it is still warm!"


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return Channel.objects.create(workspace=cast.bakery, platform="mastodon", remote_id="1", handle="zorza",
                                  connected_at=NOW)  # fmt: skip


def a_post(cast: Cast, channel: Channel, idea: str) -> Post:
    return actions.create_post(workspace=cast.bakery, by=cast.anna, now=NOW, idea=idea, channels_wanted=[channel])


def went_out(channel: Channel, post: Post) -> None:
    at = NOW - timedelta(days=3)
    likeness.keep([likeness.Spoken(channel.workspace_id, channel.pk, 1, post.pk, post.idea, at)])


@pytest.mark.parametrize(
    ("text", "start"),
    [(BREAD, "The same text went out on 2026-11-"), (BREAD.replace("seven", "eight"), "Nearly the same text went out")],
)
def test_the_composer_tells_of_the_earlier_post(cast: Cast, channel: Channel, text: str, start: str) -> None:
    went_out(channel, a_post(cast, channel, BREAD))
    post = a_post(cast, channel, text)
    page = cast.client(cast.anna).get(f"/w/zorza/posts/{post.pk}/")
    assert start in page.content.decode()


def test_the_post_itself_and_a_text_of_its_own_are_left_in_peace(cast: Cast, channel: Channel) -> None:
    first = a_post(cast, channel, BREAD)
    went_out(channel, first)
    assert checks.said_before(first, BREAD) == []
    assert checks.said_before(first, "Which cake would you like for Sunday? Tell us in a comment!") == []
