"""The pages: what is asked, the answer, the line, ideas, partners, and the day's list."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from vitrino.balance import errands, offering, queries
from vitrino.balance.models import Errand, Offer
from vitrino.balance.tests import scene
from vitrino.channels.models import Channel
from vitrino.insight.models import KnownPost
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
PLACE = "/w/zorza/balance/"


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def mastodon(cast: Cast) -> Channel:
    return scene.channel(cast.bakery)


def lately(where: Channel, pattern: str) -> None:
    """The same as `scene.mix`, by today's clock."""
    for post in scene.mix(where, pattern):
        KnownPost.objects.filter(pk=post.pk).update(at=post.at + (timezone.now() - NOW))


def test_the_page_begins_with_the_sentence(cast: Cast, mastodon: Channel) -> None:
    lately(mastodon, "sssss?")
    page = cast.client(cast.anna).get(PLACE).content.decode()
    assert "Too much selling on Mastodon" in page
    assert "5 of 5 posts sell: 100 %." in page
    assert "What is this?" in page


def test_a_shop_without_channels_is_told_where_to_begin(cast: Cast) -> None:
    assert "No channel yet" in cast.client(cast.anna).get(PLACE).content.decode()


def test_one_press_says_what_a_post_is(cast: Cast, mastodon: Channel) -> None:
    lately(mastodon, "?")
    client, post = cast.client(cast.anna), KnownPost.objects.get()
    client.post(f"{PLACE}known/{post.pk}/kind/", {"kind": "news", "back": str(mastodon.pk)})
    page = client.get(f"{PLACE}channels/{mastodon.pk}/").content.decode()
    assert "News about us, as one of you said." in page


def test_a_planned_post_can_be_judged_too(cast: Cast, mastodon: Channel) -> None:
    row = scene.plan(mastodon, "A quiet evening")
    row.publish_at = timezone.now() + timedelta(days=1)
    row.save()
    cast.client(cast.anna).post(f"{PLACE}planned/{row.pk}/kind/", {"kind": "sells"})
    [seen] = queries.posts_seen(cast.bakery, timezone.now())
    assert seen.told.by == "person"


def test_the_line_needs_a_reason(cast: Cast, mastodon: Channel) -> None:
    client, there = cast.client(cast.anna), f"{PLACE}channels/{mastodon.pk}/limit/"
    refused = client.post(there, {"percent": "60", "reason": ""})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    client.post(there, {"percent": "60", "reason": "Offers are wanted here"})
    assert (
        "At most 60 % may sell: Offers are wanted here"
        in client.get(f"{PLACE}channels/{mastodon.pk}/").content.decode()
    )


def test_a_responder_may_look_but_not_judge(cast: Cast, mastodon: Channel) -> None:
    lately(mastodon, "?")
    client = cast.client(cast.bruno)
    assert "What is this?" not in client.get(PLACE).content.decode()
    assert client.post(f"{PLACE}known/{KnownPost.objects.get().pk}/kind/", {"kind": "news"}).status_code == 403


