"""What was said before is found again, in this shop and only in this one, at a cost that does not grow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from vitrino.channels.models import Channel
from vitrino.likeness import actions, queries
from vitrino.likeness.actions import Spoken
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

BREAD = "From tomorrow we bake rye bread with our own sourdough. Come by from seven, while it is still warm!"


@pytest.fixture
def people() -> Cast:
    return assemble()


@pytest.fixture
def channel(people: Cast) -> Channel:
    return a_channel(people.bakery)


def a_channel(shop: Workspace) -> Channel:
    return Channel.objects.create(workspace=shop, platform="mastodon", remote_id="1", handle="zorza", connected_at=NOW)


def said(channel: Channel, text: str, publication: int, *, days_ago: int = 3, post: int | None = None) -> None:
    actions.keep([Spoken(channel.workspace_id, channel.pk, publication, post, text, NOW - timedelta(days=days_ago))])


def test_a_copy_with_changes_is_found_with_its_day_and_channel(channel: Channel) -> None:
    said(channel, BREAD, 1)
    echo = queries.said_before(channel.workspace, BREAD.replace("seven", "eight"))
    assert echo is not None
    assert (echo.channel, echo.at, echo.verdict) == (channel, NOW - timedelta(days=3), "nearly")


def test_a_cut_down_copy_is_nearly_the_same(channel: Channel) -> None:
    said(channel, f"{BREAD} And on Saturday there is plum cake, as every year when the first plums are in.", 1)
    echo = queries.said_before(channel.workspace, BREAD)
    assert echo is not None
    assert echo.verdict == "nearly"


def test_a_text_of_its_own_has_no_echo(channel: Channel) -> None:
    said(channel, BREAD, 1)
    assert queries.said_before(channel.workspace, "Which cake would you like for Sunday? Tell us in a comment!") is None
    assert queries.said_before(channel.workspace, "") is None


def test_of_several_the_equal_one_comes_first_and_then_the_newest(channel: Channel) -> None:
    said(channel, BREAD, 1, days_ago=30)
    said(channel, BREAD, 2, days_ago=20)
    said(channel, f"{BREAD} Bring your neighbours, and a basket for the rolls.", 3, days_ago=2)
    echo = queries.said_before(channel.workspace, BREAD)
    assert echo is not None
    assert echo.at == NOW - timedelta(days=20)


def test_a_post_is_no_echo_of_itself(channel: Channel) -> None:
    said(channel, BREAD, 1, post=7)
    assert queries.said_before(channel.workspace, BREAD, besides_post=7) is None
    assert queries.said_before(channel.workspace, BREAD, besides_post=8) is not None


def test_what_another_shop_said_is_nobodys_business(people: Cast, channel: Channel) -> None:
    said(a_channel(people.florist), BREAD, 1)
    assert queries.said_before(channel.workspace, BREAD) is None


def test_a_publication_is_kept_once(channel: Channel) -> None:
    said(channel, BREAD, 1)
    assert actions.keep([Spoken(channel.workspace_id, channel.pk, 1, None, BREAD, NOW)]) == 0
    assert queries.known([1, 2]) == {1}
    assert queries.last_at() == NOW - timedelta(days=3)


def test_a_text_that_stands_below_every_post_hides_no_copy(channel: Channel) -> None:
    """Its numbers lead to the newest thirty posts again and again; they mean less than a number two texts share."""
    below = " Zorza bakery, 5 Long Street, open from seven to six, closed on Mondays. We look forward to your visit!"
    said(channel, BREAD + below, 1, days_ago=90)
    for number in range(2, 60):
        said(channel, f"Cake number {number} of our series has {number * 7} raisins and a name: {number * 31}.{below}",
             number)  # fmt: skip
    echo = queries.said_before(channel.workspace, BREAD + below)
    assert echo is not None
    assert echo.at == NOW - timedelta(days=90)


def test_a_check_takes_two_queries_however_much_was_said(
    channel: Channel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 40):
        said(channel, f"{BREAD} Batch {number}.", number)
    with django_assert_num_queries(2):
        queries.said_before(channel.workspace, BREAD)
