"""Writing posts: create, save, take away and back, pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Max

from vitrino.channels import queries as channels
from vitrino.domain import text as rules
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.media import actions as media
from vitrino.media import pictures
from vitrino.posts import queries
from vitrino.posts.models import Post, PostAsset, Variant
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.strategy.models import Pillar

LONGEST = 100_000
MOST_PICTURES = 10


@dataclass(frozen=True)
class Draft:
    """What stands in the composer. texts: channel id -> own text there; None follows the idea."""

    idea: str
    link: str = ""
    language: str = "en"
    pillar: Pillar | None = None
    texts: Mapping[int, str | None] = field(default_factory=dict)
    alt_texts: Mapping[int, str] = field(default_factory=dict)


class Clash(Problem):
    """Somebody else saved this post meanwhile; both versions are kept."""


@transaction.atomic
def create_post(
    *, workspace: Workspace, by: Person, now: datetime, idea: str = "", channels_wanted: Iterable[Channel] = ()
) -> Post:
    """An empty post (or one from an idea) with a variant for each channel wanted."""
    post = Post.objects.create(
        workspace=workspace, idea=_clean(idea), language=workspace.language, by=by, created_at=now, changed_at=now
    )
    for channel in channels_wanted:
        Variant.objects.create(post=post, channel=channel)
    record("post.created", workspace=workspace, by=by, now=now, about=post)
    return post


@transaction.atomic
def save_post(*, post: Post, version: int, draft: Draft, by: Person, now: datetime) -> Post:
    """Save the composer. Raises Clash when `version` is not the newest one: nothing is overwritten."""
    fresh = Post.objects.filter(pk=post.pk, version=version, deleted_at=None)
    changed = fresh.update(
        idea=_clean(draft.idea), link=draft.link, language=draft.language, pillar=draft.pillar,
        version=F("version") + 1, changed_at=now,
    )  # fmt: skip
    if changed != 1:
        raise Clash(say("Somebody else changed this post meanwhile. Both versions are shown; keep what you want."))
    _save_variants(post, draft.texts)
    for asset_id, alt_text in draft.alt_texts.items():
        PostAsset.objects.filter(post=post, asset_id=asset_id).update(alt_text=_clean(alt_text)[:1500])
    post.refresh_from_db()
    return post


@transaction.atomic
def delete_post(*, post: Post, by: Person, now: datetime) -> Post:
    """Take a post away; it can be taken back. What is scheduled must be cancelled by whoever publishes."""
    post.deleted_at = now
    post.save(update_fields=["deleted_at"])
    record("post.deleted", workspace=post.workspace_id, by=by, now=now, about=post)
    return post


@transaction.atomic
def restore_post(*, post: Post, by: Person, now: datetime) -> Post:
    """Take a deletion back."""
    post.deleted_at = None
    post.save(update_fields=["deleted_at"])
    record("post.restored", workspace=post.workspace_id, by=by, now=now, about=post)
    return post


def add_picture(*, post: Post, uploaded: bytes, by: Person, now: datetime) -> PostAsset:
    """Put a picture on a post. Raises Problem for what is no picture, too large or one too many."""
    count = PostAsset.objects.filter(post=post).count()
    if count >= MOST_PICTURES:
        raise Problem(say("A post can carry {most} pictures at most.", most=MOST_PICTURES), "pictures")
    picture = pictures.accept(uploaded)
    asset = media.keep_asset(workspace=post.workspace, picture=picture, now=now)
    last = PostAsset.objects.filter(post=post).aggregate(last=Max("position"))["last"]
    made, _is_new = PostAsset.objects.get_or_create(
        post=post, asset=asset, defaults={"position": 0 if last is None else last + 1, "alt_text": asset.alt_text}
    )
    record("post.picture-added", workspace=post.workspace_id, by=by, now=now, about=post)
    return made


@transaction.atomic
def remove_picture(*, post: Post, asset_id: int, by: Person, now: datetime) -> None:
    """Take a picture off a post; the stored picture stays for whoever uses it."""
    PostAsset.objects.filter(post=post, asset_id=asset_id).delete()
    record("post.picture-removed", workspace=post.workspace_id, by=by, now=now, about=post)


def content_of(variant: Variant) -> dict[str, Any]:
    """What would be published now, as JSON: text, link, language, media (asset ids with their descriptions)."""
    return {
        "text": queries.text_of(variant),
        "link": variant.post.link,
        "language": variant.post.language,
        "media": [{"asset": one.asset_id, "alt_text": one.alt_text, "sha256": one.asset.sha256}
                  for one in queries.pictures_of(variant.post)],
    }  # fmt: skip


def _save_variants(post: Post, texts: Mapping[int, str | None]) -> None:
    """One variant for each channel chosen. A channel taken off loses its variant."""
    usable = set(channels.channels_of(post.workspace).filter(pk__in=texts).values_list("pk", flat=True))
    _forget(post, keep=usable)
    for channel_id in usable:
        own = texts[channel_id]
        Variant.objects.update_or_create(
            post=post, channel_id=channel_id,
            defaults={"text": _clean(own) if own is not None else "", "is_own": own is not None},
        )  # fmt: skip


def _forget(post: Post, keep: Collection[int]) -> None:
    Variant.objects.filter(post=post).exclude(channel_id__in=keep).delete()


def _clean(text: str) -> str:
    if len(text) > LONGEST:
        raise Problem(say("A text can have {most} characters at most; this one has {n}.", most=LONGEST, n=len(text)))
    return rules.clean(text)
