"""Pictures and films on a post: new ones, those from the library, and who tells the library about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.media import actions as media
from vitrino.media import queries as library
from vitrino.media.queries import Asset, Use
from vitrino.posts.models import Post, PostAsset
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

MOST = 20
TITLE_LENGTH = 60


@transaction.atomic
def attach(*, post: Post, asset: Asset, by: Person, now: datetime) -> PostAsset:
    """Put something from the library on a post, with its description. Raises Problem for one too many."""
    on_post = PostAsset.objects.filter(post=post)
    if on_post.exclude(asset=asset).count() >= MOST:
        raise Problem(say("A post can carry {most} pictures at most.", most=MOST), "pictures")
    last = on_post.aggregate(last=Max("position"))["last"]
    made, is_new = PostAsset.objects.get_or_create(
        post=post, asset=asset, defaults={"position": 0 if last is None else last + 1, "alt_text": asset.alt_text}
    )
    if is_new:
        record("post.picture-added", workspace=post.workspace_id, by=by, now=now, about=post)
    if asset.is_film and asset.is_ready:
        media.ensure_films(asset=asset, now=now)
    return made


def attach_chosen(*, post: Post, asset_ids: Iterable[int], by: Person, now: datetime) -> list[PostAsset]:
    """Several at once, in the order of the library; what is not this shop's is left out."""
    chosen = library.assets_of(post.workspace).filter(pk__in=list(asset_ids))
    return [attach(post=post, asset=asset, by=by, now=now) for asset in chosen]


@transaction.atomic
def describe_where_silent(*, asset: Asset, by: Person, now: datetime) -> int:
    """Posts that carry this picture without words take over its description; how many. An open composer is told."""
    silent = PostAsset.objects.filter(asset=asset, alt_text="", post__deleted_at=None)
    posts = list(silent.values_list("post_id", flat=True))
    silent.update(alt_text=asset.alt_text)
    Post.objects.filter(pk__in=posts).update(version=F("version") + 1, changed_at=now, changed_by=by)
    return len(posts)


def uses(asset_ids: Collection[int]) -> list[Use]:
    """Which posts carry these assets; the deleted ones too, because a deletion can be taken back."""
    rows = PostAsset.objects.filter(asset_id__in=asset_ids).select_related("post").order_by("-post__changed_at")
    return [
        Use(row.asset_id, row.post.idea[:TITLE_LENGTH] or say("Without words yet"), "posts:edit", row.post_id)
        for row in rows
    ]
