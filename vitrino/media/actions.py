"""Keeping pictures and films, and reading them for a platform."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction

from vitrino.connect.records import OutgoingMedia
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.media import pictures
from vitrino.media.models import Asset
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel


@transaction.atomic
def keep_asset(*, workspace: Workspace, picture: pictures.Picture, now: datetime, alt_text: str = "") -> Asset:
    """Store a checked picture under our own name; the same picture is stored once."""
    digest = hashlib.sha256(picture.content).hexdigest()
    found = Asset.objects.filter(workspace=workspace, sha256=digest).first()
    if found is not None:
        return found
    made = Asset(
        workspace=workspace, sha256=digest, mime_type=picture.mime_type, width=picture.width, height=picture.height,
        size_bytes=len(picture.content), alt_text=alt_text, created_at=now,
    )  # fmt: skip
    made.file.save(f"{digest[:24]}.{picture.mime_type.partition('/')[2]}", ContentFile(picture.content), save=True)
    return made


def read_media(stored: Sequence[Mapping[str, Any]], channel: Channel) -> list[OutgoingMedia]:
    """The pictures of a content, read from where they are stored, in its order. Raises Problem when one is gone."""
    assets = {one.pk: one for one in Asset.objects.filter(pk__in=[one["asset"] for one in stored])}
    return [_outgoing(assets.get(int(one["asset"])), str(one.get("alt_text", ""))) for one in stored]


def _outgoing(asset: Asset | None, alt_text: str) -> OutgoingMedia:
    if asset is None:
        raise Problem(say("A picture of this post is no longer there. Add it again."), "pictures")
    with asset.file.open("rb") as file:
        content = file.read()
    kind = "gif" if asset.mime_type == "image/gif" else "image"
    return OutgoingMedia(kind, asset.mime_type, content, alt_text, asset.width, asset.height)  # type: ignore[arg-type]