def test_the_composer_says_it_beside_the_post(cast: Cast, mastodon: Channel) -> None:
    lately(mastodon, "ssttttt")
    post = scene.plan(mastodon, "Rye bread, 20 % off", days=400).variant.post  # type: ignore[union-attr]
    client = cast.client(cast.anna)
    assert f"{PLACE}of-post/{post.pk}/" in client.get(f"/w/zorza/posts/{post.pk}/").content.decode()
    part = client.get(f"{PLACE}of-post/{post.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "more than 30 % of the posts on Mastodon would sell" in part
    assert "<html" not in part
    assert "<html" in client.get(f"{PLACE}of-post/{post.pk}/").content.decode()


def test_the_planner_warns_of_a_planned_post_that_tips(cast: Cast, mastodon: Channel) -> None:
    lately(mastodon, "ssttttt")
    client, part = cast.client(cast.anna), {"HX-Request": "true"}
    assert client.get(f"{PLACE}tips/", headers=part).content.decode().strip() == ""
    offer = scene.plan(mastodon, "Rye bread, 20 % off")
    offer.publish_at = timezone.now() + timedelta(days=1)
    offer.save()
    said = client.get(f"{PLACE}tips/", headers=part).content.decode()
    assert "The planned post “Rye bread, 20 % off” would tip it." in said
    assert f'hx-get="{PLACE}tips/"' in client.get("/w/zorza/plan/").content.decode()


def test_today_says_it_in_one_line(cast: Cast) -> None:
    offering.find_ideas(cast.bakery, timezone.now())
    errands.make_list(workspace=cast.bakery, now=timezone.now())
    assert "Ten minutes with people" in cast.client(cast.bruno).get("/w/zorza/today/").content.decode()


def test_an_idea_opens_in_the_composer_filled_in(cast: Cast, mastodon: Channel) -> None:
    client = cast.client(cast.anna)
    assert "No idea waits" in client.get(f"{PLACE}ideas/").content.decode()
    client.post(f"{PLACE}ideas/more/")
    offer = queries.offers(cast.bakery).filter(kind="asks").exclude(poll={}).first()
    assert offer is not None
    answer = client.post(f"{PLACE}ideas/{offer.pk}/post/")
    page = client.get(answer["Location"]).content.decode()
    assert offer.text.split("?")[0] in page
    assert offer.poll["options"][0] in page
    assert client.post(f"{PLACE}ideas/{offer.pk}/post/")["Location"] == answer["Location"], "pressed twice, one draft"


def test_an_idea_put_aside_can_be_brought_back(cast: Cast) -> None:
    offering.find_ideas(cast.bakery, timezone.now())
    client, offer = cast.client(cast.anna), queries.offers(cast.bakery)[0]
    answer = client.post(f"{PLACE}ideas/{offer.pk}/aside/", {"reason": "Not our tone"}, follow=True)
    assert "Undo" in answer.content.decode()
    assert Offer.objects.get(pk=offer.pk).reason == "Not our tone"
    client.post(f"{PLACE}ideas/{offer.pk}/return/")
    assert queries.offers(cast.bakery).filter(pk=offer.pk).exists()


def test_a_partner_is_named_with_the_credit(cast: Cast) -> None:
    client = cast.client(cast.anna)
    client.post(f"{PLACE}partners/", {"name": "Mill", "handle": "@mill", "url": "https://mill.example", "feed": ""})
    assert "via @mill" in client.get(f"{PLACE}partners/").content.decode()
    twice = client.post(f"{PLACE}partners/", {"name": "Mill", "handle": "", "url": "", "feed": ""})
    assert twice.status_code == 422
    client.post(f"{PLACE}partners/{queries.partners(cast.bakery).get().pk}/removal/")
    assert "No partner yet" in client.get(f"{PLACE}partners/").content.decode()


def test_the_day_is_ticked_off_skipped_and_undone(cast: Cast) -> None:
    offering.find_ideas(cast.bakery, timezone.now())
    client = cast.client(cast.bruno)
    client.post(f"{PLACE}today/")
    one = Errand.objects.get()
    assert "about 2 minutes" in client.get(f"{PLACE}today/").content.decode()
    for state, said in (("done", "Done for today"), ("skipped", "skipped"), ("open", "about 2 minutes")):
        client.post(f"{PLACE}today/{one.pk}/", {"state": state})
        assert said in client.get(f"{PLACE}today/").content.decode()


def test_yesterdays_errands_are_over(cast: Cast) -> None:
    now = timezone.now()
    offering.find_ideas(cast.bakery, now)
    [one] = errands.make_list(workspace=cast.bakery, now=now - timedelta(days=1))
    client = cast.client(cast.anna)
    assert client.post(f"{PLACE}today/{one.pk}/", {"state": "done"}).status_code == 404
