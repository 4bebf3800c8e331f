"""The rolling balance of channels: out here, out elsewhere, planned, and the owner's own line."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.balance import actions, queries
from vitrino.balance.outcomes import outcomes
from vitrino.balance.tests import scene
from vitrino.channels.models import Channel
from vitrino.domain.balance import Kind
from vitrino.domain.problem import Problem
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def mastodon(cast: Cast) -> Channel:
    return scene.channel(cast.bakery)


def test_a_channel_that_sells_too_much_says_how_to_get_back(cast: Cast, mastodon: Channel) -> None:
    scene.mix(mastodon, "sssttttt?")
    [found] = queries.balances(cast.bakery, NOW)
    assert (found.now.tone, found.now.unknown, found.now.others_needed) == ("warn", 1, 2)


def test_channels_are_judged_one_by_one(cast: Cast, mastodon: Channel) -> None:
    scene.mix(mastodon, "ssssssss")
    scene.mix(scene.channel(cast.bakery, "bluesky"), "tttttt")
    assert [one.now.tone for one in queries.balances(cast.bakery, NOW)] == ["bad", "good"]


def test_what_is_planned_counts_in(cast: Cast, mastodon: Channel) -> None:
    scene.mix(mastodon, "ssttttt")
    scene.plan(mastodon, "How to freeze bread", days=1)
    offer = scene.plan(mastodon, "Rye bread, 20 % off", days=2)
    [found] = queries.balances(cast.bakery, NOW)
    assert found.now.tone == "good"
    assert found.then.selling == 3
    assert found.tips is not None
    assert (found.tips.what, found.tips.pk) == ("publication", offer.pk)


def test_the_owner_moves_the_line_with_a_reason(cast: Cast, mastodon: Channel) -> None:
    scene.mix(mastodon, "sssstttt")
    with pytest.raises(Problem):
        actions.set_limit(channel=mastodon, percent=60, reason=" ", by=cast.anna, now=NOW)
    actions.set_limit(channel=mastodon, percent=60, reason="People want our offers here", by=cast.anna, now=NOW)
    [found] = queries.balances(cast.bakery, NOW)
    assert (found.now.tone, found.own is not None) == ("good", True)
    actions.set_limit(channel=mastodon, percent=None, reason="", by=cast.anna, now=NOW)
    assert queries.balances(cast.bakery, NOW)[0].now.tone == "warn"


def test_the_composer_warns_of_the_post_that_would_tip_it(cast: Cast, mastodon: Channel) -> None:
    scene.mix(mastodon, "ssttttt")
    offer = scene.plan(mastodon, "Rye bread, 20 % off", days=40).variant.post  # type: ignore[union-attr]
    gift = scene.plan(mastodon, "How to keep bread fresh", days=40).variant.post  # type: ignore[union-attr]
    assert [one.channel for one in queries.would_tip(offer, NOW)] == [mastodon]
    assert queries.would_tip(gift, NOW) == []


def test_both_outcomes_are_shown_with_their_sample(cast: Cast, mastodon: Channel) -> None:
    for n in range(4):
        scene.known(mastodon, scene.SELLS, days=5 + n, engagement=2 + n, latest={"clicks": 10})
    scene.known(mastodon, scene.TEACHES, days=5, engagement=50)
    scene.known(mastodon, scene.TEACHES, days=1, engagement=90)
    found = {one.kind: one for one in outcomes(cast.bakery, queries.posts_seen(cast.bakery, NOW), NOW)}
    sells, teaches = found[Kind.SELLS], found[Kind.TEACHES]
    assert (sells.n, sells.answers, sells.clicked, sells.clicks) == (4, 3.5, 4, 40)
    assert (teaches.n, teaches.answers, teaches.clicks) == (1, None, None)


def test_questions_to_the_database_do_not_grow_with_posts(cast: Cast, mastodon: Channel) -> None:
    scene.mix(mastodon, "sttt")
    with CaptureQueriesContext(
        connection,
    ) as few:
        queries.balances(cast.bakery, NOW)
    scene.mix(mastodon, "st" * 12)
    scene.channel(cast.bakery, "bluesky")
    with CaptureQueriesContext(connection) as many:
        queries.balances(cast.bakery, NOW)
    assert len(many) == len(few)
