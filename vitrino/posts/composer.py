"""Between the composer's form and a post: what was typed, what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain import text as rules
from vitrino.domain.message import Message, say
from vitrino.posts import actions, checks, queries
from vitrino.posts.models import Post, PostAsset
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Person, Workspace

LAST_POSTS = 5
PROMOTIONAL_SHARE = 0.4


@dataclass(frozen=True)
class Typed:
    """The form as it was sent. texts: channel id -> own text, None while it follows the idea; only chosen channels."""

    idea: str
    link: str
    language: str
    pillar_id: int | None
    version: int
    texts: Mapping[int, str | None]
    alt_texts: Mapping[int, str]


@dataclass(frozen=True)
class Sheet:
    """One channel's side of the composer."""

    channel: Channel
    platform: str
    text: str
    is_own: bool
    count: rules.Count
    problems: tuple[Message, ...]
    warnings: tuple[Message, ...]
    pictures: list[dict[str, str]] = field(default_factory=list)


def typed(post: Post, data: Mapping[str, str], chosen: list[str]) -> Typed:
    """Read the form. A text that still equals what was shown for a follower follows on."""
    idea = data.get("idea", "")
    ids = [int(key) for key in chosen if key.isdecimal()]
    return Typed(
        idea=idea,
        link=data.get("link", "").strip(),
        language=data.get("language", "") or post.language,
        pillar_id=_number(data.get("pillar", "")),
        version=_number(data.get("version", "")) or 0,
        texts={key: _own_text(data, key, idea) for key in ids},
        alt_texts={one.asset_id: data.get(f"alt-{one.asset_id}", one.alt_text) for one in queries.pictures_of(post)},
    )


def stored(post: Post) -> Typed:
    """The post as it is saved, in the same form."""
    return Typed(
        idea=post.idea,
        link=post.link,
        language=post.language,
        pillar_id=post.pillar_id,
        version=post.version,
        texts={one.channel_id: one.text if one.is_own else None for one in queries.variants_of(post)},
        alt_texts={one.asset_id: one.alt_text for one in queries.pictures_of(post)},
    )


def save(post: Post, sent: Typed, *, by: Person, now: datetime) -> Post:
    """Save what was typed. Raises Clash when somebody else saved meanwhile, Problem for a text beyond all limits."""
    pillar = strategy.pillars(post.workspace).filter(pk=sent.pillar_id or 0).first()
    draft = actions.Draft(sent.idea, sent.link, sent.language, pillar, sent.texts, sent.alt_texts)
    return actions.save_post(post=post, version=sent.version, draft=draft, by=by, now=now)


def context(post: Post, sent: Typed) -> dict[str, Any]:
    """Everything the composer's templates show."""
    usable, pillars = channels.channels_of(post.workspace), strategy.pillars(post.workspace)
    return {
        "post": post,
        "typed": sent,
        "sheets": sheets(post, sent, usable),
        "channels": [(one, channels.manifest_of(one).name, one.pk in sent.texts) for one in usable],
        "pillar_options": [("", _("Not decided yet")), *((str(one.pk), one.name) for one in pillars)],
        "balance_hint": balance_hint(post),
        "pictures": queries.pictures_of(post),
    }


def balance_hint(post: Post) -> Message | str:
    """How much of what was written last promotes: the reason to choose another kind now."""
    kinds = queries.posts_of(post.workspace).exclude(pk=post.pk).exclude(pillar=None)
    last = list(kinds.values_list("pillar__is_promotional", flat=True)[:LAST_POSTS])
    if len(last) < LAST_POSTS or sum(last) <= LAST_POSTS * PROMOTIONAL_SHARE:
        return ""
    return say("{n} of your last {all} posts were promotional. Give something this time?", n=sum(last), all=len(last))


def sheets(post: Post, sent: Typed, usable: QuerySet[Channel]) -> list[Sheet]:
    """One sheet for each channel chosen, judged against each other."""
    chosen = [one for one in usable if one.pk in sent.texts]
    texts = {one.pk: _shown(sent, one.pk) for one in chosen}
    pictures = list(queries.pictures_of(post))
    undescribed = sum(not sent.alt_texts.get(one.asset_id, "").strip() for one in pictures)
    return [
        _sheet(post.workspace, one, sent, pictures, undescribed,
               [(other, texts[other.pk]) for other in chosen if other.pk != one.pk])
        for one in chosen
    ]  # fmt: skip


def _sheet(workspace: Workspace, channel: Channel, sent: Typed, pictures: list[PostAsset], undescribed: int,
           others: list[tuple[Channel, str]]) -> Sheet:  # fmt: skip
    text = _shown(sent, channel.pk)
    found = checks.examine(channel, text, pictures=len(pictures), undescribed=undescribed, others=others)
    return Sheet(
        channel=channel,
        platform=channels.manifest_of(channel).name,
        text=text,
        is_own=sent.texts[channel.pk] is not None,
        count=rules.count(text, checks.rule_of(channel)),
        problems=found.problems,
        warnings=found.warnings,
        pictures=[
            {"src": f"../pictures/{one.asset_id}/", "alt": sent.alt_texts.get(one.asset_id, "")} for one in pictures
        ],
    )


def _shown(sent: Typed, channel_id: int) -> str:
    own = sent.texts[channel_id]
    return sent.idea if own is None else own


def _own_text(data: Mapping[str, str], channel_id: int, idea: str) -> str | None:
    text = data.get(f"text-{channel_id}")
    if text is None or not text.strip() or text == idea:
        return None
    follows_what_was_shown = f"shown-{channel_id}" in data and text == data[f"shown-{channel_id}"]
    return None if follows_what_was_shown else text


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None
