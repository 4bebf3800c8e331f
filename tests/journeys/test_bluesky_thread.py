"""The thread on the real Bluesky server, through the product's own actions and jobs: nothing here is a twin."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from tests.peers.bluesky.network import Account, BlueskyNetwork
from vitrino.channels import actions as channels
from vitrino.channels.actions import Away
from vitrino.domain.publication import PublicationState
from vitrino.engine.ticker import run_until_idle
from vitrino.inbox import actions as inbox
from vitrino.inbox import queries as talks
from vitrino.insight import queries as numbers
from vitrino.listening import actions as listening
from vitrino.listening import queries as mentions
from vitrino.media import actions as media
from vitrino.media import pictures
from vitrino.posts import actions as posts
from vitrino.posts import queries as written
from vitrino.posts.actions import Draft
from vitrino.posts.attaching import attach
from vitrino.publishing import actions as publishing
from vitrino.publishing import queries as publications
from vitrino.workspace.tests.cast import Cast, assemble

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.publishing.queries import Publication

pytestmark = [
    pytest.mark.bluesky,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("log_emptied"),
]

LINK = "https://www.wikipedia.org/wiki/Rye_bread"
TEXT = f"Świeży chleb żytni 🥖 od siódmej: {LINK}"
ALT = "Two rye loaves on a board"
QUESTION = "Is there any left for tonight?"
ANSWER = "Two loaves are put aside for you. See you at five!"


@dataclass
class Street:
    """The shop with its real account, and the customer on another client."""

    cast: Cast
    network: BlueskyNetwork
    shop: Account
    customer: Account

    def work(self, later: timedelta = timedelta(0)) -> datetime:
        """Let the network settle and Vitrino do whatever is due."""
        self.network.settle()
        now = timezone.now() + later
        run_until_idle(now)
        return now


@pytest.fixture
def street(bluesky_network: BlueskyNetwork, settings: Settings) -> Street:
    settings.VITRINO_ALLOW_PRIVATE = True
    shop, customer = (bluesky_network.create_account(f"{name}-{secrets.token_hex(3)}") for name in ("zorza", "dorota"))
    return Street(assemble(), bluesky_network, shop, customer)


def test_a_thread_on_the_official_server(street: Street) -> None:
    channel = connect(street)
    post = publish(street, channel)
    react(street, post)
    hear(street, channel)
    answer(street)
    measure(street, post)


def connect(street: Street) -> Channel:
    fields = {"handle": street.shop.handle, "app_password": street.shop.password, "server": street.network.pds_url}
    listening.grow_watches(workspace=street.cast.bakery, now=timezone.now())
    channel = channels.begin_connect(workspace=street.cast.bakery, platform="bluesky", fields=fields,
                                     by=street.cast.anna, now=timezone.now())  # fmt: skip
    assert not isinstance(channel, Away)
    assert (channel.handle, channel.remote_id, channel.is_rehearsal) == (street.shop.handle, street.shop.did, False)
    return channel


def publish(street: Street, channel: Channel) -> Publication:
    """A link and a described picture; the server holds one record with both, and we have read it back."""
    now, anna = timezone.now(), street.cast.anna
    post = posts.create_post(workspace=street.cast.bakery, by=anna, now=now, channels_wanted=[channel])
    asset = media.keep_asset(workspace=street.cast.bakery, picture=pictures.accept(_photo()), now=now)
    picture = attach(post=post, asset=asset, by=anna, now=now)
    draft = Draft(idea=TEXT, texts={channel.pk: None}, alt_texts={picture.asset_id: ALT})
    posts.save_post(post=post, version=post.version, draft=draft, by=anna, now=now)
    (variant,) = written.variants_of(post)
    publishing.publish_now(variant=variant, by=anna, now=now)
    street.work()
    found = publications.publications(street.cast.bakery).get(variant=variant)
    assert found.state == PublicationState.PUBLISHED
    (record,) = _records(street)
    assert record["uri"] == found.remote_id
    assert record["value"]["text"] == TEXT
    (facet,) = record["value"]["facets"]
    assert facet["features"][0]["uri"] == LINK
    start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
    assert TEXT.encode()[start:end].decode() == LINK
    (image,) = record["value"]["embed"]["images"]
    assert image["alt"] == ALT
    return found


def react(street: Street, post: Publication) -> None:
    """The customer mentions the shop by handle, uses its name, replies and likes."""
    street.network.settle()
    (record,) = _records(street)  # from the shop's own server: the shared view may lag behind it
    root = {"uri": record["uri"], "cid": record["cid"]}
    assert root["uri"] == post.remote_id
    handle = f"@{street.shop.handle}"
    feature = {"$type": "app.bsky.richtext.facet#mention", "did": street.shop.did}
    facet = {"index": {"byteStart": 0, "byteEnd": len(handle)}, "features": [feature]}
    street.network.post(street.customer, f"{handle} Piekarnia Zorza has the best rye!", facets=[facet])
    street.network.post(street.customer, QUESTION, reply={"root": root, "parent": root})
    like = {"$type": "app.bsky.feed.like", "subject": root, "createdAt": timezone.now().isoformat()}
    wanted = {"repo": street.customer.did, "collection": "app.bsky.feed.like", "record": like}
    street.network.call("com.atproto.repo.createRecord", wanted, account=street.customer)


def hear(street: Street, channel: Channel) -> None:
    """Both arrive once, however often we look; both are told by e-mail."""
    for _look in range(2):
        street.network.settle()
        channels.ask_now(channel=channel, now=timezone.now())
        street.work()
    waiting = sorted((one.surface, one.last_text) for one in talks.waiting(street.cast.bakery))
    assert [surface for surface, _text in waiting] == ["comment", "mention"]
    assert waiting[0][1] == QUESTION
    (mention,) = mentions.mentions_of(street.cast.bakery)
    assert mention.arrival.author_id == street.customer.did
    subjects = [letter.subject for letter in mail.outbox if letter.to == [street.cast.anna.email]]
    assert sum("mentions" in subject for subject in subjects) == 1


def answer(street: Street) -> None:
    """Our answer stands under the customer's question, and the customer is told."""
    conversation = talks.waiting(street.cast.bakery).get(surface="comment")
    sent = inbox.reply(conversation=conversation, text=ANSWER, by=street.cast.bruno, now=timezone.now())
    street.work()
    sent.refresh_from_db()
    assert sent.publication is not None
    assert sent.publication.state == PublicationState.PUBLISHED
    street.network.settle()
    told = street.network.ask("app.bsky.notification.listNotifications", account=street.customer)["notifications"]
    (reply,) = [one for one in told if one["reason"] == "reply"]
    assert reply["record"]["text"] == ANSWER
    assert reply["uri"] == sent.publication.remote_id
    assert len(_records(street)) == 2, "the post and the answer, nothing twice"


def measure(street: Street, post: Publication) -> None:
    street.work(later=timedelta(hours=1, minutes=5))
    known = numbers.known_posts(street.cast.bakery).get(remote_id=post.remote_id)
    assert known.publication_id == post.pk
    assert (known.latest["likes"], known.latest["comments"]) == (1, 1)


def _photo() -> bytes:
    written_to = BytesIO()
    Image.new("RGB", (640, 480), (180, 120, 60)).save(written_to, "JPEG")
    return written_to.getvalue()


def _records(street: Street) -> list[dict[str, Any]]:
    kept = street.network.ask("com.atproto.repo.listRecords", repo=street.shop.did, collection="app.bsky.feed.post")
    return list(kept["records"])
