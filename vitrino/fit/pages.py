"""What the pages about fit show, in finished words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.connect.manifest import Manifest
from vitrino.domain.fit.advising import Advice, Place, Verdict
from vitrino.domain.message import Message, say
from vitrino.fit import media, queries
from vitrino.fit.media import Share
from vitrino.media.queries import Asset
from vitrino.ui.formats import UNKNOWN, number
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

TAGS: dict[Verdict, tuple[Message, str]] = {
    "stay": (say("Stay"), "good"),
    "begin": (say("Begin"), "accent"),
    "leave": (say("Better leave"), "warn"),
    "later": (say("Not now"), ""),
    "not-now": (say("No reason to begin"), ""),
}
_PLACES: dict[str, Message] = {
    "text": say("Links work in the text."),
    "card": say("A link gets a place of its own below the text."),
    "dead": say("Nobody can tap a link in the text."),
}


@dataclass(frozen=True)
class Manner:
    """How texts like to look on one platform."""

    platform: str
    told: list[Message]


def home(workspace: Workspace, now: datetime) -> dict[str, Any]:
    """The answer and what it stands on."""
    basis = queries.basis(workspace, now)
    found = queries.advice(workspace, now)
    return {
        "basis": basis,
        "advice": found,
        "sentence": sentence(found),
        "shown": [(one, TAGS[one.verdict]) for one in found.of("stay", "begin", "leave")],
        "rest": [(one, TAGS[one.verdict]) for one in found.of("later", "not-now")],
        "proposed": proposed(found),
    }


def sentence(found: Advice) -> Message:
    """The answer in one sentence."""
    wanted, left = _names(found.of("stay", "begin")), _names(found.of("leave"))
    if not wanted:
        return say("With {minutes} minutes a week and what you can make, no platform is worth beginning.",
                   minutes=found.wish.minutes)  # fmt: skip
    if left:
        return say("Be on {wanted}; leave {left}. That takes about {minutes} of your {all} minutes a week.",
                   wanted=wanted, left=left, minutes=found.minutes, all=found.wish.minutes)  # fmt: skip
    return say("Be on {wanted}. That takes about {minutes} of your {all} minutes a week.",
               wanted=wanted, minutes=found.minutes, all=found.wish.minutes)  # fmt: skip


def proposed(found: Advice) -> str:
    """The strategy's words about platforms: a line for each, with the first reason."""
    lines = [_line(one) for one in found.of("stay", "begin", "leave")]
    return "\n".join(str(words(line)) for line in lines)


def _line(one: Place) -> Message:
    if one.verdict == "leave":
        return say("{platform}: we leave it. {why}", platform=one.name, why=one.reasons[0])
    if one.high == 1:
        return say("{platform}: one post a week. {why}", platform=one.name, why=one.reasons[0])
    posts = str(one.low) if one.low == one.high else f"{one.low}–{one.high}"
    return say("{platform}: {posts} posts a week. {why}", platform=one.name, posts=posts, why=one.reasons[0])


def _names(places: Iterable[Place]) -> str:
    return ", ".join(one.name for one in places)


def of_media(workspace: Workspace, now: datetime) -> dict[str, Any]:
    """What each channel shows, how many pictures have words, and how texts like to look there."""
    found = queries.shares(workspace, now)
    silent = queries.undescribed(workspace).count()
    return {
        "rows": [_row(one) for one in found],
        "silent": silent,
        "weeks": media.WEEKS,
        "manners": _manners(workspace),
    }


def _row(one: Share) -> list[str]:
    films = number(one.with_film) if one.takes_films else UNKNOWN
    return [
        f"{one.platform} ({one.channel.handle})", number(one.posts), _percent(one.with_media, one.posts), films,
        _percent(one.described, one.pictures),
    ]  # fmt: skip


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else UNKNOWN


def _manners(workspace: Workspace) -> list[Manner]:
    mine: dict[str, Channel] = {one.platform: one for one in channels.usable(workspace)}
    found = [channels.manifest_of(one) for one in mine.values()]
    return [Manner(one.name, _told(one)) for one in sorted(found, key=lambda one: one.name)]


def _told(one: Manifest) -> list[Message]:
    form = one.form()
    told = [_PLACES[form.links]]
    if form.good_tags is not None:
        told.append(say("More than {n} hashtags do no good.", n=form.good_tags))
    if form.tags_at_end:
        told.append(say("Hashtags stand at the end."))
    if form.has_threads:
        told.append(say("Long texts go on in a thread."))
    if not one.can("publish.text"):
        told.append(say("There is no post without a picture or film."))
    return told


def next_silent(workspace: Workspace, after: int, now: datetime) -> tuple[Asset | None, int]:
    """The next picture without words behind `after`, those on waiting posts first, and how many there are in all."""
    silent = {one.pk: one for one in queries.undescribed(workspace)}
    urgent = [one.asset_id for one in media.bare(workspace, now) if one.asset_id in silent]
    order = list(dict.fromkeys([*urgent, *silent]))
    rest = order[order.index(after) + 1 :] if after in order else order
    return (silent[rest[0]] if rest else None), len(order)
