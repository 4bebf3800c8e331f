"""What waits to go out on each channel, or went out lately, as the rules about its form see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.media import queries as library
from vitrino.media.queries import Asset
from vitrino.posts import queries as posts
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.posts.models import Variant

LOOKED_BACK, LOOKED_AHEAD = timedelta(days=14), timedelta(days=28)
# While somebody writes, a text may be too long; a day later nobody is writing any more.
LAID_ASIDE, FORGOTTEN = timedelta(days=1), timedelta(days=60)
MOST_LOOKED_AT = 300


@dataclass(frozen=True)
class Form:
    """A post in its form for one channel. is_out: it can't be changed any more. is_planned: it has a time."""

    post_id: int
    channel: Channel
    text: str
    parts: tuple[str, ...]
    pictures: int
    films: int
    is_out: bool
    is_planned: bool


def forms_of(workspace: Workspace, now: datetime) -> list[Form]:
    """Planned ones, drafts laid aside, and those of the last two weeks; six queries, however many there are."""
    usable = {one.pk: one for one in channels.channels_of(workspace)}
    found = [one for one in [*_planned(workspace, now), *_drafts(workspace, now)] if one.channel_id in usable]
    kinds = _kinds(workspace, found)
    return [_form(one, usable[one.channel_id], kinds) for one in found]


@dataclass(frozen=True)
class _Row:
    post_id: int
    channel_id: int
    content: Mapping[str, Any]
    is_out: bool = False
    is_planned: bool = False


def _planned(workspace: Workspace, now: datetime) -> list[_Row]:
    rows = publishing.between(workspace, now - LOOKED_BACK, now + LOOKED_AHEAD).exclude(state="failed")
    rows = rows.filter(variant__post__deleted_at=None, variant__isnull=False).order_by("-publish_at", "pk")
    told = rows.values_list("variant__post_id", "channel_id", "content", "state")[:MOST_LOOKED_AT]
    return [_Row(post, channel, content, state == "published", state != "published")
            for post, channel, content, state in told]  # fmt: skip


def _drafts(workspace: Workspace, now: datetime) -> list[_Row]:
    """Forms that nothing is planned for, as they would go out."""
    sent = publishing.publications(workspace).filter(variant__isnull=False).order_by().values("variant_id")
    mine = posts.variants_in(workspace).filter(
        post__deleted_at=None, post__changed_at__gt=now - FORGOTTEN, post__changed_at__lte=now - LAID_ASIDE
    )
    drafts = list(mine.exclude(pk__in=sent).order_by("-post__changed_at", "pk")[:MOST_LOOKED_AT])
    media = _media_of(drafts)
    return [_Row(one.post_id, one.channel_id, _content(one, media[one.post_id])) for one in drafts]


def _content(one: Variant, media: list[dict[str, Any]]) -> dict[str, Any]:
    return {"text": posts.text_of(one), "parts": one.parts, "media": media}


def _media_of(drafts: Iterable[Variant]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    attached = posts.pictures_on({one.post_id for one in drafts})
    for post_id, asset, alt_text in attached.values_list("post_id", "asset_id", "alt_text"):
        found[post_id].append({"asset": asset, "alt_text": alt_text})
    return found


def _kinds(workspace: Workspace, rows: Iterable[_Row]) -> dict[int, str]:
    """Asset -> picture, animation or film."""
    ids = {int(one["asset"]) for row in rows for one in row.content.get("media", []) if "asset" in one}
    return dict(library.assets_of(workspace).filter(pk__in=ids).order_by().values_list("pk", "kind"))


def _form(row: _Row, channel: Channel, kinds: Mapping[int, str]) -> Form:
    media = [one for one in row.content.get("media", []) if "asset" in one]
    films = sum(kinds.get(int(one["asset"])) == Asset.Kind.VIDEO for one in media)
    return Form(
        row.post_id, channel, str(row.content.get("text", "")), tuple(str(one) for one in row.content.get("parts", ())),
        len(media) - films, films, row.is_out, row.is_planned,
    )  # fmt: skip
