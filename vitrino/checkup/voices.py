"""What the shop said lately, and the voice it has settled, for the rules about its voice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.checkup import replies
from vitrino.checkup.rule import Evidence, Way
from vitrino.checkup.saying import day, quote
from vitrino.domain.message import say
from vitrino.domain.voice import Break, Wish, spoken
from vitrino.publishing import queries as publishing
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=28)
AHEAD = timedelta(days=28)
MOST_POSTS = 200
SHOWN = 5


@dataclass(frozen=True)
class Said:
    """A post or an answer. at: when it went out or will. asked: what the person had written; "" for a post.

    is_open: a post that can still be changed. pk: of the post or the conversation.
    """

    platform: str
    text: str
    at: datetime
    pk: int
    is_reply: bool = False
    is_open: bool = False
    asked: str = ""

    @property
    def key(self) -> str:
        return f"{'talk' if self.is_reply else 'post'}-{self.pk}"


@dataclass(frozen=True)
class Facts:
    """said: the newest first. wishes: platform -> what is settled for posts there; answers: the same for answers, where
    it differs. names: as they call themselves."""

    said: tuple[Said, ...]
    wishes: Mapping[str, Wish]
    names: Mapping[str, str]
    answers: Mapping[str, Wish] = field(default_factory=dict)

    def wish(self, one: Said) -> Wish:
        usual = self.wishes.get(one.platform, Wish())
        return self.answers.get(one.platform, usual) if one.is_reply else usual


def load(workspace: Workspace, now: datetime) -> Facts:
    said = tuple(sorted((*_posts(workspace, now), *_replies(workspace, now)), key=lambda one: one.at, reverse=True))
    voices, keys = strategy.voices_in_force(workspace), {one.platform for one in said}
    return Facts(said, {key: strategy.wish_for(voices, key) for key in keys},
                 {key: str(strategy.name_of(key)) for key in keys},
                 {key: strategy.wish_for(voices, key, is_answer=True) for key in keys})  # fmt: skip


def mirrors(one: Said) -> bool:
    """An answer that is formal because the customer was: good manners everywhere."""
    return one.is_reply and bool(one.asked) and bool(spoken(one.asked).formal)


def proof(one: Said, found: Break) -> Evidence:
    """The text with the very words."""
    place, arguments = ("inbox:talk", {"pk": one.pk}) if one.is_reply else ("posts:edit", {"pk": one.pk})
    return Evidence(say("{day}: “{text}” {why}", day=day(one.at), text=quote(one.text), why=found.message), place,
                    arguments)  # fmt: skip


def ways(said: list[Said]) -> tuple[Way, ...]:
    """Put right what can still be put right; else change what the strategy says."""
    step = Way(say("Look at the voice in the strategy"), "guidance:step", {"key": "voice"})
    waiting = next((one for one in said if one.is_open), None)
    if waiting is None:
        return (step,)
    return (Way(say("Put it right before it goes out"), "posts:edit", {"pk": waiting.pk}), step)


def _posts(workspace: Workspace, now: datetime) -> list[Said]:
    platforms = dict(channels.every_channel_of(workspace).values_list("pk", "platform"))
    found = publishing.between(workspace, now - LATELY, now + AHEAD).exclude(state__in=("failed", "cancelled"))
    rows = found.filter(variant__isnull=False, variant__post__deleted_at=None).order_by("-publish_at", "pk")
    return [
        Said(platforms[channel], text, at, post, is_open=state not in ("published", "publishing", "unknown"))
        for post, channel, content, state, at in rows.values_list(
            "variant__post_id", "channel_id", "content", "state", "publish_at"
        )[:MOST_POSTS]
        if channel in platforms and (text := str(content.get("text", "")).strip())
    ]


def _replies(workspace: Workspace, now: datetime) -> list[Said]:
    return [
        Said(one.platform, one.text, one.at, one.conversation_id, is_reply=True, asked=one.asked)
        for one in replies.lately(workspace, now - LATELY)
    ]
