"""Reading pictures and films."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain.media import Cut, Size, cut, troubles
from vitrino.domain.message import Message, say
from vitrino.media import host, rules, usage
from vitrino.media.actions import filming
from vitrino.media.models import Asset as Asset
from vitrino.media.models import AssetTag, Conversion
from vitrino.media.models import HostCheck as HostCheck
from vitrino.media.usage import Use as Use
from vitrino.media.usage import tell as tell
from vitrino.workspace.models import Workspace

State = Conversion.State


@dataclass(frozen=True)
class View:
    """How a platform shows an asset: which part of it, and whether that is all of it."""

    key: str
    platform: str
    cut: Cut
    is_whole: bool


def assets_of(workspace: Workspace) -> QuerySet[Asset]:
    """Everything kept, the newest first."""
    return Asset.objects.filter(workspace=workspace).order_by("-created_at", "-pk")


def found(workspace: Workspace, words: str = "", tag: str = "", kind: str = "") -> QuerySet[Asset]:
    """The library: every word stands in the name, the description, the rights or a tag; in the folder `tag`."""
    assets = assets_of(workspace).prefetch_related("tags")
    for word in words.split()[:8]:
        in_tags = AssetTag.objects.filter(text__icontains=word).values("asset_id")
        assets = assets.filter(
            Q(name__icontains=word) | Q(alt_text__icontains=word) | Q(rights_note__icontains=word) | Q(pk__in=in_tags)
        )
    if tag:
        assets = assets.filter(pk__in=AssetTag.objects.filter(text=tag).values("asset_id"))
    return assets.filter(kind=kind) if kind in Asset.Kind.values else assets


def folders(workspace: Workspace) -> list[tuple[str, int]]:
    """Tags with how many assets carry them, by name."""
    tags = AssetTag.objects.filter(asset__workspace=workspace).values_list("text")
    return list(tags.annotate(n=Count("pk")).order_by("text"))


def uses_of(asset_ids: Collection[int]) -> dict[int, list[Use]]:
    """Where assets are used."""
    return usage.uses_of(asset_ids)


def film_work(asset: Asset) -> Conversion | None:
    """What is being done, or has failed, with a film: what we keep of it first, then its forms."""
    order = {State.RUNNING: 0, State.WAITING: 1, State.FAILED: 2}
    rows = [one for one in Conversion.objects.filter(asset=asset) if one.state in order]
    return min(rows, key=lambda one: (one.key != filming.ORIGINAL, order[State(one.state)], one.pk), default=None)


def trouble_in(row: Conversion) -> Message | None:
    """Why a film failed, in words."""
    return Message(row.trouble["template"], row.trouble.get("values", {})) if row.trouble else None


def film_state(asset: Asset) -> dict[str, Any]:
    """What the progress of a film shows."""
    row = film_work(asset)
    return {"asset": asset, "conversion": row, "trouble": trouble_in(row) if row else None}


def problems(asset: Asset, channel: Channel) -> list[Message]:
    """What stands against publishing this asset on this channel."""
    manifest = channels.manifest_of(channel)
    rule = rules.rule_for(manifest, asset)
    if rule is None:
        return [say("{platform} takes no films from outside.", platform=manifest.name) if asset.is_film
                else say("{platform} takes no pictures from outside.", platform=manifest.name)]  # fmt: skip
    if asset.state == Asset.State.FAILED:
        return [say("A film of this post could not be prepared. Look at it in the library.")]
    if not asset.is_ready:
        return [say("A film of this post is still being prepared.")]
    if not asset.is_film:
        return []
    if not manifest.can("publish.video"):
        return [say("Vitrino can't send films to {platform} yet.", platform=manifest.name)]
    return list(troubles(filming.film_of(asset), rules.film_form(rule, channel.limits), manifest.name))


def warnings(asset: Asset, channel: Channel, today: date) -> list[Message]:
    """What one should know before publishing this asset on this channel."""
    manifest, told = channels.manifest_of(channel), []
    if asset.rights_until is not None and asset.rights_until < today:
        told.append(say("The rights to use “{name}” ended on {date}.", name=asset.name or str(asset.pk),
                        date=asset.rights_until.isoformat()))  # fmt: skip
    if asset.kind == Asset.Kind.GIF and rules.rule_for(manifest, asset) and not rules.keeps_moving(manifest, asset):
        told.append(say("{platform} shows only the first picture of this animation.", platform=manifest.name))
    if asset.is_film and asset.is_ready and not asset.has_audio:
        told.append(say("This film has no sound."))
    return told


def host_problem(channel: Channel, assets: Collection[Asset], now: datetime) -> Message | None:
    """What stands against publishing where the platform fetches media itself; None where it gets the bytes."""
    manifest = channels.manifest_of(channel)
    wanted = [rules.rule_for(manifest, asset) for asset in assets]
    if channel.is_rehearsal or not any(rule and rule.transport.startswith("pull") for rule in wanted):
        return None
    return host.trouble_of(host.last_check(), manifest.name, now)


def seen_on(asset: Asset, used: Collection[Channel]) -> list[View]:
    """How each of these channels' platforms shows the asset, each platform once."""
    found: dict[str, View] = {}
    for channel in used:
        manifest = channels.manifest_of(channel)
        rule = rules.rule_for(manifest, asset)
        if rule is None or manifest.key in found or (asset.is_film and not manifest.can("publish.video")):
            continue
        size = Size(max(asset.width, 1), max(asset.height, 1))
        is_film = asset.is_film
        form = rules.film_form(rule, channel.limits).picture if is_film else rules.picture_form(rule, channel.limits)
        wanted = cut(size, asset.focus, form)
        found[manifest.key] = View(manifest.key, manifest.name, wanted, wanted.is_whole(size))
    return list(found.values())
