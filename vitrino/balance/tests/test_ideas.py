"""Ideas for the other side come once, with credit, and open as drafts; a week can be balanced in one press."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from vitrino.balance import offering, queries, using
from vitrino.balance.models import Offer
from vitrino.balance.tests import scene
from vitrino.channels.models import Channel
from vitrino.commerce.models import Order
from vitrino.domain.balance import Kind
from vitrino.domain.problem import Problem
from vitrino.imports.models import Feed
from vitrino.plan.models import Idea, Slot
from vitrino.posts.models import Post
from vitrino.publishing.models import Publication
from vitrino.recurring.models import EvergreenPost
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
LINK = "https://mill.example/rye?utm_source=feed"


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def mastodon(cast: Cast) -> Channel:
    return scene.channel(cast.bakery)


def noted(cast: Cast, link: str = LINK, title: str = "What a mill does at night") -> Idea:
    return Idea.objects.create(workspace=cast.bakery, text=f"{title}\n\nOnce upon a time.\n\n{link}", created_at=NOW)


def befriend(cast: Cast) -> None:
    using.add_partner(workspace=cast.bakery, name="Mill", handle="@mill", url="https://www.mill.example", feed="",
                      by=cast.anna, now=NOW)  # fmt: skip


def order(cast: Cast, product: str, number: int) -> None:
    Order.objects.create(workspace=cast.bakery, source="shop", remote_id=f"{product}{number}", number="1", state="paid",
                         currency="PLN", items=[{"name": product}], total_minor=1, placed_at=NOW)  # fmt: skip


def keys(cast: Cast) -> list[str]:
    return list(queries.every_offer(cast.bakery).values_list("key", flat=True))


def test_an_article_of_a_partner_comes_with_their_credit(cast: Cast, mastodon: Channel) -> None:
    befriend(cast)
    idea = noted(cast)
    offering.find_ideas(cast.bakery, NOW)
    offer = Offer.objects.get(idea=idea)
    assert (offer.kind, offer.credit, offer.link) == (Kind.CURATED, "via @mill", "https://mill.example/rye")
    post = using.write_idea(offer=offer, by=cast.anna, now=NOW)
    assert post.idea == "What a mill does at night\n\nvia @mill"
    assert post.link == "https://mill.example/rye"
    assert Idea.objects.get().used_at == NOW


def test_news_of_a_followed_feed_name_the_feed(cast: Cast) -> None:
    Feed.objects.create(
        workspace=cast.bakery, url="https://feeds.grain.example/rss", title="Grain Weekly", created_at=NOW
    )
    noted(cast, "https://www.grain.example/2026/harvest")
    offering.find_ideas(cast.bakery, NOW)
    assert Offer.objects.get(kind=Kind.CURATED).credit == "via Grain Weekly"


@pytest.mark.parametrize("link", ["https://evilmill.example/x", "javascript:alert(1)", "http://[broken", ""])
def test_what_only_looks_like_a_partner_is_not_offered(cast: Cast, link: str) -> None:
    befriend(cast)
    noted(cast, link)
    offering.find_ideas(cast.bakery, NOW)
    assert not Offer.objects.filter(kind=Kind.CURATED).exists()


def test_care_tells_of_products_and_of_nobody(cast: Cast) -> None:
    for number in range(3):
        order(cast, "Moon basket", number)
    order(cast, "A rare thing", 1)
    offering.find_ideas(cast.bakery, NOW)
    [offer] = Offer.objects.filter(kind=Kind.CUSTOMERS)
    assert "Moon basket" in offer.text
    assert offer.values == {"n": 3}


def test_an_idea_never_comes_twice(cast: Cast) -> None:
    assert offering.find_ideas(cast.bakery, NOW) > 0
    before = set(keys(cast))
    for offer in queries.offers(cast.bakery):
        using.put_aside(offer=offer, reason="", by=cast.anna, now=NOW)
    offering.find_ideas(cast.bakery, NOW + timedelta(days=1))
    assert offering.find_ideas(cast.bakery, NOW + timedelta(days=2)) == 0
    assert len(keys(cast)) == len(set(keys(cast))) >= len(before)


def test_only_so_many_wait_at_a_time(cast: Cast) -> None:
    befriend(cast)
    for number in range(20):
        noted(cast, f"https://mill.example/{number}", f"Story {number}")
    offering.find_ideas(cast.bakery, NOW)
    assert queries.offers(cast.bakery).count() == offering.WAITING
    assert {Kind.ASKS, Kind.CURATED} <= {Kind(one.kind) for one in queries.offers(cast.bakery)}


def test_texts_come_in_the_language_of_the_shop(cast: Cast) -> None:
    cast.bakery.language, cast.bakery.sells = "pl", "Chleb na zakwasie"
    offering.find_ideas(cast.bakery, NOW)
    texts = " ".join(queries.offers(cast.bakery).values_list("text", flat=True))
    assert "na słodko czy na słono" in texts


def test_a_year_ago_is_worth_another_look(cast: Cast, mastodon: Channel) -> None:
    scene.known(mastodon, "How to bake with the first frost", days=365)
    scene.known(mastodon, "Rye, 20 % off", days=366)
    offering.find_ideas(cast.bakery, NOW)
    [offer] = [one for one in queries.offers(cast.bakery) if one.key.startswith("again:")]
    assert (offer.text, offer.template) == (
        "How to bake with the first frost", "A year ago this week. What has changed since?",
    )  # fmt: skip


def test_an_evergreen_brings_everything_it_has(cast: Cast, mastodon: Channel) -> None:
    post = Post.objects.create(workspace=cast.bakery, idea="How to slice", by=cast.anna, created_at=NOW, changed_at=NOW)
    post.variants.create(channel=mastodon)
    EvergreenPost.objects.create(workspace=cast.bakery, post=post, created_at=NOW)
    offering.find_ideas(cast.bakery, NOW)
    offer = next(one for one in queries.offers(cast.bakery) if one.key.startswith("evergreen:"))
    made = using.write_idea(offer=offer, by=cast.anna, now=NOW)
    assert (made.idea, made.pk != post.pk, made.variants.count()) == ("How to slice", True, 1)


def test_a_draft_gets_the_pillar_that_means_it(cast: Cast, mastodon: Channel) -> None:
    scene.pillar(cast.bakery, "Offers", sells=True)
    scene.pillar(cast.bakery, "Behind the scenes")
    asking = scene.pillar(cast.bakery, "Quiz and poll")
    offering.find_ideas(cast.bakery, NOW)
    offer = queries.offers(cast.bakery).filter(kind=Kind.ASKS).first()
    assert offer is not None
    assert using.write_idea(offer=offer, by=cast.anna, now=NOW).pillar == asking


def test_a_week_is_balanced_into_the_free_times(cast: Cast, mastodon: Channel) -> None:
    scene.mix(mastodon, "ssssttt")
    for weekday in range(2):
        Slot.objects.create(workspace=cast.bakery, channel=mastodon, weekday=weekday, wall_time=time(9))
    assert using.balance_week(workspace=cast.bakery, by=cast.anna, now=NOW) == 2, "two free times"
    drafts = Post.objects.filter(workspace=cast.bakery)
    assert drafts.count() == 2
    assert not Publication.objects.exists(), "nothing is planned by itself"
    assert all(one.variants.get().channel == mastodon for one in drafts)


def test_a_shop_in_balance_needs_no_drafts(cast: Cast, mastodon: Channel) -> None:
    scene.mix(mastodon, "tttttt")
    with pytest.raises(Problem, match="in balance"):
        using.balance_week(workspace=cast.bakery, by=cast.anna, now=NOW)
    assert not Post.objects.exists()


def test_ideas_of_another_shop_stay_there(cast: Cast) -> None:
    befriend(cast)
    noted(cast)
    offering.find_ideas(cast.florist, NOW)
    assert not Offer.objects.filter(kind=Kind.CURATED).exists()
