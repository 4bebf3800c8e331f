"""The thread on the real Bluesky server, through the product's own actions and jobs: nothing here is a twin."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from tests.journeys.street import Street, naming, open_street
from tests.peers.bluesky.network import BlueskyNetwork
from vitrino.channels import actions as channels
from vitrino.domain.publication import PublicationState
from vitrino.inbox import actions as inbox
from vitrino.inbox import queries as talks
from vitrino.insight import queries as numbers
from vitrino.listening import queries as mentions
from vitrino.media import actions as media
from vitrino.media import pictures
from vitrino.posts import actions as posts
from vitrino.posts import queries as written
from vitrino.posts.actions import Draft
from vitrino.posts.attaching import attach
from vitrino.publishing import actions as publishing
from vitrino.publishing import queries as publications

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


@pytest.fixture
def street(bluesky_network: BlueskyNetwork, settings: Settings) -> Street:
    settings.VITRINO_ALLOW_PRIVATE = True
    return open_street(bluesky_network)


def test_a_thread_on_the_official_server(street: Street) -> None:
    channel = street.connect()
    post = publish(street, channel)
    react(street, post)
    hear(street, channel)
    answer(street)
    measure(street, post)


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
    (record,) = street.records()
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
    (record,) = street.records()  # from the shop's own server: the shared view may lag behind it
    root = {"uri": record["uri"], "cid": record["cid"]}
    assert root["uri"] == post.remote_id
    street.network.post(street.customer, **naming(street.shop, "Piekarnia Zorza has the best rye!"))
    street.network.post(street.customer, QUESTION, reply={"root": root, "parent": root})
    street.add("app.bsky.feed.like", subject=root)


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
    assert len(street.records()) == 2, "the post and the answer, nothing twice"


def measure(street: Street, post: Publication) -> None:
    street.work(later=timedelta(hours=1, minutes=5))
    known = numbers.known_posts(street.cast.bakery).get(remote_id=post.remote_id)
    assert known.publication_id == post.pk
    assert (known.latest["likes"], known.latest["comments"]) == (1, 1)


def _photo() -> bytes:
    written_to = BytesIO()
    Image.new("RGB", (640, 480), (180, 120, 60)).save(written_to, "JPEG")
    return written_to.getvalue()
