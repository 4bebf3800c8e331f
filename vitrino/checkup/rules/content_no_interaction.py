"""For weeks nothing invites an answer: people read, and nobody is asked anything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.contests import queries as contests
from vitrino.domain.message import say
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Workspace

WINDOW = timedelta(days=28)
# Fewer posts say nothing about a habit.
LEAST_POSTS = 4
SHOWN = 4
MOST_LOOKED_AT = 500
_SHOWN_TEXT = 60
_ADDRESS = re.compile(r"\S+://\S+")
# Not the "?" inside an address or of a smiley; ";" asks in Greek, "？" in Chinese.
_QUESTION = re.compile(r"\w\s*[\"”»’')]*[?？;](?=[\s\"”»’')!?]|$)")


@dataclass(frozen=True)
class Post:
    """A post that is out. invites: it asks something, or is a poll."""

    pk: int
    at: datetime
    text: str
    invites: bool


@dataclass(frozen=True)
class Facts:
    """The posts of the last four weeks, newest first. has_contest: one was open in that time. since: the first post of
    all, None without any."""

    posts: tuple[Post, ...]
    has_contest: bool
    since: datetime | None
    now: datetime


def asks(text: str) -> bool:
    """Does it ask its readers something?"""
    return bool(_QUESTION.search(_ADDRESS.sub(" ", text)))


def judge(facts: Facts) -> list[Noticed]:
    """A shop that began lately, that hardly posts, or that asked once is left alone."""
    is_young = facts.since is None or facts.since > facts.now - WINDOW
    if is_young or facts.has_contest or len(facts.posts) < LEAST_POSTS or any(post.invites for post in facts.posts):
        return []
    shown = tuple(
        Evidence(say("“{text}”", text=post.text[:_SHOWN_TEXT]), "publishing:publication", {"pk": post.pk})
        for post in facts.posts[:SHOWN]
    )
    count = Evidence(say("Posts in the last four weeks: {n}. Questions, polls, quizzes and contests among them: 0.",
                         n=len(facts.posts)), "publishing:list")  # fmt: skip
    return [
        Noticed(
            say("For four weeks nothing has asked your customers anything, so they have nothing to answer."),
            (count, *shown),
            (Way(say("Make a quiz or a poll"), "contests:quiz-new"), Way(say("Make a contest"), "contests:new"),
             Way(say("Write a question"), "posts:new")),
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    out = publishing.posts(workspace).filter(published_at__lte=now)
    recent = out.filter(published_at__gt=now - WINDOW).order_by("-published_at", "-pk")[:MOST_LOOKED_AT]
    first = out.order_by("published_at").values_list("published_at", flat=True).first()
    posts = tuple(
        Post(pk, at, _words(content), bool(content.get("poll")) or asks(_words(content)))
        for pk, at, content in recent.values_list("pk", "published_at", "content")
        if at is not None
    )
    return Facts(posts, contests.invited_since(workspace, now - WINDOW), first, now)


def _words(content: Mapping[str, Any]) -> str:
    """Everything the post says, its thread and first comment with it."""
    return "\n".join([str(content.get("text", "")), *map(str, content.get("parts", ())),
                      str(content.get("first_comment", ""))]).strip()  # fmt: skip


RULE = Rule(
    id="content.no-interaction",
    mistake="M11",
    severity="low",
    notices=say("In four weeks and at least four posts, no question, poll, quiz or contest."),
    load=load,
    judge=judge,
)
