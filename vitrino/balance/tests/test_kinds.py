"""Who decides what a post is: people first, then its pillar, then what was learnt, then the rules."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.balance import actions, queries
from vitrino.balance.learning import learn
from vitrino.balance.tests import scene
from vitrino.channels.models import Channel
from vitrino.commerce.models import Order
from vitrino.domain.balance import Kind, mix_of
from vitrino.domain.problem import Problem
from vitrino.engine import ticker
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def mastodon(cast: Cast) -> Channel:
    return scene.channel(cast.bakery)


def only(cast: Cast) -> queries.Told:
    [one] = queries.posts_seen(cast.bakery, NOW)
    return one.told


def test_posts_from_elsewhere_are_read_by_their_words(cast: Cast, mastodon: Channel) -> None:
    scene.known(mastodon, scene.SELLS)
    told = only(cast)
    assert (told.kind, told.by, told.is_asked) == (Kind.SELLS, "rules", False)
    assert "a reduction" in [str(one) for one in told.why]


def test_a_promotional_pillar_settles_it(cast: Cast, mastodon: Channel) -> None:
    scene.known(mastodon, "A quiet morning", kind=scene.pillar(cast.bakery, "Offers", sells=True))
    assert (only(cast).kind, only(cast).by) == (Kind.SELLS, "pillar")


def test_another_pillar_only_says_that_nothing_is_sold(cast: Cast, mastodon: Channel) -> None:
    stories = scene.pillar(cast.bakery, "Stories")
    scene.known(mastodon, scene.SELLS, kind=stories)
    assert only(cast).kind is Kind.OTHER
    actions.say_pillar(pillar=stories, kind=Kind.CUSTOMERS, by=cast.anna, now=NOW)
    assert only(cast).kind is Kind.CUSTOMERS


def test_a_pillar_is_wider_than_one_kind(cast: Cast, mastodon: Channel) -> None:
    street = scene.pillar(cast.bakery, "Our street")
    actions.say_pillar(pillar=street, kind=Kind.CUSTOMERS, by=cast.anna, now=NOW)
    scene.known(mastodon, "Tulips of our friends at Fiolek, photo: @fiolek", kind=street)
    assert (only(cast).kind, only(cast).guess) == (Kind.CUSTOMERS, Kind.CURATED)
    mix = mix_of(queries.kinds_of(queries.posts_seen(cast.bakery, NOW)))
    assert not mix.lacks({Kind.CURATED}), "whoever looks for what is missing is careful"


def test_that_a_pillar_sells_is_said_in_the_strategy(cast: Cast) -> None:
    with pytest.raises(Problem):
        actions.say_pillar(pillar=scene.pillar(cast.bakery, "Stories"), kind=Kind.SELLS, by=cast.anna, now=NOW)


def test_a_person_knows_better_wherever_the_words_stand(cast: Cast, mastodon: Channel) -> None:
    text = "A quiet morning https://zorza.example/x?utm_source=m"
    scene.known(mastodon, text, kind=scene.pillar(cast.bakery, "Offers", sells=True))
    scene.known(scene.channel(cast.bakery, "bluesky"), "A quiet morning https://zrz.example/s1")
    actions.say_kind(workspace=cast.bakery, text=text, kind=Kind.TEACHES, by=cast.anna, now=NOW)
    assert {(one.told.kind, one.told.by) for one in queries.posts_seen(cast.bakery, NOW)} == {(Kind.TEACHES, "person")}


def test_a_post_without_words_can_not_be_judged_by_them(cast: Cast) -> None:
    with pytest.raises(Problem):
        actions.say_kind(workspace=cast.bakery, text=" https://x.example/ ", kind=Kind.NEWS, by=cast.anna, now=NOW)


def test_product_names_come_from_orders(cast: Cast, mastodon: Channel) -> None:
    Order.objects.create(workspace=cast.bakery, source="shop", remote_id="1", number="1", currency="PLN", state="paid",
                         items=[{"name": "Moon basket"}], total_minor=100, placed_at=NOW)  # fmt: skip
    scene.known(mastodon, "The Moon basket is now available")
    told = only(cast)
    assert told.kind is Kind.SELLS
    assert "a product of yours: Moon basket" in [str(one) for one in told.why]


def test_a_published_post_counts_once(cast: Cast, mastodon: Channel) -> None:
    sent = scene.publish(mastodon, scene.SELLS, days=2)
    assert [one.what for one in queries.posts_seen(cast.bakery, NOW)] == ["publication"]
    scene.known(mastodon, scene.SELLS, days=2, publication=sent)
    assert [one.what for one in queries.posts_seen(cast.bakery, NOW)] == ["known"]


def test_what_was_cancelled_is_no_post(cast: Cast, mastodon: Channel) -> None:
    planned = scene.plan(mastodon, scene.SELLS)
    planned.state = "cancelled"
    planned.save()
    assert queries.posts_seen(cast.bakery, NOW) == []


def test_people_teach_what_the_rules_can_not_see(cast: Cast, mastodon: Channel) -> None:
    scene.known(mastodon, "Croissants wait at the corner for you, come and take some")
    assert only(cast).is_asked
    for n in range(30):
        selling, telling = f"Croissants wait at the corner, tray {n}", f"Rain on the roof, night {n}"
        actions.say_kind(workspace=cast.bakery, text=selling, kind=Kind.SELLS, by=cast.anna, now=NOW)
        actions.say_kind(workspace=cast.bakery, text=telling, kind=Kind.NEWS, by=cast.anna, now=NOW)
    assert learn(cast.bakery, NOW) == 1
    told = only(cast)
    assert (told.kind, told.by) == (Kind.SELLS, "learnt")
    assert told.p >= 0.8


def test_learning_happens_by_itself_after_enough_answers(cast: Cast, mastodon: Channel) -> None:
    scene.known(mastodon, "Croissants wait at the corner for you")
    for n in range(20):
        text, kind = (f"Croissants wait, {n}", Kind.SELLS) if n % 2 else (f"Rain on the roof, {n}", Kind.NEWS)
        actions.say_kind(workspace=cast.bakery, text=text, kind=kind, by=cast.anna, now=NOW)
    ticker.run_until_idle(NOW + timedelta(minutes=1))
    told = only(cast)
    assert told.guess is Kind.SELLS or told.kind is Kind.SELLS


def test_nothing_is_learnt_from_one_kind_alone(cast: Cast) -> None:
    for n in range(12):
        actions.say_kind(workspace=cast.bakery, text=f"Rain, {n}", kind=Kind.NEWS, by=cast.anna, now=NOW)
    assert learn(cast.bakery, NOW) == 0
