"""A bakery with one channel, and posts that went out on it."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from vitrino.channels.models import Channel
from vitrino.insight.models import KnownPost
from vitrino.posts.models import Post, Variant
from vitrino.publishing.models import Publication
from vitrino.strategy.models import Pillar
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW

SELLS = "Rye bread, 20 % off until Sunday, number {n}"
TEACHES = "How to keep bread fresh, part {n}"
UNCLEAR = "A quiet morning, number {n}"
_numbers = count(1)


def channel(workspace: Workspace, platform: str = "mastodon") -> Channel:
    return Channel.objects.create(
        workspace=workspace, platform=platform, remote_id=f"{platform}{workspace.pk}", handle="zorza",
        is_rehearsal=True, connected_at=NOW - timedelta(days=60),
    )  # fmt: skip


def pillar(workspace: Workspace, name: str, *, sells: bool = False) -> Pillar:
    return Pillar.objects.create(workspace=workspace, name=name, is_promotional=sells)


def known(where: Channel, text: str, *, days: float = 1, kind: Pillar | None = None, **fields: object) -> KnownPost:
    """A post that stands there, put there by whomever."""
    number = next(_numbers)
    return KnownPost.objects.create(
        workspace=where.workspace, channel=where, remote_id=f"k{number}", text=text.format(n=number), pillar=kind,
        at=NOW - timedelta(days=days), **fields,
    )  # fmt: skip


def mix(where: Channel, pattern: str) -> list[KnownPost]:
    """s: sells, t: teaches, ?: unclear; a post a day, the last letter is yesterday's."""
    words = {"s": SELLS, "t": TEACHES, "?": UNCLEAR}
    return [known(where, words[letter], days=back + 1) for back, letter in enumerate(reversed(pattern))]


def plan(where: Channel, text: str, *, days: float = 1, kind: Pillar | None = None) -> Publication:
    return _publication(where, text, NOW + timedelta(days=days), "ready", kind)


def publish(where: Channel, text: str, *, days: float = 1, kind: Pillar | None = None) -> Publication:
    return _publication(where, text, NOW - timedelta(days=days), "published", kind)


def _publication(where: Channel, text: str, at: datetime, state: str, kind: Pillar | None) -> Publication:
    post = Post.objects.create(workspace=where.workspace, idea=text, pillar=kind, created_at=NOW, changed_at=NOW)
    number = next(_numbers)
    return Publication.objects.create(
        workspace=where.workspace, channel=where, variant=Variant.objects.create(post=post, channel=where), state=state,
        created_at=NOW, state_at=NOW, publish_at=at, published_at=at if state == "published" else None,
        content={"text": text}, content_hash="", key=f"balance-{number}", remote_id=f"p{number}",
    )  # fmt: skip
