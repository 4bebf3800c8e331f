"""A copy of a post: the same words and pictures for the same channels, free to be changed and planned on its own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from django.db import models, transaction

from vitrino.posts.models import Post, PostAsset, Variant
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def copy_post(*, post: Post, by: Person | None, now: datetime, only: Collection[int] | None = None) -> Post:
    """A new post that says the same; later changes of either leave the other alone. only: channel ids, None for all."""
    made = _again(post, by=by, version=1, created_at=now, changed_at=now, deleted_at=None)
    variants = Variant.objects.filter(post=post).order_by("pk")
    for variant in variants if only is None else variants.filter(channel_id__in=only):
        _again(variant, post=made)
    for picture in PostAsset.objects.filter(post=post):
        _again(picture, post=made)
    record("post.copied", workspace=made.workspace_id, by=by, now=now, about=made, of=post.pk)
    return made


def _again(row: Row, **changed: object) -> Row:
    """The row once more under a number of its own, whatever fields it has."""
    same = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    made = type(row)(**same)
    for name, value in changed.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    return made
