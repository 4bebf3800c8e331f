"""How much of what each channel shows is pictures and films, and which pictures nobody has described."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.insight import queries as insight
from vitrino.media import queries as library
from vitrino.media.queries import Asset
from vitrino.posts import queries as posts
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Workspace

WEEKS = 6
LOOKED_BACK, LOOKED_AHEAD = timedelta(weeks=WEEKS), timedelta(days=28)
MOST_LOOKED_AT = 3000
# Kinds of posts as insight names them; "" is unknown and counts for nothing.
_WITH_PICTURE = frozenset({"image", "carousel", "video", "story"})
_WITH_FILM = frozenset({"video"})
# Before the first try a publication follows its post, and so do the descriptions.
_WAITING = ("ready", "held", "approved", "draft")


@dataclass(frozen=True)
class Shown:
    """A post that went out. page, pk: where it can be seen. pictures: assets of ours on it, films left out."""

    at: datetime
    text: str
    page: str
    pk: int
    has_media: bool
    has_film: bool
    pictures: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Share:
    """One channel over the last weeks. described, pictures: those of ours where descriptions are possible."""

    channel: Channel
    platform: str
    posts: int
    with_media: int
    with_film: int
    described: int
    pictures: int
    takes_films: bool

    @property
    def media_share(self) -> float | None:
        """None without posts."""
        return self.with_media / self.posts if self.posts else None


@dataclass(frozen=True)
class Bare:
    """A picture without a description, on a post. is_out: it went out like that."""

    asset_id: int
    name: str
    post_id: int
    text: str
    is_out: bool


def shown(workspace: Workspace, now: datetime) -> dict[int, list[Shown]]:
    """Channel -> its posts of six weeks whose form is known, the newest first. Three queries."""
    found: dict[int, list[Shown]] = defaultdict(list)
    for channel_id, one in [*_ours(workspace, now), *_theirs(workspace, now)]:
        found[channel_id].append(one)
    return {pk: sorted(rows, key=lambda one: one.at, reverse=True) for pk, rows in found.items()}


def shares(workspace: Workspace, now: datetime) -> list[Share]:
    """Every channel that can be posted on; five queries, however many there are."""
    rows, told = shown(workspace, now), described(workspace)
    mine = [one for one in channels.channels_of(workspace) if not one.listens_only]
    return [_share(one, rows.get(one.pk, []), told) for one in mine]


def described(workspace: Workspace) -> frozenset[int]:
    """Pictures of the library that have a description."""
    return frozenset(library.assets_of(workspace).exclude(alt_text="").order_by().values_list("pk", flat=True))


def undescribed(workspace: Workspace) -> QuerySet[Asset]:
    """Pictures and animations without one, the newest first."""
    return library.assets_of(workspace).filter(alt_text="").exclude(kind=Asset.Kind.VIDEO)


def bare(workspace: Workspace, now: datetime) -> list[Bare]:
    """Pictures without words on posts that wait or went out lately, where the platform takes descriptions.

    A picture that was described since counts as put right: its next post will have the words. Five queries.
    """
    takes = {one.pk for one in channels.channels_of(workspace) if takes_words(one)}
    rows = publishing.between(workspace, now - LOOKED_AHEAD, now + LOOKED_AHEAD).filter(variant__isnull=False)
    rows = rows.filter(channel_id__in=takes, variant__post__deleted_at=None).exclude(state="failed")
    told = rows.values_list("variant__post_id", "state", "content")[:MOST_LOOKED_AT]
    waiting = {post for post, state, _content in told if state in _WAITING}
    out = {post: content for post, state, content in told if state == "published" and post not in waiting}
    silent = {one.pk: one.name for one in undescribed(workspace)}
    return [*_waiting(waiting), *_out(out, silent)]


def takes_words(channel: Channel) -> bool:
    """True where a picture can carry a description."""
    rule = channels.manifest_of(channel).media_rule("image")
    return rule is not None and rule.alt_text_max is not None


def _ours(workspace: Workspace, now: datetime) -> Iterable[tuple[int, Shown]]:
    rows = publishing.posts(workspace).filter(published_at__gt=now - LOOKED_BACK, published_at__lte=now)
    told = list(rows.values_list("pk", "channel_id", "published_at", "content")[:MOST_LOOKED_AT])
    films = _films(workspace, [content for _pk, _channel, _at, content in told])
    for pk, channel_id, at, content in told:
        if at is not None:
            ids = _assets_in(content)
            yield channel_id, Shown(at, str(content.get("text", "")), "publishing:publication", pk, bool(ids),
                                    bool(ids & films), ids - films)  # fmt: skip


def _theirs(workspace: Workspace, now: datetime) -> Iterable[tuple[int, Shown]]:
    rows = insight.posted_elsewhere(workspace, now - LOOKED_BACK, now).exclude(format="")
    for pk, channel_id, at, text, form in rows.values_list("pk", "channel_id", "at", "text", "format")[:MOST_LOOKED_AT]:
        yield channel_id, Shown(at, text, "insight:post", pk, form in _WITH_PICTURE, form in _WITH_FILM)


def _films(workspace: Workspace, contents: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    ids = {asset for content in contents for asset in _assets_in(content)}
    films = library.assets_of(workspace).filter(pk__in=ids, kind=Asset.Kind.VIDEO)
    return frozenset(films.order_by().values_list("pk", flat=True))


def _assets_in(content: Mapping[str, Any]) -> frozenset[int]:
    return frozenset(int(one["asset"]) for one in content.get("media", []) if "asset" in one)


def _share(channel: Channel, rows: Collection[Shown], told: frozenset[int]) -> Share:
    manifest = channels.manifest_of(channel)
    mine = [asset for one in rows for asset in one.pictures] if takes_words(channel) else []
    return Share(
        channel, manifest.name, len(rows), sum(one.has_media for one in rows), sum(one.has_film for one in rows),
        sum(asset in told for asset in mine), len(mine), manifest.media_rule("video") is not None,
    )  # fmt: skip


def _waiting(post_ids: Collection[int]) -> Iterable[Bare]:
    rows = posts.pictures_on(post_ids).filter(alt_text="").exclude(asset__kind=Asset.Kind.VIDEO)
    for one in rows.select_related("asset", "post"):
        yield Bare(one.asset_id, one.asset.name, one.post_id, one.post.idea, is_out=False)


def _out(out: Mapping[int, Mapping[str, Any]], silent: Mapping[int, str]) -> Iterable[Bare]:
    for post_id, content in out.items():
        for one in content.get("media", []):
            asset = int(one.get("asset", 0))
            if asset in silent and not str(one.get("alt_text", "")).strip():
                yield Bare(asset, silent[asset], post_id, str(content.get("text", "")), is_out=True)
