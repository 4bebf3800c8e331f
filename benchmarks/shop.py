"""A shop of any size, written straight into the tables: for measuring, not for looking at."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.test import Client
from django.utils import timezone

from vitrino.channels.models import Arrival, Channel
from vitrino.engine.actions import beat
from vitrino.inbox.models import Contact, Conversation, Identity, Message
from vitrino.insight.models import KnownPost
from vitrino.plan.actions import start_with_defaults
from vitrino.posts.models import Post, Variant
from vitrino.publishing.models import Publication
from vitrino.workspace import actions as workspaces
from vitrino.workspace.models import Person

PLATFORMS = ("instagram", "facebook", "x", "google_business")
BATCH = 5_000
TALK_LENGTH = 5


@transaction.atomic
def fill(posts: int, messages: int) -> tuple[Client, str]:
    """A signed-in client and the address of a shop with that many posts and messages."""
    now = timezone.now()
    owner = Person.objects.create_user("owner@example.com", None, name="Owner")
    shop = workspaces.open_workspace(name="Zorza", by=owner, language="en", now=now)
    workspaces.go_to_step(workspace=shop, step=0)
    channels = [_channel(shop, platform, now) for platform in PLATFORMS]
    _posts(shop, channels, posts, now)
    _messages(shop, channels, messages, now)
    beat("scheduler", now=now + timedelta(minutes=30))
    client = Client(headers={"host": "localhost"})
    client.force_login(owner)
    return client, shop.slug


def _channel(shop: Any, platform: str, now: Any) -> Channel:
    made = Channel.objects.create(workspace=shop, platform=platform, remote_id=platform, handle="zorza", name="Zorza",
                                  is_rehearsal=True, connected_at=now)  # fmt: skip
    start_with_defaults(channel=made, now=now)
    return made


def _posts(shop: Any, channels: list[Channel], count: int, now: Any) -> None:
    """Half a day apart, most in the past, a few in the weeks to come."""
    posts = Post.objects.bulk_create(
        [Post(workspace=shop, idea=f"Post number {n}", created_at=now, changed_at=now) for n in range(count)], BATCH
    )
    variants = Variant.objects.bulk_create(
        [Variant(post=post, channel=channels[n % len(channels)]) for n, post in enumerate(posts)], BATCH
    )
    rows = []
    for n, variant in enumerate(variants):
        at = now + timedelta(hours=12 * (20 - n), minutes=7)
        is_out = at < now
        rows.append(Publication(
            workspace=shop, channel_id=variant.channel_id, variant=variant, key=f"key-{n}", publish_at=at, state_at=at,
            state="published" if is_out else "ready", content={"text": f"Post number {n}"}, content_hash="0" * 64,
            created_at=now, published_at=at if is_out else None, remote_id=str(n) if is_out else "",
        ))  # fmt: skip
    Publication.objects.bulk_create(rows, BATCH)
    KnownPost.objects.bulk_create(
        [KnownPost(workspace=shop, channel_id=row.channel_id, publication=row, remote_id=row.remote_id, text="Post",
                   at=row.publish_at, latest={"likes": 3}) for row in rows if row.remote_id], BATCH,
    )  # fmt: skip


def _messages(shop: Any, channels: list[Channel], count: int, now: Any) -> None:
    """Talks of five messages, one talk an hour (two years of them in the large shop); twenty wait, here as there."""
    talks = count // TALK_LENGTH
    contacts = Contact.objects.bulk_create(
        [Contact(workspace=shop, name=f"Person {n}", created_at=now) for n in range(talks)], BATCH
    )
    identities = Identity.objects.bulk_create(
        [
            Identity(contact=one, workspace=shop, platform="instagram", remote_id=str(n))
            for n, one in enumerate(contacts)
        ],
        BATCH,
    )
    rows = []
    for n, contact in enumerate(contacts):
        at, is_waiting = now - timedelta(hours=n), n < 20
        rows.append(Conversation(
            workspace=shop, channel=channels[n % len(channels)], contact=contact, identity=identities[n],
            surface="comment", thread_id=str(n),
            state="open" if is_waiting else "resolved", waiting_since=at if is_waiting else None,
            due_at=at + timedelta(hours=8) if is_waiting else None, last_message_at=at, last_text="Do you have rye?",
            opened_at=at,
        ))  # fmt: skip
    conversations = Conversation.objects.bulk_create(rows, BATCH)
    arrivals = Arrival.objects.bulk_create(
        [Arrival(workspace=shop, channel_id=talk.channel_id, kind="comment", remote_id=f"{talk.pk}-{k}", author_id="a",
                 text="Do you have rye?", at=talk.last_message_at, received_at=now)
         for talk in conversations for k in range(TALK_LENGTH)], BATCH,
    )  # fmt: skip
    Message.objects.bulk_create(
        [Message(conversation=conversations[n // TALK_LENGTH], direction="in", arrival=one, text=one.text, at=one.at)
         for n, one in enumerate(arrivals)], BATCH,
    )  # fmt: skip
