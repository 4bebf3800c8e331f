"""A platform's media rules as forms that pictures and films can be brought into."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from vitrino.connect.manifest import Manifest, MediaRule
from vitrino.domain.media import FilmForm, Focus, Form
from vitrino.media.models import Asset

# No platform shows more: what is larger only costs time on the way.
USUAL_EDGE = 2048
USUAL_FILM_EDGE = 1920
MP4 = "video/mp4"
# What we keep of a film: every platform plays it, most take it as it is.
KEPT_FILM = FilmForm(Form((MP4,), max_edge=USUAL_FILM_EDGE))


def rule_for(manifest: Manifest, asset: Asset) -> MediaRule | None:
    """The rule an asset falls under; an animation goes as a picture where animations have no rule of their own."""
    if asset.kind == Asset.Kind.GIF:
        return manifest.media_rule("gif") or manifest.media_rule("image")
    return manifest.media_rule("video" if asset.is_film else "image")


def keeps_moving(manifest: Manifest, asset: Asset) -> bool:
    """True when this animation still moves there."""
    rule = rule_for(manifest, asset)
    return rule is not None and "image/gif" in rule.mime_types and _is_small_enough(rule, asset)


def picture_form(rule: MediaRule, limits: Mapping[str, int]) -> Form:
    """The form of pictures; what the account's own server says wins over the manifest."""
    return Form(
        mime_types=rule.mime_types, max_bytes=_bytes(rule, limits), min_aspect=rule.min_aspect,
        max_aspect=rule.max_aspect, max_edge=min(rule.max_edge or USUAL_EDGE, USUAL_EDGE),
    )  # fmt: skip


def film_form(rule: MediaRule, limits: Mapping[str, int]) -> FilmForm:
    """The form of films. We make MP4 only, which every platform with films takes."""
    edge = min(rule.max_edge or USUAL_FILM_EDGE, USUAL_FILM_EDGE)
    picture = Form((MP4,), _bytes(rule, limits), rule.min_aspect, rule.max_aspect, edge)
    return FilmForm(picture, min_s=rule.min_s, max_s=rule.max_s, max_fps=rule.max_fps)


def fits(asset: Asset, form: Form) -> bool:
    """True when the stored picture can go out as it is."""
    aspect = asset.width / max(asset.height, 1)
    return (
        asset.mime_type in form.mime_types
        and (form.max_bytes is None or asset.size_bytes <= form.max_bytes)
        and (form.max_edge is None or max(asset.width, asset.height) <= form.max_edge)
        and (form.min_aspect is None or aspect >= form.min_aspect)
        and (form.max_aspect is None or aspect <= form.max_aspect)
    )


def key_of(asset: Asset, form: Form | FilmForm, focus: Focus) -> str:
    """The same for the same picture, rule and focus; another as soon as one of them changes."""
    told = {"asset": asset.sha256, "form": asdict(form), "focus": [round(focus.x, 3), round(focus.y, 3)]}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:40]


def stored_focus(focus: Focus) -> dict[str, Any]:
    """For a frozen content: nothing for the middle, so that contents without a focus keep their hash."""
    return {} if focus == Focus() else {"focus": [round(focus.x, 3), round(focus.y, 3)]}


def focus_in(stored: Mapping[str, Any]) -> Focus:
    """What `stored_focus` put there."""
    x, y = stored.get("focus") or (0.5, 0.5)
    return Focus(float(x), float(y))


def _bytes(rule: MediaRule, limits: Mapping[str, int]) -> int | None:
    name = "video_bytes" if rule.kind == "video" else "image_bytes"
    return int(limits[name]) if name in limits else rule.max_bytes


def _is_small_enough(rule: MediaRule, asset: Asset) -> bool:
    """Animations are not made anew: one that is too large would lose what it is about."""
    return (
        (rule.max_bytes is None or asset.size_bytes <= rule.max_bytes)
        and (rule.max_edge is None or max(asset.width, asset.height) <= rule.max_edge)
        and (rule.max_frames is None or asset.frames <= rule.max_frames)
    )
