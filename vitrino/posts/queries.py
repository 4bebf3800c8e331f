"""Reading posts, variants and pictures."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from vitrino.posts.models import Post, PostAsset, Variant
from vitrino.workspace.models import Workspace


def posts_of(workspace: Workspace) -> QuerySet[Post]:
    """All posts that are not deleted, the one changed last first."""
    return every_post_of(workspace).filter(deleted_at=None)


def every_post_of(workspace: Workspace) -> QuerySet[Post]:
    """The deleted ones too, for taking a deletion back."""
    return Post.objects.filter(workspace=workspace).select_related("pillar", "by").order_by("-changed_at", "-pk")


def everywhere() -> QuerySet[Post]:
    """Posts of all workspaces that are not deleted, for sweeps."""
    return Post.objects.filter(deleted_at=None).select_related("workspace")


def variants_of(post: Post) -> QuerySet[Variant]:
    """The post's forms, in the order of its channels."""
    return Variant.objects.filter(post=post).select_related("channel").order_by("channel__connected_at", "channel_id")


def variants_in(workspace: Workspace) -> QuerySet[Variant]:
    return Variant.objects.filter(post__workspace=workspace).select_related("channel", "post")


def pictures_of(post: Post) -> QuerySet[PostAsset]:
    return PostAsset.objects.filter(post=post).select_related("asset").order_by("position", "pk")


def pictures_on(post_ids: Collection[int]) -> QuerySet[PostAsset]:
    """The same of several posts."""
    return PostAsset.objects.filter(post_id__in=post_ids).order_by("post_id", "position", "pk")


def drafts_of(workspace: Workspace, planned_posts: Collection[int]) -> QuerySet[Post]:
    """Posts that nothing is planned for; the caller, who sees publications, says which are."""
    variants = Prefetch("variants", Variant.objects.select_related("channel"))
    return posts_of(workspace).exclude(pk__in=planned_posts).prefetch_related(variants)


def text_of(variant: Variant) -> str:
    """What this channel says: its own text, or the idea while nobody has written one."""
    return variant.text if variant.is_own else variant.post.idea
