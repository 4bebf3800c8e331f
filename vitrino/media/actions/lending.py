"""Assets on their way to a platform: what a content says about them, and the bytes that go out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from vitrino.channels import queries as channels
from vitrino.connect.errors import NotSent
from vitrino.connect.manifest import MediaRule
from vitrino.connect.records import OutgoingMedia
from vitrino.domain.media import Focus, fits, troubles
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.media import host, renditions, rules, store
from vitrino.media.actions import filming
from vitrino.media.models import Asset, Rendition

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel

_WAIT = say("The film of this post is still being prepared. Vitrino tries again by itself.")


def content_of(asset: Asset, alt_text: str) -> dict[str, Any]:
    """What a frozen content says about an asset; with its hash and focus, so that nothing else can go out."""
    return {"asset": asset.pk, "alt_text": alt_text, "sha256": asset.sha256, **rules.stored_focus(asset.focus)}


def read_media(stored: Sequence[Mapping[str, Any]], channel: Channel) -> list[OutgoingMedia]:
    """The pictures and films of a content in the form this channel takes, in its order.

    Raises Problem when one is gone or is not the one that was scheduled, NotSent while a film is still being made.
    """
    now = timezone.now()
    assets = {one.pk: one for one in Asset.objects.filter(pk__in=[one["asset"] for one in stored])}
    return [_outgoing(assets.get(int(one["asset"])), one, channel, now) for one in stored]


def _outgoing(asset: Asset | None, stored: Mapping[str, Any], channel: Channel, now: datetime) -> OutgoingMedia:
    if asset is None or asset.workspace_id != channel.workspace_id:
        raise Problem(say("A picture of this post is no longer there. Add it again."), "pictures")
    if stored.get("sha256") not in (None, asset.sha256):
        raise Problem(
            say("A picture of this post is not the one that was scheduled. Add it again and schedule anew."), "pictures"
        )
    manifest = channels.manifest_of(channel)
    rule, focus = rules.rule_for(manifest, asset), rules.focus_in(stored)
    if rule is None:
        raise Problem(say("{platform} takes nothing of this kind.", platform=manifest.name), "pictures")
    made = _film(asset, rule, focus, channel, now) if asset.is_film else _picture(asset, rule, focus, channel, now)
    return OutgoingMedia(
        kind=_kind(asset, made), mime_type=made.mime_type, content=made.content,
        alt_text=str(stored.get("alt_text", "")), width=made.width, height=made.height,
        public_url=_address(asset, rule, made, channel, now),
    )  # fmt: skip


def _picture(asset: Asset, rule: MediaRule, focus: Focus, channel: Channel, now: datetime) -> renditions.Ready:
    if asset.kind == Asset.Kind.GIF and rules.keeps_moving(channels.manifest_of(channel), asset):
        return renditions.Ready(store.read(asset), asset.mime_type, asset.width, asset.height, None)
    return renditions.picture_for(asset, rules.picture_form(rule, channel.limits), focus, now)


def _film(asset: Asset, rule: MediaRule, focus: Focus, channel: Channel, now: datetime) -> renditions.Ready:
    """The film in the channel's form; ordered now where nobody has yet, and waited for."""
    form = rules.film_form(rule, channel.limits)
    if not asset.is_ready:
        raise NotSent(_WAIT)
    never = troubles(filming.film_of(asset), form, channels.manifest_of(channel).name)
    if never:
        raise Problem(never[0], "pictures")
    if fits(filming.film_of(asset), form):
        return renditions.Ready(store.read(asset), asset.mime_type, asset.width, asset.height, None)
    made = Rendition.objects.filter(asset=asset, key=rules.key_of(asset, form, focus)).first()
    if made is None:
        filming.order_form(asset, form, focus, now)
        raise NotSent(_WAIT)
    return renditions.Ready(store.read_rendition(made), made.mime_type, made.width, made.height, made)


def _kind(asset: Asset, made: renditions.Ready) -> Any:
    """An animation that had to become a still picture is one."""
    return "gif" if made.mime_type == "image/gif" else "video" if asset.is_film else "image"


def _address(asset: Asset, rule: MediaRule, made: renditions.Ready, channel: Channel, now: datetime) -> str:
    """Where the platform may fetch it; "" where it gets the bytes. Rehearsals fetch nothing."""
    if channel.is_rehearsal or not rule.transport.startswith("pull"):
        return ""
    return host.lend(made.made or renditions.as_made(asset, made, now), now)
