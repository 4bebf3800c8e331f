"""What people say about an asset."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from vitrino.domain import text as rules
from vitrino.media.actions import filming
from vitrino.media.models import Asset, AssetTag
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person


@transaction.atomic
def describe_asset(
    *, asset: Asset, alt_text: str, tags: Sequence[str], rights_note: str, rights_until: date | None, by: Person,
    now: datetime,
) -> Asset:  # fmt: skip
    """Description, folders and rights. Posts keep the description they have."""
    asset.alt_text = rules.clean(alt_text)[:1500]
    asset.rights_note, asset.rights_until = rules.clean(rights_note)[:300], rights_until
    asset.save(update_fields=["alt_text", "rights_note", "rights_until"])
    AssetTag.objects.filter(asset=asset).exclude(text__in=tags).delete()
    for tag in tags:
        AssetTag.objects.get_or_create(asset=asset, text=tag)
    record("asset.described", workspace=asset.workspace_id, by=by, now=now, about=asset)
    return asset


@transaction.atomic
def set_focus(*, asset: Asset, x: float, y: float, by: Person, now: datetime) -> Asset:
    """What must stay in sight when a platform cuts, 0..1. What is scheduled already keeps the cut it was shown with."""
    asset.focus_x, asset.focus_y = (round(min(max(share, 0.0), 1.0), 3) for share in (x, y))
    asset.save(update_fields=["focus_x", "focus_y"])
    record("asset.focused", workspace=asset.workspace_id, by=by, now=now, about=asset)
    if asset.is_film and asset.is_ready:
        filming.ensure_films(asset=asset, now=now)
    return asset
