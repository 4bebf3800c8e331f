"""Every page of the product with a full shop behind it, in three languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.access.routes import Route, routes
from vitrino.channels import queries as channels
from vitrino.demo.actions import open_sample_shop
from vitrino.inbox import queries as inbox
from vitrino.notify import queries as notify
from vitrino.posts import queries as posts
from vitrino.publishing import queries as publishing
from vitrino.workspace.actions import speak
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW, person

METHOD_NOT_ALLOWED = 405
# No pages of their own: to the form of what was chosen in a list, and from an earlier address to the one of today.
LEADS_ON = {"recurring:choose", "insight:retrospective", "balance:tips"}


def lists() -> list[Route]:
    """Every address in a workspace that names no object."""
    return [one for one in routes() if one.is_inside and set(one.kwargs) == {"slug"}]


def objects(shop: Workspace) -> Iterator[str]:
    """The page of one object of each kind."""
    below = f"/w/{shop.slug}"
    for channel in channels.channels_of(shop):
        yield f"{below}/channels/{channel.pk}/"
    for surface in ("comment", "message", "mention", "review"):
        yield f"{below}/inbox/{inbox.conversations_of(shop).filter(surface=surface)[0].pk}/"
    for post in posts.posts_of(shop):
        yield f"{below}/posts/{post.pk}/"
        yield f"{below}/posts/{post.pk}/publications/"
    for state in ("ready", "published"):
        yield f"{below}/publications/{publishing.posts(shop).filter(state=state)[0].pk}/"
    with_picture = next(one for one in posts.posts_of(shop) if posts.pictures_of(one))
    yield f"{below}/posts/{with_picture.pk}/pictures/{posts.pictures_of(with_picture)[0].asset_id}/"


@pytest.mark.usefixtures("db")
def test_every_page_shows_the_sample_shop_in_every_language() -> None:
    anna, client = speak(person=person("Anna"), language="eo"), Client()
    shop = open_sample_shop(by=anna, now=NOW)
    assert shop.language == "eo"
    addresses = [one.url(shop.slug, 0) for one in lists() if one.name not in LEADS_ON] + list(objects(shop))
    for language in ("en", "pl", "eo"):
        speak(person=anna, language=language)
        client.force_login(anna)
        statuses = {address: client.get(address).status_code for address in addresses}
        shown = {address for address, status in statuses.items() if status != METHOD_NOT_ALLOWED}
        assert {address: statuses[address] for address in shown if statuses[address] != 200} == {}
        assert len(shown) > 40
    alert = notify.alerts_of(shop.memberships.get(role="owner"))[0]
    assert client.get(f"/w/{shop.slug}/alerts/{alert.pk}/", follow=True).status_code == 200
